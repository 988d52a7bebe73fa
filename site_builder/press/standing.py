"""Standing matter: what many pages of an issue have, set once and kept standing for the next of them.

All pages of an issue lie in one folder, so a link to anywhere is the same from each of them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence

from site_builder.newspaper.calendar import printed
from site_builder.newspaper.galley import Galley, SetArticle
from site_builder.newspaper.model import Issue, Page
from site_builder.press import linked_data, pages, routes
from site_builder.press.article_views import NO_TIES, article_view
from site_builder.press.downloads import downloads
from site_builder.press.frame import Frame, ShelfFacts, page_number
from site_builder.press.issue_views import issue_view
from site_builder.press.neighbours import Neighbour, Neighbours
from site_builder.press.page_map import beside
from site_builder.press.pages import Sheet, over_scan, sheet_map, sheets_of
from site_builder.press.pictures import Album
from site_builder.press.settings import SiteSettings
from site_builder.press.stories import headline
from site_builder.press.themes import Theme
from site_builder.press.ties import Tie
from site_builder.press.views_article import ArticleView
from site_builder.press.views_issue import Download, IssueView, PageTab
from site_builder.press.views_site import Crumb, Link, PaperView, SiteView
from site_builder.press.views_story import BoxView, MapView
from site_builder.press.widths import joined


class Standing:
    """An issue on its way to the press, and what its pages share."""

    def __init__(
        self,
        galley: Galley,
        pictures: Mapping[str, bytes],
        around: Neighbours,
        shelf: ShelfFacts,
        site: SiteSettings,
        theme: Theme,
        standing: Sequence[Sheet] = (),
    ) -> None:
        """`standing` are sheets of an earlier galley of the issue, with the same pictures (see `pages.sheets_of`)."""
        self.issue_: Issue = galley.issue
        self.key = galley.issue.key
        self.around = around
        self.shelf = shelf
        self.site = site
        self.theme = theme
        self.album = Album(self.key, pictures)
        self.sheets: Sequence[Sheet] = sheets_of(galley, self.album, standing)
        self.walk: list[tuple[Sheet, SetArticle]] = [
            (sheet, article) for sheet in self.sheets for article in sheet.articles
        ]
        self.href: Callable[[str], str] = functools.partial(routes.linked, str(self.key))
        """Makes the link from any of the pages to another output path."""
        self._anywhere = self.frame(routes.issue(self.key))
        self._tabs: dict[tuple[str, bool], tuple[PageTab, ...]] = {}
        self._listed: dict[str, tuple[Link, ...]] = {}
        self._links: dict[int, Link | None] = {}
        self._boxes: dict[str, BoxView | None] = {}
        self._maps: dict[str, MapView | None] = {}
        self._small: dict[str, MapView] = {}
        self._articles: dict[str, ArticleView] = {}
        self._told: dict[str, linked_data.Common] = {}
        self._ways: dict[str, tuple[Crumb, ...]] = {}

    def frame(self, path: str) -> Frame:
        """The place of one of the pages on the site."""
        language = self.theme.speaks(self.site.language)
        words = self.theme.words[language]
        return Frame(path=path, site=self.site, shelf=self.shelf, year=self.key.year, words=words, language=language)

    @functools.cached_property
    def site_view(self) -> SiteView:
        """The site."""
        return self._anywhere.site_view()

    @functools.cached_property
    def paper_view(self) -> PaperView:
        """The paper."""
        return self._anywhere.paper_view()

    @functools.cached_property
    def issue_view(self) -> IssueView:
        """The issue."""
        return issue_view(self.issue_, self.href, pages=len(self.tabs()), articles=len(self.walk))

    @functools.cached_property
    def downloads(self) -> tuple[Download, ...]:
        """What can be taken home."""
        scanned = any(self.album.holds(page.scan) for page in self.issue_.pages)
        return downloads(self.issue_, self.site, self.href, written=bool(self.walk), scanned=scanned)

    def reading_link(self, place: str = "") -> str:
        """The link to the whole issue as one text, at a place of it; empty where there is nothing to read."""
        if not self.walk:
            return ""
        return self.href(routes.reading(self.key)) + (f"#{place}" if place else "")

    @functools.cached_property
    def readings(self) -> tuple[Neighbour | Tie | None, Neighbour | Tie | None]:
        """The nearest issues before and after in which there is something to read."""
        around = self.around
        before = around.previous if around.previous and around.previous.article else around.ties.before
        after = around.next if around.next and around.next.article else around.ties.after
        return before, after

    def reading_of(self, other: Neighbour | Tie | None) -> Link | None:
        """The link to another issue as one text."""
        return Link(href=self.href(routes.reading(other.key)), text=printed(other.date)) if other else None

    @functools.cached_property
    def issues(self) -> tuple[Link | None, Link | None]:
        """The issues before and after; those of the same day are told by their edition."""

        def link(other: Neighbour | None) -> Link | None:
            if other is None:
                return None
            edition = other.edition if other.key.day == self.key.day else ""
            return Link(href=self.href(routes.issue(other.key)), text=f"{printed(other.date)} {edition}".rstrip())

        return link(self.around.previous), link(self.around.next)

    def tabs(self, current: str = "", *, contents: bool = False) -> tuple[PageTab, ...]:
        """The 版 of the issue; with headlines where a list of contents is wanted: of all, or of the current one."""
        if (current, contents) not in self._tabs:
            listed = {
                sheet.page.number: self._contents(sheet)
                for sheet in self.sheets
                if contents or sheet.page.number == current
            }
            self._tabs[current, contents] = pages.tabs(
                self.sheets, self.issue_.missing, self.key, self.href, current=current, contents=listed
            )
        return self._tabs[current, contents]

    def _contents(self, sheet: Sheet) -> tuple[Link, ...]:
        name = sheet.page.number
        return self._listed.get(name) or self._listed.setdefault(name, pages.contents_of(sheet, self.key, self.href))

    def box(self, sheet: Sheet) -> BoxView | None:
        """A 版 re-set; the same on its own page and on that of the issue."""
        name = sheet.page.number
        if name not in self._boxes:
            self._boxes[name] = pages.box_view(sheet, self._anywhere.path, self.key, self.album)
        return self._boxes[name]

    def map(self, sheet: Sheet, current: str = "") -> MapView | None:
        """The map of a 版, seen from one of its articles when there is a `current` one."""
        name = sheet.page.number
        if name not in self._maps:
            masthead = self.shelf.paper.name if sheet is self.sheets[0] else ""
            self._maps[name] = sheet_map(sheet, self.key, self._anywhere, masthead=masthead)
        drawn = self._maps[name]
        if drawn is None or not current:
            return drawn
        if name not in self._small:
            self._small[name] = over_scan(drawn, sheet, self._anywhere, self.album)
        drawn = self._small[name]
        return beside(drawn, next(at for at, piece in enumerate(sheet.articles, 1) if piece.article.id == current))

    def article_view(self, sheet: Sheet, article: SetArticle) -> ArticleView:
        """An article of a 版, whole: for its own page, and to be read among the others."""
        id_ = article.article.id
        if id_ not in self._articles:
            frame = self._anywhere
            ties = self.around.ties.articles.get(id_, NO_TIES)
            self._articles[id_] = article_view(article, sheet, self.key, frame.path, self.href, self.album, ties)
        return self._articles[id_]

    def told_alike(self, sheet: Sheet) -> linked_data.Common:
        """What machines are told alike of all articles of a 版."""
        number = sheet.page.number
        if number not in self._told:
            self._told[number] = linked_data.common(self.issue_, sheet.page, self.shelf.paper, self.site.base_url)
        return self._told[number]

    def crumbs(self, *, page_of: Sheet | None = None, last: str = "") -> tuple[Crumb, ...]:
        """Paper, year, issue, 版, article: every step but the last is a link."""
        number = page_of.page.number if page_of else ""
        way = self._ways.get(number) or self._ways.setdefault(number, self._way(page_of))
        return (*way, Crumb(href="", text=last)) if last else (*way[:-1], Crumb(href="", text=way[-1].text))

    def _way(self, page_of: Sheet | None) -> tuple[Crumb, ...]:
        frame = self._anywhere
        steps = [
            (routes.paper_home(self.key.paper), self.shelf.paper.name),
            (routes.year(self.key.paper, self.key.year), frame.say("year.named", year=self.key.year)),
            (routes.issue(self.key), printed(self.issue_.date)),
        ]
        if page_of:
            named = frame.page_name(page_of.page.number, page_of.page.name)
            steps.append((routes.page(self.key, page_of.page.number), named))
        return tuple(Crumb(href=self.href(path), text=text) for path, text in steps)

    def page_link(self, at: int) -> Link | None:
        """A link to the so-manieth 版, if there is one."""
        if at not in self._links:
            found = self.sheets[at].page if 0 <= at < len(self.sheets) else None
            self._links[at] = self._link_to(found) if found else None
        return self._links[at]

    def _link_to(self, found: Page) -> Link:
        return Link(
            href=self.href(routes.page(self.key, found.number)), text=page_number(found.number), note=found.name
        )

    def article_link(self, article: SetArticle, number: str = "") -> Link:
        """A link to an article, to where it goes on on another 版 if that is known."""
        own = article.article
        there = next((turn.at for turn in own.continuation if number and turn.page == number and turn.at), "")
        return Link(
            href=self.href(routes.article(self.key, own.id)) + (f"#{there}" if there else ""),
            text=joined(headline(article)),
            note=page_number(own.page),
        )

    def step(self, at: int) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
        """Output path, headline and day (of another issue) of the articles before and after."""

        def told(to: int, other: Neighbour | None, over: Tie | None) -> tuple[str, str, str]:
            if 0 <= to < len(self.walk):
                article = self.walk[to][1]
                return routes.article(self.key, article.article.id), joined(headline(article)), ""
            if over:
                return routes.article(over.key, over.id), over.headline, printed(over.date)
            if other and other.article:
                return routes.article(other.key, other.article), other.headline, printed(other.date)
            return "", "", ""

        around = self.around
        return told(at - 1, around.previous, around.ties.before), told(at + 1, around.next, around.ties.after)
