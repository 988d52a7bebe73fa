"""Hears that something happened to a file: watchdog, its traps avoided. What happened is for others to find out."""

from __future__ import annotations

import logging
import os
import queue
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import ObservedWatch

EVENTS = frozenset({"created", "modified", "closed", "moved", "deleted"})
"""Reading a file is an event too (`opened`, `closed_no_write`), and a build reads: only these count."""

REMOTE = ("9p", "drvfs", "nfs", "cifs", "smb", "fuse", "vboxsf", "prl_fs")
"""How the names of file systems begin that do not tell of changes made on the other side."""

PROBE_SECONDS = 0.7


class Hint(NamedTuple):
    """Something happened at a path: the kind of watchdog's event, and whether it befell a folder."""

    kind: str
    path: str
    folder: bool = False


Hints = queue.SimpleQueue[Hint | None]
"""Where hints arrive; None means that somebody wants the listener's attention."""


class Ears:
    """Listens to whole folders, and to their parents for the day when a folder is removed or first appears."""

    def __init__(self, folders: Sequence[Path], files: Iterable[Path], hints: Hints) -> None:
        """Listen from now on to `folders` and to single `files` by their parents; hints go to `hints`.

        Raises OSError when the system has no watches left (ENOSPC) or no instance (EMFILE).
        """
        from watchdog.events import FileSystemEventHandler
        from watchdog.observers import Observer

        class Handler(FileSystemEventHandler):
            def dispatch(self, event: FileSystemEvent) -> None:
                for hint in hints_of(event):
                    hints.put(hint)

        # Its threads log an error when they are stopped in the middle of a turn; without any handler that is printed.
        logging.getLogger("watchdog").addHandler(logging.NullHandler())
        self._handler = Handler()
        self._folders = {os.fspath(folder) for folder in folders}
        self._watches: dict[str, ObservedWatch] = {}
        self._observer = Observer()
        self._observer.start()
        try:
            for folder in sorted({path.parent for path in [*folders, *files]}):
                if folder.is_dir():
                    self._observer.schedule(self._handler, os.fspath(folder), recursive=False)
            self.turn_to(self._folders)
        except OSError:
            self.close()
            raise

    def turn_to(self, folders: Iterable[str]) -> None:
        """Listen anew to those of the watched folders that have been removed, replaced or made."""
        for folder in sorted(self._folders.intersection(folders)):
            if watch := self._watches.pop(folder, None):
                self._observer.unschedule(watch)
            if os.path.isdir(folder):  # noqa: PTH112 - hints carry strings
                self._watches[folder] = self._observer.schedule(self._handler, folder, recursive=True)

    def hear(self, folder: Path, hints: Hints) -> bool:
        """Whether a file written into `folder` is heard of; True as well where it cannot be written.

        This watch is the last one asked for: had the system run out below a watched folder, where watchdog
        keeps silent, it is this one that raises OSError. Other hints that come meanwhile are lost.
        """
        probe = folder.resolve() / f"watch-{os.getpid()}.probe"
        try:
            probe.parent.mkdir(parents=True, exist_ok=True)
            watch = self._observer.schedule(self._handler, os.fspath(probe.parent), recursive=False)
            probe.write_bytes(b"")
        except PermissionError:
            return True
        end = time.monotonic() + PROBE_SECONDS
        try:
            while (left := end - time.monotonic()) > 0:
                hint = hints.get(timeout=left)
                if hint is not None and hint.path == os.fspath(probe):
                    return True
        except queue.Empty:
            pass
        finally:
            probe.unlink(missing_ok=True)
            self._observer.unschedule(watch)
        return False

    def close(self) -> None:
        """Stop listening and wait until the threads have ended."""
        self._observer.stop()
        self._observer.join()


def hints_of(event: FileSystemEvent) -> list[Hint]:
    """What of an event is worth a look: both ends of a move; nothing of a mere reading, or of a folder's own times."""
    if event.event_type not in EVENTS or (event.is_directory and event.event_type == "modified"):
        return []
    paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
    return [Hint(event.event_type, path, event.is_directory) for path in paths]


def remote_file_system(folders: Sequence[Path], mounts: str | None = None) -> str:
    """The file system of a folder that will not tell of changes made elsewhere; empty when all of them tell.

    `mounts` is what /proc/mounts says; a system without that file is trusted, the probe has the last word.
    """
    if mounts is None:
        try:
            mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""
    kinds = {}
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) > 2:
            # /proc/mounts writes a space as \040; the last mount on a place is the one in force
            kinds[fields[1].replace("\\040", " ")] = fields[2]
    for folder in folders:
        for place in [folder, *folder.parents]:
            if kind := kinds.get(os.fspath(place)):
                if kind.startswith(REMOTE):
                    return kind
                break
    return ""
