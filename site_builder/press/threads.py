"""Which issues of a paper can have a say in what ties the articles of one of them: a few of ten thousand."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from site_builder.newspaper.archive import IssueCard
from site_builder.press.indexes import target


class Threads(msgspec.Struct, frozen=True, kw_only=True):
    """What the articles of an issue may be tied to others by."""

    folder: str
    columns: frozenset[str]
    series: frozenset[str]
    corrected: frozenset[str]
    """The folders of the issues that its articles say they were put right in."""

    written: bool
    """Whether it has any articles."""


def threads_of(card: IssueCard) -> Threads:
    """Those of one issue."""
    return Threads(
        folder=card.key.folder,
        columns=frozenset(article.column for article in card.articles if article.column),
        series=frozenset(article.series.id for article in card.articles if article.series and article.series.id),
        corrected=frozenset(target(one.by)[0] for article in card.articles for one in article.corrections),
        written=bool(card.articles),
    )


def related(threads: Sequence[Threads], at: int) -> list[int]:
    """The issues from which `ties.ties_of` finds the same ties for the issue `at` as from all, itself among them.

    `threads` are those of every issue of the paper, oldest first, and so is what is given.
    """
    own = threads[at]
    found = {at}
    for way in (range(at - 1, -1, -1), range(at + 1, len(threads))):
        columns, read = set(own.columns), False
        for other in way:
            there = threads[other]
            if abs(other - at) == 1 or (there.written and not read) or not columns.isdisjoint(there.columns):
                found.add(other)
            columns -= there.columns
            read = read or there.written
            if read and not columns:
                break
    for other, there in enumerate(threads):
        if own.folder in there.corrected or there.folder in own.corrected or not own.series.isdisjoint(there.series):
            found.add(other)
    return sorted(found)
