"""Which names may stand for a file below the output folder, and which of them are one name to some file system."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Collection, Iterator, Set

from site_builder.engine.whole_files import TEMPORARY

RESERVED = ".ledger"
"""What the names of the engine's own files in an output folder begin with."""

LONGEST = 255
"""Bytes of a name that every file system in use can hold."""

_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}

_PLAIN = re.compile(r"[A-Za-z0-9_-](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")

assert TEMPORARY.startswith(RESERVED)


def is_safe(path: str) -> bool:
    """Whether a posix path stays below the folder it is relative to, and can be written on every system."""
    folder, below, name = path.rpartition("/")
    return _is_safe_name(name) and (not below or _is_safe_folder(folder))


def is_hidden(path: str) -> bool:
    """Whether a file or a folder above it is hidden."""
    return any(name.startswith(".") for name in path.split("/"))


def folders_above(path: str) -> Iterator[str]:
    """The folders a path lies in, the one it is relative to (`""`) last."""
    while path:
        path = path.rpartition("/")[0]
        yield path


def folded(path: str) -> str:
    """What two paths have in common that are one file where case or the composition of characters does not count."""
    return (
        path.lower() if path.isascii() else unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
    )


def all_folded(paths: Collection[str]) -> Set[str]:
    """`folded` of each; most sites have names in small ASCII letters alone, and are told from others at once."""
    joined = "\0".join(paths)
    if joined.isascii() and joined.count("\0") < max(1, len(paths)):
        small = joined.lower()
        return frozenset(paths) if small == joined else frozenset(small.split("\0"))
    return frozenset(map(folded, paths))


@functools.lru_cache(maxsize=256)  # a job prints many pages into one
def _is_safe_folder(path: str) -> bool:
    return all(map(_is_safe_name, path.split("/")))


def _is_safe_name(name: str) -> bool:
    if _PLAIN.fullmatch(name):  # nearly every one
        return len(name) <= LONGEST and name.partition(".")[0].lower() not in _DEVICES
    try:
        size = len(name.encode())
    except UnicodeEncodeError:
        return False
    return (
        0 < size <= LONGEST
        and name not in (".", "..")
        and not name.startswith(RESERVED)
        and not name.endswith((".", " "))
        and "\\" not in name
        and not any(unicodedata.category(character) == "Cc" for character in name)
        and name.partition(".")[0].lower() not in _DEVICES
    )
