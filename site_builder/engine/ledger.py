"""What lies in an output folder, and why: which job wrote which file, with which content.

The ledger is part of the output: it goes where the site goes, and holds neither time nor host nor any path of the
builder's machine, so that the same content gives the same ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from site_builder.engine.sums import SIZE, Sums, pack
from site_builder.engine.whole_files import write_pieces

NAME = ".ledger.json"
FORMAT = "site_builder ledger 1"

UNKNOWN = "0" * 2 * SIZE
"""What is read where an older ledger has a shorter digest: its paths are right, and what they hold nobody knows."""

_OLDER = 32
"""Figures of those."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What one job printed."""

    key: str
    """The key of the job: what its files are made from."""

    files: Sums
    """Path below the output folder → SHA-256, as whoever verifies the site is told it."""


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """All jobs that have files in the folder, by step and name."""

    jobs: Mapping[str, Entry] = {}

    def files(self) -> Iterator[Sums]:
        """What the ledger answers for, job by job."""
        return (entry.files for entry in self.jobs.values())

    def paths(self) -> Iterator[str]:
        """Every path the ledger answers for."""
        for entry in self.jobs.values():
            yield from entry.files.paths()


class _Written(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as it stands in the file."""

    key: str
    files: dict[str, str]


class _Page(msgspec.Struct, frozen=True, kw_only=True):
    """The file, its entries yet to be read: all at once they are more than anything else a build holds."""

    format: str = FORMAT
    jobs: dict[str, msgspec.Raw] = {}


_AT_ONCE = 1024
"""Jobs that are written at once."""

_PAGE = msgspec.json.Decoder(_Page)
_ENTRY = msgspec.json.Decoder(_Written)
_ENCODER = msgspec.json.Encoder(order="sorted")


def read_ledger(folder: Path) -> Ledger | None:
    """The ledger of an output folder, None when it has none; raises ValueError when nobody can read it."""
    try:
        page = _PAGE.decode((folder / NAME).read_bytes())
        if page.format != FORMAT:
            raise ValueError(page.format)
        return Ledger(jobs={job: _read(entry) for job, entry in page.jobs.items()})
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(str(error)) from error


def write_ledger(folder: Path, ledger: Ledger) -> None:
    """Put the ledger in place, one file a line for whoever keeps the site in Git; raises OSError."""
    write_pieces(folder / NAME, _pieces(ledger))


def _read(entry: msgspec.Raw) -> Entry:
    written = _ENTRY.decode(entry)
    files = {path: UNKNOWN if len(checksum) == _OLDER else checksum for path, checksum in written.files.items()}
    return Entry(key=written.key, files=pack(files))


def _pieces(ledger: Ledger) -> Iterator[bytes]:
    """The ledger as it is laid out by msgspec with an indent of one space, some jobs at a time.

    All at once, that of a large site would be held three times.
    """
    yield b'{\n "format": ' + _ENCODER.encode(FORMAT) + b',\n "jobs": {'
    names = sorted(ledger.jobs)
    for start in range(0, len(names), _AT_ONCE):
        jobs = [(name, ledger.jobs[name]) for name in names[start : start + _AT_ONCE]]
        some = _ENCODER.encode({name: _Written(key=job.key, files=dict(job.files.items())) for name, job in jobs})
        inside = msgspec.json.format(some, indent=1)[1:-2]  # without the braces, which stand on lines of their own
        yield (b"," if start else b"") + inside.replace(b"\n", b"\n ")
    yield b"\n }\n}\n" if names else b"}\n}\n"
