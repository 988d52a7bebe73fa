"""Which feeds there are, and what each holds: of a paper, of each 版 name, each column and each person.

The living feed of a paper has the latest articles; the older ones stand in archive documents (RFC 5005), numbered from
the oldest and made of whole issues, so that a new issue changes none that is full. The other feeds are as long as they
are: what is older is on the pages they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from site_builder.newspaper.archive import IssueCard, PaperShelf
from site_builder.newspaper.keys import IssueKey
from site_builder.press import routes
from site_builder.press.entries import ArticleEntry, article_entry
from site_builder.press.frame import ShelfFacts
from site_builder.press.settings import SiteSettings

FED = 60
"""Articles after which a feed takes up no further issue."""

ARCHIVED = 100
"""Articles after which an archive document takes up no further issue."""


class FeedFront(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A feed; it is printed as Atom and as JSON Feed."""

    kind: str
    """paper, page, column or person."""

    shelf: ShelfFacts
    entries: tuple[ArticleEntry, ...]
    """Newest issue first, the articles of an issue in the order of its pages."""

    name: str = ""
    """版名, the column or the person."""

    number: int = 0
    """0 the living feed; else which archive document it is."""

    older: int = 0
    """The archive document before it; 0 when there is none."""

    newer: int = 0
    """The archive document after it; 0 when the living feed is."""


_Told = Mapping[IssueKey, Sequence[ArticleEntry]]
"""Issue → its articles, for all feeds that show them."""


def feed_path(front: FeedFront) -> str:
    """The output path of its Atom form; that of JSON Feed ends in .json."""
    match front.kind:
        case "paper":
            return routes.feed(front.shelf.id, front.number)
        case "page":
            return routes.page_feed(front.shelf.id, front.name)
        case "column":
            return routes.column_feed(front.shelf.id, front.name)
        case _:
            return routes.person_feed(front.shelf.id, front.name)


def own_feed(kind: str, paper: str, name: str, site: SiteSettings) -> tuple[str, str]:
    """Path and name of the feed of a 版 name (page), a column or a person; empty where there is none."""
    wanted = {"page": "pages", "column": "columns", "person": "people"}.get(kind, "")
    if not name or wanted not in site.feeds:
        return "", ""
    address = {"page": routes.page_feed, "column": routes.column_feed, "person": routes.person_feed}[kind]
    return address(paper, name), name


def plan_feeds(shelf: PaperShelf, facts: ShelfFacts, site: SiteSettings) -> list[FeedFront]:
    """Every feed of a paper that the settings ask for; its own is always among them."""
    told = {card.key: tuple(_entries(card)) for card in shelf.issues}
    full = list(_documents(shelf))
    count = len(full)
    newest = full[-1][-1].key if full else None
    fronts = [FeedFront(kind="paper", shelf=facts, entries=_latest(shelf, told, newest), older=count)]
    fronts += [
        FeedFront(
            kind="paper",
            shelf=facts,
            entries=tuple([entry for card in reversed(cards) for entry in told[card.key]]),
            number=number,
            older=number - 1,
            newer=number + 1 if number < count else 0,
        )
        for number, cards in enumerate(full, 1)
    ]
    for kind, wanted in (("page", "pages"), ("column", "columns"), ("person", "people")):
        if wanted in site.feeds:
            fronts += [
                FeedFront(kind=kind, shelf=facts, name=name, entries=tuple(entries))
                for name, entries in sorted(_gathered(shelf, told, kind).items())
            ]
    return fronts


def _documents(shelf: PaperShelf) -> Iterator[Sequence[IssueCard]]:
    """The issues of each full archive document, oldest first; what is left over fills none yet."""
    held: list[IssueCard] = []
    for card in shelf.issues:
        held.append(card)
        if sum(len(other.articles) for other in held) >= ARCHIVED:
            yield held
            held = []


def _latest(shelf: PaperShelf, told: _Told, archived: object) -> tuple[ArticleEntry, ...]:
    """The latest articles, and all that stand in no archive document."""
    entries: list[ArticleEntry] = []
    open_ = True
    for card in reversed(shelf.issues):
        open_ = open_ and card.key != archived
        if len(entries) >= FED and not open_:
            break
        entries += told[card.key]
    return tuple(entries)


def _gathered(shelf: PaperShelf, told: _Told, kind: str) -> dict[str, list[ArticleEntry]]:
    """The latest articles of every name."""
    gathered: dict[str, list[ArticleEntry]] = {}
    for card in reversed(shelf.issues):
        for entry in told[card.key]:
            for name in _names(entry, kind):
                entries = gathered.setdefault(name, [])
                if len(entries) < FED:
                    entries.append(entry)
    return gathered


def _names(entry: ArticleEntry, kind: str) -> Sequence[str]:
    if kind == "person":
        return entry.people
    name = entry.page_name if kind == "page" else entry.column
    return (name,) if name else ()


def _entries(card: IssueCard) -> Iterator[ArticleEntry]:
    pages = {page.number: page for page in card.pages}
    for article in card.articles:
        people = tuple(dict.fromkeys([person.name for person in article.people]))
        yield article_entry(card, article, pages, opening=article.opening, people=people)
