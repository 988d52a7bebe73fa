"""What is written as bits is read as it was, by both sides."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from site_builder.search.bits import GROUP, Bits, keys, plain_record, word_documents, word_record
from site_builder.search.fields import FIELDS
from site_builder.search.merging import Rows, plain_records, word_records
from site_builder.search.rows import FIELD_MARKS
from site_builder.search.spelling import spelled
from tests.search.scripts import node, vectors

characters = st.characters(exclude_categories=("Cs",), exclude_characters="\n") | st.sampled_from("区委员会书记ab1𠮷")
spans = st.integers(1, 70) | st.sampled_from((128, 10_240, 57_344, 1_048_576))


@given(st.sets(st.text(characters, min_size=1, max_size=9), min_size=1, max_size=60))
def test_keys(found: set[str]) -> None:
    groups = [sorted(found)[at : at + GROUP] for at in range(0, len(found), GROUP)]

    assert [keys(Bits(text)) for text in spelled(groups)] == groups


@given(st.data(), spans)
def test_documents_however_many_there_may_be(data: st.DataObject, span: int) -> None:
    documents = data.draw(st.sets(st.integers(0, span - 1), min_size=1, max_size=80).map(sorted))
    held = np.array(documents, np.int32)
    rows = Rows(["桥"], np.array([0, len(held)]), held, None, np.zeros(0, np.uint8))

    [record] = plain_records(rows, span)

    assert plain_record(Bits(record.code), span) == documents


@given(st.data(), spans)
def test_how_often_in_which_fields(data: st.DataObject, span: int) -> None:
    often = st.integers(1, 4) | st.sampled_from((255, 256, 70_000, 3_000_000))
    fields = st.dictionaries(st.integers(0, span - 1), often, min_size=1, max_size=40)
    word = data.draw(st.dictionaries(st.sampled_from(range(len(FIELDS))), fields, min_size=1))
    held = [(field, document, times) for field in sorted(word) for document, times in sorted(word[field].items())]
    starts = np.cumsum([0, *(len(word[field]) for field in sorted(word))])
    _, documents, times = (np.array(column, np.int32) for column in zip(*held, strict=True))
    ranks = np.zeros(len(word), np.uint8)
    rows = Rows(["桥" + FIELD_MARKS[field] for field in sorted(word)], starts, documents, times, ranks)

    [record], _ = word_records(rows, span)

    names = list(FIELDS)
    assert word_record(Bits(record.code), span, names) == {names[field]: times for field, times in word.items()}
    assert word_documents(Bits(record.code), span, names) == {
        names[field]: sorted(times) for field, times in word.items()
    }


def test_vectors() -> None:
    for row in vectors("bits"):
        bits = Bits(row["text"])
        assert keys(bits) == row["keys"], row["title"]
        assert [plain_record(bits, row["span"]) for _ in row["keys"]] == row["documents"], row["title"]
        assert row["text"].startswith(spelled([row["keys"]])[0]), row["title"]


def test_javascript_reads_the_same() -> None:
    rows = vectors("bits")

    assert node("bits", rows=rows) == [[row["keys"], row["documents"]] for row in rows]
