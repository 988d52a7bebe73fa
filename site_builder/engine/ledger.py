"""What lies in an output folder, and why: which job wrote which file, with which content.

The ledger is part of the output: it goes where the site goes, and holds neither time nor host nor any path of the
builder's machine, so that the same content gives the same ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from site_builder.engine.whole_files import write_whole

NAME = ".ledger.json"
FORMAT = "site_builder ledger 1"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What one job printed."""

    key: str
    """The key of the job: what its files are made from."""

    files: Mapping[str, str]
    """Path below the output folder → SHA-256 in 64 figures, as whoever verifies the site is told it."""


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """All jobs that have files in the folder, by step and name."""

    format: str = FORMAT
    jobs: Mapping[str, Entry] = {}

    def paths(self) -> Iterator[str]:
        """Every path the ledger answers for."""
        for entry in self.jobs.values():
            yield from entry.files


_PIECE = 1 << 20
"""Bytes that are compared at once."""

_AT_ONCE = 1024
"""Jobs that are written at once."""

_DECODER = msgspec.json.Decoder(Ledger)
_ENCODER = msgspec.json.Encoder(order="sorted")


def read_ledger(folder: Path) -> Ledger | None:
    """The ledger of an output folder, None when it has none; raises ValueError when nobody can read it."""
    try:
        ledger = _DECODER.decode((folder / NAME).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(str(error)) from error
    if ledger.format != FORMAT:
        raise ValueError(ledger.format)
    return ledger


def write_ledger(folder: Path, ledger: Ledger) -> None:
    """Put the ledger in place, one file a line for whoever keeps the site in Git; raises OSError."""
    data = _written(ledger)
    path = folder / NAME
    if not _holds(path, data):
        write_whole(path, data)


def _written(ledger: Ledger) -> bytearray:
    """The ledger as it is laid out by msgspec with an indent of one space, some jobs at a time.

    All at once, that of a large site would be held three times.
    """
    data = bytearray(b'{\n "format": ' + _ENCODER.encode(ledger.format) + b',\n "jobs": {')
    names = sorted(ledger.jobs)
    for start in range(0, len(names), _AT_ONCE):
        some = _ENCODER.encode({name: ledger.jobs[name] for name in names[start : start + _AT_ONCE]})
        inside = msgspec.json.format(some, indent=1)[1:-2]  # without the braces, which stand on lines of their own
        data += (b"," if start else b"") + inside.replace(b"\n", b"\n ")
    return data + (b"\n }\n}\n" if names else b"}\n}\n")


def _holds(path: Path, data: bytearray) -> bool:
    """Whether a file holds just this, read piece by piece: of a large site both are tens of megabytes."""
    if not path.is_file() or path.stat().st_size != len(data):
        return False
    with path.open("rb") as file:
        return all(file.read(_PIECE) == data[at : at + _PIECE] for at in range(0, len(data), _PIECE))
