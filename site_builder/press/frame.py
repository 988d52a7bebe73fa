"""What frames every page: the site, the paper and the head, seen from where the page lies."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping

import msgspec
from markupsafe import Markup

from site_builder.newspaper.calendar import exact_day, printed, weekday
from site_builder.newspaper.model import DateBasis, Paper
from site_builder.press import crawlers, routes
from site_builder.press.settings import SiteSettings
from site_builder.press.views_issue import DateView
from site_builder.press.views_site import Crumb, Feed, HeadView, Link, Meta, Pager, PaperView, Particular, SiteView
from site_builder.press.widths import breadth


class ShelfFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A paper without its issues: what every one of its pages needs to know of it."""

    id: str
    paper: Paper


EMPTY = Markup("")

SHORT, NEARBY = 20, 3
"""Pages of a list that are all linked, and how many on either side are where they are more."""

SAID = (
    "page.nth",
    "article.place",
    "errata.title",
    "year.named",
    "columns.title",
    "people.title",
    "editors.title",
    "serials.title",
    "places.title",
    "days.title",
    "read.title",
    "map.scan_of",
    "days.named",
    "corrections.title",
    "about.title",
    "about.year",
    "search.title",
    "missing.title",
    "home.about",
    "feed.title",
)
"""Words of the interface that are said here and not in a template; every theme has them."""


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """One page's place on the site, and what it takes from the settings; makes its links."""

    path: str
    """Output path of the page."""

    site: SiteSettings
    shelf: ShelfFacts | None = None
    """The paper the page is about."""

    year: str = ""
    """The year its list of issues opens at."""

    words: Mapping[str, str] = {}
    """The words of the interface."""

    language: str = ""
    """The language of these words: that of the settings, or the one the theme speaks instead."""

    def say(self, word: str, **facts: str) -> str:
        """A word of the interface, filled."""
        return self.words[word].format_map(facts)

    def page_name(self, number: str, name: str) -> str:
        """第1版 要闻."""
        return f"{self.say('page.nth', n=page_number(number))} {name}".strip()

    def href(self, path: str) -> str:
        """The link from the page to another output path."""
        if self.path == routes.not_found() and self.site.base_url:
            return routes.rooted(self.site.base_url, path)
        return routes.linked(self.path.rpartition("/")[0], path)

    def site_view(self) -> SiteView:
        """The site, with links from this page; the very same for all pages of a folder."""
        language = self.language or self.site.language
        if self.path == routes.not_found():
            return _site_view(self.site, language, self.href)
        return _site_seen(self.path.rpartition("/")[0], self.site, language)

    def paper_view(self) -> PaperView:
        """The page's paper, the very same for all pages of a folder; asking where there is none is our own mistake."""
        assert self.shelf is not None
        if self.path == routes.not_found():
            return paper_view(self.shelf, self.year, self.href)
        return _paper_seen(self.path.rpartition("/")[0], self.shelf, self.year)

    def head(
        self,
        kind: str,
        title: str,
        *,
        description: str = "",
        previous: str = "",
        next: str = "",  # noqa: A002 — rel=next is its name
        up: str = "",
        canonical: str = "",
        feed: tuple[str, str] = ("", ""),
        metas: tuple[Meta, ...] = (),
        json_ld: Markup = EMPTY,
    ) -> HeadView:
        """The head of the page; neighbours are given as output paths, `feed` as path and name of the page's own.

        Where nothing better is known of a page its title and what the site says of itself describe it.
        """
        return HeadView(
            kind=kind,
            title=title,
            description=description or f"{title}。{self.site.description or self.site.title}",
            language=self.shelf.paper.language if self.shelf else self.site.language,
            canonical=routes.absolute(self.site.base_url, canonical or self.path),
            previous=self.href(previous) if previous else "",
            next=self.href(next) if next else "",
            up=self.href(up) if up else "",
            feeds=tuple(self._feeds(*feed)),
            metas=(*crawlers.metas(self.site), *metas),
            json_ld=json_ld,
        )

    def _feeds(self, path: str, name: str) -> Iterator[Feed]:
        if self.shelf is None:
            return
        title = self.say("feed.title", paper=self.shelf.paper.name)
        own = [(path, f"{title} · {name}")] if path else []
        for atom, called in (*own, (routes.feed(self.shelf.id), title)):
            if self.path == routes.not_found():
                yield from _feed_views(self.href, atom, called)
            else:
                yield from _feeds_seen(self.path.rpartition("/")[0], atom, called)


