"""The output folder while one build has it: what is there, what the jobs claim, and what nobody needs any more."""

from __future__ import annotations

import os
import stat
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePosixPath

import msgspec

from site_builder.engine.clashes import clashes
from site_builder.engine.digests import checksum_file, of_checksum
from site_builder.engine.ledger import NAME, Entry, Ledger, read_ledger, write_ledger
from site_builder.engine.lock import locked
from site_builder.engine.marks import read_marks, write_marks
from site_builder.engine.memo import (
    Look,
    Memo,
    Row,
    clock_of,
    is_steady,
    look_at,
    read_memo,
    row_of,
    size_of,
    write_memo,
)
from site_builder.engine.paths import RESERVED, all_folded, folded, folders_above, is_hidden
from site_builder.engine.premises import check_premises
from site_builder.engine.stillness import Glance, glance, glances_at
from site_builder.engine.sums import Listing, pack
from site_builder.engine.whole_files import TEMPORARY, Waiting
from site_builder.engine.writer import Receipt, Writer, drop_journal, read_journal
from site_builder.errors import ContentError, Place, Problem, Severity, UsageError

KEEPERS = frozenset({".gitkeep", ".gitignore"})
"""Files that hold an empty folder in Git; a folder with nothing else in it is empty."""

LEFT_OVER = "left over"
"""The entry of files whose job now prints others, until a build gets through and may sweep them."""


class Conclusion(msgspec.Struct, frozen=True, kw_only=True):
    """How a build left its output folder."""

    last: tuple[str, ...] = ()
    """Files that waited for the end and were written then."""

    removed: tuple[str, ...] = ()
    """Files that no job claims any more."""

    strays: tuple[str, ...] = ()
    """Files that no build wrote; they are left where they are."""


