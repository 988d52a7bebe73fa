"""A galley → the partial of the issue: its words, its pairs of characters, and what hits show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from site_builder.newspaper.galley import Galley, SetArticle
from site_builder.search.bigrams import pair_rows
from site_builder.search.commonness import ranks_of
from site_builder.search.cutting import cut_all
from site_builder.search.fields import FIELDS, own_words, texts
from site_builder.search.leaves import Leaves, leaf_of, leaves_of_rows
from site_builder.search.lengths import level
from site_builder.search.names import standing
from site_builder.search.normalising import normalise_all
from site_builder.search.occurrences import Words, plain_rows
from site_builder.search.partials import Facts, Stretch, write_partial
from site_builder.search.rows import SHEET, Columns
from site_builder.search.settings import SearchSettings

LONGEST_FACET = 100
"""Characters of a column, a type or a name by which hits are chosen."""


def take(galley: Galley, settings: SearchSettings, names: Iterable[str] = ()) -> bytes:
    """The partial of an issue, to be kept. The same bytes for the same galley, settings and names.

    `names` are words wherever they stand, beside those the issue itself brings, in the form they are searched in.
    """
    articles = list(map(_Article, galley.articles))
    plains, folds = normalise_all([text for article in articles for text in article.texts])
    for number, article in enumerate(articles):
        article.plain = plains[len(FIELDS) * number : len(FIELDS) * (number + 1)]
    names = {name for piece in galley.articles for name in own_words(piece)}.union(names)
    leaves = leaves_of_rows(article.leaf for article in articles)
    told = articles if settings.substring != "never" else ()
    words = _sheets(articles, lambda sheet: _word_rows(sheet, settings, names))
    kinds = (words, _sheets(told, _pair_rows), _sheets(articles, _facet_rows))
    return write_partial(_facts(galley, articles, leaves, folds), leaves, kinds)


class _Article:
    """An article while it is taken apart."""

    def __init__(self, piece: SetArticle) -> None:
        self.piece = piece
        self.texts = texts(piece)
        self.leaf = leaf_of(piece, self.texts)
        self.plain: Sequence[str] = ()
        """The texts in the form they are searched in."""
        self.lengths: Sequence[int] = ()
        """How many words each field has."""

    def facets(self) -> set[str]:
        """The column, the type and the people, as printed."""
        article = self.piece.article
        people = [person.name for person in article.contributors]
        if article.signature:
            people.append(article.signature.name)
        named = [("c", article.column), ("t", article.type.value), *(("p", name) for name in people)]
        return {letter + value for letter, name in named if (value := " ".join(name.split())[:LONGEST_FACET])}


def _word_rows(articles: Sequence[_Article], settings: SearchSettings, names: Iterable[str]) -> dict[int, Columns]:
    plains = [text for article in articles for text in article.plain]
    found = Words(cut_all(plains, settings), standing(names, plains), len(articles))
    for article, lengths in zip(articles, found.lengths(), strict=True):
        article.lengths = lengths
    return found.rows(ranks_of)


def _pair_rows(articles: Sequence[_Article]) -> dict[int, Columns]:
    return pair_rows([article.plain for article in articles])


def _facet_rows(articles: Sequence[_Article]) -> dict[int, Columns]:
    return plain_rows([article.facets() for article in articles])


def _sheets(
    articles: Sequence[_Article], rows: Callable[[Sequence[_Article]], dict[int, Columns]]
) -> dict[int, list[tuple[int, Columns]]]:
    """The rows of all articles by bucket, sheet by sheet."""
    found: dict[int, list[tuple[int, Columns]]] = {}
    for first in range(0, len(articles), SHEET):
        for number, columns in rows(articles[first : first + SHEET]).items():
            found.setdefault(number, []).append((first, columns))
    return found


def _facts(galley: Galley, articles: Sequence[_Article], leaves: Leaves, folds: Iterable[str]) -> Facts:
    key = galley.issue.key
    names = {page.number: page.name for page in galley.issue.pages}
    stretches, expected = [], []
    for page, group in groupby(galley.articles, lambda piece: piece.article.page):
        size = len(list(group))
        stretches.append(Stretch(page=page, name=names.get(page, ""), articles=size))
        expected += [f"{page}-{number:02}" for number in range(1, size + 1)]
    ids = [piece.article.id for piece in galley.articles]
    return Facts(
        paper=key.paper,
        folder=key.folder,
        label=galley.issue.number,
        articles=len(articles),
        stretches=tuple(stretches),
        odd=() if ids == expected else tuple(ids),
        levels=tuple(bytes(level(article.lengths[at]) for article in articles) for at in range(len(FIELDS))),
        folds="".join(sorted(folds)),
        heads=leaves.marks[0],
        texts=leaves.marks[1],
    )
