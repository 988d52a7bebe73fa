"""The issues an issue stands between, as its pages speak of them."""

from __future__ import annotations

import msgspec

from site_builder.newspaper.archive import IssueCard
from site_builder.newspaper.keys import IssueKey
from site_builder.press.ties import Ties
from site_builder.press.widths import joined


class Neighbour(msgspec.Struct, frozen=True, kw_only=True):
    """The issue before or after another: what its pages say of it, and the article one steps to."""

    key: IssueKey
    date: str
    """EDTF."""

    edition: str = ""

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


def _neighbour(card: IssueCard, at: int) -> Neighbour:
    article = card.articles[at] if card.articles else None
    return Neighbour(
        key=card.key,
        date=card.date,
        edition=card.edition,
        article=article.id if article else "",
        headline=joined(article.headline) if article else "",
    )
