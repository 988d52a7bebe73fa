"""Prints an issue: its own page, its 版, its articles and its pictures. Nothing here counts what the whole site has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import msgspec

from site_builder.newspaper.archive import IssueCard
from site_builder.newspaper.calendar import exact_day, printed
from site_builder.newspaper.galley import Galley, SetArticle
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Issue
from site_builder.press import citations, linked_data, metadata, routes, shared_pictures
from site_builder.press.article_views import NO_TIES, article_view, editor_views, record_view, tie_link
from site_builder.press.downloads import downloads
from site_builder.press.drawings import shown
from site_builder.press.feed_fronts import own_feed
from site_builder.press.frame import Frame, ShelfFacts, page_number
from site_builder.press.issue_views import issue_view
from site_builder.press.pages import Sheet, box_view, scan_map, sheet_map, sheets_of, tabs
from site_builder.press.pictures import Album
from site_builder.press.printing import page
from site_builder.press.reading import read_sheet
from site_builder.press.settings import SiteSettings
from site_builder.press.share_card import card
from site_builder.press.stories import headline
from site_builder.press.themes import Theme
from site_builder.press.ties import Tie, Ties
from site_builder.press.views import ArticlePage, IssuePage, PagePage, ReadPage
from site_builder.press.views_issue import Download, IssueView
from site_builder.press.views_site import Crumb, Link
from site_builder.press.views_story import MapView
from site_builder.press.widths import joined


class Neighbour(msgspec.Struct, frozen=True, kw_only=True):
    """The issue before or after another: what its pages say of it, and the article one steps to."""

    key: IssueKey
    date: str
    """EDTF."""

    article: str = ""
    """Id of its last article when it comes before, of its first when it comes after; empty when it has none."""

    headline: str = ""
    """Headline of that article."""


class Neighbours(msgspec.Struct, frozen=True, kw_only=True):
    """The issues an issue stands between."""

    previous: Neighbour | None = None
    next: Neighbour | None = None
    ties: Ties = Ties()
    """What its articles are tied to in other issues."""


def neighbours(before: IssueCard | None, after: IssueCard | None, ties: Ties | None = None) -> Neighbours:
    """The neighbours of an issue from the cards of those before and after it."""
    return Neighbours(
        previous=_neighbour(before, -1) if before else None,
        next=_neighbour(after, 0) if after else None,
        ties=ties or Ties(),
    )


def print_issue(
    galley: Galley,
    pictures: Mapping[str, bytes],
    around: Neighbours,
    shelf: ShelfFacts,
    site: SiteSettings,
    theme: Theme,
) -> dict[str, bytes]:
    """Output path → bytes of everything an issue puts on the site.

    `pictures` are the files of its folder that articles and pages name, by their path in it. Raises ContentError when
    a template fails.
    """
    files = {routes.picture(galley.issue.key, file): shown(file, data) for file, data in pictures.items()}
    for print_one in Sheets(galley, pictures, around, shelf, site, theme).printers().values():
        files |= print_one()
    return files


class Sheets:
    """Everything the pages of one issue are made from, and the means to print each by itself."""

    def __init__(
        self,
        galley: Galley,
        pictures: Mapping[str, bytes],
        around: Neighbours,
        shelf: ShelfFacts,
        site: SiteSettings,
        theme: Theme,
    ) -> None:
        self.issue_: Issue = galley.issue
        self.key = galley.issue.key
        self.around = around
        self.shelf = shelf
        self.site = site
        self.theme = theme
        self.album = Album(self.key, pictures)
        self.sheets: Sequence[Sheet] = sheets_of(galley, self.album)
        self.walk: list[tuple[Sheet, SetArticle]] = [
            (sheet, article) for sheet in self.sheets for article in sheet.articles
        ]

    def printers(self) -> dict[str, Callable[[], dict[str, bytes]]]:
        """Output path of every page of the issue → what prints it; raises ContentError when a template fails."""
        key = self.key
        return {
            routes.issue(key): self.issue,
            **({routes.card(key): self.card} if self.site.base_url else {}),
            routes.reading(key): self.reading,
            **{routes.page(key, sheet.page.number): partial(self.page, at) for at, sheet in enumerate(self.sheets)},
            **{
                routes.article(key, piece.article.id): partial(self.article, at)
                for at, (_, piece) in enumerate(self.walk)
            },
        }

    def issue(self) -> dict[str, bytes]:
        """The page of the issue, opened at the first 版 that is held."""
        frame = self._frame(routes.issue(self.key))
        sheet = next((sheet for sheet in self.sheets if sheet.articles), None)
        shown = tabs(self.sheets, self.issue_.missing, self.key, frame.href, contents=True)
        before, after = self._issues(frame)
        image = shared_pictures.of_issue(self.key, self.site.base_url)
        first = routes.page(self.key, self.sheets[0].page.number) if self.sheets else ""
        view = IssuePage(
            head=frame.head(
                "issue",
                f"{self.shelf.paper.name} {printed(self.issue_.date)}",
                description="　".join(link.text for tab in shown for link in tab.headlines)[:140],
                previous=routes.issue(self.around.previous.key) if self.around.previous else "",
                next=first,
                up=routes.year(self.key.paper, self.key.year),
                metas=metadata.issue_metas(self.issue_, self.shelf.paper, self.site, image),
                json_ld=linked_data.issue_json_ld(self.issue_, self.shelf.paper, self.site.base_url, image),
            ),
            site=frame.site_view(),
            paper=frame.paper_view(),
            crumbs=self._crumbs(frame),
            issue=self._issue_view(frame, shown=len(shown)),
            tabs=shown,
            page=next((tab for tab in shown if sheet and tab.number == page_number(sheet.page.number)), None),
            layout=box_view(sheet, frame.path, self.key, self.album) if sheet else None,
            map=self._map(sheet, frame) if sheet else None,
            scan=scan_map(sheet, self.key, frame, self.album) if sheet else None,
            reading=frame.href(routes.reading(self.key)),
            day=frame.href(routes.day(self.key.paper, self.key.day[5:])) if exact_day(self.key.day) else "",
            downloads=self._downloads(frame),
            previous=before,
            next=after,
        )
        return page(self.theme, frame, view)

    def card(self) -> dict[str, bytes]:
        """The picture that stands for the issue where a link to it is shared."""
        drawn = next((sheet for sheet in self.sheets if sheet.articles), None)
        frame = self._frame(routes.card(self.key))
        return {frame.path: card(self._map(drawn, frame) if drawn else None, self.key.day)}

    def page(self, at: int) -> dict[str, bytes]:
        """One 版."""
        sheet = self.sheets[at]
        frame = self._frame(routes.page(self.key, sheet.page.number))
        shown = tabs(self.sheets, self.issue_.missing, self.key, frame.href, current=sheet.page.number)
        here = next(tab for tab in shown if tab.current)
        before = routes.page(self.key, self.sheets[at - 1].page.number) if at else routes.issue(self.key)
        after = routes.page(self.key, self.sheets[at + 1].page.number) if at + 1 < len(self.sheets) else ""
        previous_issue, next_issue = self._issues(frame)
        image = shared_pictures.of_page(sheet.page, self.key, self.album, self.site.base_url)
        day = printed(self.issue_.date)
        view = PagePage(
            head=frame.head(
                "page",
                f"{self.shelf.paper.name} {day} {frame.page_name(sheet.page.number, here.name)}",
                description="　".join(joined(headline(article)) for article in sheet.articles)[:140],
                previous=before,
                next=after,
                up=routes.issue(self.key),
                feed=self._page_feed(sheet),
                metas=metadata.page_metas(self.issue_, sheet.page, self.shelf.paper, self.site, image),
            ),
            site=frame.site_view(),
            paper=frame.paper_view(),
            crumbs=self._crumbs(frame, page_of=sheet),
            issue=self._issue_view(frame, shown=len(shown)),
            tabs=shown,
            page=here,
            editors=editor_views(sheet.page.editors, self.key.paper, frame.href),
            layout=box_view(sheet, frame.path, self.key, self.album),
            map=self._map(sheet, frame),
            scan=scan_map(sheet, self.key, frame, self.album),
            reading=f"{frame.href(routes.reading(self.key))}#{routes.place_of_page(sheet.page.number)}",
            arrivals=tuple(self._article_link(frame, article, sheet.page.number) for article in sheet.arrivals),
            previous=self._page_link(frame, at - 1),
            next=self._page_link(frame, at + 1),
            previous_issue=previous_issue,
            next_issue=next_issue,
        )
        return page(self.theme, frame, view)

    def article(self, at: int) -> dict[str, bytes]:
        """One article; the walk of `at` goes through the whole issue in reading order."""
        sheet, article = self.walk[at]
        own = article.article
        frame = self._frame(routes.article(self.key, own.id))
        where = self.sheets.index(sheet)
        place = sheet.articles.index(article) + 1
        reference = metadata.reference(article, self.issue_, self.shelf.paper, self.site.base_url)
        drawn = self._map(sheet, frame, current=own.id)
        assert drawn is not None  # the article stands on it
        before, after = self._step(at)
        ties = self.around.ties.articles.get(own.id, NO_TIES)
        previous_issue, next_issue = self._issues(frame)
        shown = tabs(self.sheets, self.issue_.missing, self.key, frame.href, current=sheet.page.number)
        facts = (article, self.issue_, sheet.page, self.shelf.paper)
        image = shared_pictures.of_article(article, sheet.page, self.key, self.album, self.site.base_url)
        view = ArticlePage(
            head=frame.head(
                "article",
                joined(headline(article)),
                description=metadata.description(article),
                previous=before[0],
                next=after[0],
                up=routes.page(self.key, sheet.page.number),
                metas=metadata.article_metas(*facts, self.site, image),
                json_ld=linked_data.article_json_ld(*facts, self.site.base_url, image),
            ),
            site=frame.site_view(),
            paper=frame.paper_view(),
            crumbs=self._crumbs(
                frame, page_of=sheet, last=frame.say("article.place", n=str(place), total=str(len(sheet.articles)))
            ),
            issue=self._issue_view(frame, shown=len(shown)),
            page=next(tab for tab in shown if tab.current),
            article=article_view(article, sheet, self.key, frame.path, frame.href, self.album, ties),
            map=drawn,
            record=record_view(article),
            citation=citations.view(reference),
            downloads=self._downloads(frame),
            previous=Link(href=frame.href(before[0]), text=before[1], note=before[2]) if before[0] else None,
            next=Link(href=frame.href(after[0]), text=after[1], note=after[2]) if after[0] else None,
            series_previous=tie_link(ties.series_previous, self.key, frame.href),
            series_next=tie_link(ties.series_next, self.key, frame.href),
            column_previous=tie_link(ties.column_previous, self.key, frame.href),
            column_next=tie_link(ties.column_next, self.key, frame.href),
            place=f"{frame.href(routes.page(self.key, sheet.page.number))}#{routes.place_of(own.id)}",
            reading=f"{frame.href(routes.reading(self.key))}#{routes.place_of(own.id)}",
            previous_page=self._page_link(frame, where - 1),
            next_page=self._page_link(frame, where + 1),
            previous_issue=previous_issue,
            next_issue=next_issue,
        )
        return page(self.theme, frame, view)

    def _downloads(self, frame: Frame) -> tuple[Download, ...]:
        scanned = any(self.album.holds(page.scan) for page in self.issue_.pages)
        return downloads(self.issue_, self.site, frame.href, scanned=scanned)

    def _page_feed(self, sheet: Sheet) -> tuple[str, str]:
        """Path and name of the feed of the 版 of that name; empty where there is none."""
        return own_feed("page", self.key.paper, sheet.page.name if sheet.articles else "", self.site)

    def reading(self) -> dict[str, bytes]:
        """All 版 as one text."""
        frame = self._frame(routes.reading(self.key))
        shown = tabs(self.sheets, self.issue_.missing, self.key, frame.href)
        by_number = {tab.number: tab for tab in shown}
        before, after = self._issues(frame, routes.reading)
        title = frame.say("read.title")
        view = ReadPage(
            head=frame.head(
                "read",
                f"{self.shelf.paper.name} {printed(self.issue_.date)} {title}",
                previous=routes.reading(self.around.previous.key) if self.around.previous else "",
                next=routes.reading(self.around.next.key) if self.around.next else "",
                up=routes.issue(self.key),
            ),
            site=frame.site_view(),
            paper=frame.paper_view(),
            crumbs=self._crumbs(frame, last=title),
            issue=self._issue_view(frame, shown=len(shown)),
            tabs=tuple(
                msgspec.structs.replace(tab, href=f"#{routes.place_of_page(sheet.page.number)}")
                for sheet in self.sheets
                for tab in (by_number[page_number(sheet.page.number)],)
            ),
            sheets=tuple(
                read_sheet(
                    sheet,
                    by_number[page_number(sheet.page.number)],
                    self.key,
                    frame,
                    self.album,
                    self.around.ties.articles,
                    tuple(self._article_link(frame, article, sheet.page.number) for article in sheet.arrivals),
                )
                for sheet in self.sheets
            ),
            previous=before,
            next=after,
        )
        return page(self.theme, frame, view)

    def _frame(self, path: str) -> Frame:
        language = self.theme.speaks(self.site.language)
        words = self.theme.words[language]
        return Frame(path=path, site=self.site, shelf=self.shelf, year=self.key.year, words=words, language=language)

    def _issue_view(self, frame: Frame, *, shown: int) -> IssueView:
        return issue_view(self.issue_, frame.href, pages=shown, articles=len(self.walk))

    def _crumbs(self, frame: Frame, *, page_of: Sheet | None = None, last: str = "") -> tuple[Crumb, ...]:
        """Paper, year, issue, 版, article: every step but the last is a link."""
        steps = [
            (routes.paper_home(self.key.paper), self.shelf.paper.name),
            (routes.year(self.key.paper, self.key.year), frame.say("year.named", year=self.key.year)),
            (routes.issue(self.key), printed(self.issue_.date)),
        ]
        if page_of:
            named = frame.page_name(page_of.page.number, page_of.page.name)
            steps.append((routes.page(self.key, page_of.page.number), named))
        if last:
            steps.append(("", last))
        *way, (_, here) = steps
        return (*(Crumb(href=frame.href(path), text=text) for path, text in way), Crumb(href="", text=here))

    def _map(self, sheet: Sheet, frame: Frame, current: str = "") -> MapView | None:
        first = bool(self.sheets) and sheet is self.sheets[0]
        masthead = self.shelf.paper.name if first else ""
        return sheet_map(sheet, self.key, frame, self.album, masthead=masthead, current=current)

    def _issues(
        self, frame: Frame, address: Callable[[IssueKey], str] = routes.issue
    ) -> tuple[Link | None, Link | None]:
        def link(other: Neighbour | None) -> Link | None:
            return Link(href=frame.href(address(other.key)), text=printed(other.date)) if other else None

        return link(self.around.previous), link(self.around.next)

    def _page_link(self, frame: Frame, at: int) -> Link | None:
        if not 0 <= at < len(self.sheets):
            return None
        found = self.sheets[at].page
        return Link(
            href=frame.href(routes.page(self.key, found.number)), text=page_number(found.number), note=found.name
        )

    def _article_link(self, frame: Frame, article: SetArticle, number: str = "") -> Link:
        """A link to an article, to where it goes on on another 版 if that is known."""
        own = article.article
        there = next((turn.at for turn in own.continuation if number and turn.page == number and turn.at), "")
        return Link(
            href=frame.href(routes.article(self.key, own.id)) + (f"#{there}" if there else ""),
            text=joined(headline(article)),
            note=page_number(own.page),
        )

    def _step(self, at: int) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
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


def _neighbour(card: IssueCard, at: int) -> Neighbour:
    article = card.articles[at] if card.articles else None
    return Neighbour(
        key=card.key,
        date=card.date,
        article=article.id if article else "",
        headline=joined(article.headline) if article else "",
    )
