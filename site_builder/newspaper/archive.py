"""The archive as cards: what the site must know of every issue without opening it."""

from __future__ import annotations

import msgspec

from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import ArticleType, Completeness, Correction, Page, Paper, Person, SeriesPart, Status


class ArticleCard(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """The small facts of an article that lists, indexes and neighbours show."""

    id: str
    page: str
    order: int
    type: ArticleType
    headline: tuple[str, ...]
    """Never empty: a piece without a headline is named by its package, signature or first words."""

    kicker: str = ""
    deck: str = ""
    column: str = ""
    genre: str = ""
    people: tuple[Person, ...] = ()
    editors: tuple[str, ...] = ()
    """责任编辑 of the article itself, never among its people; those of its 版 are on the page."""

    series: SeriesPart | None = None
    places: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    status: Status = Status.RAW
    emendations: int = 0
    suspected: int = 0
    opening: str = ""
    """The first 120 characters or so of the body, as plain text."""

    characters: int = 0
    image: str = ""
    alt: str = ""
    lead: bool = False
    area: tuple[float, float, float, float] | None = None
    """x, y, width and height in percent of its page, where somebody measured it."""

    paragraphs: tuple[str, ...] = ()
    """Its first paragraphs, some 1 000 characters of them; only of the story that leads the first page."""

    def listed(self) -> ArticleCard:
        """The facts that lists and ties show of it: neither how it begins nor how far it is proof-read."""
        return ArticleCard(
            id=self.id,
            page=self.page,
            order=self.order,
            type=self.type,
            headline=self.headline,
            kicker=self.kicker,
            deck=self.deck,
            column=self.column,
            people=self.people,
            editors=self.editors,
            series=self.series,
            places=self.places,
            corrections=self.corrections,
            lead=self.lead,
        )


class IssueCard(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """The small facts of an issue."""

    key: IssueKey
    date: str
    galley: str
    """Digest of the galley the card was taken from."""

    number: str = ""
    edition: str = ""
    pages: tuple[Page, ...] = ()
    completeness: Completeness = Completeness.COMPLETE
    missing: tuple[str, ...] = ()
    sources: int = 0
    """How many raw texts are kept beside it."""

    articles: tuple[ArticleCard, ...] = ()
    """In the order of pages, then of their place on the page."""

    def listed(self, *, openings: bool = False) -> IssueCard:
        """The facts that lists and ties show of it, or those of feeds, which also say how articles begin."""
        articles = tuple(article.listed() for article in self.articles)
        if openings:
            articles = tuple(
                msgspec.structs.replace(short, opening=article.opening)
                for short, article in zip(articles, self.articles, strict=True)
            )
        return msgspec.structs.replace(self, galley="", sources=0, articles=articles)


class PaperShelf(msgspec.Struct, frozen=True, kw_only=True):
    """A paper and all its issues, oldest first."""

    id: str
    paper: Paper
    issues: tuple[IssueCard, ...] = ()


class Archive(msgspec.Struct, frozen=True, kw_only=True):
    """Everything on the site, as cards; papers in the order of their ids."""

    shelves: tuple[PaperShelf, ...] = ()
