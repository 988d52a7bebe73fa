"""What files held when they were last looked at, so that a look costs a `stat` and not a read.

A file whose size, times and inode are the remembered ones is taken to hold what it held. Times are coarse: a file
that was changed within two seconds of being looked at could change again and look the same, so it is not remembered
(the rule of Git's index). The inode's change time is part of the look, because `touch -d` and `cp -p` set the other
one back at will.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import suppress
from pathlib import Path

import msgspec

from site_builder.engine.digests import SIZE, digest_bytes, of_checksum
from site_builder.engine.whole_files import write_pieces

Look = bytes
"""Size, time of the last change, of the inode's last change (both in ns), inode: packed, for there are very many."""

_PACKED, _SIGNED = struct.Struct("<QQQQ"), struct.Struct("<QqqQ")

COARSE = 2_000_000_000
"""Two seconds in ns: the coarsest clock of a file system in use (FAT)."""

_64_BITS = (1 << 64) - 1
"""Some file systems of Windows count inodes further, and a time may be before 1970 or beyond 2262."""

_FORMAT = b"memo4\n"

Row = bytes
"""A look, and behind it the digest: all of a hundred thousand files are held in a tenth of the room of texts."""

_FOLDERS = msgspec.msgpack.Decoder(dict[str, msgspec.Raw])
_ROWS = msgspec.msgpack.Decoder(dict[str, Row])


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
        return probe.stat().st_mtime_ns
    except OSError:
        return 0
    finally:
        with suppress(OSError):  # Ctrl-C may come in the middle
            probe.unlink()


class Memo:
    """Looks and digests of files by folder and name; a folder's are unpacked when it is asked for."""

    def __init__(self, known: Mapping[str, msgspec.Raw] | None = None) -> None:
        self._known = known or {}
        self._unpacked: tuple[str | None, Mapping[str, Row]] = (None, {})

    def of(self, folder: str) -> Mapping[str, Row]:
        """Look and digest of the files remembered of a folder, by name; those of the last folder are at hand."""
        if folder != self._unpacked[0]:
            packed = self._known.get(folder)
            self._unpacked = (folder, {} if packed is None else _ROWS.decode(packed))
        return self._unpacked[1]

    def folders(self) -> Set[str]:
        """The folders of which something is remembered."""
        return self._known.keys()

    def but(self, others: Mapping[str, Mapping[str, Row]]) -> dict[str, object]:
        """What is remembered, of these folders something else; for `write_memo`."""
        rest = {folder: packed for folder, packed in self._known.items() if folder not in others}
        return {**rest, **{folder: rows for folder, rows in others.items() if rows}}


def row_of(look: Look, digest: str) -> Row:
    """What is remembered of a file with this look and digest."""
    return look + bytes.fromhex(digest)


def digest_if(row: Row | None, look: Look) -> str:
    """The digest in a row, when a file that looks like this is the one it speaks of; else ""."""
    return row[len(look) :].hex() if row is not None and row.startswith(look) else ""


def read_memo(path: Path) -> Memo:
    """The memo kept in a file; an empty one when there is none, or it is damaged or of another version."""
    try:
        data = path.read_bytes()
        rows = memoryview(data)[len(_FORMAT) : -2 * SIZE]  # no copy: what is remembered of a large site is large
        if data.startswith(_FORMAT) and data[-2 * SIZE :] == digest_bytes(rows).encode():
            return Memo(_FOLDERS.decode(rows))
    except (OSError, msgspec.MsgspecError):
        pass
    return Memo()


def is_steady(look: Look, now: int) -> bool:
    """Whether a file that looked like this at `now` (ns of its file system) cannot change without looking different."""
    _, written, touched, _ = _SIGNED.unpack(look)
    return bool(max(written, touched) < now - COARSE)


def rows_of(looks: Iterable[tuple[str, str, Look, str]]) -> dict[str, dict[str, Row]]:
    """Rows by folder and name, of files with their folder, name, look and digest."""
    rows: dict[str, dict[str, Row]] = {}
    for folder, name, look, digest in looks:
        rows.setdefault(folder, {})[name] = row_of(look, digest)
    return rows


def write_memo(path: Path, known: Mapping[str, object]) -> None:
    """Keep rows by folder and name (`rows_of`, `Memo.but`), those of steady files only; raises OSError.

    Written only when it says something new, and folder by folder: all at once would be held three times.
    """
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
    write_pieces(path, _with_digest(known))


def _with_digest(known: Mapping[str, object]) -> Iterator[bytes]:
    yield _FORMAT
    summed = hashlib.sha256()
    for piece in _pieces(known):
        summed.update(piece)
        yield piece
    yield of_checksum(summed.hexdigest()).encode()


def _pieces(known: Mapping[str, object]) -> Iterator[bytes]:
    """A map as MessagePack has it: its size, and each folder with its rows."""
    yield b"\xdf" + len(known).to_bytes(4, "big")
    for folder in sorted(known):
        yield _ENCODER.encode(folder) + _ENCODER.encode(known[folder])


_ENCODER = msgspec.msgpack.Encoder(order="sorted")
