"""What a reader typed → parts, the same in Python and in JavaScript, whatever it was."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.search.fields import FIELDS
from site_builder.search.grammar import FIELD_NAMES, LONGEST_QUESTION, parse
from site_builder.search.normalise import normalise, runs
from tests.search.scripts import node, vectors

ROWS = vectors("grammar")


@pytest.mark.parametrize("row", ROWS, ids=[row["title"] for row in ROWS])
def test_vectors(row: dict[str, Any]) -> None:
    assert msgspec.json.decode(msgspec.json.encode(parse(row["text"]))) == row["parts"]


def test_javascript_gives_the_same_for_the_vectors() -> None:
    assert node("parse", texts=[row["text"] for row in ROWS]) == [row["parts"] for row in ROWS]


@given(st.text(st.sampled_from('区委a1 +-−"“”「」『』:：*~^标题作者\n\u3000𠮷\u200f'), max_size=40) | st.text())
def test_every_part_holds_a_word(text: str) -> None:
    for part in parse(text):
        assert runs(part.text)
        assert set(part.fields) <= set(FIELDS)


def test_field_names_are_written_as_they_are_searched() -> None:
    assert [name for name in FIELD_NAMES if normalise(name) != name] == []


def test_the_end_of_an_endless_question_is_not_read() -> None:
    [part] = parse("桥" * 5000)

    assert len(part.text) == LONGEST_QUESTION
