"""What is taken of an issue, all its texts in one go, is what each article holds by itself."""

from __future__ import annotations

from collections import Counter
from itertools import chain, cycle, islice

from site_builder.newspaper.galley import SetArticle
from site_builder.search.bigrams import bigrams
from site_builder.search.dictionary import ranks
from site_builder.search.fields import own_words, texts
from site_builder.search.normalise import normalise
from site_builder.search.partials import KINDS, directory_of, rows_of, slice_of, source_of
from site_builder.search.rows import FIELD_MARKS, SHEET, Columns, documents
from site_builder.search.settings import SearchSettings
from site_builder.search.taking import take
from site_builder.search.terms import cut_plain
from tests.search.galleys import archive, galley

FAST = SearchSettings(segmenter="rjieba")


def rows(partial: bytes, kind: str) -> list[tuple[int, Columns]]:
    source = source_of(partial)
    wanted = slice_of(directory_of(source).kinds[KINDS.index(kind)], 0, 1 << 20)
    assert wanted is not None
    return list(rows_of(source, wanted))


def words_of(piece: SetArticle, names: set[str]) -> Counter[str]:
    """The words of an article as the rows name them, each field for itself; a name counts as often as it stands."""
    found = Counter[str]()
    for mark, text in zip(FIELD_MARKS, map(normalise, texts(piece)), strict=True):
        words = Counter(cut_plain(text, FAST)) | Counter({name: text.count(name) for name in names if name in text})
        found.update({word + mark: times for word, times in words.items()})
    return found


def test_an_issue_of_more_than_a_sheet_holds_what_its_articles_do() -> None:
    pieces = list(islice(cycle(chain.from_iterable(issue.articles for issue in archive())), SHEET + 7))
    names = {name for piece in pieces for name in own_words(piece)}
    partial = take(galley("2021-03-16", *pieces), FAST)

    held = [Counter[str]() for _ in pieces]
    for first, columns in rows(partial, "words"):
        keys = columns.keys.split("\n")
        assert keys == sorted(keys)
        assert columns.ranks == ranks([key[:-1] for key in keys])
        for key, there in documents(columns):
            for number, times in there:
                held[first + number][key] += times
    pairs: list[set[str]] = [set() for _ in pieces]
    for first, columns in rows(partial, "bigrams"):
        for pair, there in documents(columns):
            for number, _ in there:
                pairs[first + number].add(pair)

    assert held == [words_of(piece, names) for piece in pieces]
    assert pairs == [bigrams(map(normalise, texts(piece))) for piece in pieces]
