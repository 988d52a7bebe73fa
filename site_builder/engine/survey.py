"""What lies in a folder: every file with its digest, at the price of a `stat` for those that did not change."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from site_builder.engine.digests import digest_file
from site_builder.engine.memo import Look, Memo, clock_of, digest_if, is_steady, look_at, read_memo, rows_of, write_memo
from site_builder.errors import Place, Problem

_PASSING = re.compile(
    r"\..*|.*~|~\$.*|#.*#|4913|.*\.(?:sw[a-z]|tmp|part|partial|crdownload|bak)|___jb_(?:tmp|old)___.*"
    r"|Thumbs\.db|desktop\.ini|__MACOSX|__pycache__",
    re.IGNORECASE,
)


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in a folder."""

    files: Mapping[str, Mapping[str, str]]
    """Folder (posix path below the surveyed one, `""` for itself) → file name → digest; sorted, empty folders too."""

    problems: tuple[Problem, ...] = ()
    """Files that could not be taken in; their places begin with the name the survey was given."""

    looked: int = 0
    """How many files there are."""

    read: int = 0
    """How many of them had to be read."""


def is_passing(name: str) -> bool:
    """Whether a name is that of a hidden file, or of one that editors and systems drop and take away again."""
    if name[:1].isalnum() and name.endswith((".md", ".yaml")):
        return False  # nearly every file there is
    return _PASSING.fullmatch(name) is not None


def survey(
    root: Path, memo_file: Path | None, *, shown: str, without: tuple[str, ...] = (), trusted: bool = False
) -> Survey:
    """Every file below `root`, with what was remembered of it in `memo_file` (if any), which is brought up to date.

    `shown` stands for `root` in the places of problems; folders named as in `without` are not entered. Hidden and
    passing files are left out; a link that leads out of `root` or round in a circle is a problem, and not followed.
    In a `trusted` folder links may lead anywhere but round, and of files only the hidden ones are left out.
    """
    memo, now = Memo(), 0
    if memo_file is not None:
        with suppress(OSError):
            memo_file.parent.mkdir(parents=True, exist_ok=True)
        memo, now = read_memo(memo_file), clock_of(memo_file.parent)
    walk = _Walk(Path(os.path.realpath(root)), memo, shown, frozenset(without), trusted)
    walk.enter("", (str(walk.root),))
    if memo_file is not None and (walk.read or walk.forgotten()):
        with suppress(OSError):  # the next survey reads again what this one could not remember
            write_memo(memo_file, rows_of(entry for entry in walk.looks if is_steady(entry[2], now)))
    return Survey(files=walk.files, problems=tuple(walk.problems), looked=len(walk.looks), read=walk.read)


def survey_folder(root: Path, folder: str, *, shown: str, without: tuple[str, ...] = ()) -> Survey:
    """What `survey` finds in one folder below `root` and in those below it, read anew; nothing when it is gone."""
    walk = _Walk(Path(os.path.realpath(root)), Memo(), shown, frozenset(without), trusted=False)
    way = [walk.root, *(walk.root.joinpath(*folder.split("/")[:depth]) for depth in range(1, folder.count("/") + 2))]
    if way[-1].is_dir() and not any(step.is_symlink() for step in way[1:]):
        walk.enter(folder, tuple(map(str, way)))
    return Survey(files=walk.files, problems=tuple(walk.problems), looked=len(walk.looks), read=walk.read)


class _Walk:
    def __init__(self, root: Path, memo: Memo, shown: str, without: frozenset[str], trusted: bool) -> None:
        self.root, self.memo, self.shown, self.without, self.trusted = root, memo, shown, without, trusted
        self.files: dict[str, dict[str, str]] = {}
        self.looks: list[tuple[str, str, Look, str]] = []
        self.problems: list[Problem] = []
        self.read = 0
        self.gone = False

    def forgotten(self) -> bool:
        """Whether the memo remembers files that are gone."""
        return self.gone or not self.memo.folders() <= self.files.keys()

    def enter(self, folder: str, above: tuple[str, ...]) -> None:
        """Take in a folder; `above` are the real paths of the folders it lies in, itself the last."""
        found = self.files.setdefault(folder, {})
        try:
            with os.scandir(above[-1]) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self.note("B022", folder, reason=error.strerror or "")
            return
        for entry in listed:
            name = entry.name
            if name.startswith(".") or (is_passing(name) and not self.trusted):
                continue
            path = f"{folder}/{name}" if folder else name
            if not (name.isascii() or _is_utf8(name)):
                self.note("B021", path, **_in_another_encoding(name))
            elif entry.is_symlink():
                self.follow(entry, folder, path, above, found)
            elif entry.is_dir(follow_symlinks=False):
                if name not in self.without:
                    self.enter(path, (*above, entry.path))
            else:
                self.take(name, entry.path, folder, path, found)
        self.gone = self.gone or not self.memo.of(folder).keys() <= found.keys()

    def follow(
        self, entry: os.DirEntry[str], folder: str, path: str, above: tuple[str, ...], found: dict[str, str]
    ) -> None:
        """Take in what a link leads to, as long as that lies in the surveyed folder and not around the link."""
        target = os.path.realpath(entry.path)
        way = Path(target)
        if target in above or way.is_symlink() or not (self.trusted or way.is_relative_to(self.root)):
            self.note("B020", path, target=os.readlink(entry.path))  # noqa: PTH115 - a Path would tidy what is shown
        elif way.is_dir():
            if entry.name not in self.without:
                self.enter(path, (*above, target))
        else:
            self.take(entry.name, target, folder, path, found)

    def take(self, name: str, at: str, folder: str, path: str, found: dict[str, str]) -> None:
        """Take in a file: from the memo when it looks as it did, else by reading it."""
        try:
            seen = os.stat(at)  # noqa: PTH116 - ten thousand times a build
            if not stat.S_ISREG(seen.st_mode):
                self.note("B023", path)
                return
            look = look_at(seen)
            digest = digest_if(self.memo.of(folder).get(name), look)
            if not digest:
                self.read += 1
                digest = digest_file(at)
        except FileNotFoundError:
            return  # an editor was just replacing it; the next survey sees what came
        except OSError as error:
            self.note("B022", path, reason=error.strerror or "")
            return
        found[name] = digest
        self.looks.append((folder, name, look, digest))

    def note(self, code: str, path: str, **facts: str) -> None:
        """Add a problem about something in the surveyed folder."""
        place = "/".join(part for part in (self.shown, path) if part)
        self.problems.append(Problem(code=code, place=Place(path=_printable(place)), facts=facts))


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _in_another_encoding(name: str) -> dict[str, str]:
    """What a name that is not UTF-8 says when it is taken for GB18030, the usual case; nothing when it is not that."""
    try:
        return {"name": os.fsencode(name).decode("gb18030")}
    except UnicodeDecodeError:
        return {}


def _printable(path: str) -> str:
    """A path with the bytes that are no UTF-8 written as `\\xd2`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
