"""The fronts of a paper's indexes: columns, people, editors, series, places, days of the year, corrections, and what
the archive says of itself. Lists are cut into pages from the oldest entry on, so that no page ever shifts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from site_builder.newspaper.archive import PaperShelf
from site_builder.press import routes
from site_builder.press.entries import (
    ArticleEntry,
    IssueEntry,
    by_column,
    by_person,
    chunks,
    issue_entry,
    span,
)
from site_builder.press.frame import ShelfFacts
from site_builder.press.indexes import (
    CorrectionEntry,
    DayIssue,
    Statuses,
    YearTally,
    by_day,
    by_editor,
    by_place,
    by_series,
    corrections,
    series_names,
    statuses,
    tally,
)
from site_builder.press.name_fronts import LISTS, NAMES_AN_ENTRY, NamesFront, names_of, names_path, plan_names


class ListFront(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A page of the articles of a column, a person, a series or a place, or of the 版 somebody edited."""

    kind: str
    """column, person, editor, series or place."""

    shelf: ShelfFacts
    name: str
    """What its address is made of: the name, of a series its id."""

    entries: tuple[ArticleEntry, ...]
    count: int
    years: str
    title: str = ""
    """What it is called, where that is not its name."""

    roles: tuple[str, ...] = ()
    tally: tuple[YearTally, ...] = ()
    edited: int = 0
    """Of a person: how many 版 and articles they edited, which is a list of its own."""

    signed: int = 0
    """Of an editor: how many articles they signed, likewise."""

    number: int = 1
    total: int = 1


class DayFront(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What the paper printed on one day of the year, in all its years."""

    shelf: ShelfFacts
    day: str
    """04-19."""

    issues: tuple[DayIssue, ...]
    previous: str = ""
    next: str = ""
    """The nearest days that have issues."""

    year: str = ""
    kind: str = "day"


class DaysFront(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The days of the year, and how many issues each has."""

    shelf: ShelfFacts
    days: Mapping[str, int]
    year: str = ""
    kind: str = "days"


class CorrectionsFront(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A page of the corrections the paper printed."""

    shelf: ShelfFacts
    entries: tuple[CorrectionEntry, ...]
    count: int
    number: int = 1
    total: int = 1
    year: str = ""
    kind: str = "corrections"


class AboutFront(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What the archive says of itself: as a whole, year by year, or of one year, issue by issue."""

    shelf: ShelfFacts
    year: str
    """The year whose issues are told; empty for the whole."""

    whole: Statuses
    years: tuple[tuple[str, Statuses], ...] = ()
    issues: tuple[tuple[IssueEntry, Statuses], ...] = ()
    latest: str = ""
    """The latest year of the paper."""

    kind: str = "about"


IndexFront = ListFront | NamesFront | DayFront | DaysFront | CorrectionsFront | AboutFront


def index_path(front: IndexFront) -> str:
    """The output path of an index."""
    paper = front.shelf.id
    match front:
        case ListFront():
            return LISTS[front.kind](paper, front.name, front.number)
        case NamesFront():
            return names_path(front)
        case DayFront():
            return routes.day(paper, front.day)
        case DaysFront():
            return routes.days(paper)
        case CorrectionsFront():
            return routes.corrections(paper, front.number)
        case AboutFront():
            return routes.about(paper, front.year)


def plan_indexes(shelf: PaperShelf, facts: ShelfFacts, size: int) -> list[IndexFront]:
    """Every index of a paper; `size` entries stand on one page of a list."""
    latest = shelf.issues[-1].key.year if shelf.issues else ""
    names = size * NAMES_AN_ENTRY
    people, editors = by_person(shelf), by_editor(shelf)
    series, titles, places, columns = by_series(shelf), series_names(shelf), by_place(shelf), by_column(shelf)
    return [
        *(page for name, found in columns.items() for page in _list("column", facts, name, found, size)),
        *(
            page
            for name, found in people.items()
            for page in _list("person", facts, name, found, size, edited=len(editors.get(name, ())))
        ),
        *(
            page
            for name, found in editors.items()
            for page in _list("editor", facts, name, found, size, signed=len(people.get(name, ())))
        ),
        *(page for id_, found in series.items() for page in _list("series", facts, id_, found, size, titles[id_])),
        *(page for name, found in places.items() for page in _list("place", facts, name, found, size)),
        *plan_names("columns", "column", facts, names_of(columns), latest, names),
        *plan_names("people", "person", facts, names_of(people), latest, names, names_of(editors)),
        *plan_names("serials", "series", facts, names_of(series, titles), latest, names),
        *plan_names("places", "place", facts, names_of(places), latest, names),
        *_days(shelf, facts, latest),
        *_corrections(shelf, facts, size, latest),
        *_about(shelf, facts, latest),
    ]


def _list(
    kind: str,
    facts: ShelfFacts,
    name: str,
    entries: Sequence[ArticleEntry],
    size: int,
    title: str = "",
    *,
    edited: int = 0,
    signed: int = 0,
) -> list[ListFront]:
    years = sorted({entry.key.year for entry in entries})
    pages = chunks(entries, size)
    return [
        ListFront(
            kind=kind,
            shelf=facts,
            name=name,
            title=title,
            entries=chunk,
            count=len(entries),
            years=span(years),
            roles=tuple(dict.fromkeys(entry.role for entry in entries if entry.role)),
            tally=tally(entries) if number == 1 and kind in ("person", "editor", "place") else (),
            edited=edited,
            signed=signed,
            number=number,
            total=len(pages),
        )
        for number, chunk in enumerate(pages, 1)
    ]


def _days(shelf: PaperShelf, facts: ShelfFacts, latest: str) -> list[IndexFront]:
    gathered = by_day(shelf)
    days = sorted(gathered)
    return [
        DaysFront(shelf=facts, days={day: len(gathered[day]) for day in days}, year=latest),
        *(
            DayFront(
                shelf=facts,
                day=day,
                issues=tuple(gathered[day]),
                previous=days[at - 1] if at else "",
                next=days[at + 1] if at + 1 < len(days) else "",
                year=latest,
            )
            for at, day in enumerate(days)
        ),
    ]


def _corrections(shelf: PaperShelf, facts: ShelfFacts, size: int, latest: str) -> list[CorrectionsFront]:
    entries = corrections(shelf)
    pages = chunks(entries, size)
    return [
        CorrectionsFront(shelf=facts, entries=chunk, count=len(entries), number=number, total=len(pages), year=latest)
        for number, chunk in enumerate(pages, 1)
    ]


def _about(shelf: PaperShelf, facts: ShelfFacts, latest: str) -> list[AboutFront]:
    years = sorted({card.key.year for card in shelf.issues})
    of_year = {year: tuple(card for card in shelf.issues if card.key.year == year) for year in years}
    counts = {year: statuses(cards) for year, cards in of_year.items()}
    return [
        AboutFront(shelf=facts, year="", whole=statuses(shelf.issues), years=tuple(counts.items()), latest=latest),
        *(
            AboutFront(
                shelf=facts,
                year=year,
                whole=counts[year],
                years=tuple((other, Statuses()) for other in years),
                issues=tuple(
                    (msgspec.structs.replace(issue_entry(card), headline=""), statuses((card,))) for card in cards
                ),
                latest=latest,
            )
            for year, cards in of_year.items()
        ),
    ]
