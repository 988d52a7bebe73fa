"""A value as a small classic script, and back.

Scripts, not JSON: a page opened from a folder (`file://`) may load a script beside it, but may not fetch. Each is one
call, `siteSearch("<name>",<value>)`, and docs/search-format.md says what each value is.
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

_MARK = "abcdefghijklmnopqrstuvwxyz234567"


def mark(text: str) -> str:
    """Five characters that stand for a text in the name of its file."""
    number = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "big")
    return "".join(_MARK[number >> shift & 31] for shift in range(0, 25, 5))


def payload(value: object) -> str:
    """A value as it stands in its file."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def file(name: str, text: str) -> tuple[str, bytes]:
    """The file of a payload: path below the site's root, and bytes."""
    return f"{FOLDER}{name}.js", f'siteSearch("{name}",{text})\n'.encode()


def load(files: Mapping[str, bytes], name: str) -> Any:
    """The value a file of this name (`manifest`, or as the manifest says) was made of.

    KeyError when the file is missing, ValueError when it is not one of ours or cut short.
    """
    text = files[f"{FOLDER}{name}.js"].decode("utf-8")
    start = f'siteSearch("{name}",'
    if not text.startswith(start) or not text.endswith(")\n"):
        raise ValueError(f"{name}.js is not whole")
    return json.loads(text[len(start) : -2])
