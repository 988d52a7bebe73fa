"""Prints the fronts: each from nothing but its own value, the settings and the theme."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from site_builder.newspaper.calendar import printed
from site_builder.press import crawlers, routes
from site_builder.press.calendars import calendar_view
from site_builder.press.entries import ArticleEntry, IssueEntry
from site_builder.press.feed_fronts import FeedFront
from site_builder.press.feeds import print_feed
from site_builder.press.frame import Frame, ShelfFacts, date_view, page_number, pager, paper_view
from site_builder.press.fronts import (
    Front,
    HomeFront,
    ListFront,
    NamesFront,
    PlainFront,
    YearFront,
    front_path,
    page_kind,
)
from site_builder.press.home import paper_front
from site_builder.press.name_groups import grouped
from site_builder.press.printing import page
from site_builder.press.settings import SiteSettings
from site_builder.press.sitemaps import SitemapFront, sitemaps
from site_builder.press.themes import Theme
from site_builder.press.views import HomePage, ListPage, NamesPage, NotFoundPage, SearchPage, YearPage
from site_builder.press.views_fronts import EntryView, NameGroup, RowView
from site_builder.press.views_issue import IssueView
from site_builder.press.views_site import Crumb, Link, Meta


def print_front(front: Front, site: SiteSettings, theme: Theme) -> dict[str, bytes]:
    """Output path → bytes of a front (the sitemap may be several files, and robots.txt comes with it).

    Raises ContentError when a template fails.
    """
    match front:
        case HomeFront():
            return _home(front, site, theme)
        case YearFront():
            return _year(front, site, theme)
        case ListFront():
            return _list(front, site, theme)
        case NamesFront():
            return _names(front, site, theme)
        case PlainFront():
            return _plain(front, site, theme)
        case FeedFront():
            title = _frame(front, site, theme, front.shelf).say("feed.title", paper=front.shelf.paper.name)
            return print_feed(front, site, f"{title} · {front.name}" if front.name else title)
        case SitemapFront():
            return {
                routes.robots(): crawlers.robots(site),
                **crawlers.reservation(site),
                **crawlers.opensearch(site),
                **sitemaps(front, site),
            }
        case _:
            assert_never(front)


def _frame(front: Front, site: SiteSettings, theme: Theme, shelf: ShelfFacts | None, year: str = "") -> Frame:
    words = theme.words[theme.speaks(site.language)]
    return Frame(path=front_path(front), site=site, shelf=shelf, year=year, words=words)


def _home(front: HomeFront, site: SiteSettings, theme: Theme) -> dict[str, bytes]:
    only = front.papers[0] if len(front.papers) == 1 else None
    year = only.days.year if only and only.days else ""
    frame = _frame(front, site, theme, only.shelf if only else None, year)
    title = site.title if front.path == routes.home() or only is None else only.shelf.paper.name
    about = site.description or frame.say(
        "home.about", paper="、".join(paper.shelf.paper.name for paper in front.papers)
    )
    view = HomePage(
        head=frame.head(
            "home",
            title,
            description=about,
            canonical=routes.home() if front.alone else "",
            metas=(Meta(name="og:type", content="website"), Meta(name="og:title", content=title)),
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
        crumbs=_crumbs(frame, named),
        calendar=calendar_view(paper, days, front.shelf.paper.frequency, frame.href),
        rows=tuple(_row(entry, frame) for entry in front.rows),
        pager=pager(front.number, front.total, lambda number: frame.href(routes.year(paper, days.year, number))),
    )
    return page(theme, frame, view)


def _list(front: ListFront, site: SiteSettings, theme: Theme) -> dict[str, bytes]:
    paper = front.shelf.id
    frame = _frame(front, site, theme, front.shelf, front.years[-4:])
    address = routes.column if front.kind == "column" else routes.person
    above = routes.columns if front.kind == "column" else routes.people
    title = frame.say(f"{'columns' if front.kind == 'column' else 'people'}.title")
    view = ListPage(
        head=frame.head(
            front.kind,
            f"{front.name} · {front.shelf.paper.name}" + (f" {front.number}" if front.number > 1 else ""),
            previous=address(paper, front.name, front.number - 1) if front.number > 1 else "",
            next=address(paper, front.name, front.number + 1) if front.number < front.total else "",
            up=above(paper),
        ),
        site=frame.site_view(),
        paper=frame.paper_view(),
        crumbs=_crumbs(frame, front.name, (above(paper), title)),
        name=front.name,
        total=front.count,
        roles=front.roles,
        years=front.years,
        entries=tuple(_entry(entry, frame.href) for entry in front.entries),
        pager=pager(front.number, front.total, lambda number: frame.href(address(paper, front.name, number))),
    )
    return page(theme, frame, view)


def _names(front: NamesFront, site: SiteSettings, theme: Theme) -> dict[str, bytes]:
    paper = front.shelf.id
    frame = _frame(front, site, theme, front.shelf, front.year)
    address = routes.column if front.kind == "columns" else routes.person
    title = frame.say(f"{front.kind}.title")
    view = NamesPage(
        head=frame.head(front.kind, f"{title} · {front.shelf.paper.name}", up=routes.paper_home(paper)),
        site=frame.site_view(),
        paper=frame.paper_view(),
        crumbs=_crumbs(frame, title),
        groups=tuple(
            NameGroup(
                initial=initial,
                names=tuple(
                    Link(href=frame.href(address(paper, name.text)), text=name.text, count=name.count) for name in names
                ),
            )
            for initial, names in grouped(front.names)
        ),
        total=len(front.names),
    )
    return page(theme, frame, view)


def _plain(front: PlainFront, site: SiteSettings, theme: Theme) -> dict[str, bytes]:
    shelf, year = (front.shelves[0], front.years[0]) if len(front.shelves) == 1 else (None, "")
    frame = _frame(front, site, theme, shelf, year)
    papers = tuple(paper_view(other, year, frame.href) for other, year in zip(front.shelves, front.years, strict=True))
    made = SearchPage if front.kind == "search" else NotFoundPage
    title = frame.say("search.title" if front.kind == "search" else "missing.title")
    view = made(
        head=frame.head(page_kind(front), f"{title} · {site.title}", up=routes.home()),
        site=frame.site_view(),
        paper=frame.paper_view() if shelf else None,
        papers=papers,
    )
    return page(theme, frame, view)


def _crumbs(frame: Frame, here: str, *between: tuple[str, str]) -> tuple[Crumb, ...]:
    """The paper, what lies between, and the page itself."""
    assert frame.shelf is not None
    way = ((routes.paper_home(frame.shelf.id), frame.shelf.paper.name), *between)
    return (*(Crumb(href=frame.href(path), text=text) for path, text in way), Crumb(href="", text=here))


def _row(entry: IssueEntry, frame: Frame) -> RowView:
    issue = IssueView(
        href=frame.href(routes.issue(entry.key)),
        date=date_view(entry.date),
        number=entry.number,
        edition=entry.edition,
        pages=entry.pages,
        articles=entry.articles,
        state=entry.state,
        missing=tuple(page_number(number) for number in entry.missing),
        note="",
    )
    return RowView(issue=issue, headline=entry.headline)


def _entry(entry: ArticleEntry, href: Callable[[str], str]) -> EntryView:
    return EntryView(
        href=href(routes.article(entry.key, entry.id)),
        kicker=entry.kicker,
        headline=entry.headline,
        deck=entry.deck,
        date=printed(entry.date),
        iso=entry.date,
        page=page_number(entry.page),
        page_name=entry.page_name,
        column=entry.column,
        role=entry.role,
        opening=entry.opening,
    )