class OutputFolder:
    """An output folder, held by this build until the end of `opened`."""

    def __init__(self, folder: Path, memo_file: Path, twins: tuple[str, ...] = ()) -> None:
        self.folder, self.problems = folder, list[Problem]()
        self._memo_file, self._now = memo_file, clock_of(folder)
        self._marks_file = memo_file.with_suffix(".marks")
        self._journal = read_journal(folder)
        self._ledger, ours = self._read()
        self._put, self._read_anew = dict[str, Look](), dict[str, Look]()
        """How files look of which the memo does not know it: those a job put there, and those that had to be read."""
        self._entered, self._missed = set[str](), dict[str, set[str]]()
        """The folders that are there, and by folder the names the memo remembers and that are not."""
        self._glances, self._removed, self._ended = dict[str, Glance](), tuple[str, ...](), 0
        """Folders that hold files the memo knows and nothing else; what was swept; and when the build ended there."""
        printed = Listing(self._ledger.files())
        self._sizes = array("q", [-1]) * sum(map(len, self._ledger.files()))
        """Bytes of the files in the ledger, in its order; -1 of those that are gone, or altered."""
        self._strays = frozenset(self._examine("", printed, read_memo(memo_file)))
        self._altered = frozenset(path for path, at in printed.places.items() if self._sizes[at] < 0)
        empty = not (self._sizes or self._journal) and self._entered == {""} and self._strays <= KEEPERS
        self.writer = Writer(folder=str(folder), strays=self._strays if ours else frozenset(), twins=twins, empty=empty)
        self._marks, self._marked = read_marks(self._marks_file, self.folder), dict[str, str]()
        self._claims: dict[str, Entry] = {}
        self._claimed: Listing | None = None
        """All claims by path, when they were asked for since the last one."""
        self._last: dict[str, Mapping[str, bytes]] = {}
        self._late: dict[str, tuple[str, Waiting]] = {}

    def known(self, job: str, key: str) -> Receipt | None:
        """What a job has in the folder, when it is made from the same and every file is still as it was written."""
        entry = self._ledger.jobs.get(job)
        if entry is None or entry.key != key:
            return None
        if self._is_altered(entry):
            return None
        return Receipt(files=entry.files)

    def settle(self, step: str, wave: str, mark: str, names: Sequence[str]) -> bool:
        """Claim what the last build left of jobs of a step, all at once; whether that could be done.

        `mark` stands for all that the jobs of this `wave` see: where it was marked with the same by the build that
        wrote the ledger, and no file of theirs is altered, each of them would find all as it left it.
        """
        if self._marks.get(f"{step} {wave}") != mark:
            return False
        entries = {}
        for name in names:
            entry = self._ledger.jobs.get(f"{step} {name}")
            if entry is None or self._is_altered(entry):
                return False
            entries[f"{step} {name}"] = entry
        self._claims |= entries
        self._claimed = None
        return True

    def mark(self, step: str, wave: str, mark: str, names: Iterable[str]) -> None:
        """Remember what jobs of a step saw that are claimed, so that they can be settled at once the next time."""
        if all(f"{step} {name}" in self._claims for name in names):
            self._marked[f"{step} {wave}"] = mark

    def has(self, job: str) -> bool:
        """Whether the last build left files of this job."""
        return job in self._ledger.jobs

    def claim(self, job: str, key: str, receipt: Receipt, last: Mapping[str, bytes]) -> None:
        """Enter what a job has printed; `last` are those of its files that wait until all else is written."""
        self._claimed = None
        old = self._ledger.jobs.get(job)
        same = old is not None and old.key == key and old.files is receipt.files
        self._claims[job] = old if old is not None and same else Entry(key=key, files=receipt.files)
        self._take(receipt.looks)
        if last:
            self._last[job] = last

    def claim_late(self, job: str, path: str, pieces: Iterable[bytes]) -> None:
        """Claim the one file of a job that waits until all else is written, and that nobody has to hold until then.

        Raises ContentError when the folder does not take it.
        """
        try:
            self._late[job] = path, Waiting(self.folder / path, pieces)
        except OSError as error:
            raise ContentError(unwritable(self.folder, error)) from error
        checksum = self._late[job][1].checksum
        self.claim(job, of_checksum(checksum), Receipt(files=pack({path: checksum})), {})

    def let_go(self) -> None:
        """Take away what waits for an end that did not come."""
        for _, waiting in self._late.values():
            waiting.drop()

    def claimed(self) -> Mapping[str, str]:
        """Path → SHA-256 of all that jobs have claimed so far."""
        if self._claimed is None:
            self._claimed = Listing(entry.files for entry in self._claims.values())
        return self._claimed

    def _is_altered(self, entry: Entry) -> bool:
        return bool(self._altered) and not self._altered.isdisjoint(entry.files.paths())

    def jobs(self) -> set[str]:
        """Every job that has files in the folder, now or since an earlier build."""
        return self._claims.keys() | self._ledger.jobs.keys()

    def sizes(self) -> dict[str, int]:
        """Path → bytes of every file that jobs have claimed and put in place."""
        printed = Listing(self._ledger.files())
        sizes = {path: self._sizes[at] for path, at in printed.places.items() if self._sizes[at] >= 0}
        sizes.update((path, size_of(look)) for path, look in self._put.items())
        return {path: sizes[path] for path in sorted(self.claimed()) if path in sizes}

    def glances(self) -> Mapping[str, Glance]:
        """Those folders, by path, that need no second look: all in them is ours, and steady where nothing was done.

        They look as they did when they were looked at or written to; what others have done since shows the next time.
        """
        touched = {folder for path in (*self._put, *self._removed) for folder in folders_above(path)}
        known = {folder: seen for folder, seen in self._glances.items() if folder not in touched}
        swept = {folder for path in self._removed for folder in folders_above(path)}
        made = glances_at(self._put, self._ended)
        return known | {folder: seen for folder, seen in made if folder not in self._entered | swept}

    def clashes(self) -> tuple[Problem, ...]:
        """What two jobs have both claimed; to be asked when all have, and before the end."""
        if self._claims == self._ledger.jobs:
            return ()
        if len(all_folded(self.claimed())) == sum(len(entry.files) for entry in self._claims.values()):
            return ()
        return tuple(clashes(self._claims))

    def conclude(self, *, whole: bool) -> Conclusion:
        """Write what waited, then the ledger, then sweep; raises OSError, and what was not reached is as before.

        When the build is not `whole` (something in it failed) nothing is swept, and what earlier builds printed
        stays in the ledger until a whole one knows better.
        """
        last = [path for job in sorted(self._last) for path in self._put_last(job)]
        last += [path for job in sorted(self._late) for path in self._put_late(job)]
        new = self._claims != self._ledger.jobs
        claimed: Set[str] = frozenset()
        if new or self._strays or self._journal:
            claimed = all_folded(self.claimed())
        if new or not (self.folder / NAME).is_file():
            if whole and new:  # killed between the ledger and the sweep, a build would leave them to be nobody's
                self.writer.note(self._gone(self._released(), claimed))
            jobs = self._claims if whole else self._claims | dict(self._left_over(claimed))
            write_ledger(self.folder, Ledger(jobs=jobs))
        removed: tuple[str, ...] = ()
        if whole:
            if new or self._journal:
                removed = self._removed = tuple(self._sweep(claimed))
            drop_journal(self.folder)
        self._remember()
        if self._marked != self._marks or new:
            with suppress(OSError):  # the next build asks for each job
                write_marks(self._marks_file, self.folder, self._marked)
        strays = [path for path in sorted(self._strays) if not (is_hidden(path) or folded(path) in claimed)]
        return Conclusion(last=tuple(last), removed=removed, strays=tuple(strays))

    def _read(self) -> tuple[Ledger, bool]:
        """The last ledger, and whether it tells our files from the user's."""
        try:
            ledger = read_ledger(self.folder)
        except ValueError:
            place = Place(path=str(self.folder / NAME))
            self.problems.append(Problem(code="B009", place=place, severity=Severity.WARNING))
            return Ledger(), False
        if ledger is not None:
            return ledger, True
        if not self._journal:
            for entry in sorted(self.folder.iterdir()):
                if entry.name not in KEEPERS and not entry.name.startswith(RESERVED):
                    facts = {"output": str(self.folder), "found": entry.name}
                    raise UsageError(Problem(code="B010", place=Place(path=str(self.folder)), facts=facts))
        return Ledger(), True

    def _examine(self, folder: str, ours: Listing, memo: Memo) -> Iterator[str]:
        """The strays of a folder and those below; on the way takes note of our files."""
        known = memo.of(folder)
        self._entered.add(folder)
        missed = set(known)
        above = f"{folder}/" if folder else ""
        below, looks, others = list[str](), list[tuple[str, Look]](), False
        with os.scandir(self.folder / folder) as entries:  # one by one: each keeps what is asked of it
            for entry in entries:
                path = above + entry.name
                own = ours.places.get(path)
                last = known.get(entry.name)
                missed.discard(entry.name)
                if last is not None and own is not None:  # nearly every one: all else is asked of the rest
                    seen = entry.stat(follow_symlinks=False)
                    look = look_at(seen)
                    if last == look + ours.packed(path) and stat.S_ISREG(seen.st_mode):
                        self._sizes[own] = seen.st_size
                        looks.append((entry.name, look))
                        continue
                is_folder = entry.is_dir(follow_symlinks=False)
                if is_folder and not (own is not None or (entry.name.startswith(".") and _holds_none(path, ours))):
                    below.append(path)
                    continue
                others = True
                if entry.name.startswith(TEMPORARY):
                    Path(entry.path).unlink(missing_ok=True)
                elif is_folder:
                    continue
                elif own is not None:
                    self._look_at(entry, path, own, ours[path])
                elif path not in self._journal and not (folder == "" and entry.name.startswith(RESERVED)):
                    yield path
        if missed:
            self._missed[folder] = missed
        if not others:
            self._glances[folder] = glance(looks, [path[len(above) :] for path in below])
        for path in below:
            yield from self._examine(path, ours, memo)

    def _look_at(self, entry: os.DirEntry[str], path: str, own: int, digest: str) -> None:
        seen = entry.stat(follow_symlinks=False)
        if stat.S_ISREG(seen.st_mode):
            with suppress(OSError):
                if checksum_file(entry.path) == digest:
                    self._sizes[own], self._read_anew[path] = seen.st_size, look_at(seen)

    def _put_last(self, job: str) -> tuple[str, ...]:
        receipt = self.writer.put(self._last[job])
        self._take(receipt.looks)
        return receipt.changed

    def _put_late(self, job: str) -> Iterator[str]:
        path, waiting = self._late[job]
        old = self._ledger.jobs.get(job)
        if old is None or old != self._claims[job] or self._is_altered(old):
            if not os.path.lexists(self.folder / path):
                self.writer.note([path])
            waiting.settle()
            self._take({path: look_at((self.folder / path).stat())})
            yield path

    def _take(self, looks: Mapping[str, Look]) -> None:
        """Take note of files that were put in place."""
        self._put.update(looks)

    def _left_over(self, claimed: Set[str]) -> Iterator[tuple[str, Entry]]:
        """What earlier builds printed and this one, which did not get through, has no claim to."""
        orphans: dict[str, str] = {}
        for job, entry in self._ledger.jobs.items():
            files = {path: checksum for path, checksum in entry.files.items() if folded(path) not in claimed}
            if job in self._claims or job == LEFT_OVER:
                orphans |= files
            elif files:
                yield job, Entry(key=entry.key, files=pack(files))
        if orphans:
            yield LEFT_OVER, Entry(key="", files=pack(orphans))

    def _sweep(self, claimed: Set[str]) -> Iterator[str]:
        for path in self._gone((*self._journal, *self._released()), claimed):
            if self._is_behind_a_stray(path):
                continue
            with suppress(OSError):  # gone already, or a folder of the user's has taken its place
                (self.folder / path).unlink()
                yield path
            for parent in PurePosixPath(path).parents:
                with suppress(OSError):  # not empty
                    if str(parent) != ".":
                        (self.folder / parent).rmdir()

    def _released(self) -> Iterator[str]:
        """The paths in the ledger of jobs that have not claimed just what they had."""
        for job, entry in self._ledger.jobs.items():
            if self._claims.get(job) is not entry:
                yield from entry.files.paths()

    def _gone(self, paths: Iterable[str], claimed: Set[str]) -> list[str]:
        """Those of some paths that nobody claims any more, sorted."""
        kept = self.claimed()
        return sorted({path for path in paths if path not in kept and folded(path) not in claimed})

    def _is_behind_a_stray(self, path: str) -> bool:
        """Whether the way to a path leads through something of the user's: a link, say, out of the folder."""
        return bool(self._strays) and any(str(parent) in self._strays for parent in PurePosixPath(path).parents)

    def _remember(self) -> None:
        memo = read_memo(self._memo_file)  # anew: all through a build it would be in the way
        left = memo.folders() - self._entered
        if not (self._put or self._read_anew or self._missed or left):
            return
        claimed, self._ended = self.claimed(), clock_of(self.folder)
        changed: dict[str, dict[str, Row]] = {folder: {} for folder in left}
        for folder, names in self._missed.items():
            changed[folder] = {name: row for name, row in memo.of(folder).items() if name not in names}
        for looks, at in ((self._read_anew, self._now), (self._put, self._ended)):
            for path, look in looks.items():
                folder, _, name = path.rpartition("/")
                if folder not in changed:
                    changed[folder] = dict(memo.of(folder))
                changed[folder].pop(name, None)
                if path in claimed and is_steady(look, at):
                    changed[folder][name] = row_of(look, claimed[path])
        with suppress(OSError):  # the next build reads again what this one could not remember
            write_memo(self._memo_file, memo.but(changed))


