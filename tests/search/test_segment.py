"""A run of Han in a question → words, the same in Python and in JavaScript, and nearly always jieba's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.search.dictionary import cutter
from site_builder.search.normalise import is_han, normalise, runs
from site_builder.search.query import open_index
from site_builder.search.segment import segment, vocabulary
from site_builder.search.settings import SearchSettings
from tests.search.galleys import HEADLINES, SENTENCES, bound
from tests.search.scripts import node, vectors

ROWS = vectors("segment")
HAN = {term: rank for term, rank in open_index(bound()).vocabulary().items() if is_han(term)}
WORDS = vocabulary(HAN, "".join(HAN.values()))
TEXTS = [run for text in (*SENTENCES, *HEADLINES) for run in runs(normalise(text)) if is_han(run)]


@pytest.mark.parametrize("row", ROWS, ids=[row["title"] for row in ROWS])
def test_vectors(row: Mapping[str, Any]) -> None:
    words = vocabulary(row["vocabulary"], "".join(row["vocabulary"].values()))

    assert segment(row["run"], words) == row["words"]


def test_javascript_gives_the_same_for_the_vectors() -> None:
    for row in ROWS:
        classes = "".join(row["vocabulary"].values())

        assert node("segment", terms=list(row["vocabulary"]), classes=classes, runs=[row["run"]]) == [row["words"]]


def test_javascript_gives_the_same_for_every_stretch_of_the_archive() -> None:
    stretches = sorted({run[at : at + size] for run in TEXTS for size in (2, 3, 5, 8) for at in range(0, len(run), 2)})

    answers = node("segment", terms=list(HAN), classes="".join(HAN.values()), runs=stretches)

    assert len(stretches) > 700
    assert answers == [segment(stretch, WORDS) for stretch in stretches]


@given(st.text(st.sampled_from("".join(TEXTS)), max_size=20))
def test_no_character_is_lost_or_moved(run: str) -> None:
    assert "".join(segment(run, WORDS)) == run


def test_whole_runs_are_cut_as_jieba_cuts_them() -> None:
    # In search mode the words inside a word come before it: those that end it are left out here.
    cut = cutter(SearchSettings(segmenter="rjieba"))
    alike = sum(set(segment(run, WORDS)) <= set(cut(run)) for run in TEXTS)

    assert alike / len(TEXTS) >= 0.95, f"{alike} of {len(TEXTS)}"