@functools.lru_cache(maxsize=16)
def _site_seen(folder: str, site: SiteSettings, language: str) -> SiteView:
    return _site_view(site, language, functools.partial(routes.linked, folder))


@functools.lru_cache(maxsize=64)
def _paper_seen(folder: str, shelf: ShelfFacts, year: str) -> PaperView:
    return paper_view(shelf, year, functools.partial(routes.linked, folder))


@functools.lru_cache(maxsize=64)
def _feeds_seen(folder: str, atom: str, called: str) -> tuple[Feed, Feed]:
    return _feed_views(functools.partial(routes.linked, folder), atom, called)


def _feed_views(href: Callable[[str], str], atom: str, called: str) -> tuple[Feed, Feed]:
    return (
        Feed(href=href(atom), type="application/atom+xml", title=called),
        Feed(href=href(routes.as_json(atom)), type="application/feed+json", title=called),
    )


def _site_view(site: SiteSettings, language: str, href: Callable[[str], str]) -> SiteView:
    return SiteView(
        title=site.title,
        description=site.description,
        language=language,
        home=href(routes.home()),
        search=href(routes.search()) if site.searchable else "",
        opensearch=href(routes.opensearch()) if site.searchable and site.base_url else "",
        root=href(routes.home()).removesuffix("index.html"),
        icp=site.icp,
        police_record=site.police_record,
    )


def paper_view(shelf: ShelfFacts, year: str, href: Callable[[str], str]) -> PaperView:
    """A paper with links from some page; `year` is where its list of issues opens, empty when there is none."""
    paper = shelf.paper
    told = {
        "supervisor": "、".join(paper.supervisor),
        "sponsor": "、".join(paper.sponsor),
        "organizer": "、".join(paper.organizer),
        "publisher": "、".join(paper.publisher),
        "cn": paper.cn,
        "issn": paper.issn,
        "permit": paper.permit,
        "place": paper.place,
        "preceded_by": paper.preceded_by,
        "succeeded_by": paper.succeeded_by,
    }
    return PaperView(
        id=shelf.id,
        name=paper.name,
        language=paper.language,
        breadth=min(16, max(2, round(breadth(paper.name)))),
        particulars=tuple(Particular(name=name, text=text) for name, text in told.items() if text),
        rights=paper.rights,
        home=href(routes.paper_home(shelf.id)),
        issues=href(routes.year(shelf.id, year)) if year else "",
        columns=href(routes.columns(shelf.id)),
        people=href(routes.people(shelf.id)),
        serials=href(routes.serials(shelf.id)),
        places=href(routes.places(shelf.id)),
        days=href(routes.days(shelf.id)),
        corrections=href(routes.corrections(shelf.id)),
        about=href(routes.about(shelf.id)),
        feed=href(routes.feed(shelf.id)),
    )


def date_view(date: str, basis: DateBasis = DateBasis.PRINTED) -> DateView:
    """A day as newspapers print it."""
    day = exact_day(date)
    return DateView(
        iso=date,
        text=printed(date),
        month=f"{day.year}年{day.month}月" if day else printed(date),
        day=str(day.day) if day else "",
        weekday=weekday(date),
        doubtful=basis is not DateBasis.PRINTED or date.endswith(("~", "?", "%")),
    )


def crumbs(frame: Frame, here: str, *between: tuple[str, str]) -> tuple[Crumb, ...]:
    """The paper, what lies between, and the page itself."""
    assert frame.shelf is not None
    way = ((routes.paper_home(frame.shelf.id), frame.shelf.paper.name), *between)
    return (*(Crumb(href=frame.href(path), text=text) for path, text in way), Crumb(href="", text=here))


def pager(number: int, total: int, address: Callable[[int], str]) -> Pager:
    """Where one is in a list of several pages; `address` makes the link to one of them.

    Of a long list the pages nearby are linked, the first, the last, and some between them to jump by.
    """
    jump = 10 ** (len(str(total)) - 1) if total > SHORT else 1
    return Pager(
        number=number,
        total=total,
        pages=tuple(
            Link(href=address(other), text=str(other), current=other == number)
            for other in range(1, total + 1)
            if other in (1, total) or other % jump == 0 or abs(other - number) <= NEARBY
        )
        if total > 1
        else (),
        previous=address(number - 1) if number > 1 else "",
        next=address(number + 1) if number < total else "",
    )


def page_number(number: str) -> str:
    """A 版's number as printed: 1 for `"01"`, A1 as it is."""
    return number.lstrip("0") or number
