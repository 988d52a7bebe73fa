"""What a text itself says of the issue and the page it was printed in: its folio, or the mark-up of a digital paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from site_builder.errors import Place, Problem, Severity
from site_builder.newspaper.raw import RawLine
from site_builder.segmenting.imprint import imprint_of
from site_builder.segmenting.imprint_facts import Imprint, read_imprint
from site_builder.segmenting.pieces import Stray
from site_builder.sources.reading import Read, read

TOP, BOTTOM = 12, 3
"""Lines at the head and at the foot of a text among which its folio is looked for."""


def printed_facts(got: Read) -> Imprint:
    """What the folio of a text's first page says."""
    return read_imprint(Stray(kind="folio", text=line.text) for line in _folios(got.pages[0] if got.pages else ()))


def _folios(lines: Sequence[RawLine]) -> Iterator[RawLine]:
    """A folio stands at the head of its page, above all running text, or at its foot."""
    near = lines if len(lines) <= TOP + BOTTOM else (*lines[:TOP], *lines[-BOTTOM:])
    return (line for line in near if imprint_of(line.text.string) in ("folio", "number"))


def stated_day(files: Sequence[Path], encoding: str) -> tuple[str, list[Problem]]:
    """The day that the first of the files that prints one prints, and the doubt that says so; empty when none does."""
    for path in files:
        try:
            got, _ = read(path.read_bytes(), path.name, path.name, encoding=encoding)
        except OSError:
            continue
        if got is not None and (day := got.source.facts.get("date", "") or printed_facts(got).date):
            facts = {"printed": day}
            return day, [Problem(code="I106", place=Place(path.name), facts=facts, severity=Severity.DOUBT)]
    return "", []
