"""The fronts: pages about many issues at once. Each is planned as a value that holds exactly what it shows.

So a new issue reprints the fronts it stands on, one corrected character reprints none, and the value is the job:
equal value, equal page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from site_builder.newspaper.archive import Archive, ArticleCard, IssueCard, PaperShelf
from site_builder.newspaper.calendar import exact_day
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Completeness, Page
from site_builder.press import routes
from site_builder.press.frame import ShelfFacts
from site_builder.press.settings import SiteSettings
from site_builder.press.widths import joined

SHOWN = 40
"""Names of columns, and of people, a paper's front shows."""

FED = 60
"""Articles after which a feed takes up no further issue."""

E = TypeVar("E")


class IssueEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An issue as calendars and lists show it."""

    key: IssueKey
    date: str
    number: str = ""
    edition: str = ""
    pages: int = 0
    articles: int = 0
    state: str = "held"
    missing: tuple[str, ...] = ()
    headline: str = ""
    """Of its lead story."""


class ArticleEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An article as lists and feeds show it."""

    key: IssueKey
    date: str
    id: str
    headline: str
    page: str
    page_name: str = ""
    kicker: str = ""
    deck: str = ""
    column: str = ""
    role: str = ""
    people: tuple[str, ...] = ()
    opening: str = ""


class Days(msgspec.Struct, frozen=True, kw_only=True):
    """A year of a paper, for its calendar."""

    year: str
    years: tuple[str, ...]
    entries: tuple[IssueEntry, ...]
    first: str = ""
    """Between this day and the last, days without an issue are gaps if the paper's rhythm expects one."""

    last: str = ""


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """A column or a person, and how many articles there are."""

    text: str
    count: int


class PaperDigest(msgspec.Struct, frozen=True, kw_only=True):
    """What the front of a paper shows."""

    shelf: ShelfFacts
    latest: IssueCard | None = None
    """The latest issue, without what the front does not show of it."""

    days: Days | None = None
    columns: tuple[Name, ...] = ()
    people: tuple[Name, ...] = ()
    issues: int = 0


