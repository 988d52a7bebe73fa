"""A manifest of checksums as `sha256sum --check` reads it: one file a line, sorted by path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

CHECKSUMS = "checksums.sha256"
"""In the printed site: SHA-256 of every file of it but itself."""


_AT_ONCE = 4096
"""Lines that are put together at once."""

_TO_ESCAPE = re.compile(r"[\\\n\r]")


def checksum_lines(files: Mapping[str, str]) -> Iterator[bytes]:
    """The manifest of path → SHA-256, some lines at a time: all at once they take several times what they say.

    A path with a line end or a backslash is escaped as sha256sum does it.
    """
    paths = sorted(files)
    for start in range(0, len(paths), _AT_ONCE):
        some = paths[start : start + _AT_ONCE]
        plain = _TO_ESCAPE.search("\0".join(some)) is None  # so of nearly every site
        yield "".join(
            [f"{files[path]}  {path}\n" if plain else f"{_line(path, files[path])}\n" for path in some]
        ).encode()


def _line(path: str, checksum: str) -> str:
    escaped = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == path else chr(92)}{checksum}  {escaped}"
