"""Prints the fronts: each from nothing but its own value, the settings and the theme."""

from __future__ import annotations

from site_builder.press import crawlers, linked_data, routes
from site_builder.press.calendars import calendar_view
from site_builder.press.entries import IssueEntry
from site_builder.press.feed_fronts import FeedFront
from site_builder.press.feeds import print_feed
from site_builder.press.frame import EMPTY, Frame, ShelfFacts, crumbs, pager, paper_view
from site_builder.press.fronts import (
    Front,
    HomeFront,
    PlainFront,
    YearFront,
    front_path,
    page_kind,
)
from site_builder.press.home import paper_front
from site_builder.press.iiif import CollectionFront, collection
from site_builder.press.index_pages import index_view, issue_view, year_of
from site_builder.press.metadata import home_metas
from site_builder.press.printing import page
from site_builder.press.settings import SiteSettings
from site_builder.press.sitemaps import SitemapFront, sitemaps
from site_builder.press.themes import Theme
from site_builder.press.views import HomePage, NotFoundPage, SearchPage, YearPage
from site_builder.press.views_fronts import RowView
from site_builder.press.views_site import Link


def print_front(front: Front, site: SiteSettings, theme: Theme) -> dict[str, bytes]:
    """Output path → bytes of a front (the sitemap may be several files, and robots.txt comes with it).

    Raises ContentError when a template fails.
    """
    match front:
        case HomeFront():
            return _home(front, site, theme)
        case YearFront():
            return _year(front, site, theme)
        case PlainFront():
            return _plain(front, site, theme)
        case FeedFront():
            title = _frame(front, site, theme, front.shelf).say("feed.title", paper=front.shelf.paper.name)
            return print_feed(front, site, f"{title} · {front.name}" if front.name else title)
        case CollectionFront():
            return {front_path(front): collection(front, site)}
        case SitemapFront():
            return {
                routes.robots(): crawlers.robots(site),
                **crawlers.reservation(site),
                **crawlers.opensearch(site),
                **sitemaps(front, site),
            }
        case _:
            frame = _frame(front, site, theme, front.shelf, year_of(front))
            return page(theme, frame, index_view(front, frame))


def _frame(front: Front, site: SiteSettings, theme: Theme, shelf: ShelfFacts | None, year: str = "") -> Frame:
    language = theme.speaks(site.language)
    words = theme.words[language]
    return Frame(path=front_path(front), site=site, shelf=shelf, year=year, words=words, language=language)


def _home(front: HomeFront, site: SiteSettings, theme: Theme) -> dict[str, bytes]:
    only = front.papers[0] if len(front.papers) == 1 else None
    year = only.days.year if only and only.days else ""
    frame = _frame(front, site, theme, only.shelf if only else None, year)
    title = site.title if front.path == routes.home() or only is None else only.shelf.paper.name
    canonical = routes.home() if front.alone else front.path
    shown = only or next(iter(front.papers), None)
    about = site.description or frame.say(
        "home.about", paper="、".join(paper.shelf.paper.name for paper in front.papers)
    )
    view = HomePage(
        head=frame.head(
            "home",
            title,
            description=about,
            canonical=canonical,
            metas=home_metas(title, canonical, shown.latest.key if shown and shown.latest else None, site),
            json_ld=linked_data.paper_json_ld(only.shelf.id, only.shelf.paper, site.base_url) if only else EMPTY,
        ),
        site=frame.site_view(),
        paper=frame.paper_view() if only else None,
        fronts=tuple(paper_front(paper, frame) for paper in front.papers),
    )
    return page(theme, frame, view)


def _year(front: YearFront, site: SiteSettings, theme: Theme) -> dict[str, bytes]:
    paper, days = front.shelf.id, front.days
    frame = _frame(front, site, theme, front.shelf, days.year)
    named = frame.say("year.named", year=days.year)
    at = days.years.index(days.year)
    before = routes.year(paper, days.years[at - 1]) if at else ""
    after = routes.year(paper, days.years[at + 1]) if at + 1 < len(days.years) else ""
    view = YearPage(
        head=frame.head(
            "year",
            f"{front.shelf.paper.name} {named}" + (f" {front.number}" if front.number > 1 else ""),
            previous=routes.year(paper, days.year, front.number - 1) if front.number > 1 else before,
            next=routes.year(paper, days.year, front.number + 1) if front.number < front.total else after,
            up=routes.paper_home(paper),
        ),
        site=frame.site_view(),
        paper=frame.paper_view(),
        crumbs=crumbs(frame, named),
        calendar=calendar_view(
            paper, days, front.shelf.paper.frequency, frame.href, suspended=front.shelf.paper.suspended
        ),
        rows=tuple(_row(entry, frame) for entry in front.rows),
        pager=pager(front.number, front.total, lambda number: frame.href(routes.year(paper, days.year, number))),
    )
    return page(theme, frame, view)


def _plain(front: PlainFront, site: SiteSettings, theme: Theme) -> dict[str, bytes]:
    shelf, year = (front.shelves[0], front.years[0]) if len(front.shelves) == 1 else (None, "")
    frame = _frame(front, site, theme, shelf, year)
    papers = tuple(paper_view(other, year, frame.href) for other, year in zip(front.shelves, front.years, strict=True))
    title = frame.say("search.title" if front.kind == "search" else "missing.title")
    head = frame.head(page_kind(front), f"{title} · {site.title}", up=routes.home())
    paper = frame.paper_view() if shelf else None
    if front.kind == "404":
        return page(theme, frame, NotFoundPage(head=head, site=frame.site_view(), paper=paper, papers=papers))
    years = tuple(
        tuple(Link(href=frame.href(routes.year(other.id, one)), text=one) for one in known)
        for other, known in zip(front.shelves, front.all_years, strict=True)
    )
    return page(theme, frame, SearchPage(head=head, site=frame.site_view(), paper=paper, papers=papers, years=years))


def _row(entry: IssueEntry, frame: Frame) -> RowView:
    return RowView(issue=issue_view(entry, frame.href), headline=entry.headline)
