"""A value as a small classic script, and back.

Scripts, not JSON: a page opened from a folder (`file://`) may load a script beside it, but may not fetch. Each is one
call, `siteSearch("<name>", <value>)`; a script that arrives before the program that defines it waits in a queue.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

FOLDER = "search/"
"""Where the files of the index lie below the site's root."""

MANIFEST = FOLDER + "manifest.js"
"""The one file whose name never changes; it names the others, which are never changed."""

_OPEN = "(self.siteSearch=self.siteSearch||function(){(siteSearch.waiting=siteSearch.waiting||[]).push(arguments)})("


_MARK = "abcdefghijklmnopqrstuvwxyz234567"


def mark(text: str) -> str:
    """Five characters that stand for a text in the name of its file."""
    number = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "big")
    return "".join(_MARK[number >> shift & 31] for shift in range(0, 25, 5))


def payload(value: object) -> str:
    """A value as it stands in its file."""
    return _json(value).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def file(name: str, text: str) -> tuple[str, bytes]:
    """The file of a payload: path below the site's root, and bytes."""
    return f"{FOLDER}{name}.js", f'siteSearch("{name}",{text})\n'.encode()


def script(stem: str, value: object) -> tuple[str, bytes]:
    """A value's file, named after its content: path below the site's root, and bytes."""
    text = _json(value)
    name = f"{stem}-{hashlib.blake2b(text.encode(), digest_size=6).hexdigest()}"
    return f"{FOLDER}{name}.js", _call(name, text)


def manifest(value: object) -> bytes:
    """The entry file for the value that names the others."""
    return _call("manifest", _json(value))


def name_of(path: str) -> str:
    """The name by which a file of `script` is known to the manifest and calls itself."""
    return path.removeprefix(FOLDER).removesuffix(".js")


def load(files: Mapping[str, bytes], name: str) -> Any:
    """The value a file of this name (`manifest`, or as the manifest says) was made of.

    KeyError when the file is missing, ValueError when it is not one of ours or cut short.
    """
    text = files[f"{FOLDER}{name}.js"].decode("utf-8")
    start = next((start for start in (f'siteSearch("{name}",', f'{_OPEN}"{name}",') if text.startswith(start)), "")
    if not start or not text.endswith(")\n"):
        raise ValueError(f"{name}.js is not whole")
    return json.loads(text[len(start) : -2])


def _call(name: str, text: str) -> bytes:
    return f'{_OPEN}"{name}",{text})\n'.encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
