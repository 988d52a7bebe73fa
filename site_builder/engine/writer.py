"""Puts the files of a job into the output folder: whole, only where they differ, and never over a file of the user's.

Works in any process on any machine that sees the folder. Before a path is written for the first time it is noted in
the journal, so that a build that is killed leaves no file of which nobody knows that it was ours.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

import msgspec

from site_builder.engine.digests import checksum
from site_builder.engine.memo import Look, look_at
from site_builder.engine.paths import all_folded, folded, is_safe
from site_builder.engine.sums import Sums, pack
from site_builder.engine.twins import with_twins
from site_builder.engine.whole_files import write_all, write_whole
from site_builder.errors import Place, Problem

JOURNAL = ".ledger.pending"

_PAGE = os.urandom(6).hex()
"""What this process writes into the journal is called so; no other has a page of that name, on whatever machine."""


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What a job has in the output folder."""

    files: Sums
    looks: Mapping[str, Look] = {}
    """How the files looked when they were put there; those of a job that was not done again are missing."""

    changed: tuple[str, ...] = ()
    """Those of them that were written, because they were not there or held something else."""

    size: int = 0
    """Bytes of all of them; 0 for a job that was not done again."""


class Writer(msgspec.Struct, frozen=True, kw_only=True):
    """An output folder as a worker sees it; plain, so that it can be sent to one."""

    folder: str
    strays: frozenset[str] = frozenset()
    """Paths in the folder that no build wrote: neither written over nor, where they are links, followed."""

    twins: tuple[str, ...] = ()
    """Endings of the pressed twins that go beside each file (`engine.twins`)."""

    empty: bool = False
    """Whether nothing lay in the folder when this build took it, so that no page needs to be looked for."""

    def pressed(self, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
        """The files, and the twins that go beside them."""
        return with_twins(files, self.twins)

    def faults(self, files: Mapping[str, bytes]) -> tuple[Problem, ...]:
        """Why these files may not be put into the folder; nothing when they may."""
        if not self.strays and len(all_folded(files)) == len(files) and all(map(is_safe, files)):
            return ()
        return tuple(self._faults(files))

    def put(self, files: Mapping[str, bytes], last: Mapping[str, bytes] | None = None) -> Receipt:
        """Put files without faults in place; raises OSError when the folder does not take them.

        Those in `last` are on the receipt, and are put in place by another call when their time has come.
        """
        (receipt,) = self.put_all([(files, last or {})])
        return receipt

    def put_all(self, jobs: Sequence[tuple[Mapping[str, bytes], Mapping[str, bytes]]]) -> list[Receipt]:
        """`put` for the `files` and `last` of several jobs in their order, entered into the journal at once."""
        old = {path: (False, None) if self.empty else self._held(path) for files, _ in jobs for path in files}
        self.note([path for path, (there, _) in old.items() if not there])
        return [self._place(files, last, old) for files, last in jobs]

    def _place(
        self, files: Mapping[str, bytes], last: Mapping[str, bytes], old: dict[str, tuple[bool, bytes | None]]
    ) -> Receipt:
        """Write what is not as it was in `old`, and enter there what is written: two jobs may name one path."""
        looks, changed = {}, list[str]()
        for path in sorted(files):
            at = f"{self.folder}/{path}"
            if old[path][1] != files[path]:
                try:
                    write_whole(at, files[path])
                except FileNotFoundError:  # seldom: to ask before each file costs more than the rest of it
                    Path(at).parent.mkdir(parents=True, exist_ok=True)
                    write_whole(at, files[path])
                old[path] = (True, files[path])
                changed.append(path)
            looks[path] = look_at(os.stat(at))  # noqa: PTH116
        every = {**files, **last}
        return Receipt(
            files=pack({path: checksum(every[path]) for path in sorted(every)}),
            looks=looks,
            changed=tuple(changed),
            size=sum(map(len, every.values())),
        )

    def _held(self, path: str) -> tuple[bool, bytes | None]:
        """Whether anything lies at a path, and what it holds when it is a plain file."""
        at = f"{self.folder}/{path}"
        try:
            if not stat.S_ISREG(os.lstat(at).st_mode):
                return True, None
            with open(at, "rb") as file:  # noqa: PTH123
                return True, file.read()
        except (FileNotFoundError, NotADirectoryError):
            return False, None

    def note(self, paths: list[str]) -> None:
        """Enter into the journal that these are about to be written or taken away; raises OSError."""
        if paths:
            line = b"\n" + msgspec.json.encode(sorted(paths)) + b"\n"  # the last one may have been cut short
            try:
                _append(f"{self.folder}/{JOURNAL}/{_PAGE}-{os.getpid()}", line)
            except FileNotFoundError:
                Path(self.folder, JOURNAL).mkdir(exist_ok=True)
                _append(f"{self.folder}/{JOURNAL}/{_PAGE}-{os.getpid()}", line)

    def _faults(self, files: Mapping[str, bytes]) -> Iterator[Problem]:
        names: dict[str, str] = {}
        for path in sorted(files):
            if not is_safe(path):
                yield Problem(code="B005", place=Place(path=path), facts={"path": path})
                continue
            other = names.setdefault(folded(path), path)
            if other != path:
                yield Problem(code="B006", place=Place(path=path), facts={"path": path, "other": other})
            if self.strays:
                yield from self._in_the_way(path, files[path])

    def _in_the_way(self, path: str, data: bytes) -> Iterator[Problem]:
        for folder in PurePosixPath(path).parents:
            if str(folder) in self.strays:
                yield Problem(code="B007", place=Place(path=str(folder)), facts={"path": str(folder), "page": path})
        if path in self.strays and self._held(path)[1] != data:
            yield Problem(code="B007", place=Place(path=path), facts={"path": path, "page": path})


def read_journal(folder: Path) -> frozenset[str]:
    """The paths that builds which did not end had begun to write."""
    paths: set[str] = set()
    for page in sorted((folder / JOURNAL).glob("*")):
        with suppress(OSError):
            for line in page.read_bytes().splitlines():
                with suppress(ValueError, msgspec.MsgspecError):  # not whole: nothing in it was begun
                    paths.update(msgspec.json.decode(line, type=list[str]))
    return frozenset(paths)


def _append(path: str, line: bytes) -> None:
    """Write at the end of a file in one go."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
    try:
        write_all(handle, line)
    except OSError as error:
        error.filename = path
        raise
    finally:
        os.close(handle)


def drop_journal(folder: Path) -> None:
    """Forget the journal: the ledger answers for everything in it."""
    journal = folder / JOURNAL
    for page in journal.glob("*"):
        page.unlink(missing_ok=True)
    if journal.is_dir():
        journal.rmdir()
