"""Which page of the newspaper each text that was read is: by its name, by what it states, or in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from site_builder.cleaning.running_lines import with_running_lines
from site_builder.newspaper.raw import RawLine, RawPage
from site_builder.sources.reading import Read
from site_builder.workflows.ingest_stated import printed_facts
from site_builder.workflows.source_folders import named_page, numbers_of

_STATED = re.compile(r"([A-Z]?)0*(\d{1,3})")


def laid_out(texts: Sequence[tuple[Path, Read]], first: str) -> tuple[RawPage, ...]:
    """The pages of an import. `first` is the page of the first text, and the others follow it; without it each text is
    the page that its name, its mark-up or its folio gives, and what gives none comes after the one before it.

    Texts of one page are laid together, in their order.
    """
    starts = [0] * len(texts) if first else numbers_of([_page_of(path, got) for path, got in texts])
    last = int(first) - 1 if first else 0
    pages: list[RawPage] = []
    for (_, got), start in zip(texts, starts, strict=True):
        begin = start or last + 1
        for place, lines in zip(got.numbers, got.pages, strict=True):
            last = begin + place
            pages.append(RawPage(number=f"{last:02d}", lines=lines))
    return merged(pages)


def merged(pages: Sequence[RawPage]) -> tuple[RawPage, ...]:
    """Pages with the same number as one, with the lines of all of them in order; what recurs among them is known."""
    lines: dict[str, tuple[RawLine, ...]] = {}
    for page in with_running_lines(pages):
        lines[page.number] = lines.get(page.number, ()) + page.lines
    return tuple(RawPage(number=number, lines=found) for number, found in lines.items())


def _page_of(path: Path, got: Read) -> tuple[str, int]:
    named = named_page(path)
    stated = _STATED.fullmatch(got.source.facts.get("page", "") or ("" if named[1] else printed_facts(got).page))
    if named[1] or stated is None:
        return named
    return stated[1], int(stated[2])
