"""Files that are there whole or not at all: written beside their place, then moved into it."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

TEMPORARY = ".ledger-writing-"
"""What the name of a file still being written begins with; one that is found later was left by a build that died."""


_OURS = f"{TEMPORARY}{os.urandom(6).hex()}"
"""What this process writes is called so; no other's is, on whatever machine that sees the folder."""

_COUNT = itertools.count()


def write_whole(path: Path | str, data: bytes | bytearray) -> None:
    """Put a file in place in one move; its folder must exist. Raises OSError that names it, and leaves nothing.

    The mode follows the umask: pages are for a web server to read, so `tempfile`'s 0600 will not do.
    """
    folder = os.path.dirname(path)  # noqa: PTH120 - called for every page; a Path costs a tenth of the write
    beside = os.path.join(folder, f"{_OURS}-{os.getpid()}-{next(_COUNT)}")  # noqa: PTH118
    try:
        # No file object: it asks the system twice what it was just told, and costs a quarter of the write.
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        try:
            write_all(handle, data)
        finally:
            os.close(handle)
        os.replace(beside, path)  # noqa: PTH105
    except BaseException as error:
        Path(beside).unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename, error.filename2 = os.fspath(path), None  # a full disk names no file by itself
        raise


def write_all(handle: int, data: bytes | bytearray) -> None:
    """Write to an open file to the last byte, however little the system takes at a time; raises OSError."""
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]
