"""Two folders change places at once, where the system can do that."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # sys/stdio.h of macOS
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV, errno.EPERM}


def exchange(one: Path, other: Path) -> bool:
    """Let two folders of one file system change places; whether nobody could see a moment in between.

    `other` need not be there: then `one` is moved to its place, which is one step everywhere. Where the system cannot
    exchange folders it takes three moves: for a moment there is no `other`, and a failure puts it back.
    Raises OSError when nothing could be done, and then both are where they were.
    """
    if not other.exists():
        os.rename(one, other)  # noqa: PTH104 - a Path's rename says less of what failed
        return True
    if _swapped(os.fsencode(one), os.fsencode(other)):
        return True
    aside = other.with_name(f"{other.name}.before-{os.getpid()}")
    other.rename(aside)
    try:
        one.rename(other)
    except OSError:
        aside.rename(other)
        raise
    aside.rename(one)
    return False


def _swapped(one: bytes, other: bytes) -> bool:
    """Whether the system did it in one step; False when it does not know how, here or at all."""
    if os.name != "posix":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if sys.platform.startswith("linux") and hasattr(libc, "renameat2"):
        done = libc.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        done = libc.renamex_np(one, other, _RENAME_SWAP)
    else:
        return False
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), os.fsdecode(other))
