"""A galley → the partial of the issue: its words, its pairs of characters, and what hits show."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, repeat

from site_builder.newspaper.galley import Galley, SetArticle
from site_builder.search.bigrams import GAP, bigrams
from site_builder.search.dictionary import count
from site_builder.search.fields import FIELDS, own_words, texts
from site_builder.search.leaves import Leaves, leaf_of, mark_of_heads, mark_of_texts
from site_builder.search.lengths import level
from site_builder.search.normalise import folding, is_han, normalise
from site_builder.search.partials import Facts, Stretch, write_partial
from site_builder.search.rows import UNRANKED, Columns, counted, gather, note, packed, plain
from site_builder.search.settings import SearchSettings
from site_builder.search.terms import cut_plain

LONGEST_FACET = 100
"""Characters of a column, a type or a name by which hits are chosen."""


def take(galley: Galley, settings: SearchSettings, names: Iterable[str] = ()) -> bytes:
    """The partial of an issue, to be kept. The same bytes for the same galley, settings and names.

    `names` are words wherever they stand, beside those the issue itself brings, in the form they are searched in.
    """
    articles = [_Article(piece, settings) for piece in galley.articles]
    everything = "\n".join(article.whole for article in articles)
    brought = {name for piece in galley.articles for name in own_words(piece)}
    for name in brought.union(names):
        if name in everything:
            for article in articles:
                if name in article.whole:
                    article.count_name(name)
    leaves = Leaves([article.leaf[0] for article in articles], [article.leaf[1] for article in articles])
    kinds = (_word_rows(articles), _pair_rows(articles if settings.substring != "never" else ()), _facet_rows(articles))
    return write_partial(_facts(galley, articles, leaves), leaves, kinds)


class _Article:
    """An article while it is taken apart."""

    def __init__(self, piece: SetArticle, settings: SearchSettings) -> None:
        self.piece = piece
        self.texts = texts(piece)
        self.leaf = leaf_of(piece, self.texts)
        self.plain = tuple(map(normalise, self.texts))
        self.whole = "\n".join(self.plain)
        self.words = tuple(Counter(cut_plain(text, settings)) if text else {} for text in self.plain)

    def count_name(self, name: str) -> None:
        """Have a name among the words, as often as its characters stand there."""
        for text, words in zip(self.plain, self.words, strict=True):
            if times := text.count(name):
                words[name] = max(words.get(name, 0), times)

    def facets(self) -> set[str]:
        """The column, the type and the people, as printed."""
        article = self.piece.article
        people = [person.name for person in article.contributors]
        if article.signature:
            people.append(article.signature.name)
        named = [("c", article.column), ("t", article.type.value), *(("p", name) for name in people)]
        return {letter + value for letter, name in named if (value := " ".join(name.split())[:LONGEST_FACET])}


def _word_rows(articles: Sequence[_Article]) -> dict[int, Columns]:
    found = [gather() for _ in FIELDS]
    for number, article in enumerate(articles):
        for of, counts in zip(found, article.words, strict=True):
            note(of, counts, map(packed(number).__add__, counts.values()))
    return counted(found, {word: _rank(word) for word in set().union(*found)})


def _pair_rows(articles: Sequence[_Article]) -> dict[int, Columns]:
    found = gather()
    for number, article in enumerate(articles):
        note(found, bigrams(article.plain), repeat(number))
    return plain({pair: documents for pair, documents in found.items() if GAP not in pair})


def _facet_rows(articles: Sequence[_Article]) -> dict[int, Columns]:
    found = gather()
    for number, article in enumerate(articles):
        note(found, article.facets(), repeat(number))
    return plain(found, ordered=False)


def _rank(word: str) -> int:
    """How common jieba says a word is, in 46 classes; `UNRANKED` when it says nothing."""
    times = count(word) if is_han(word) else 0
    return min(int(math.log(times) * 2.8), UNRANKED - 1) if times else UNRANKED


def _facts(galley: Galley, articles: Sequence[_Article], leaves: Leaves) -> Facts:
    key = galley.issue.key
    names = {page.number: page.name for page in galley.issue.pages}
    stretches, expected = [], []
    for page, group in groupby(galley.articles, lambda piece: piece.article.page):
        size = len(list(group))
        stretches.append(Stretch(page=page, name=names.get(page, ""), articles=size))
        expected += [f"{page}-{number:02}" for number in range(1, size + 1)]
    ids = [piece.article.id for piece in galley.articles]
    lengths = [[sum(words.values()) for words in article.words] for article in articles]
    return Facts(
        paper=key.paper,
        folder=key.folder,
        label=galley.issue.number,
        articles=len(articles),
        stretches=tuple(stretches),
        odd=() if ids == expected else tuple(ids),
        levels=tuple(bytes(level(of[at]) for of in lengths) for at in range(len(FIELDS))),
        folds=_folds(text for article in articles for text in article.texts),
        heads=mark_of_heads(leaves),
        texts=mark_of_texts(leaves),
    )


def _folds(printed: Iterable[str]) -> str:
    characters = "".join(sorted(set().union(*printed)))
    forms = set(unicodedata.normalize("NFKC", characters).lower())
    return "".join(sorted(folding().keys() & forms))
