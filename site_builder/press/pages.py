"""版: the pages of an issue, re-set and mapped."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from site_builder.newspaper.galley import Galley, SetArticle
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Page
from site_builder.press import routes
from site_builder.press.fitting import Fit, fit
from site_builder.press.frame import page_number
from site_builder.press.layout import Box, lay_out, measured
from site_builder.press.measuring import weights
from site_builder.press.page_map import page_map
from site_builder.press.pictures import Album
from site_builder.press.stories import headline, piece, story_view
from site_builder.press.views_issue import PageTab
from site_builder.press.views_site import Link
from site_builder.press.views_story import BoxView, MapView
from site_builder.press.widths import joined


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A 版 with the articles that begin on it, in reading order, laid out."""

    page: Page
    articles: tuple[SetArticle, ...]
    arrivals: tuple[SetArticle, ...] = ()
    """Articles that begin on another 版 and go on here."""

    box: Box | None = None
    fits: dict[str, Fit] = {}


def sheets_of(galley: Galley, album: Album) -> tuple[Sheet, ...]:
    """The 版 of an issue in the order of their numbers; one that an article names and the issue does not is added."""
    missing = set(galley.issue.missing)
    known = {page.number: page for page in galley.issue.pages}
    for article in galley.articles:
        for number in article.article.pages:
            known.setdefault(number, Page(number=number))
    return tuple(
        _sheet(page, galley, album)
        for number, page in sorted(known.items())
        if number not in missing or any(article.article.page == number for article in galley.articles)
    )


def _sheet(page: Page, galley: Galley, album: Album) -> Sheet:
    here = sorted(
        (article for article in galley.articles if article.article.page == page.number),
        key=lambda article: (article.article.position.order, article.article.id),
    )
    pieces = [piece(article, order, album) for order, article in enumerate(here, 1)]
    heaviness = weights(pieces)
    box = lay_out(pieces, heaviness)
    return Sheet(
        page=page,
        articles=tuple(here),
        arrivals=tuple(
            article
            for article in galley.articles
            if article.article.page != page.number and page.number in article.article.pages
        ),
        box=box,
        fits=fit(box, heaviness, measured=measured(pieces)) if box else {},
    )


def box_view(sheet: Sheet, path: str, key: IssueKey, album: Album) -> BoxView | None:
    """A 版 re-set, for the page at an output path; None when it has no articles."""
    places = {article.article.id: (order, article) for order, article in enumerate(sheet.articles, 1)}

    def view(box: Box) -> BoxView:
        if box.piece is None:
            return BoxView(kind=box.kind, width=box.width, boxes=tuple(view(inner) for inner in box.boxes))
        order, article = places[box.piece.id]
        story = story_view(path, key, article, order, sheet.fits[box.piece.id], album)
        return BoxView(kind="story", width=box.width, story=story)

    return view(sheet.box) if sheet.box else None


def map_view(
    sheet: Sheet,
    *,
    masthead: str,
    current: str = "",
    href: Callable[[str], str],
    id: str = "map",  # noqa: A002 — becomes the element's id
) -> MapView | None:
    """The map of a 版; None when it has no articles. `masthead` is the paper's name on the first 版, else empty."""
    if sheet.box is None:
        return None
    number = page_number(sheet.page.number)
    return page_map(sheet.box, sheet.fits, id=id, number=number, masthead=masthead, current=current, href=href)


def tabs(
    sheets: Sequence[Sheet],
    missing: Sequence[str],
    key: IssueKey,
    href: Callable[[str], str],
    *,
    current: str = "",
    contents: bool = False,
) -> tuple[PageTab, ...]:
    """The 版 of an issue, those not held in their places; with headlines where a list of contents is wanted."""
    found = [
        PageTab(
            href=href(routes.page(key, sheet.page.number)),
            number=page_number(sheet.page.number),
            name=sheet.page.name,
            articles=len(sheet.articles),
            current=sheet.page.number == current,
            held=True,
            headlines=tuple(
                Link(
                    href=href(routes.article(key, article.article.id)),
                    text=joined(headline(article)),
                    note=article.article.column,
                    count=article.characters,
                )
                for article in sheet.articles
            )
            if contents
            else (),
        )
        for sheet in sheets
    ]
    held = {sheet.page.number for sheet in sheets}
    gone = [
        PageTab(href="", number=page_number(number), name="", articles=0, current=False, held=False)
        for number in missing
        if number not in held
    ]
    order = {page_number(number): number for number in [*held, *missing]}
    return tuple(sorted([*found, *gone], key=lambda tab: order[tab.number]))
