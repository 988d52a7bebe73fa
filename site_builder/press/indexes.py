"""What the indexes of a paper gather from its cards: series, places, editors, days of the year, corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from site_builder.newspaper.archive import ArticleCard, IssueCard, PaperShelf
from site_builder.newspaper.calendar import exact_day
from site_builder.newspaper.keys import ARTICLE_ID, IssueKey, issue_key
from site_builder.newspaper.model import Completeness, Correction, Page, Status
from site_builder.press.entries import ArticleEntry, IssueEntry, article_entry, issue_entry
from site_builder.press.widths import joined

SHOWN_OF_A_DAY = 6
"""Articles of an issue's first 版 that the page of its day lists."""


class YearTally(msgspec.Struct, frozen=True, kw_only=True):
    """A year of a list: how many articles, on how many 版."""

    year: str
    articles: int
    pages: int


class DayIssue(msgspec.Struct, frozen=True, kw_only=True):
    """An issue on the page of a day of the year."""

    entry: IssueEntry
    articles: tuple[ArticleEntry, ...]
    """The first ones of its first 版."""


class CorrectionEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A correction, with the article corrected and the one that corrects it."""

    article: ArticleEntry
    correction: Correction
    by: ArticleEntry | None = None
    """None when it is not held, or is none of this paper."""


class Statuses(msgspec.Struct, frozen=True, kw_only=True):
    """How far the articles of an issue, a year or a paper are proof-read, and what was noted in them."""

    issues: int = 0
    partial: int = 0
    """Issues of which something is known to be missing, those not held at all included."""

    articles: int = 0
    characters: int = 0
    raw: int = 0
    draft: int = 0
    checked: int = 0
    verified: int = 0
    emendations: int = 0
    suspected: int = 0
    corrections: int = 0
    sources: int = 0


def by_series(shelf: PaperShelf) -> dict[str, list[ArticleEntry]]:
    """Series id → its parts, in the order of their numbers."""
    gathered: dict[str, list[tuple[int, ArticleEntry]]] = {}
    for _, article, entry in _articles(shelf):
        if article.series and article.series.id:
            label = article.series.label
            told = msgspec.structs.replace(entry, part=article.series.part, label=label)
            gathered.setdefault(article.series.id, []).append((article.series.part, told))
    return {id_: [entry for _, entry in sorted(parts, key=lambda part: part[0])] for id_, parts in gathered.items()}


def series_names(shelf: PaperShelf) -> dict[str, str]:
    """Series id → the name its parts are published under; the id where none has a name."""
    names: dict[str, str] = {}
    for card in shelf.issues:
        for article in card.articles:
            series = article.series
            if series and series.id and (series.name or series.id not in names):
                names[series.id] = names.get(series.id) or series.name
    return {id_: name or id_ for id_, name in names.items()}


def by_place(shelf: PaperShelf) -> dict[str, list[ArticleEntry]]:
    """Place → the articles that tell of it."""
    gathered: dict[str, list[ArticleEntry]] = {}
    for _, article, entry in _articles(shelf):
        for place in article.places:
            gathered.setdefault(place, []).append(entry)
    return gathered


def by_editor(shelf: PaperShelf) -> dict[str, list[ArticleEntry]]:
    """责任编辑 → the 版 they edited, each as an entry whose headline is that of its first article and whose id is
    empty; and the articles that name them."""
    gathered: dict[str, list[ArticleEntry]] = {}
    for card in shelf.issues:
        pages = {page.number: page for page in card.pages}
        for page in card.pages:
            first = next((article for article in card.articles if article.page == page.number), None)
            entry = ArticleEntry(
                key=card.key,
                date=card.date,
                id="",
                headline=joined(first.headline) if first else "",
                page=page.number,
                page_name=page.name,
            )
            for name in page.editors:
                gathered.setdefault(name, []).append(entry)
        for article in card.articles:
            for name in article.editors:
                gathered.setdefault(name, []).append(article_entry(card, article, pages))
    return gathered


def by_day(shelf: PaperShelf) -> dict[str, list[DayIssue]]:
    """`04-19` → the issues of that day in all years, oldest first."""
    gathered: dict[str, list[DayIssue]] = {}
    for card in shelf.issues:
        if exact_day(card.key.day) is None:
            continue
        pages = {page.number: page for page in card.pages}
        first = [article for article in card.articles if article.page == card.articles[0].page][:SHOWN_OF_A_DAY]
        gathered.setdefault(card.key.day[5:], []).append(
            DayIssue(
                entry=issue_entry(card),
                articles=tuple(article_entry(card, article, pages) for article in first),
            )
        )
    return gathered


def corrections(shelf: PaperShelf) -> list[CorrectionEntry]:
    """Every correction the paper printed, in the order of the articles it corrects."""
    entries = {(entry.key.folder, entry.id): entry for _, _, entry in _articles(shelf)}
    return [
        CorrectionEntry(article=entry, correction=correction, by=entries.get(target(correction.by)))
        for _, article, entry in _articles(shelf)
        for correction in article.corrections
    ]


def target(by: str) -> tuple[str, str]:
    """Issue folder and article id that a correction names (`2019-04-26/02-09`); empty where it names none of ours."""
    folder, _, id_ = by.partition("/")
    return (folder, id_) if issue_key("paper", folder) and ARTICLE_ID.fullmatch(id_) else ("", "")


def statuses(cards: Iterable[IssueCard]) -> Statuses:
    """What was done to the articles of some issues, counted."""
    cards = tuple(cards)
    articles = [article for card in cards for article in card.articles]
    counts = Counter(article.status for article in articles)
    return Statuses(
        issues=len(cards),
        partial=sum(card.completeness is not Completeness.COMPLETE or bool(card.missing) for card in cards),
        articles=len(articles),
        characters=sum(article.characters for article in articles),
        raw=counts[Status.RAW],
        draft=counts[Status.DRAFT],
        checked=counts[Status.CHECKED],
        verified=counts[Status.VERIFIED],
        emendations=sum(article.emendations for article in articles),
        suspected=sum(article.suspected for article in articles),
        corrections=sum(len(article.corrections) for article in articles),
        sources=sum(card.sources for card in cards),
    )


def tally(entries: Sequence[ArticleEntry]) -> tuple[YearTally, ...]:
    """The years of a list of articles, each with how many there are and on how many 版."""
    articles: Counter[str] = Counter(entry.key.year for entry in entries)
    pages: dict[str, set[tuple[IssueKey, str]]] = {}
    for entry in entries:
        pages.setdefault(entry.key.year, set()).add((entry.key, entry.page))
    return tuple(YearTally(year=year, articles=articles[year], pages=len(pages[year])) for year in sorted(articles))


def _articles(shelf: PaperShelf) -> Iterable[tuple[IssueCard, ArticleCard, ArticleEntry]]:
    for card in shelf.issues:
        pages: Mapping[str, Page] = {page.number: page for page in card.pages}
        for article in card.articles:
            yield card, article, article_entry(card, article, pages)