class HomeFront(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The front door; `path` makes it that of one paper."""

    path: str
    papers: tuple[PaperDigest, ...]
    alone: bool = False
    """Whether the site has one paper only, so that its own front is the front door once more."""


class YearFront(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A page of the list of a year's issues, with its calendar."""

    shelf: ShelfFacts
    days: Days
    rows: tuple[IssueEntry, ...]
    number: int = 1
    total: int = 1


class ListFront(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A page of the articles of a column or of a person."""

    kind: str
    """column or person."""

    shelf: ShelfFacts
    name: str
    entries: tuple[ArticleEntry, ...]
    count: int
    years: str
    roles: tuple[str, ...] = ()
    number: int = 1
    total: int = 1


class NamesFront(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """All columns, or all people, of a paper."""

    kind: str
    """columns or people."""

    shelf: ShelfFacts
    names: tuple[Name, ...]
    year: str = ""
    """The latest year of the paper."""


class PlainFront(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The search page, or the answer for an address that is not there."""

    kind: str
    """search or 404."""

    shelves: tuple[ShelfFacts, ...]
    years: tuple[str, ...]
    """The latest year of each."""


class FeedFront(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The Atom feed of a paper."""

    shelf: ShelfFacts
    entries: tuple[ArticleEntry, ...]


class IssueFiles(msgspec.Struct, frozen=True, kw_only=True):
    """The addresses of an issue, for the sitemap."""

    key: IssueKey
    pages: tuple[str, ...]
    articles: tuple[str, ...]


class SitemapFront(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """sitemap.xml and robots.txt."""

    fronts: tuple[str, ...]
    issues: tuple[IssueFiles, ...]


Front = HomeFront | YearFront | ListFront | NamesFront | PlainFront | FeedFront | SitemapFront


def page_kind(front: Front) -> str:
    """Which fingerprint of the theme a front depends on; empty for those that no template prints."""
    match front:
        case HomeFront():
            return "home"
        case YearFront():
            return "year"
        case FeedFront() | SitemapFront():
            return ""
        case _:
            return front.kind


def front_path(front: Front) -> str:
    """The output path a front is printed at (of the sitemap: its entrance)."""
    match front:
        case HomeFront():
            return front.path
        case YearFront():
            return routes.year(front.shelf.id, front.days.year, front.number)
        case ListFront():
            return (routes.column if front.kind == "column" else routes.person)(
                front.shelf.id, front.name, front.number
            )
        case NamesFront():
            return (routes.columns if front.kind == "columns" else routes.people)(front.shelf.id)
        case PlainFront():
            return routes.search() if front.kind == "search" else routes.not_found()
        case FeedFront():
            return routes.feed(front.shelf.id)
        case SitemapFront():
            return routes.sitemap()


def plan_fronts(archive: Archive, site: SiteSettings) -> tuple[Front, ...]:
    """Every front of the site."""
    fronts: list[Front] = []
    digests = tuple(_digest(shelf) for shelf in archive.shelves)
    fronts.append(HomeFront(path=routes.home(), papers=digests))
    for shelf, digest in zip(archive.shelves, digests, strict=True):
        facts = ShelfFacts(id=shelf.id, paper=shelf.paper)
        fronts.append(HomeFront(path=routes.paper_home(shelf.id), papers=(digest,), alone=len(digests) == 1))
        fronts += _years(shelf, facts, site.page_size)
        fronts += _lists(shelf, facts, site.page_size)
        fronts.append(FeedFront(shelf=facts, entries=_fed(shelf)))
    shelves = tuple(ShelfFacts(id=shelf.id, paper=shelf.paper) for shelf in archive.shelves)
    latest = tuple(shelf.issues[-1].key.year if shelf.issues else "" for shelf in archive.shelves)
    fronts += [PlainFront(kind=kind, shelves=shelves, years=latest) for kind in ("search", "404")]
    shown = tuple(front_path(front) for front in fronts if page_kind(front) not in ("", "404", "search"))
    fronts.append(SitemapFront(fronts=shown, issues=_files(archive) if site.base_url else ()))
    return tuple(fronts)


def issue_entry(card: IssueCard) -> IssueEntry:
    """The small facts of an issue for calendars and lists."""
    whole = card.completeness is Completeness.COMPLETE and not card.missing
    lead = next((article for article in card.articles if article.lead), next(iter(card.articles), None))
    return IssueEntry(
        key=card.key,
        date=card.date,
        number=card.number,
        edition=card.edition,
        pages=len({page.number for page in card.pages} | set(card.missing)),
        articles=len(card.articles),
        state="missing" if not card.articles else "held" if whole else "partial",
        missing=card.missing,
        headline=joined(lead.headline) if lead else "",
    )


def _digest(shelf: PaperShelf) -> PaperDigest:
    facts = ShelfFacts(id=shelf.id, paper=shelf.paper)
    if not shelf.issues:
        return PaperDigest(shelf=facts)
    latest = next((card for card in reversed(shelf.issues) if card.articles), shelf.issues[-1])
    return PaperDigest(
        shelf=facts,
        latest=_shown(latest),
        days=_days(shelf, latest.key.year),
        columns=_most(_columns(shelf)),
        people=_most(_people(shelf)),
        issues=len(shelf.issues),
    )


def _shown(card: IssueCard) -> IssueCard:
    """An issue without what a front does not show: texts and people of all pages but the first."""
    first = card.articles[0].page if card.articles else ""
    return msgspec.structs.replace(
        card,
        galley="",
        articles=tuple(
            article
            if article.page == first
            else ArticleCard(
                id=article.id,
                page=article.page,
                order=article.order,
                type=article.type,
                headline=article.headline,
                column=article.column,
            )
            for article in card.articles
        ),
    )


def _years(shelf: PaperShelf, facts: ShelfFacts, size: int) -> list[Front]:
    fronts: list[Front] = []
    for year in sorted({card.key.year for card in shelf.issues}):
        days = _days(shelf, year)
        pages = _chunks(days.entries, size)
        fronts += [
            YearFront(shelf=facts, days=days, rows=rows, number=number, total=len(pages))
            for number, rows in enumerate(pages, 1)
        ]
    return fronts


def _days(shelf: PaperShelf, year: str) -> Days:
    """A year, with the days between which gaps can be told: those of the first and last issue held at all."""
    exact = [day.isoformat() for card in shelf.issues if (day := exact_day(card.key.day))]
    first, last = (min(exact), max(exact)) if exact else ("", "")
    return Days(
        year=year,
        years=tuple(sorted({card.key.year for card in shelf.issues})),
        entries=tuple(issue_entry(card) for card in shelf.issues if card.key.year == year),
        first=max(first, f"{year}-01-01") if first else "",
        last=min(last, f"{year}-12-31") if last else "",
    )


def _lists(shelf: PaperShelf, facts: ShelfFacts, size: int) -> list[Front]:
    """The pages of columns and people, and the lists of both."""
    fronts: list[Front] = []
    for kind, gathered in (("column", _columns(shelf)), ("person", _people(shelf))):
        for name, entries in gathered.items():
            years = sorted({entry.key.year for entry in entries})
            pages = _chunks(entries, size)
            fronts += [
                ListFront(
                    kind=kind,
                    shelf=facts,
                    name=name,
                    entries=chunk,
                    count=len(entries),
                    years=_span(years),
                    roles=tuple(dict.fromkeys(entry.role for entry in entries if entry.role)),
                    number=number,
                    total=len(pages),
                )
                for number, chunk in enumerate(pages, 1)
            ]
        names = tuple(Name(text=name, count=len(entries)) for name, entries in sorted(gathered.items()))
        latest = shelf.issues[-1].key.year if shelf.issues else ""
        plural = "columns" if kind == "column" else "people"
        fronts.append(NamesFront(kind=plural, shelf=facts, names=names, year=latest))
    return fronts


def _columns(shelf: PaperShelf) -> dict[str, list[ArticleEntry]]:
    gathered: dict[str, list[ArticleEntry]] = {}
    for card in shelf.issues:
        pages = {page.number: page for page in card.pages}
        for article in card.articles:
            if article.column:
                gathered.setdefault(article.column, []).append(_entry(card, article, pages))
    return gathered


def _people(shelf: PaperShelf) -> dict[str, list[ArticleEntry]]:
    gathered: dict[str, list[ArticleEntry]] = {}
    for card in shelf.issues:
        pages = {page.number: page for page in card.pages}
        for article in card.articles:
            told = {person.name: person.role.value for person in reversed(article.people)}
            for name, role in reversed(told.items()):
                gathered.setdefault(name, []).append(_entry(card, article, pages, role=role))
    return gathered


def _entry(card: IssueCard, article: ArticleCard, pages: dict[str, Page], role: str = "") -> ArticleEntry:
    return ArticleEntry(
        key=card.key,
        date=card.date,
        id=article.id,
        headline=joined(article.headline),
        page=article.page,
        page_name=pages[article.page].name if article.page in pages else "",
        kicker=article.kicker,
        deck=article.deck,
        column=article.column,
        role=role,
    )


def _fed(shelf: PaperShelf) -> tuple[ArticleEntry, ...]:
    """The articles of the latest issues, newest issue first, in the order of its pages."""
    entries: list[ArticleEntry] = []
    for card in reversed(shelf.issues):
        if len(entries) >= FED:
            break
        pages = {page.number: page for page in card.pages}
        entries += [
            msgspec.structs.replace(
                _entry(card, article, pages),
                opening=article.opening,
                people=tuple(dict.fromkeys(person.name for person in article.people)),
            )
            for article in card.articles
        ]
    return tuple(entries)


def _files(archive: Archive) -> tuple[IssueFiles, ...]:
    return tuple(
        IssueFiles(
            key=card.key,
            pages=tuple(
                sorted(({page.number for page in card.pages} - set(card.missing)) | {a.page for a in card.articles})
            ),
            articles=tuple(article.id for article in card.articles),
        )
        for shelf in archive.shelves
        for card in shelf.issues
    )


def _most(gathered: dict[str, list[ArticleEntry]]) -> tuple[Name, ...]:
    counts = Counter({name: len(entries) for name, entries in gathered.items()})
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Name(text=name, count=count) for name, count in ranked[:SHOWN])


def _span(years: Sequence[str]) -> str:
    return years[0] if len(years) == 1 else f"{years[0]}—{years[-1]}" if years else ""


def _chunks(entries: Sequence[E], size: int) -> list[tuple[E, ...]]:
    """The entries in pages of a size, oldest first; one empty page when there are none."""
    return [tuple(entries[at : at + size]) for at in range(0, len(entries), max(1, size))] or [()]
