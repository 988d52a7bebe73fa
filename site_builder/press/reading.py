"""整版通读: the 版 of an issue as one text, every article whole."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.newspaper.keys import IssueKey
from site_builder.press import routes
from site_builder.press.article_views import NO_TIES, article_view, editor_views
from site_builder.press.frame import Frame
from site_builder.press.pages import Sheet
from site_builder.press.pictures import Album
from site_builder.press.stories import signed_line
from site_builder.press.ties import ArticleTies
from site_builder.press.views import ReadArticle, ReadSheet
from site_builder.press.views_issue import PageTab
from site_builder.press.views_site import Link


def read_sheet(
    sheet: Sheet,
    tab: PageTab,
    key: IssueKey,
    frame: Frame,
    album: Album,
    ties: Mapping[str, ArticleTies],
    arrivals: tuple[Link, ...],
) -> ReadSheet:
    """A 版 with all of its texts, for the page at the frame's path."""
    return ReadSheet(
        page=tab,
        anchor=routes.place_of_page(sheet.page.number),
        editors=editor_views(sheet.page.editors, key.paper, frame.href),
        articles=tuple(
            ReadArticle(
                article=article_view(
                    article,
                    sheet,
                    key,
                    frame.path,
                    frame.href,
                    album,
                    ties.get(article.article.id, NO_TIES),
                    among=True,
                ),
                href=frame.href(routes.article(key, article.article.id)),
                anchor=routes.place_of(article.article.id),
                signed=signed_line(article),
            )
            for article in sheet.articles
        ),
        arrivals=arrivals,
    )
