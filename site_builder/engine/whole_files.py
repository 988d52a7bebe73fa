"""Files that are there whole or not at all: written beside their place, then moved into it."""

from __future__ import annotations

import hashlib
import io
import itertools
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

TEMPORARY = ".ledger-writing-"
"""What the name of a file still being written begins with; one that is found later was left by a build that died."""


_OURS = f"{TEMPORARY}{os.urandom(6).hex()}"
"""What this process writes is called so; no other's is, on whatever machine that sees the folder."""

_COUNT = itertools.count()


def write_whole(path: Path | str, data: bytes | bytearray) -> None:
    """Put a file in place in one move; its folder must exist. Raises OSError that names it, and leaves nothing.

    The mode follows the umask: pages are for a web server to read, so `tempfile`'s 0600 will not do.
    """
    beside = _beside(path)
    try:
        # No file object: it asks the system twice what it was just told, and costs a quarter of the write.
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        try:
            write_all(handle, data)
        finally:
            os.close(handle)
        os.replace(beside, path)  # noqa: PTH105
    except BaseException as error:
        _give_up(beside, path, error)
        raise


def write_pieces(path: Path | str, pieces: Iterable[bytes]) -> None:
    """`write_whole` of what is never held as one, and only when the file holds something else."""
    beside = _beside(path)
    try:
        with open(beside, "xb") as new:  # noqa: PTH123
            same = _written(new, pieces, path)
        if same:
            os.unlink(beside)  # noqa: PTH108
        else:
            os.replace(beside, path)  # noqa: PTH105
    except BaseException as error:
        _give_up(beside, path, error)
        raise


class Waiting:
    """A file that is written already, and stands beside its place until its time has come."""

    def __init__(self, path: Path | str, pieces: Iterable[bytes]) -> None:
        """Raises OSError that names the place, and leaves nothing."""
        self._path, self._beside = path, _beside(path)
        summed = hashlib.sha256()
        try:
            with open(self._beside, "xb") as new:  # noqa: PTH123
                for piece in pieces:
                    new.write(piece)
                    summed.update(piece)
        except BaseException as error:
            _give_up(self._beside, path, error)
            raise
        self.checksum = summed.hexdigest()
        """SHA-256 of what it holds, in 64 figures."""

    def settle(self) -> None:
        """Put it in its place in one move; raises OSError that names it, and leaves nothing."""
        try:
            os.replace(self._beside, self._path)  # noqa: PTH105
        except BaseException as error:
            _give_up(self._beside, self._path, error)
            raise

    def drop(self) -> None:
        """Take it away; one that was put in its place stays."""
        with suppress(OSError):
            os.unlink(self._beside)  # noqa: PTH108


def write_all(handle: int, data: bytes | bytearray) -> None:
    """Write to an open file to the last byte, however little the system takes at a time; raises OSError."""
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]


def _beside(path: Path | str) -> str:
    """Where a file is written before it is moved to its place."""
    folder = os.path.dirname(path)  # noqa: PTH120 - called for every page; a Path costs a tenth of the write
    return os.path.join(folder, f"{_OURS}-{os.getpid()}-{next(_COUNT)}")  # noqa: PTH118


def _give_up(beside: str, path: Path | str, error: BaseException) -> None:
    Path(beside).unlink(missing_ok=True)
    if isinstance(error, OSError):
        error.filename, error.filename2 = os.fspath(path), None  # a full disk names no file by itself


def _written(new: BinaryIO, pieces: Iterable[bytes], path: Path | str) -> bool:
    """Write the pieces, and say whether the file at the path holds the same."""
    same = os.path.isfile(path)  # noqa: PTH113
    with open(path, "rb") if same else io.BytesIO() as old:  # noqa: PTH123
        for piece in pieces:
            new.write(piece)
            same = same and old.read(len(piece)) == piece
        return same and not old.read(1)
