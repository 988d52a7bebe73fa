"""issue.json: an issue as the objects its templates see, for programs. docs/issue.schema.json describes it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from site_builder.newspaper.galley import Galley
from site_builder.newspaper.keys import IssueKey
from site_builder.press import citations, metadata, routes
from site_builder.press.article_views import article_view, record_view
from site_builder.press.frame import Frame, ShelfFacts, page_number, paper_view
from site_builder.press.issue_views import issue_view
from site_builder.press.pages import contents_of, sheet_map, sheets_of, tabs
from site_builder.press.pictures import Album
from site_builder.press.settings import SiteSettings
from site_builder.press.stories import headline
from site_builder.press.views_article import ArticleView, CitationView, RecordView
from site_builder.press.views_issue import IssueView, PageTab
from site_builder.press.views_site import Link, PaperView
from site_builder.press.views_story import MapView
from site_builder.press.widths import joined

FORMAT = "site_builder issue 1"
"""Raised when a field changes its meaning or goes away; fields may be added at any time."""


class PageData(msgspec.Struct, frozen=True, kw_only=True):
    """A 版."""

    page: PageTab
    """Its number, its name, and the headlines that stand on it."""

    editors: tuple[str, ...]
    """责任编辑 of the 版."""

    map: MapView | None
    """Where its articles stand; None when it has none."""

    arrivals: tuple[Link, ...]
    """上接: stories that begin on another 版 and go on here."""


class ArticleData(msgspec.Struct, frozen=True, kw_only=True):
    """An article."""

    page: str
    """Number of the 版 it begins on, as printed."""

    href: str
    """Link to its page."""

    article: ArticleView
    """The article, whole."""

    record: RecordView
    """整理说明: how the text came here."""

    citation: CitationView
    """How to cite it."""


class IssueData(msgspec.Struct, frozen=True, kw_only=True):
    """An issue by itself, without what ties it to other issues. Links are relative to the folder the file lies in."""

    format: str
    """Which form of this file it is."""

    url: str
    """Full address of the issue; empty while the site has no base address."""

    paper: PaperView
    """The paper."""

    issue: IssueView
    """The issue."""

    pages: tuple[PageData, ...]
    """Its 版, those that are known and not held among them."""

    articles: tuple[ArticleData, ...]
    """Its articles in reading order."""


def issue_data(galley: Galley, pictures: Mapping[str, bytes], shelf: ShelfFacts, base_url: str) -> bytes:
    """The file, as UTF-8."""
    told = data_of(galley, pictures, shelf, base_url)
    return msgspec.json.encode(told, enc_hook=str) + b"\n"


def data_of(galley: Galley, pictures: Mapping[str, bytes], shelf: ShelfFacts, base_url: str) -> IssueData:
    """What the file says."""
    issue, key = galley.issue, galley.issue.key
    path = routes.data(key)
    frame = Frame(path=path, site=SiteSettings(base_url=base_url), shelf=shelf, year=key.year)
    href = frame.href
    album = Album(key, pictures)
    sheets = sheets_of(galley, album)
    contents = {sheet.page.number: contents_of(sheet, key, href) for sheet in sheets}
    shown = tabs(sheets, issue.missing, key, href, contents=contents)
    held = {page_number(sheet.page.number): sheet for sheet in sheets}
    return IssueData(
        format=FORMAT,
        url=routes.absolute(base_url, routes.issue(key)),
        paper=paper_view(shelf, key.year, href),
        issue=issue_view(issue, href, pages=len(shown), articles=len(galley.articles)),
        pages=tuple(
            PageData(
                page=tab,
                editors=held[tab.number].page.editors if tab.number in held else (),
                map=sheet_map(held[tab.number], key, frame) if tab.number in held else None,
                arrivals=tuple(
                    Link(
                        href=_article(key, path, arrival.article.id),
                        text=joined(headline(arrival)),
                        note=page_number(arrival.article.page),
                    )
                    for arrival in (held[tab.number].arrivals if tab.number in held else ())
                ),
            )
            for tab in shown
        ),
        articles=tuple(
            ArticleData(
                page=page_number(sheet.page.number),
                href=_article(key, path, piece.article.id),
                article=article_view(piece, sheet, key, path, href, album),
                record=record_view(piece),
                citation=citations.view(metadata.reference(piece, issue, sheet.page, shelf.paper, base_url)),
            )
            for sheet in sheets
            for piece in sheet.articles
        ),
    )


def _article(key: IssueKey, path: str, id_: str) -> str:
    return routes.relative(path, routes.article(key, id_))
