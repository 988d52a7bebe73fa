"""Reads a file that a job names by path and digest."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from site_builder.engine.digests import digest_bytes
from site_builder.engine.steps import Changed
from site_builder.errors import Place, Problem


class NotPlainError(OSError):
    """A pipe, a device or the like in place of a file; reading it might never end."""


def read_plain(path: Path) -> bytes:
    """What a file holds; raises OSError when it cannot be read, and `NotPlainError` when it is no file."""
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):  # a folder fails by itself
        raise NotPlainError(errno.EINVAL, "Not a plain file", str(path))
    return path.read_bytes()


def unreadable(error: OSError, shown: str) -> Problem:
    """Why a file could not be read."""
    if isinstance(error, NotPlainError):
        return Problem(code="B023", place=Place(shown))
    return Problem(code="B022", place=Place(shown), facts={"reason": error.strerror or str(error)})


def read_as_known(path: Path | str, digest: str, shown: str) -> bytes:
    """What a file holds; raises `Changed` with `shown` when that is not what its digest says, or it is gone."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - forty of them are read after each save
            data = file.read()
    except OSError as error:
        raise Changed(shown) from error
    if digest_bytes(data) != digest:
        raise Changed(shown)
    return data
