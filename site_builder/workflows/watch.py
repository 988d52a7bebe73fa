"""Tells which files changed: events are hints, the bytes decide.

Folders are watched, never files, because editors replace a file by renaming another one over it. What arrives is
gathered until it is quiet, so that one save, however an editor does it, and one branch switch are each one batch.
Where events do not come (network drives, WSL, an exhausted inotify) the folders are looked over in turns instead.
"""

from __future__ import annotations

import fnmatch
import os
import queue
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from site_builder.errors import Problem, Severity
from site_builder.workflows.listening import Ears, Hint, Hints, remote_file_system
from site_builder.workflows.rounds import PATIENCE, Rounds
from site_builder.workflows.sightings import Sightings

TEMPORARY = ("*~", "4913", "#*#", "*.tmp", "*.part", "*.crdownload", "___jb_*___", "~$*")
"""Names editors and downloads use for a moment. Names that begin with a dot are ignored as well."""

FEW = 20
"""More paths than this at once are somebody's work in progress (a branch switch, a synchronisation)."""

SHORT = 0.003
"""Seconds of quiet that end a batch of one file whose writer is known to have finished with it: a branch switch writes
its next file sooner."""

BREATH = 0.02
"""Seconds between two looks at files that were only glanced at, while nothing happens."""

AT_ONCE = 50
"""Files read in one such look."""

LOCK = "index.lock"
"""What Git keeps beside its HEAD while it works."""

TURN = 1.0
"""Seconds between two rounds where nobody tells us of changes."""

SYSCTL = "sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512"

Tell = Callable[[Problem], None]


@contextmanager
def watch(
    folders: Sequence[Path],
    ignore: Sequence[Path] = (),
    *,
    quiet: float = 0.015,
    many: float = 0.150,
    poll: float | None = None,
    probe: Path | None = None,
    busy_signs: Sequence[Path] = (),
    tell: Tell = lambda _: None,
) -> Iterator[Batches]:
    """Batches of changed files from now on: `with watch([content]) as batches: for paths in batches: …`.

    A batch ends when nothing happened for `quiet` seconds, or sooner where the system says that a single file is
    whole again (Linux), or `many` when over twenty paths or one of `busy_signs`
    (files like .git/HEAD that change amid many others, and are not reported) were touched. Folders may be missing: they
    are watched when they appear. `probe` is a folder to try with a file whether events come at all. `poll` looks the
    folders over every so many seconds without asking; where that is not wanted but needed, `tell` is given a P011, P012
    or P013.
    """
    # Seen through links: events name a file by the path that is watched, and a file must have one name.
    folders = list(dict.fromkeys(folder.resolve() for folder in folders))
    signs = [path.resolve() for path in busy_signs]
    batches = Batches(folders, Ignored(folders, [path.resolve() for path in ignore]), signs, quiet, many, tell)
    try:
        batches.begin(poll, probe)
        yield batches
    finally:
        batches.close()


class Ignored:
    """Which paths are nobody's business: given ones, those outside the watched folders, hidden and temporary names."""

    def __init__(self, folders: Sequence[Path], ignore: Sequence[Path]) -> None:
        """Only names below a watched folder count: the archive itself may lie in a hidden one."""
        self._folders = frozenset(os.fspath(folder) for folder in folders)
        self._ignore = frozenset(os.fspath(path) for path in ignore)
        self._parents: dict[str, bool] = {}

    def __call__(self, path: str) -> bool:
        """Whether what happens at `path` is not to be looked at."""
        if path in self._folders:
            return False
        parent, _, name = path.rpartition(os.sep)
        known = self._parents.get(parent)
        if known is None:  # asked once of a folder and not of each of its files
            known = self._parents[parent] = not parent or self(parent)
        return known or is_passing(name) or path in self._ignore


def is_passing(name: str) -> bool:
    """Whether a name says that the file is hidden, or there for a moment only."""
    if name[:1].isalnum() and name.endswith((".md", ".yaml")):
        return False  # nearly every file there is
    return name.startswith(".") or any(fnmatch.fnmatchcase(name, pattern) for pattern in TEMPORARY)


