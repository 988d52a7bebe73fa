"""What ties articles of different issues together: the parts of a series, the pieces of a column, a correction and
what it corrects. Taken from the cards of a paper, and given to the pages of each issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from site_builder.newspaper.archive import ArticleCard, IssueCard
from site_builder.newspaper.keys import IssueKey
from site_builder.press.indexes import target
from site_builder.press.widths import joined


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """An article of another issue, or of the same, as a page that leads to it calls it."""

    key: IssueKey
    date: str
    """EDTF, of its issue."""

    id: str
    headline: str
    page: str
    label: str = ""
    """Its part of the series, as printed or as a figure."""

    at: str = ""
    """The paragraph meant; empty for the whole."""

    note: str = ""


class ArticleTies(msgspec.Struct, frozen=True, kw_only=True):
    """What one article is tied to."""

    series_previous: Tie | None = None
    series_next: Tie | None = None
    series_name: str = ""
    """What the series is called, wherever that is said."""

    parts: int = 0
    """How many parts of its series there are."""

    column_previous: Tie | None = None
    column_next: Tie | None = None
    corrects: tuple[Tie, ...] = ()
    """The articles it puts right."""

    corrected_by: Mapping[str, Tie] = {}
    """The articles that put it right, by the name it gives them (`2019-04-26/02-09`)."""


class Ties(msgspec.Struct, frozen=True, kw_only=True):
    """What the articles of an issue are tied to, by their ids; those tied to nothing are left out."""

    articles: Mapping[str, ArticleTies] = {}
    before: Tie | None = None
    after: Tie | None = None
    """The last article before, and the first one after, where the issue beside this one has none."""


_Place = tuple[IssueCard, ArticleCard]
_Facts = dict[tuple[IssueKey, str], dict[str, object]]


def ties_of(issues: Sequence[IssueCard]) -> dict[IssueKey, Ties]:
    """The ties of every issue of a paper, oldest first; issues without any are left out."""
    columns: dict[str, list[_Place]] = {}
    series: dict[str, list[_Place]] = {}
    correcting: list[_Place] = []
    for card in issues:
        for article in card.articles:
            if article.column:
                columns.setdefault(article.column, []).append((card, article))
            if article.series and article.series.id:
                series.setdefault(article.series.id, []).append((card, article))
            if article.corrections:
                correcting.append((card, article))
    found: _Facts = {}
    for pieces in columns.values():
        _chain(pieces, "column", found)
    for pieces in series.values():
        parts = sorted(pieces, key=lambda piece: piece[1].series.part if piece[1].series else 0)
        name = next((piece.series.name for _, piece in parts if piece.series and piece.series.name), "")
        _chain(parts, "series", found)
        for card, piece in parts:
            found.setdefault((card.key, piece.id), {}).update(parts=len(parts), series_name=name)
    if correcting:
        _tie_corrections(issues, correcting, found)
    by_issue: dict[IssueKey, dict[str, ArticleTies]] = {}
    for (key, id_), facts in found.items():
        by_issue.setdefault(key, {})[id_] = ArticleTies(**facts)  # type: ignore[arg-type]  # its own fields
    return _with_ends(issues, by_issue)


def _chain(pieces: Sequence[_Place], kind: str, found: _Facts) -> None:
    """Tie each article to the one before and the one after it."""
    before: tuple[dict[str, object], Tie] | None = None
    for card, article in pieces if len(pieces) > 1 else ():
        own, tie = found.setdefault((card.key, article.id), {}), _tie(card, article)
        if before:
            before[0][f"{kind}_next"] = tie
            own[f"{kind}_previous"] = before[1]
        before = own, tie


def _tie_corrections(issues: Sequence[IssueCard], correcting: Sequence[_Place], found: _Facts) -> None:
    places = {(card.key.folder, article.id): (card, article) for card in issues for article in card.articles}
    corrects: dict[tuple[IssueKey, str], list[Tie]] = {}
    for card, article in correcting:
        corrected_by: dict[str, Tie] = {}
        for correction in article.corrections:
            there = places.get(target(correction.by))
            if there is None:
                continue
            corrected_by[correction.by] = _tie(*there)
            told = msgspec.structs.replace(_tie(card, article), at=correction.at, note=correction.note)
            corrects.setdefault((there[0].key, there[1].id), []).append(told)
        if corrected_by:
            found.setdefault((card.key, article.id), {})["corrected_by"] = corrected_by
    for place, ties in corrects.items():
        found.setdefault(place, {})["corrects"] = tuple(ties)


def _with_ends(
    issues: Sequence[IssueCard], by_issue: Mapping[IssueKey, dict[str, ArticleTies]]
) -> dict[IssueKey, Ties]:
    """The ties of each issue, with the ends of the walk where it has to step over issues without articles."""
    whole: dict[IssueKey, Ties] = {}
    for at, card in enumerate(issues):
        before = after = None
        if at and not issues[at - 1].articles:
            full = next((other for other in reversed(issues[:at]) if other.articles), None)
            before = _tie(full, full.articles[-1]) if full else None
        if at + 1 < len(issues) and not issues[at + 1].articles:
            full = next((other for other in issues[at + 1 :] if other.articles), None)
            after = _tie(full, full.articles[0]) if full else None
        articles = by_issue.get(card.key, {})
        if articles or before or after:
            whole[card.key] = Ties(articles=articles, before=before, after=after)
    return whole


def _tie(card: IssueCard, article: ArticleCard) -> Tie:
    series = article.series
    return Tie(
        key=card.key,
        date=card.date,
        id=article.id,
        headline=joined(article.headline),
        page=article.page,
        label=(series.label or str(series.part)) if series else "",
    )
