"""Rows: what neighbours are joined to is what would have been written at once, however the run is divided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate
from operator import add

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.search import merging
from site_builder.search.bigrams import bigrams, pair_rows
from site_builder.search.bits import Bits, plain_record, word_record
from site_builder.search.coding import beginnings, characters, ordered
from site_builder.search.cutting import END
from site_builder.search.fields import FIELDS
from site_builder.search.merging import merged, plain_records, word_records
from site_builder.search.names import standing
from site_builder.search.normalise import figures, squeeze, stretches
from site_builder.search.occurrences import Words, plain_rows
from site_builder.search.rows import FIELD_MARKS, SHEET, Columns, chosen, documents

Issue = Sequence[Mapping[str, int]]
"""Articles, each word → how often."""

SPAN = 60
"""More than any number of an article here."""

WORDS = ("区委", "书记", "夜市", "2023", "桥", "𠮷野", "__proto__")

articles = st.dictionaries(st.sampled_from(WORDS), st.integers(1, 5) | st.sampled_from((57, 60, 61, 300)), max_size=5)
issues = st.lists(st.lists(articles, max_size=4), max_size=6)
sheets = st.lists(articles, max_size=SHEET)


def columns(issue: Issue, field: int = 4) -> list[Columns]:
    """The rows of an issue whose articles have these words in a field."""
    words: list[str] = []
    for article in issue:
        for at in range(len(FIELDS)):
            words += [*(Counter(article).elements() if at == field else ()), END]
    return list(Words(words, (), len(issue)).rows(lambda words, _: np.full(len(words), 3, np.uint8)).values())


def parts(made: Sequence[Issue]) -> list[tuple[int, list[tuple[int, Columns]]]]:
    bases = [0, *accumulate(map(len, made))]
    return [(base, [(0, held) for held in columns(issue)]) for base, issue in zip(bases, made, strict=False)]


def read(code: str) -> list[tuple[int, int, int]]:
    """Field, document and how often, of a record."""
    held = word_record(Bits(code), SPAN, list(FIELDS))
    return [(list(FIELDS).index(field), *one) for field, times in held.items() for one in times.items()]


@given(issues)
def test_records_say_what_the_articles_hold(made: Sequence[Issue]) -> None:
    flat = [article for issue in made for article in issue]
    records, words = word_records(merged(parts(made)), SPAN)

    held = {record.key: [(number, times) for _, number, times in read(record.code)] for record in records}
    assert held == {
        word: [(number, article[word]) for number, article in enumerate(flat) if word in article]
        for word in sorted(WORDS)
        if any(word in article for article in flat)
    }
    assert [word.documents for word in words] == [len(found) for found in held.values()]


@given(issues)
def test_how_the_run_is_divided_does_not_matter(made: Sequence[Issue]) -> None:
    whole = [[article for issue in made for article in issue]]

    assert word_records(merged(parts(made)), SPAN) == word_records(merged(parts(whole)), SPAN)


@given(issues, st.integers(1, 9))
def test_how_many_rows_are_coded_at_once_does_not_matter(made: Sequence[Issue], at_once: int) -> None:
    whole = word_records(merged(parts(made)), SPAN)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(merging, "AT_ONCE", at_once)

        assert word_records(merged(parts(made)), SPAN) == whole


@given(issues)
def test_columns_hold_what_went_into_them(made: Sequence[Issue]) -> None:
    for issue in made:
        found = {key[:-1]: held for rows in columns(issue) for key, held in documents(rows)}
        assert found == {
            word: [(number, article[word]) for number, article in enumerate(issue) if word in article]
            for word in {word for article in issue for word in article}
        }


def test_a_word_may_stand_in_an_article_very_often() -> None:
    [rows] = columns([{"桥": 70_000}, {"桥": 1}, {"桥": 176}, {"桥": 257}])

    assert dict(documents(rows)) == {"桥" + FIELD_MARKS[4]: [(0, 70_000), (1, 1), (2, 176), (3, 257)]}


def test_fields_stand_beside_each_other() -> None:
    [record], _ = word_records(
        merged(
            [(0, [(0, columns([{"桥": 2}], 0)[0])]), (1, [(0, columns([{"桥": 5}], 4)[0])])],
        ),
        SPAN,
    )

    assert read(record.code) == [(0, 0, 2), (4, 1, 5)]
    assert FIELD_MARKS[4] > FIELD_MARKS[0]


@given(
    st.lists(st.sets(st.sampled_from(["c街巷", "p温如是", "t文章", "p\U0001f600", "p\uf900"]), max_size=4), max_size=8)
)
def test_plain_keys_of_any_kind_come_in_the_order_of_utf16(made: Sequence[set[str]]) -> None:
    found: dict[str, list[int]] = {}
    for number, keys in enumerate(made):
        for key in keys:
            found.setdefault(key, []).append(number)
    held = [(0, rows) for rows in plain_rows(made).values()]
    records = plain_records(merged([(0, held)], ordered=False), SPAN)

    assert [record.key for record in records] == sorted(found, key=lambda key: key.encode("utf-16-be"))
    for record in records:
        assert plain_record(Bits(record.code), SPAN) == found[record.key]


@given(st.lists(st.lists(st.text("区委书记𠮷，", max_size=9), max_size=3), max_size=4))
def test_keys_of_two_characters_are_joined_as_any_others(made: Sequence[Sequence[str]]) -> None:
    bases = [0, *accumulate(map(len, made))]
    held = [
        (base, [(0, rows) for rows in pair_rows([[text] for text in issue]).values()])
        for base, issue in zip(bases, made, strict=False)
    ]

    assert plain_records(merged(held, pairs=True), SPAN) == plain_records(merged(held), SPAN)


@given(issues, st.data())
def test_rows_that_are_chosen_are_as_they_were(made: Sequence[Issue], data: st.DataObject) -> None:
    for rows in (rows for issue in made for rows in columns(issue)):
        every = list(documents(rows))
        places = sorted(data.draw(st.sets(st.sampled_from(range(len(every))), min_size=1)))

        some = chosen(rows, places)

        assert list(documents(some)) == [every[at] for at in places]
        assert some.ranks == rows.ranks[: len(places)]


@given(sheets)
def test_a_whole_sheet_is_written_at_once(made: Issue) -> None:
    found = {key[:-1]: held for rows in columns(made) for key, held in documents(rows)}

    assert found == {
        word: [(number, article[word]) for number, article in enumerate(made) if word in article]
        for word in {word for article in made for word in article}
    }


@given(st.lists(st.text("区委书记夜市二〇年ab1，。 \n", max_size=12), max_size=SHEET), st.booleans())
def test_pairs_are_those_of_each_text(made: Sequence[str], astral: bool) -> None:
    texts_ = [[text + "𠮷野" if astral else text] for text in made]
    rows = {key: held for columns in pair_rows(texts_).values() for key, held in documents(columns)}

    expected: dict[str, list[tuple[int, int]]] = {}
    for number, text in enumerate(made):
        for pair in sorted(bigrams([text + "𠮷野" if astral else text])):
            expected.setdefault(pair, []).append((number, 1))
    assert rows == expected


def test_pairs_of_a_full_sheet() -> None:
    texts_ = [[text] for text in ["区委", *["夜市区委"] * (SHEET - 2), "委区"]]
    rows = {key: [number for number, _ in held] for c in pair_rows(texts_).values() for key, held in documents(c)}

    assert rows == {
        "区委": list(range(SHEET - 1)),
        "夜市": list(range(1, SHEET - 1)),
        "市区": list(range(1, SHEET - 1)),
        "委区": [SHEET - 1],
    }


def test_a_name_counts_as_often_as_it_stands_in_a_text() -> None:
    texts_ = [["温如", "是", "温如是"], ["桥"], ["温如是"] * 3, [], []] * 2
    found = Words(
        [word for text in texts_ for word in (*text, END)] + [END] * len(texts_),
        [("温如是", 0, 2), ("温如是", 2, 2), ("温如", 3, 1), ("街巷", 9, 2)],
        2,
    )
    rows = {
        (key[:-1], FIELD_MARKS.index(key[-1])): held
        for columns in found.rows(lambda words, _: np.zeros(len(words), np.uint8)).values()
        for key, held in documents(columns)
    }

    assert found.lengths() == [[4, 1, 3, 1, 0], [3, 1, 3, 0, 2]]
    assert rows["温如是", 0] == [(0, 2), (1, 1)], "not less than it was cut"
    assert rows["温如是", 2] == [(0, 3), (1, 3)], "nor more than it was cut"
    assert (rows["温如", 3], rows["街巷", 4]) == ([(0, 1)], [(1, 2)])


@given(st.sets(st.text("区委书𠮷ab\uffee", min_size=1, max_size=6)))
def test_texts_are_put_in_order(held: set[str]) -> None:
    words = list(held)
    sizes = np.array(list(map(len, words)), np.int64)
    order = ordered(words, beginnings(characters("".join(words)), np.cumsum(sizes) - sizes, sizes))

    assert [words[at] for at in order] == sorted(words)


@given(st.text("二〇○三年第十九次区，。 \n", max_size=20))
def test_pairs_are_those_of_both_readings(text: str) -> None:
    tight_ = squeeze(text)
    pairs = {pair for form in (tight_, figures(tight_)) for run in stretches(form) for pair in map(add, run, run[1:])}

    assert bigrams([text]) == pairs


@given(
    st.sets(st.text("温如是\u3400", min_size=2, max_size=4)),
    st.lists(st.text("温如是\u3400\n，", max_size=30), max_size=4),
)
def test_names_are_counted_as_a_text_counts_them(names: set[str], texts_: Sequence[str]) -> None:
    assert sorted(standing(names, texts_)) == sorted(
        (name, at, text.count(name)) for name in names for at, text in enumerate(texts_) if name in text
    )
