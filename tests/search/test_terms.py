"""Text → the words it is found by."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.search.normalise import normalise, runs
from site_builder.search.settings import SearchSettings
from site_builder.search.terms import LONGEST, cut
from tests.casefiles import cases

FAST = SearchSettings(segmenter="rjieba")
CASES = list(cases(Path(__file__).parent / "cases" / "terms.md"))


@pytest.mark.parametrize(("before", "after"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_case(before: str, after: str) -> None:
    words = cut(before, FAST)

    assert set(after.split()) <= set(words)


@given(st.text())
def test_every_word_is_one_a_question_can_ask_for(text: str) -> None:
    for word in cut(text, FAST):
        assert runs(normalise(word)) == [word]
        assert len(word) <= max(LONGEST, len(text) * 20)


def test_an_endless_word_is_cut_off() -> None:
    assert cut("a" * 500, FAST) == ["a" * LONGEST]


def test_a_number_in_figures_is_counted_once() -> None:
    assert cut("2023年", FAST).count("2023") == 1
    assert cut("二〇二三年、二〇二三年", FAST).count("2023") == 2
