"""版: the pages of an issue, re-set and mapped."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence

import msgspec

from site_builder.newspaper.galley import Galley, SetArticle
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Page
from site_builder.press import routes
from site_builder.press.fitting import Fit, fit
from site_builder.press.frame import Frame, page_number
from site_builder.press.layout import Box, lay_out, measured
from site_builder.press.measuring import weights
from site_builder.press.page_map import page_map
from site_builder.press.pictures import Album
from site_builder.press.stories import package_heading, packages, piece, story_view, title
from site_builder.press.views_issue import PageTab
from site_builder.press.views_site import Link
from site_builder.press.views_story import BoxView, MapView, PictureView
from site_builder.press.widths import joined

LIGHT = 120_000
"""Bytes of a scan that may come along with every article of its 版; over heavier ones the map is drawn instead."""


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A 版 with the articles that begin on it, in reading order, laid out."""

    page: Page
    articles: tuple[SetArticle, ...]
    arrivals: tuple[SetArticle, ...] = ()
    """Articles that begin on another 版 and go on here."""

    box: Box | None = None
    fits: dict[str, Fit] = {}
    packed: frozenset[str] = frozenset()
    """Ids of the articles that stand under the heading of their package."""


def sheets_of(galley: Galley, album: Album, standing: Sequence[Sheet] = ()) -> tuple[Sheet, ...]:
    """The 版 of an issue in the order of their numbers; one that an article names and the issue does not is added.

    Those of `standing`, from an earlier galley with the same album, are taken as they are where the very same articles
    are on them.
    """
    laid = {sheet.page.number: sheet for sheet in standing}
    missing = set(galley.issue.missing)
    known = {page.number: page for page in galley.issue.pages}
    for article in galley.articles:
        for number in article.article.pages:
            known.setdefault(number, Page(number=number))
    return tuple(
        _sheet(page, galley, album, laid.get(number))
        for number, page in sorted(known.items())
        if number not in missing or any(article.article.page == number for article in galley.articles)
    )


def _sheet(page: Page, galley: Galley, album: Album, standing: Sheet | None) -> Sheet:
    here = sorted(
        (article for article in galley.articles if article.article.page == page.number),
        key=lambda article: (article.article.position.order, article.article.id),
    )
    arrivals = tuple(
        article
        for article in galley.articles
        if article.article.page != page.number and page.number in article.article.pages
    )
    if standing and standing.page == page and _same(standing.articles, here) and _same(standing.arrivals, arrivals):
        return standing
    packed = packages(here)
    pieces = [
        piece(article, order, album, within=article.article.id in packed) for order, article in enumerate(here, 1)
    ]
    heaviness = weights(pieces)
    box = lay_out(pieces, heaviness)
    return Sheet(
        page=page,
        articles=tuple(here),
        arrivals=arrivals,
        box=box,
        fits=fit(box, heaviness, measured=measured(pieces)) if box else {},
        packed=packed,
    )


def _same(before: Sequence[SetArticle], now: Sequence[SetArticle]) -> bool:
    """Whether they are the very same: to compare what they say takes as long as to lay them out."""
    return len(before) == len(now) and all(map(operator.is_, before, now))


def box_view(sheet: Sheet, path: str, key: IssueKey, album: Album) -> BoxView | None:
    """A 版 re-set, for the page at an output path; None when it has no articles."""
    places = {article.article.id: (order, article) for order, article in enumerate(sheet.articles, 1)}

    def view(box: Box) -> BoxView:
        if box.piece is None:
            heading = package_heading(places[box.pieces()[0].id][1]) if box.package else None
            boxes = tuple(view(inner) for inner in box.boxes)
            return BoxView(kind=box.kind, width=box.width, boxes=boxes, package=heading)
        order, article = places[box.piece.id]
        within = box.piece.id in sheet.packed
        story = story_view(path, key, article, order, sheet.fits[box.piece.id], album, within=within)
        return BoxView(kind="story", width=box.width, story=story)

    return view(sheet.box) if sheet.box else None


def sheet_map(sheet: Sheet, key: IssueKey, frame: Frame, *, masthead: str = "") -> MapView | None:
    """The map of a 版, with links from the frame's page; None when it has no articles.

    `masthead` is the paper's name on the first 版, else empty.
    """
    if sheet.box is None:
        return None
    return page_map(
        sheet.box,
        sheet.fits,
        id="map",
        number=page_number(sheet.page.number),
        masthead=masthead,
        href=lambda id_: frame.href(routes.article(key, id_)),
    )


def over_scan(drawn: MapView, sheet: Sheet, frame: Frame, album: Album) -> MapView:
    """The map of a 版 as it stands beside its articles: over the scan, where there is one that is light enough to come
    along with every article."""
    if drawn.schematic or not 0 < album.weight(sheet.page.scan) <= LIGHT:
        return drawn
    return msgspec.structs.replace(drawn, scan=_scan(sheet, frame, album))


def scan_map(sheet: Sheet, key: IssueKey, frame: Frame, album: Album) -> MapView | None:
    """原图: the scan of a 版 with the regions of its articles; None where there is no scan.

    Only measured regions lie over it: those made up would lie anywhere.
    """
    scan = _scan(sheet, frame, album)
    if scan is None:
        return None
    drawn = sheet_map(sheet, key, frame)
    regions = drawn.regions if drawn and not drawn.schematic else ()
    return MapView(
        id="scan",
        number=page_number(sheet.page.number),
        schematic=not regions,
        scan=scan,
        masthead="",
        masthead_height=0.0,
        regions=regions,
    )


def _scan(sheet: Sheet, frame: Frame, album: Album) -> PictureView | None:
    if not album.holds(sheet.page.scan):
        return None
    alt = frame.say("map.scan_of", n=page_number(sheet.page.number))
    return album.view(frame.path, sheet.page.scan, alt=alt, caption="", credit="")


def contents_of(sheet: Sheet, key: IssueKey, href: Callable[[str], str]) -> tuple[Link, ...]:
    """The headlines of a 版."""
    return tuple([_listed(article, sheet, key, href) for article in sheet.articles])


def tabs(
    sheets: Sequence[Sheet],
    missing: Sequence[str],
    key: IssueKey,
    href: Callable[[str], str],
    *,
    current: str = "",
    contents: Mapping[str, tuple[Link, ...]],
) -> tuple[PageTab, ...]:
    """The 版 of an issue, those not held in their places; with the headlines of those whose `contents` are given."""
    found = [
        PageTab(
            href=href(routes.page(key, sheet.page.number)),
            number=page_number(sheet.page.number),
            name=sheet.page.name,
            articles=len(sheet.articles),
            current=sheet.page.number == current,
            held=True,
            headlines=contents.get(sheet.page.number, ()),
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


def _listed(article: SetArticle, sheet: Sheet, key: IssueKey, href: Callable[[str], str]) -> Link:
    """An article in a list of contents."""
    own = article.article
    within = own.id in sheet.packed
    heading = package_heading(article) if within else None
    return Link(
        href=href(routes.article(key, own.id)),
        text=joined(title(article, within=within)),
        note=own.column,
        count=article.characters,
        under=heading.text if heading else "",
    )
