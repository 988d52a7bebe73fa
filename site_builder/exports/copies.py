"""What an export is given."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from site_builder.newspaper.galley import Galley, SetArticle
from site_builder.newspaper.model import Page, Paper


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A copy of an issue, to be written in another format."""

    galley: Galley
    paper: Paper
    headlines: Mapping[str, tuple[str, ...]] = {}
    """Article id → the lines it is listed under; never empty for an article of the galley."""

    pictures: Mapping[str, bytes] = {}
    """The pictures that are held, by their path in the issue's folder."""

    address: str = ""
    """Full address of the issue's folder on the site, ending in `/`; empty while nobody knows."""

    def title(self, piece: SetArticle) -> str:
        """What an article is called, in one line."""
        lines = self.headlines.get(piece.article.id) or piece.article.headline or (piece.article.id,)
        return "\u3000".join(line for line in lines if line)

    def pages(self) -> list[tuple[Page, list[SetArticle]]]:
        """The 版 that have articles, with those that begin there, in the order of the issue."""
        known = {page.number: page for page in self.galley.issue.pages}
        found: dict[str, list[SetArticle]] = {}
        for piece in self.galley.articles:
            found.setdefault(piece.article.page, []).append(piece)
        return [(known.get(number, Page(number=number)), pieces) for number, pieces in found.items()]


def page_number(number: str) -> str:
    """A 版's number as printed: 1 for `"01"`, A1 as it is."""
    return number.lstrip("0") or number