def _holds_none(folder: str, paths: Iterable[str]) -> bool:
    return not any(path.startswith(f"{folder}/") for path in paths)


@contextmanager
def opened(
    folder: Path, root: Path, apart: Iterable[Path], memo_file: Path, twins: tuple[str, ...] = ()
) -> Iterator[OutputFolder]:
    """The output folder of an archive at `root`, made when it is not there and held until the end of the block.

    Beside each file that is put there go its `twins` (see `engine.twins`).

    Raises UsageError when it is no folder to write a site to (see `check_premises`) or holds files and no ledger;
    ContentError when another build holds it or nothing can be written there.
    """
    check_premises(folder, root, apart)
    real = Path(os.path.realpath(folder))
    with ExitStack() as stack:
        try:
            real.mkdir(parents=True, exist_ok=True)
            stack.enter_context(locked(real))
        except OSError as error:
            raise ContentError(unwritable(folder, error)) from error
        output = OutputFolder(real, memo_file, twins)
        stack.callback(output.let_go)
        yield output


def unwritable(folder: Path | str, error: OSError) -> Problem:
    """The problem that says the output folder does not take what is to be written, and the system's reason."""
    path = str(error.filename2 or error.filename or folder)
    return Problem(code="B011", place=Place(path=path), facts={"path": path, "reason": error.strerror or str(error)})
