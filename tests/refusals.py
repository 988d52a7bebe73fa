"""A system that says no, to a superuser too: permissions do not hold them, so the calls themselves refuse."""

from __future__ import annotations

import builtins
import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CALLS: tuple[tuple[Any, str], ...] = (
    *((module, "open") for module in (builtins, io, os)),
    *(
        (os, name)
        for name in ("mkdir", "scandir", "listdir", "replace", "rename", "unlink", "rmdir", "link", "symlink")
    ),
)
"""What of the standard library touches files by their names; pathlib, shutil and tempfile come to these."""


def refuse(monkeypatch: pytest.MonkeyPatch, *below: Path, number: int = errno.EACCES) -> None:
    """Let every call fail that names one of some paths, or a file below one."""

    def says_no(real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: Any, **more: Any) -> object:
            for name in given[:2]:
                if isinstance(name, (str, os.PathLike)):
                    path = Path(os.path.abspath(os.fspath(name)))  # noqa: PTH100 - must not ask the system
                    if any(path == one or one in path.parents for one in below):
                        raise OSError(number, os.strerror(number), str(name))
            return real(*given, **more)

        return call

    for module, name in CALLS:
        monkeypatch.setattr(module, name, says_no(getattr(module, name)))
