"""The fronts of a paper's indexes: columns, people, editors, series, places, days of the year, corrections, and what
the archive says of itself. Lists are cut into pages from the oldest entry on, so that no page ever shifts.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

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
from site_builder.press.name_fronts import (
    FOLDERS,
    INDEXES,
    LISTS,
    NAMES_AN_ENTRY,
    NamesFront,
    names_of,
    names_path,
    plan_names,
)


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


def plan_lists(shelf: PaperShelf, facts: ShelfFacts, size: int) -> list[IndexFront]:
    """Every index but what the archive says of itself; `size` entries stand on one page of a list.

    They show no more of an issue than `IssueCard.listed` holds.
    """
    indexes = _Indexes(shelf, facts, size)
    return [
        *(page for kind in LISTS for page in indexes.lists(kind)),
        *(page for kind in INDEXES for page in indexes.names(kind)),
        *_days(shelf, facts, indexes.latest),
        *_corrections(shelf, facts, size, indexes.latest),
    ]


def plan_index(shelf: PaperShelf, facts: ShelfFacts, size: int, path: str) -> IndexFront | None:
    """The index of a paper printed at a path, as `plan_lists` or `plan_about` has it; others are hardly looked at."""
    indexes = _Indexes(shelf, facts, size)
    folder, _, page = path.removeprefix(f"{shelf.id}/").rpartition("/")
    planned: Iterable[IndexFront]
    if folder == "days":
        planned = _days(shelf, facts, indexes.latest)
    elif folder:
        kinds = [kind for kind in LISTS if FOLDERS[kind] == folder]
        # (The letters of those who edited a paper are planned with the people, beside whom they are named.)
        names = [kind for kind in INDEXES if kind == {"series": "serials", "editors": "people"}.get(folder, folder)]
        listed = (front for kind in kinds for front in indexes.lists(kind, path))
        named = (front for kind in names for front in indexes.names(kind))
        planned = chain(named, listed) if page.startswith(("index", "letter-")) else chain(listed, named)
    else:
        planned = chain(_corrections(shelf, facts, size, indexes.latest), plan_about(shelf, facts))
    return next((front for front in planned if index_path(front) == path), None)


class _Indexes:
    """The lists and the names of a paper; what is in them is gathered when it is asked for."""

    def __init__(self, shelf: PaperShelf, facts: ShelfFacts, size: int) -> None:
        self._shelf, self._facts, self._size = shelf, facts, size
        self.latest = shelf.issues[-1].key.year if shelf.issues else ""

    @functools.cached_property
    def people(self) -> Mapping[str, Sequence[ArticleEntry]]:
        return by_person(self._shelf)

    @functools.cached_property
    def editors(self) -> Mapping[str, Sequence[ArticleEntry]]:
        return by_editor(self._shelf)

    @functools.cached_property
    def columns(self) -> Mapping[str, Sequence[ArticleEntry]]:
        return by_column(self._shelf)

    @functools.cached_property
    def series(self) -> Mapping[str, Sequence[ArticleEntry]]:
        return by_series(self._shelf)

    @functools.cached_property
    def places(self) -> Mapping[str, Sequence[ArticleEntry]]:
        return by_place(self._shelf)

    def gathered(self, kind: str) -> Mapping[str, Sequence[ArticleEntry]]:
        """Name → what stands in its list, by the kind of list."""
        match kind:
            case "column":
                return self.columns
            case "person":
                return self.people
            case "editor":
                return self.editors
            case "series":
                return self.series
            case _:
                return self.places

    def lists(self, kind: str, path: str = "") -> Iterator[ListFront]:
        """The pages of all lists of a kind, or of the one that has a page at a path."""
        titles = series_names(self._shelf) if kind == "series" else {}
        address = re.sub(r"(?:-\d+)?\.html$", "", path)
        for name, found in self.gathered(kind).items():
            if path and not address.startswith(LISTS[kind](self._facts.id, name).removesuffix(".html")):
                continue
            yield from _list(
                kind,
                self._facts,
                name,
                found,
                self._size,
                titles.get(name, ""),
                edited=len(self.editors.get(name, ())) if kind == "person" else 0,
                signed=len(self.people.get(name, ())) if kind == "editor" else 0,
            )

    def names(self, kind: str) -> Iterator[NamesFront]:
        """The list of all names of a kind, and the pages of their letters."""
        of = {"columns": "column", "people": "person", "serials": "series", "places": "place"}[kind]
        titles = series_names(self._shelf) if of == "series" else None
        return plan_names(
            kind,
            of,
            self._facts,
            names_of(self.gathered(of), titles),
            self.latest,
            self._size * NAMES_AN_ENTRY,
            names_of(self.editors) if of == "person" else (),
        )


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


def plan_about(shelf: PaperShelf, facts: ShelfFacts) -> list[AboutFront]:
    """What the archive says of itself: as a whole, and of each year."""
    latest = shelf.issues[-1].key.year if shelf.issues else ""
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
