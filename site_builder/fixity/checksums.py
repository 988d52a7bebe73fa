"""A manifest of checksums as `sha256sum --check` reads it: one file a line, sorted by path."""

from __future__ import annotations

import re
from collections.abc import Mapping

CHECKSUMS = "checksums.sha256"
"""In the printed site: SHA-256 of every file of it but itself."""


_TO_ESCAPE = re.compile(r"[\\\n\r]")


def write_checksums(files: Mapping[str, str]) -> bytes:
    """The manifest of path → SHA-256; a path with a line end or a backslash is escaped as sha256sum does it."""
    if _TO_ESCAPE.search("\0".join(files)) is None:  # so of nearly every site, and of tens of thousands of files
        return "".join([f"{files[path]}  {path}\n" for path in sorted(files)]).encode()
    return "".join(f"{_line(path, checksum)}\n" for path, checksum in sorted(files.items())).encode()


def _line(path: str, checksum: str) -> str:
    escaped = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == path else chr(92)}{checksum}  {escaped}"
