"""The files of an import put in place together: all of them, or none.

First every file is written beside its place, which is where a full disk or a forbidden folder shows; then all are moved
in. What ends the run in between is undone. Only a process that is killed can leave something: files beside their
places, which the next import into the same folders takes away, or a part of the moves, which the next import of the
same source completes. One paper is written to by one import at a time, so none takes away what another has begun.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from site_builder.engine.whole_files import write_whole

BEGUN = ".import-begun-"
"""What the name of a file beside its place begins with."""


def write_together(outputs: Mapping[Path, bytes]) -> None:
    """Write files whole and together, in their order. Raises OSError, and then has changed nothing."""
    staged: dict[Path, Path] = {}
    folders: list[Path] = []
    before: dict[Path, bytes | None] = {}
    try:
        for folder in {path.parent: None for path in outputs}:
            _make(folder, folders)
            for left in folder.glob(f"{BEGUN}*"):
                left.unlink()
        for path, data in outputs.items():
            staged[path] = path.parent / f"{BEGUN}{len(staged)}"
            _put(staged[path], data, path)
        for path, beside in staged.items():
            before[path] = path.read_bytes() if path.exists() else None
            beside.replace(path)
    except BaseException:
        _undo(staged, before, folders)
        raise


def _put(beside: Path, data: bytes, path: Path) -> None:
    try:
        beside.write_bytes(data)
    except OSError as error:
        error.filename = str(path)  # a full disk names no file by itself, and nobody knows the one beside
        raise


def _make(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, and remember which were not there."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        made.append(one)
        one.mkdir(exist_ok=True)


def _undo(staged: Mapping[Path, Path], before: Mapping[Path, bytes | None], folders: list[Path]) -> None:
    for beside in staged.values():
        beside.unlink(missing_ok=True)
    for path, data in before.items():
        if data is None:
            path.unlink(missing_ok=True)
        elif path.read_bytes() != data:
            write_whole(path, data)
    for folder in reversed(folders):
        with suppress(OSError):  # it was not made yet, or somebody else put something there meanwhile
            folder.rmdir()
