"""What the watched files held when they were last seen, so that a save without a change is not news."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

Ignored = Callable[[str], bool]
"""Whether a path is none of our business."""


AT_ONCE = 500
"""Files that are read at the start; more would be waited for."""

COARSE = 2_000_000_000
"""Two seconds in ns: the coarsest clock of a file system in use."""

Stamp = tuple[int, int, int, int]
"""Size, times of change and inode: what tells an untouched file from one worth reading again."""


class Sighting(NamedTuple):
    """One file as it was seen."""

    stamp: Stamp

    digest: bytes
    """Empty as long as the file has not been read."""


class Sightings:
    """The files below some folders, by path, each with the digest of its bytes; for the use of one thread."""

    def __init__(self, folders: Sequence[Path], ignored: Ignored) -> None:
        """See everything once; nothing counts as changed. Of many files most are only glanced at (`catch_up`)."""
        self._folders = [os.fspath(folder) for folder in folders]
        self._ignored = ignored
        present = self._glance()
        self._seen = {file: Sighting(_stamp(status), b"") for file, status in present.items()}
        # (A file changed just now could change again and have the same times.)
        steady = time.time_ns() - COARSE
        fresh = [file for file, seen in self._seen.items() if max(seen.stamp[1:3]) >= steady]
        for file in fresh:
            self._seen[file] = Sighting(self._seen[file].stamp, _digest(file, present[file]))
        self._unread = [file for file, seen in self._seen.items() if not seen.digest]
        self.catch_up(AT_ONCE)

    def catch_up(self, most: int) -> bool:
        """Read so many of the files that were only glanced at; whether there are more.

        One that is touched before it was read counts as changed, whatever it holds.
        """
        for file in self._unread[-most:]:
            seen, status = self._seen.get(file), _status(file)
            if seen and not seen.digest and status is not None and _stamp(status) == seen.stamp:
                self._seen[file] = Sighting(seen.stamp, _digest(file, status))
        del self._unread[-most:]
        return bool(self._unread)

    def look(self, path: str) -> set[str]:
        """The files at or below `path` whose bytes differ from the last sight, the new and the vanished among them.

        Reads the bytes whatever the times say: somebody told us that something happened here.
        """
        status = _status(path)
        if path in self._seen and (status is None or not stat.S_ISDIR(status.st_mode)):
            if status is None:
                del self._seen[path]
                return {path}
            return {path} if self._differs(path, status, reread=True) else set()
        changed = self._vanished(path)
        if status is None:
            return changed
        found = files_below(path, self._ignored) if stat.S_ISDIR(status.st_mode) else [(path, status)]
        return changed | {file for file, status in found if self._differs(file, status, reread=True)}

    def look_everywhere(self) -> set[str]:
        """The same for all folders, reading only the files whose size, times or inode moved."""
        present = self._glance()
        gone = self._seen.keys() - present.keys()
        for file in gone:
            del self._seen[file]
        return gone | {file for file, status in present.items() if self._differs(file, status, reread=False)}

    def look_into(self, folders: Iterable[str]) -> set[str]:
        """The same for the files right in some folders, and for none further below."""
        folders = frozenset(folders)
        present = dict(found for folder in folders for found in _files_in(folder, self._ignored)[0])
        known = [file for file in self._seen if os.path.dirname(file) in folders]  # noqa: PTH120 - many strings
        gone = {file for file in known if file not in present}
        for file in gone:
            del self._seen[file]
        return gone | {file for file, status in present.items() if self._differs(file, status, reread=False)}

    def stamps(self) -> dict[str, Stamp]:
        """What a glance at all folders tells, without reading anything; two equal glances: nobody is writing."""
        return {file: _stamp(status) for file, status in self._glance().items()}

    def stamps_in(self, folder: str) -> dict[str, Stamp]:
        """The same of the files right in one folder."""
        return {file: _stamp(status) for file, status in _files_in(folder, self._ignored)[0]}

    def _glance(self) -> dict[str, os.stat_result]:
        return dict(found for folder in self._folders for found in files_below(folder, self._ignored))

    def _vanished(self, path: str) -> set[str]:
        """Forget and return what was known at or below `path` and is no longer there."""
        below = path + os.sep
        known = [file for file in self._seen if file == path or file.startswith(below)]
        gone = {file for file in known if (status := _status(file)) is None or stat.S_ISDIR(status.st_mode)}
        for file in gone:
            del self._seen[file]
        return gone

    def _differs(self, file: str, status: os.stat_result, *, reread: bool) -> bool:
        """Whether the file is new or other than last time; remembers it as it is now."""
        stamp = _stamp(status)
        before = self._seen.get(file)
        if before is not None and before.stamp == stamp and not reread:
            return False
        digest = _digest(file, status)
        self._seen[file] = Sighting(stamp, digest)
        if before is not None and not before.digest and before.stamp == stamp:
            return False
        return before is None or before.digest != digest


def files_below(folder: str, ignored: Ignored) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a folder that is not ignored; links are files, never ways into other folders."""
    waiting = [folder]
    while waiting:
        files, folders = _files_in(waiting.pop(), ignored)
        waiting += folders
        yield from files


def _files_in(folder: str, ignored: Ignored) -> tuple[list[tuple[str, os.stat_result]], list[str]]:
    """The files and the folders right in a folder that are not ignored; none where it is gone or not ours to read."""
    files: list[tuple[str, os.stat_result]] = []
    folders: list[str] = []
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return files, folders
    for entry in entries:
        if ignored(entry.path):
            continue
        if entry.is_dir(follow_symlinks=False):
            folders.append(entry.path)
            continue
        with suppress(OSError):  # gone between the listing and the look
            files.append((entry.path, entry.stat(follow_symlinks=False)))
    return files, folders


def _status(path: str) -> os.stat_result | None:
    """What the system knows of a path itself, not of what it links to; None when there is nothing."""
    try:
        return os.lstat(path)
    except OSError:
        return None


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _digest(file: str, status: os.stat_result) -> bytes:
    """The digest of a file's bytes; of a link its target; a file that cannot be read looks like no other."""
    try:
        if stat.S_ISLNK(status.st_mode):
            return b"link " + os.fsencode(os.readlink(file))  # noqa: PTH115 - paths are strings here: many are looked at
        if not stat.S_ISREG(status.st_mode):
            return b"not a file"  # a pipe would wait for its writer for ever
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 - the same
            return hashlib.blake2b(opened.read(), digest_size=16).digest()
    except OSError as error:
        return f"unreadable {error.errno}".encode()
