"""Prints an issue: its own page, its 版, its articles and its pictures. Nothing here counts what the whole site has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import msgspec

from site_builder.newspaper.calendar import exact_day, printed
from site_builder.press import citations, errata, linked_data, metadata, routes, shared_pictures
from site_builder.press.article_views import NO_TIES, editor_views, record_view, tie_link
from site_builder.press.drawings import shown
from site_builder.press.feed_fronts import own_feed
from site_builder.press.frame import page_number
from site_builder.press.pages import Sheet, scan_map
from site_builder.press.printing import page
from site_builder.press.reading import read_sheet
from site_builder.press.share_card import card
from site_builder.press.standing import Standing
from site_builder.press.stories import headline
from site_builder.press.views import ArticlePage, IssuePage, PagePage, ReadPage
from site_builder.press.views_site import Link
from site_builder.press.widths import joined


def print_issue(sheets: Sheets, pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """Output path → bytes of everything an issue puts on the site: its pages and its pictures.

    `pictures` are the files of its folder that articles and pages name, by their path in it. Raises ContentError when
    a template fails.
    """
    files = {routes.picture(sheets.key, file): shown(file, data) for file, data in pictures.items()}
    for print_one in sheets.printers().values():
        files |= print_one()
    return files


class Sheets(Standing):
    """Everything the pages of one issue are made from, and the means to print each by itself."""

    def printers(self) -> dict[str, Callable[[], dict[str, bytes]]]:
        """Output path of every page of the issue → what prints it; raises ContentError when a template fails."""
        key = self.key
        return {
            routes.issue(key): self.issue,
            **({routes.card(key): self.card} if self.site.base_url else {}),
            **({routes.reading(key): self.reading} if self.walk else {}),
            **{routes.page(key, sheet.page.number): partial(self.page, at) for at, sheet in enumerate(self.sheets)},
            **{
                routes.article(key, piece.article.id): partial(self.article, at)
                for at, (_, piece) in enumerate(self.walk)
            },
        }

    def issue(self) -> dict[str, bytes]:
        """The page of the issue, opened at the first 版 that is held."""
        frame = self.frame(routes.issue(self.key))
        scanned = (sheet for sheet in self.sheets if self.album.holds(sheet.page.scan))
        sheet = next((sheet for sheet in self.sheets if sheet.articles), None) or next(scanned, None)
        shown = self.tabs(contents=True)
        before, after = self.issues
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
            site=self.site_view,
            paper=self.paper_view,
            crumbs=self.crumbs(),
            issue=self.issue_view,
            tabs=shown,
            page=next((tab for tab in shown if sheet and tab.number == page_number(sheet.page.number)), None),
            layout=self.box(sheet) if sheet else None,
            map=self.map(sheet) if sheet else None,
            scan=scan_map(sheet, self.key, frame, self.album) if sheet else None,
            reading=self.reading_link(),
            day=self.href(routes.day(self.key.paper, self.key.day[5:])) if exact_day(self.key.day) else "",
            downloads=self.downloads,
            previous=before,
            next=after,
        )
        return page(self.theme, frame, view)

    def card(self) -> dict[str, bytes]:
        """The picture that stands for the issue where a link to it is shared."""
        drawn = next((sheet for sheet in self.sheets if sheet.articles), None)
        frame = self.frame(routes.card(self.key))
        return {frame.path: card(self.map(drawn) if drawn else None, self.key.day)}

    def page(self, at: int) -> dict[str, bytes]:
        """One 版."""
        sheet = self.sheets[at]
        frame = self.frame(routes.page(self.key, sheet.page.number))
        shown = self.tabs(sheet.page.number)
        here = next(tab for tab in shown if tab.current)
        before = routes.page(self.key, self.sheets[at - 1].page.number) if at else routes.issue(self.key)
        after = routes.page(self.key, self.sheets[at + 1].page.number) if at + 1 < len(self.sheets) else ""
        previous_issue, next_issue = self.issues
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
            site=self.site_view,
            paper=self.paper_view,
            crumbs=self.crumbs(page_of=sheet),
            issue=self.issue_view,
            tabs=shown,
            page=here,
            editors=editor_views(sheet.page.editors, self.key.paper, self.href),
            layout=self.box(sheet),
            map=self.map(sheet),
            scan=scan_map(sheet, self.key, frame, self.album),
            reading=self.reading_link(routes.place_of_page(sheet.page.number)),
            arrivals=tuple(self.article_link(article, sheet.page.number) for article in sheet.arrivals),
            previous=self.page_link(at - 1),
            next=self.page_link(at + 1),
            previous_issue=previous_issue,
            next_issue=next_issue,
        )
        return page(self.theme, frame, view)

    def article(self, at: int) -> dict[str, bytes]:
        """One article; the walk of `at` goes through the whole issue in reading order."""
        sheet, article = self.walk[at]
        own = article.article
        frame = self.frame(routes.article(self.key, own.id))
        # The very same, and not one that says the same: to compare two articles takes as long as to print a few lines.
        where = next(n for n, other in enumerate(self.sheets) if other is sheet)
        place = next(n for n, other in enumerate(sheet.articles, 1) if other is article)
        reference = metadata.reference(article, self.issue_, sheet.page, self.shelf.paper, self.site.base_url)
        citation = citations.view(reference)
        drawn = self.map(sheet, own.id)
        assert drawn is not None  # the article stands on it
        before, after = self.step(at)
        ties = self.around.ties.articles.get(own.id, NO_TIES)
        previous_issue, next_issue = self.issues
        shown = self.tabs(sheet.page.number)
        facts = (article, reference, self.issue_, sheet.page, self.shelf.paper)
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
                json_ld=linked_data.article_json_ld(
                    article, reference, self.told_alike(sheet), image, ties.series_name
                ),
            ),
            site=self.site_view,
            paper=self.paper_view,
            crumbs=self.crumbs(
                page_of=sheet, last=frame.say("article.place", n=str(place), total=str(len(sheet.articles)))
            ),
            issue=self.issue_view,
            page=next(tab for tab in shown if tab.current),
            article=self.article_view(sheet, article),
            map=drawn,
            record=record_view(article),
            citation=citation,
            errata=errata.view(self.site.errata_to, frame.say("errata.title", id=reference.id), citation),
            downloads=self.downloads,
            previous=Link(href=self.href(before[0]), text=before[1], note=before[2]) if before[0] else None,
            next=Link(href=self.href(after[0]), text=after[1], note=after[2]) if after[0] else None,
            series_previous=tie_link(ties.series_previous, self.key, self.href),
            series_next=tie_link(ties.series_next, self.key, self.href),
            column_previous=tie_link(ties.column_previous, self.key, self.href),
            column_next=tie_link(ties.column_next, self.key, self.href),
            place=f"{self.href(routes.page(self.key, sheet.page.number))}#{routes.place_of(own.id)}",
            reading=self.reading_link(routes.place_of(own.id)),
            previous_page=self.page_link(where - 1),
            next_page=self.page_link(where + 1),
            previous_issue=previous_issue,
            next_issue=next_issue,
        )
        return page(self.theme, frame, view)

    def _page_feed(self, sheet: Sheet) -> tuple[str, str]:
        """Path and name of the feed of the 版 of that name; empty where there is none."""
        return own_feed("page", self.key.paper, sheet.page.name if sheet.articles else "", self.site)

    def reading(self) -> dict[str, bytes]:
        """All 版 as one text."""
        frame = self.frame(routes.reading(self.key))
        shown = self.tabs()
        by_number = {tab.number: tab for tab in shown}
        before, after = self.readings
        title = frame.say("read.title")
        view = ReadPage(
            head=frame.head(
                "read",
                f"{self.shelf.paper.name} {printed(self.issue_.date)} {title}",
                previous=routes.reading(before.key) if before else "",
                next=routes.reading(after.key) if after else "",
                up=routes.issue(self.key),
            ),
            site=self.site_view,
            paper=self.paper_view,
            crumbs=self.crumbs(last=title),
            issue=self.issue_view,
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
                    [self.article_view(sheet, article) for article in sheet.articles],
                    tuple(self.article_link(article, sheet.page.number) for article in sheet.arrivals),
                )
                for sheet in self.sheets
            ),
            previous=self.reading_of(before),
            next=self.reading_of(after),
        )
        return page(self.theme, frame, view)
