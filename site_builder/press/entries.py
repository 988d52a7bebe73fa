"""Entries: what calendars, lists and feeds hold of issues and articles, and how they are gathered from cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

from site_builder.newspaper.archive import ArticleCard, IssueCard, PaperShelf
from site_builder.newspaper.calendar import exact_day
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Completeness, Page
from site_builder.press.widths import joined

SHOWN = 40
"""Names of columns, and of people, a paper's front shows."""

E = TypeVar("E")


class IssueEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An issue as calendars and lists show it."""

    key: IssueKey
    date: str
    number: str = ""
    edition: str = ""
    pages: int = 0
    articles: int = 0
    state: str = "held"
    missing: tuple[str, ...] = ()
    headline: str = ""
    """Of its lead story."""


class ArticleEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An article as lists and feeds show it."""

    key: IssueKey
    date: str
    id: str
    headline: str
    page: str
    page_name: str = ""
    kicker: str = ""
    deck: str = ""
    column: str = ""
    role: str = ""
    people: tuple[str, ...] = ()
    opening: str = ""
    part: int = 0
    """Which part of the series it is, in the list of a series."""

    label: str = ""
    """The same as printed."""


class Days(msgspec.Struct, frozen=True, kw_only=True):
    """A year of a paper, for its calendar."""

    year: str
    years: tuple[str, ...]
    entries: tuple[IssueEntry, ...]
    first: str = ""
    """Between this day and the last, days without an issue are gaps if the paper's rhythm expects one."""

    last: str = ""


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """A column, a person, a series or a place, and how many articles there are."""

    text: str
    count: int
    key: str = ""
    """What its address is made of, where that is not its name."""


def issue_entry(card: IssueCard) -> IssueEntry:
    """The small facts of an issue for calendars and lists."""
    whole = card.completeness is Completeness.COMPLETE and not card.missing
    held = bool(card.articles) or any(page.scan for page in card.pages)
    lead = next((article for article in card.articles if article.lead), next(iter(card.articles), None))
    return IssueEntry(
        key=card.key,
        date=card.date,
        number=card.number,
        edition=card.edition,
        pages=len({page.number for page in card.pages} | set(card.missing)),
        articles=len(card.articles),
        state="missing" if not held else "held" if whole else "partial",
        missing=card.missing,
        headline=joined(lead.headline) if lead else "",
    )


def days_of(shelf: PaperShelf, year: str) -> Days:
    """A year, with the days between which gaps can be told: those of the first and last issue held at all."""
    exact = [day.isoformat() for card in shelf.issues if (day := exact_day(card.key.day))]
    first, last = (min(exact), max(exact)) if exact else ("", "")
    return Days(
        year=year,
        years=tuple(sorted({card.key.year for card in shelf.issues})),
        entries=tuple(issue_entry(card) for card in shelf.issues if card.key.year == year),
        first=max(first, f"{year}-01-01") if first else "",
        last=min(last, f"{year}-12-31") if last else "",
    )


def by_column(shelf: PaperShelf) -> dict[str, list[ArticleEntry]]:
    gathered: dict[str, list[ArticleEntry]] = {}
    for card in shelf.issues:
        pages = {page.number: page for page in card.pages}
        for article in card.articles:
            if article.column:
                gathered.setdefault(article.column, []).append(article_entry(card, article, pages))
    return gathered


def by_person(shelf: PaperShelf) -> dict[str, list[ArticleEntry]]:
    gathered: dict[str, list[ArticleEntry]] = {}
    for card in shelf.issues:
        pages = {page.number: page for page in card.pages}
        for article in card.articles:
            told = {person.name: person.role.value for person in reversed(article.people)}
            for name, role in reversed(told.items()):
                gathered.setdefault(name, []).append(article_entry(card, article, pages, role=role))
    return gathered


def columns_met(shelf: PaperShelf) -> Counter[str]:
    """How many articles each column has; as many as `by_column` gathers."""
    return Counter(article.column for card in shelf.issues for article in card.articles if article.column)


def people_met(shelf: PaperShelf) -> Counter[str]:
    """How many articles each person has; as many as `by_person` gathers."""
    return Counter(
        name
        for card in shelf.issues
        for article in card.articles
        for name in {person.name: None for person in article.people}
    )


def most(counts: Mapping[str, int]) -> tuple[Name, ...]:
    """The names that are met most."""
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Name(text=name, count=count) for name, count in ranked[:SHOWN])


def span(years: Sequence[str]) -> str:
    return years[0] if len(years) == 1 else f"{years[0]}—{years[-1]}" if years else ""


def chunks(entries: Sequence[E], size: int) -> list[tuple[E, ...]]:
    """The entries in pages of a size, oldest first; one empty page when there are none."""
    return [tuple(entries[at : at + size]) for at in range(0, len(entries), max(1, size))] or [()]


def article_entry(
    card: IssueCard,
    article: ArticleCard,
    pages: Mapping[str, Page],
    role: str = "",
    opening: str = "",
    people: tuple[str, ...] = (),
) -> ArticleEntry:
    """The small facts of an article for lists; `pages` are those of its issue, by their numbers."""
    return ArticleEntry(
        key=card.key,
        date=card.date,
        id=article.id,
        headline=joined(article.headline),
        page=article.page,
        page_name=pages[article.page].name if article.page in pages else "",
        kicker=article.kicker,
        deck=article.deck,
        column=article.column,
        role=role,
        people=people,
        opening=opening,
    )
