"""What files held when they were last looked at, so that a look costs a `stat` and not a read.

A file whose size, times and inode are the remembered ones is taken to hold what it held. Times are coarse: a file
that was changed within two seconds of being looked at could change again and look the same, so it is not remembered
(the rule of Git's index). The inode's change time is part of the look, because `touch -d` and `cp -p` set the other
one back at will.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path

import msgspec

from site_builder.engine.digests import digest_bytes
from site_builder.engine.whole_files import write_whole

Look = bytes
"""Size, time of the last change, of the inode's last change (both in ns), inode: packed, for there are very many."""

_PACKED, _SIGNED = struct.Struct("<QQQQ"), struct.Struct("<QqqQ")

COARSE = 2_000_000_000
"""Two seconds in ns: the coarsest clock of a file system in use (FAT)."""

_64_BITS = (1 << 64) - 1
"""Some file systems of Windows count inodes further, and a time may be before 1970 or beyond 2262."""

_FORMAT = b"memo2\n"
_Looks = dict[str, dict[str, tuple[Look, str]]]
_DECODER = msgspec.msgpack.Decoder(_Looks)


def look_at(stat: os.stat_result) -> Look:
    """What of a file's `stat` tells whether it changed."""
    return _PACKED.pack(stat.st_size, stat.st_mtime_ns & _64_BITS, stat.st_ctime_ns & _64_BITS, stat.st_ino & _64_BITS)


def size_of(look: Look) -> int:
    """Bytes of a file that looked like this."""
    size: int = _SIGNED.unpack(look)[0]
    return size


def clock_of(folder: Path) -> int:
    """The present time in ns as the file system that holds this folder counts it; 0 when nothing can be written there.

    Taken from a file just made, because a network share's clock need not be ours.
    """
    probe = folder / f".ledger-writing-clock-{os.getpid()}"
    try:
        probe.touch()
        now = probe.stat().st_mtime_ns
        probe.unlink()
    except OSError:
        return 0
    return now


class Memo:
    """Looks and digests of files by folder and name."""

    def __init__(self, known: _Looks | None = None) -> None:
        self._known: _Looks = known or {}

    def __len__(self) -> int:
        """How many files are remembered."""
        return sum(len(names) for names in self._known.values())

    def without(self, paths: Set[str]) -> _Looks:
        """What is remembered of all other files, for the next memo."""
        rest: _Looks = {}
        for folder, names in self._known.items():
            above = f"{folder}/" if folder else ""
            rest[folder] = {name: row for name, row in names.items() if above + name not in paths}
        return rest

    def paths(self) -> Iterator[str]:
        """The files that are remembered."""
        for folder, names in self._known.items():
            above = f"{folder}/" if folder else ""
            for name in names:
                yield above + name

    def of(self, folder: str) -> Mapping[str, tuple[Look, str]]:
        """Look and digest of the files remembered of a folder, by name."""
        return self._known.get(folder, {})


def read_memo(path: Path) -> Memo:
    """The memo kept in a file; an empty one when there is none, or it is damaged or of another version."""
    try:
        data = path.read_bytes()
        head, check, rest = data[: len(_FORMAT)], data[len(_FORMAT) : len(_FORMAT) + 32], data[len(_FORMAT) + 32 :]
        if head == _FORMAT and check == digest_bytes(rest).encode():
            return Memo(_DECODER.decode(rest))
    except (OSError, msgspec.MsgspecError):
        pass
    return Memo()


def is_steady(look: Look, now: int) -> bool:
    """Whether a file that looked like this at `now` (ns of its file system) cannot change without looking different."""
    _, written, touched, _ = _SIGNED.unpack(look)
    return bool(max(written, touched) < now - COARSE)


def write_memo(path: Path, looks: Iterable[tuple[str, str, Look, str]], rest: _Looks | None = None) -> None:
    """Keep folder, name, look and digest of steady files; raises OSError. Written only when it says something new.

    `rest` is what was remembered of others (`Memo.without`).
    """
    known: _Looks = rest or {}
    for folder, name, look, digest in looks:
        known.setdefault(folder, {})[name] = (look, digest)
    rows = msgspec.msgpack.encode(known, order="sorted")
    data = _FORMAT + digest_bytes(rows).encode() + rows
    if not (path.is_file() and path.read_bytes() == data):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