class Batches:
    """What `watch` gives: an endless iterator over tuples of changed, new and vanished files, sorted."""

    def __init__(
        self,
        folders: Sequence[Path],
        ignored: Ignored,
        busy_signs: Sequence[Path],
        quiet: float,
        many: float,
        tell: Tell,
    ) -> None:
        """Nothing is watched before `begin`."""
        self._folders = folders
        self._ignored = ignored
        self._busy_signs = busy_signs
        self._locks = [os.fspath(sign.with_name(LOCK)) for sign in busy_signs]
        self._quiet = quiet
        self._many = many
        self._tell = tell
        self._hints: Hints = queue.SimpleQueue()
        self._ears: Ears | None = None
        self._turn = TURN
        self._rounds: Rounds | None = None
        self._nudged = False
        self._behind = False
        """Whether files remain that were only glanced at."""
        self._closed = False

    def begin(self, poll: float | None, probe: Path | None) -> None:
        """Listen, or find out that it is no use; remember what the files hold now."""
        if poll is not None:
            self._turn = poll
        elif kind := remote_file_system(self._folders):
            self._notice("P013", kind=kind)
        else:
            try:
                self._ears = Ears(self._folders, self._busy_signs, self._hints)
                if probe and not self._ears.hear(probe, self._hints):
                    self._stop_listening()
                    self._notice("P011")
            except OSError as error:
                self._out_of_watches(error)
        self._sightings = Sightings(self._folders, self._ignored)
        self._behind = True

    def close(self) -> None:
        """End the iteration, from any thread; nothing is watched any more."""
        self.end()
        self._stop_listening()

    def end(self) -> None:
        """End the iteration, even from where a signal is handled; `close` is to follow."""
        self._closed = True
        self._hints.put(None)

    def __iter__(self) -> Self:
        """Itself."""
        return self

    def __next__(self) -> tuple[Path, ...]:
        """The next batch, however long it takes, or an empty one after a `nudge`; StopIteration after `close`."""
        while not self._closed:
            changed = self._heed() if self._ears else self._look_over()
            nudged, self._nudged = self._nudged, False
            if (changed or nudged) and not self._closed:
                return tuple(Path(path) for path in sorted(changed))
        raise StopIteration

    def waiting(self) -> bool:
        """Whether something was heard that no batch has yet; never where no events come."""
        return not self._hints.empty()

    def nudge(self) -> None:
        """Have a batch come soon, even one without files; for whoever reads them."""
        self._nudged = True
        self._hints.put(None)

    def _heed(self) -> set[str]:
        """Wait for a hint and for all that follow it closely, then look where they point."""
        try:
            hint = self._hints.get(timeout=BREATH if self._behind else 1.0)  # on Windows nothing could interrupt ever
        except queue.Empty:
            self._behind = self._behind and self._sightings.catch_up(AT_ONCE)
            return set()
        gathered = Gathered(self._ignored, {os.fspath(path) for path in self._busy_signs})
        gathered.add(hint)
        began = time.monotonic()
        while not self._closed:
            # Git may be kept waiting by others between two of its files, and is not done for that.
            switching = any(map(os.path.exists, self._locks))
            spell = self._many if gathered.busy or switching else self._quiet
            soon = gathered.whole and not switching
            try:
                gathered.add(self._hints.get(timeout=min(spell, SHORT) if soon else spell))
                settled = False
            except queue.Empty:
                settled = not gathered.unfinished
            if settled or time.monotonic() - began > spell * PATIENCE:
                break
        self._mind_the_folders(gathered.paths)
        if gathered.busy:
            return self._sightings.look_everywhere()
        return set().union(*(self._sightings.look(path) for path in gathered.paths))

    def _look_over(self) -> set[str]:
        """Wait a turn, and look."""
        if self._rounds is None:
            self._rounds = Rounds(self._folders, self._sightings, self._turn, self._many, self._pause)
        return self._rounds.next()

    def _pause(self, seconds: float) -> bool:
        """Wait, but not after `close`; whether to go on."""
        with suppress(queue.Empty):
            self._hints.get(timeout=seconds)
        return not self._closed

    def _mind_the_folders(self, paths: set[str]) -> None:
        """Turn to a watched folder that was itself made, removed or replaced."""
        folders = {os.fspath(folder) for folder in self._folders}
        if self._ears and folders & paths:
            try:
                self._ears.turn_to(paths)
            except OSError as error:
                self._out_of_watches(error)

    def _out_of_watches(self, error: OSError) -> None:
        self._stop_listening()
        self._notice("P012", reason=error.strerror or str(error), sysctl=SYSCTL)

    def _stop_listening(self) -> None:
        ears, self._ears = self._ears, None
        if ears:
            ears.close()

    def _notice(self, code: str, **facts: str) -> None:
        self._tell(Problem(code=code, facts={"seconds": f"{self._turn:g}", **facts}, severity=Severity.WARNING))


class Gathered:
    """The hints of one batch, while it lasts."""

    def __init__(self, ignored: Ignored, busy_signs: set[str]) -> None:
        """None yet."""
        self._ignored = ignored
        self._busy_signs = busy_signs
        self._sign_seen = False
        self.paths: set[str] = set()
        """What to look at when it is quiet."""
        self.unfinished: set[str] = set()
        """Files written to and not closed yet, where the system tells of closing (Linux only)."""
        self._finished: set[str] = set()
        """Files that were closed or moved into their place since."""

    @property
    def whole(self) -> bool:
        """Whether it is about one file that is there, and finished by whoever wrote it.

        An empty one may be about to be filled, and one that is gone about to come back: they are waited for.
        """
        return not self._sign_seen and len(self.paths) == 1 and self.paths == self._finished and _has_text(*self.paths)

    @property
    def busy(self) -> bool:
        """Whether somebody is changing many files."""
        return self._sign_seen or len(self.paths) > FEW

    def add(self, hint: Hint | None) -> None:
        """Take one more hint into the batch."""
        if hint is None:
            return
        if hint.path in self._busy_signs:
            self._sign_seen = True
        if self._ignored(hint.path):
            return
        self.paths.add(hint.path)
        if sys.platform != "linux" or hint.folder:
            return
        if hint.kind == "modified" or (hint.kind == "created" and _is_empty(hint.path)):
            self.unfinished.add(hint.path)
        else:
            self.unfinished.discard(hint.path)
        if hint.kind in ("closed", "moved"):
            self._finished.add(hint.path)
        else:
            self._finished.discard(hint.path)


def _is_empty(path: str) -> bool:
    try:
        return os.stat(path).st_size == 0  # noqa: PTH116 - hints carry strings
    except OSError:
        return False


def _has_text(path: str) -> bool:
    try:
        return os.stat(path).st_size > 0  # noqa: PTH116 - the same
    except OSError:
        return False
