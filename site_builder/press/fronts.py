"""The fronts: pages about many issues at once. Each is planned as a value that holds exactly what it shows.

So a new issue reprints the fronts it stands on, one corrected character reprints none, and the value is the job:
equal value, equal page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from site_builder.newspaper.archive import Archive, ArticleCard, IssueCard, PaperShelf
from site_builder.press import routes
from site_builder.press.entries import (
    Days,
    IssueEntry,
    Name,
    chunks,
    columns_met,
    days_of,
    most,
    people_met,
)
from site_builder.press.feed_fronts import FeedFront, feed_path, plan_feeds
from site_builder.press.frame import ShelfFacts
from site_builder.press.iiif import CollectionFront, plan_collection
from site_builder.press.index_fronts import IndexFront, index_path, plan_about, plan_index, plan_lists
from site_builder.press.settings import SiteSettings
from site_builder.press.sitemaps import IssueFiles, SitemapFront


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


class PlainFront(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The search page, or the answer for an address that is not there."""

    kind: str
    """search or 404."""

    shelves: tuple[ShelfFacts, ...]
    years: tuple[str, ...]
    """The latest year of each."""

    all_years: tuple[tuple[str, ...], ...] = ()
    """All years of each, the first first; only the search page shows them."""


Front = HomeFront | YearFront | IndexFront | PlainFront | FeedFront | CollectionFront | SitemapFront


def page_kind(front: Front) -> str:
    """Which fingerprint of the theme a front depends on; empty for those that no template prints."""
    match front:
        case HomeFront():
            return "home"
        case YearFront():
            return "year"
        case FeedFront() | CollectionFront() | SitemapFront():
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
        case PlainFront():
            return routes.search() if front.kind == "search" else routes.not_found()
        case FeedFront():
            return feed_path(front)
        case CollectionFront():
            return routes.collection(front.shelf.id)
        case SitemapFront():
            return routes.sitemap()
        case _:
            return index_path(front)


def plan_fronts(archive: Archive, site: SiteSettings) -> tuple[Front, ...]:
    """Every front of the site."""
    apart: list[Front] = []
    for shelf in archive.shelves:
        facts = ShelfFacts(id=shelf.id, paper=shelf.paper)
        apart += plan_lists(shelf, facts, site.page_size)
        apart += plan_feeds(shelf, facts, site)
    return (*plan_own(archive, site, shown_of(apart)), *apart)


def shown_of(fronts: Iterable[Front]) -> tuple[str, ...]:
    """The paths of those fronts that a sitemap names."""
    return tuple(front_path(front) for front in fronts if page_kind(front) not in ("", "404", "search"))


def plan_own(archive: Archive, site: SiteSettings, apart: Sequence[str]) -> tuple[Front, ...]:
    """The fronts that are neither lists nor feeds, home pages after what they lead to; `apart` are the paths of the
    lists, which the sitemap names, too.

    Lists and feeds are planned apart, from fewer facts: so a character corrected in a body leaves their plan as it is.
    """
    fronts: list[Front] = []
    digests = tuple(_digest(shelf) for shelf in archive.shelves)
    for shelf, digest in zip(archive.shelves, digests, strict=True):
        facts = ShelfFacts(id=shelf.id, paper=shelf.paper)
        fronts += _years(shelf, facts, site.page_size)
        fronts += plan_about(shelf, facts)
        fronts += plan_collection(shelf, facts, site)
        fronts.append(HomeFront(path=routes.paper_home(shelf.id), papers=(digest,), alone=len(digests) == 1))
    fronts.append(HomeFront(path=routes.home(), papers=digests))
    shelves = tuple(ShelfFacts(id=shelf.id, paper=shelf.paper) for shelf in archive.shelves)
    latest = tuple(shelf.issues[-1].key.year if shelf.issues else "" for shelf in archive.shelves)
    years = tuple(tuple(sorted({card.key.year for card in shelf.issues})) for shelf in archive.shelves)
    if site.searchable:
        fronts.append(PlainFront(kind="search", shelves=shelves, years=latest, all_years=years))
    fronts.append(PlainFront(kind="404", shelves=shelves, years=latest))
    shown = tuple(sorted((*shown_of(fronts), *apart))) if site.base_url else ()
    fronts.append(SitemapFront(fronts=shown, issues=_files(archive) if site.base_url else ()))
    return tuple(fronts)


def plan_front(archive: Archive, site: SiteSettings, path: str) -> Front | None:
    """The front at a path as `plan_fronts` has it, planned without those that it has nothing to do with.

    None where the path does not say what is to be planned: then all of them tell.
    """
    if path == routes.home():
        return HomeFront(path=path, papers=tuple(map(_digest, archive.shelves)))
    for shelf in archive.shelves:
        if path == routes.paper_home(shelf.id):
            return HomeFront(path=path, papers=(_digest(shelf),), alone=len(archive.shelves) == 1)
        if path.startswith(f"{shelf.id}/") and path.endswith(".html"):
            facts = ShelfFacts(id=shelf.id, paper=shelf.paper)
            if not path[len(shelf.id) + 1 :][:4].isdecimal():
                return plan_index(shelf, facts, site.page_size, path)
            known = _years(shelf, facts, site.page_size)
            return next((front for front in known if front_path(front) == path), None)
    return None


def _digest(shelf: PaperShelf) -> PaperDigest:
    facts = ShelfFacts(id=shelf.id, paper=shelf.paper)
    if not shelf.issues:
        return PaperDigest(shelf=facts)
    latest = next((card for card in reversed(shelf.issues) if card.articles), shelf.issues[-1])
    return PaperDigest(
        shelf=facts,
        latest=_shown(latest),
        days=days_of(shelf, latest.key.year),
        columns=most(columns_met(shelf)),
        people=most(people_met(shelf)),
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
        days = days_of(shelf, year)
        pages = chunks(days.entries, size)
        fronts += [
            YearFront(shelf=facts, days=days, rows=rows, number=number, total=len(pages))
            for number, rows in enumerate(pages, 1)
        ]
    return fronts


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
