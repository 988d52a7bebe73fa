"""整版通读: the 版 of an issue as one text, every article whole."""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.newspaper.keys import IssueKey
from site_builder.press import routes
from site_builder.press.article_views import among_others, editor_views
from site_builder.press.frame import Frame
from site_builder.press.pages import Sheet
from site_builder.press.stories import signed_line
from site_builder.press.views import ReadArticle, ReadSheet
from site_builder.press.views_article import ArticleView
from site_builder.press.views_issue import PageTab
from site_builder.press.views_site import Link


def read_sheet(
    sheet: Sheet,
    tab: PageTab,
    key: IssueKey,
    frame: Frame,
    views: Sequence[ArticleView],
    arrivals: tuple[Link, ...],
) -> ReadSheet:
    """A 版 with all of its texts, for the page at the frame's path; `views` are its articles as their own pages have
    them."""
    return ReadSheet(
        page=tab,
        anchor=routes.place_of_page(sheet.page.number),
        editors=editor_views(sheet.page.editors, key.paper, frame.href),
        articles=tuple(
            ReadArticle(
                article=among_others(view, article, sheet),
                href=frame.href(routes.article(key, article.article.id)),
                anchor=routes.place_of(article.article.id),
                signed=signed_line(article),
            )
            for article, view in zip(sheet.articles, views, strict=True)
        ),
        arrivals=arrivals,
    )
