"""The files of an import put in place together: all of them, or none.

First every file is written beside its place, which is where a full disk or a forbidden folder shows; then all are moved
in. What ends the run in between is undone. Only a machine that stops in the middle of the moves can leave a part, and
the next import of the same source completes it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from site_builder.engine.whole_files import TEMPORARY, write_whole


def write_together(outputs: Mapping[Path, bytes]) -> None:
    """Write files whole and together, in their order. Raises OSError, and then has changed nothing."""
    staged: dict[Path, Path] = {}
    folders: list[Path] = []
    before: dict[Path, bytes | None] = {}
    try:
        for path, data in outputs.items():
            _make(path.parent, folders)
            beside = path.parent / f"{TEMPORARY}{os.getpid()}-{len(staged)}"
            staged[path] = beside
            write_whole(beside, data)
        for path, beside in staged.items():
            before[path] = path.read_bytes() if path.exists() else None
            beside.replace(path)
    except BaseException:
        _undo(staged, before, folders)
        raise


def _make(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, and remember which were not there."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        made.append(one)


def _undo(staged: Mapping[Path, Path], before: Mapping[Path, bytes | None], folders: list[Path]) -> None:
    for beside in staged.values():
        beside.unlink(missing_ok=True)
    for path, data in before.items():
        if data is None:
            path.unlink(missing_ok=True)
        elif path.read_bytes() != data:
            write_whole(path, data)
    for folder in reversed(folders):
        try:
            folder.rmdir()
        except OSError:  # somebody else put something there meanwhile
            return
