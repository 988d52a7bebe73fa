"""Which picture stands for a page where a link to it is shared."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

import msgspec

from site_builder.newspaper.galley import SetArticle
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Page
from site_builder.press import routes
from site_builder.press.pictures import Album
from site_builder.press.share_card import HEIGHT, WIDTH

SHOWABLE = (".png", ".jpg", ".jpeg", ".webp", ".gif")
"""Endings of pictures that those who show such pictures take; drawings (SVG) are none of them."""

SMALLEST = 200
"""Pixels of the shorter side below which they take none."""

_IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"')


class SharedPicture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture with a full address; an empty one where the site has no base address."""

    url: str = ""
    width: int = 0
    height: int = 0
    alt: str = ""

    def pairs(self) -> list[tuple[str, str]]:
        """What OpenGraph says of it."""
        if not self.url:
            return []
        return [
            ("og:image", self.url),
            ("og:image:width", str(self.width)),
            ("og:image:height", str(self.height)),
            ("og:image:alt", self.alt),
        ]


def of_article(article: SetArticle, page: Page, key: IssueKey, album: Album, base_url: str) -> SharedPicture:
    """A picture of the article that is held and large enough, else the scan of its 版, else the card of the issue."""
    for image, alt in (*_pictures(article), (page.scan, "")) if base_url else ():
        if shown := _shown(image, alt, key, album, base_url):
            return shown
    return of_issue(key, base_url)


def of_page(page: Page, key: IssueKey, album: Album, base_url: str) -> SharedPicture:
    """The scan of a 版, else the card of its issue."""
    return _shown(page.scan, "", key, album, base_url) or of_issue(key, base_url)


def of_issue(key: IssueKey, base_url: str) -> SharedPicture:
    """The card of an issue."""
    if not base_url:
        return SharedPicture()
    return SharedPicture(url=routes.absolute(base_url, routes.card(key)), width=WIDTH, height=HEIGHT, alt=key.folder)


def _shown(image: str, alt: str, key: IssueKey, album: Album, base_url: str) -> SharedPicture | None:
    if not base_url or not image.lower().endswith(SHOWABLE):
        return None
    width, height = album.size(image)
    if min(width, height) < SMALLEST:
        return None
    return SharedPicture(url=routes.absolute(base_url, routes.picture(key, image)), width=width, height=height, alt=alt)


def _pictures(article: SetArticle) -> Iterator[tuple[str, str]]:
    own = article.article
    yield own.image, own.alt
    for picture in own.pictures:
        yield picture.image, picture.alt
    for block in article.blocks:
        for src, alt in _IMAGE.findall(block.html) if "<img" in block.html else ():
            yield unquote(html.unescape(src)), html.unescape(alt)
