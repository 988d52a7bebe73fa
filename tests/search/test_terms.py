"""Text → the words it is found by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.search.cutting import END, cut_all
from site_builder.search.normalise import normalise, runs
from site_builder.search.settings import SearchSettings
from site_builder.search.terms import LONGEST, cut, cut_plain
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


@given(st.lists(st.text() | st.text("区委书记\u4e8c〇二三年第十九次々𠮷野\0\n ，ab1", max_size=30), max_size=6))
@pytest.mark.parametrize("settings", [FAST, SearchSettings()], ids=["rjieba", "jieba"])
def test_texts_that_are_cut_together_have_the_words_each_has_alone(
    settings: SearchSettings, texts: Sequence[str]
) -> None:
    plains = list(map(normalise, texts))
    parts: list[list[str]] = [[]]
    for word in cut_all(plains, settings):
        if word == END:
            parts.append([])
        elif word != "\n":
            parts[-1].append(word)
    assert parts.pop() == []
    assert len(parts) == 3 * len(plains)
    together = [Counter(chain.from_iterable(parts[at :: len(plains)])) for at in range(len(plains))]

    assert together == [Counter(cut_plain(plain, settings)) for plain in plains]
