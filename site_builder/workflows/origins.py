"""What a page was made from, and why it was last printed: `build --explain ADDRESS`.

The ledger knows which job printed a page. What the job saw is remembered part by part, as digests, when it is done;
so what it was done for again is the parts that are no longer as they were.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from site_builder.engine.digests import digest
from site_builder.engine.ledger import read_ledger
from site_builder.engine.whole_files import write_whole
from site_builder.errors import Place, Problem, UsageError

TOLD = frozenset({"assets", "formats", "print", "fronts"})
"""Steps whose jobs are remembered."""

FIRST = "first"
"""Why a page was printed that was never printed before, as far as is remembered."""

MENDED = "mended"
"""Why one was printed again though all it is made from is as it was: its file was changed or gone."""


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What a job saw when it was last done."""

    parts: Mapping[str, str]
    """Field of the job → digest; `toolchain` among them."""

    why: tuple[str, ...] = (FIRST,)
    """The parts that were different from the time before, or FIRST, or MENDED."""


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a page comes from."""

    page: str
    step: str
    name: str
    """The job's: an issue, or the page itself."""

    beside: int
    """Other files the same job printed."""

    seen: Seen | None
    """None when it is not remembered: the cache was emptied since."""


_DECODER = msgspec.msgpack.Decoder(dict[str, msgspec.Raw])
_SEEN = msgspec.msgpack.Decoder(Seen)


class Origins:
    """What is remembered of the jobs that printed one output folder."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._new: dict[str, msgspec.Raw] = {}

    def note(self, step: str, jobs: Mapping[str, Any], made: set[str], toolchain: str) -> None:
        """Remember what those jobs of a step saw that were done now; of steps that print pages, no others."""
        if step not in TOLD or not made:
            return
        known = self._known()
        taken: dict[int, str] = {}

        def part(value: object) -> str:  # many jobs hold the same settings
            return taken.get(id(value)) or taken.setdefault(id(value), digest(value)[:16])

        for name in sorted(made):
            job = jobs[name]
            parts = {field: part(getattr(job, field)) for field in job.__struct_fields__}
            parts["toolchain"] = part(toolchain)
            last = _unpacked(known.get(f"{step} {name}"))
            why: tuple[str, ...] = (FIRST,)
            if last is not None:
                other = tuple(part for part in parts if last.parts.get(part) != parts[part])
                why = other or (MENDED,)
            self._new[f"{step} {name}"] = msgspec.Raw(msgspec.msgpack.encode(Seen(parts=parts, why=why)))

    def remember(self, jobs: set[str]) -> None:
        """Write down what is new, and forget all but these jobs."""
        if self._new:
            every = {**self._known(), **self._new}
            kept = {job: seen for job, seen in sorted(every.items()) if job in jobs}
            with suppress(OSError):
                write_whole(self._file, msgspec.msgpack.encode(kept))

    def of(self, job: str) -> Seen | None:
        """What a job saw."""
        return _unpacked(self._known().get(job))

    def _known(self) -> dict[str, msgspec.Raw]:
        """Packed, for of tens of thousands a few are asked for; read anew each time, for a build has more to hold."""
        with suppress(OSError, ValueError, msgspec.MsgspecError):  # ValueError: what is not UTF-8
            return _DECODER.decode(self._file.read_bytes())
        return {}


def _unpacked(packed: msgspec.Raw | None) -> Seen | None:
    with suppress(ValueError, msgspec.MsgspecError):
        return None if packed is None else _SEEN.decode(packed)
    return None


def origin(output: Path, memory: Path, address: str) -> Origin:
    """Where the page at an address (a path below the site's root, or a link to it) comes from.

    Raises UsageError when the site as last printed has no such page.
    """
    page = address.split("#")[0].split("?")[0].lstrip("/") or "index.html"
    page = f"{page}index.html" if page.endswith("/") else page
    with suppress(ValueError):
        ledger = read_ledger(output)
        for job, entry in (ledger.jobs if ledger else {}).items():
            if page in entry.files.paths():
                step, _, name = job.partition(" ")
                return Origin(
                    page=page, step=step, name=name, beside=len(entry.files) - 1, seen=Origins(memory).of(job)
                )
    raise UsageError(Problem(code="B062", place=Place(path=str(output)), facts={"page": address}))
