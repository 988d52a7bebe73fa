"""What must hold in one article's file, whatever else is in its issue."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from site_builder.errors import Place, Problem
from site_builder.manuscript.forms import PICTURE_TYPES, is_picture, stays_inside
from site_builder.manuscript.front_matter import Sheet
from site_builder.newspaper.model import Article, ArticleType

Where = Callable[..., Place]
"""Where a field lies: `where("pictures", 0, "image")`."""

_UNTITLED = (ArticleType.PHOTO, ArticleType.ADVERTISEMENT, ArticleType.TOC)
"""Types that are printed without a headline often enough."""

# An alt without brackets, so that `![` a thousand times over costs no more than its length.
_BODY_PICTURE = re.compile(r"(?<!\\)(?:\\\\)*!\[(?P<alt>[^\[\]]*)\]\(\s*(?:<(?P<quoted>[^>\n]*)>|(?P<path>[^\s)]*))")
"""A picture in a body; after one backslash the marks are characters."""


def faults(article: Article, where: Where, unsure: frozenset[str]) -> Iterator[Problem]:
    """Errors in the front matter that are not about a single value; nothing is said of fields that are unsure."""
    named = any(article.headline) or article.package or article.signature or article.type in _UNTITLED
    if not named and unsure.isdisjoint(("headline", "package", "signature", "type")):
        yield Problem(code="F021", place=where("headline"))
    for way, image, alt in pictures(article):
        if image and not alt.strip() and (way or "alt" not in unsure):
            yield Problem(code="F022", place=where(*way, "image"), facts={"image": image})
        if image and not is_picture(image):
            yield _no_picture(where(*way, "image"), image)
    if article.position.area is not None:
        x, y, width, height = article.position.area
        # Percentages are rounded when they are measured; a thousandth over the edge is none.
        if min(x, y) < 0 or min(width, height) <= 0 or x + width > 100.001 or y + height > 100.001:
            found = ", ".join(f"{number:g}" for number in article.position.area)
            yield Problem(code="F033", place=where("position", "area"), facts={"found": found})


def body_faults(sheet: Sheet, article: Article | None, path: str) -> Iterator[Problem]:
    """Errors of the body: that there is none, and pictures in it that cannot be shown."""
    pictured = article is not None and (article.image or article.pictures)
    if not sheet.body and not pictured:
        yield Problem(code="F019", place=Place(path, sheet.body_line))
    for image, alt, line in body_pictures(sheet):
        if not stays_inside(image):
            yield Problem(code="F023", place=Place(path, line), facts={"key": "![](…)", "found": image})
        elif not is_picture(image):
            yield _no_picture(Place(path, line), image)
        if not alt.strip():
            yield Problem(code="F022", place=Place(path, line), facts={"image": image})


def pictures(article: Article) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Way, image and alt of the article's own picture and of those inside it."""
    if article.image:
        yield (), article.image, article.alt
    for number, picture in enumerate(article.pictures):
        yield ("pictures", number), picture.image, picture.alt


def body_pictures(sheet: Sheet) -> Iterator[tuple[str, str, int]]:
    """Path, alt and line of the pictures in a body."""
    if "![" not in sheet.body:
        return
    for match in _BODY_PICTURE.finditer(sheet.body):
        image = match["quoted"] if match["quoted"] is not None else match["path"]
        yield image, match["alt"], sheet.body_line + sheet.body.count("\n", 0, match.start())


def _no_picture(place: Place, image: str) -> Problem:
    return Problem(code="F024", place=place, facts={"image": image, "known": " ".join(PICTURE_TYPES)})
