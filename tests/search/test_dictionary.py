"""jieba's words, sooner: the same as its own search mode, and as rjieba's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.errors import UsageError
from site_builder.search import dictionary
from site_builder.search.coding import beginnings, characters
from site_builder.search.commonness import LONGEST, ranks_of
from site_builder.search.dictionary import count, cutter
from site_builder.search.normalise import fold, is_han, normalise, runs
from site_builder.search.settings import SearchSettings
from tests.search.galleys import HEADLINES, SENTENCES

JIEBA, RJIEBA = cutter(SearchSettings()), cutter(SearchSettings(segmenter="rjieba"))
TEXTS = [run for text in (*SENTENCES, *HEADLINES) for run in runs(normalise(text)) if is_han(run)]


@pytest.fixture(scope="module")
def jiebas_own() -> Any:
    """jieba's tokenizer itself, with the words ours has."""
    dictionary._finalseg()  # imports jieba without its warnings
    import jieba

    words = {word: int(times) for word, times in dictionary._words().items()}
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ = {word[:end]: 0 for word in words for end in range(1, len(word))} | words
    tokenizer.total = sum(words.values())
    tokenizer.initialized = True
    return tokenizer


def test_the_words_are_those_of_jieba(jiebas_own: Any) -> None:
    for text in TEXTS:
        assert sorted(JIEBA(text)) == sorted(jiebas_own.cut_for_search(text))


@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4), st.integers(0, 9), st.integers(0, 9))
def test_the_words_of_any_stretch_are_those_of_rjieba(texts: list[str], head: int, tail: int) -> None:
    stretch = "".join(texts)[head:][: -tail or None]

    assert sorted(JIEBA(stretch)) == sorted(RJIEBA(stretch))


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=12))
def test_the_words_of_any_han_are_those_of_rjieba(text: str) -> None:
    assert sorted(JIEBA(fold(text))) == sorted(RJIEBA(fold(text)))


@given(st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x2FFFF, categories=["Lo"]), max_size=8))
def test_no_character_is_lost(text: str) -> None:
    for run in filter(is_han, runs(normalise(text))):
        assert set("".join(JIEBA(run))) == set(run)


def test_real_newspapers_are_cut_alike(real_inputs: Path, jiebas_own: Any) -> None:
    for seed in sorted((real_inputs / "seeds").glob("*.*")):
        for run in filter(is_han, runs(normalise(seed.read_bytes().decode("utf-8", "replace")))):
            own = sorted(jiebas_own.cut_for_search(run))
            assert sorted(JIEBA(run)) == own
            assert sorted(RJIEBA(run)) == own


def test_words_are_known_in_the_form_they_are_searched_in() -> None:
    assert count(normalise("乾隆")) == 2435
    assert count("干隆") == 2435
    assert "干隆" in JIEBA("干隆年间")


def test_a_word_counts_as_its_line_says_wherever_that_stands() -> None:
    words = {word: int(times) for word, times in dictionary._words().items()}
    some = sorted(words)[:: dictionary._STRETCH // 2 + 1]

    assert [count(word) for word in (*some, max(words), min(words))] == [
        words[word] for word in (*some, max(words), min(words))
    ]
    assert [count(word) for word in ("", "\uffff", " ", *(f"{word}\u4dff" for word in some))] == [0] * (3 + len(some))


def test_ranks_of_many_words_are_those_of_each() -> None:
    known = sorted(dictionary._words())[:: dictionary._STRETCH]
    words = [*known, *(f"{word}们" for word in known[::9]), "Ｔ恤", "abc", "2023", "干隆", "桥", "𠮷", "〇"]
    sizes = np.array(list(map(len, words)), np.int64)
    begin = beginnings(characters("".join(words)), np.cumsum(sizes) - sizes, sizes)

    assert ranks_of(words, np.where(sizes <= LONGEST, begin, -1)).tobytes() == dictionary.ranks(words)
    assert len(set(dictionary.ranks(words))) > 20


def test_what_another_process_put_in_order_answers_alike() -> None:
    program = (
        "import sys, msgspec\n"
        "from site_builder.search import dictionary\n"
        "from site_builder.search.settings import SearchSettings\n"
        "dictionary.begin_with(msgspec.msgpack.decode(sys.stdin.buffer.read(), type=dictionary.Ordered))\n"
        "dictionary._dictionary = None\n"
        "cut = dictionary.cutter(SearchSettings(segmenter='rjieba'))\n"
        "words = sorted({word for text in sys.argv[1:] for word in cut(text)})\n"
        "print(dictionary.ranks(words).hex(), *words)\n"
    )
    texts = ["干隆年间", *TEXTS[:200]]

    done = subprocess.run(
        [sys.executable, "-c", program, *texts],
        input=msgspec.msgpack.encode(dictionary.ordered()),
        capture_output=True,
        check=True,
    )

    words = sorted({word for text in texts for word in RJIEBA(text)})
    assert done.stdout.decode().split() == [dictionary.ranks(words).hex(), *words]


def test_cutting_writes_nothing_and_says_nothing(tmp_path: Path) -> None:
    program = (
        "from site_builder.search.dictionary import cutter\n"
        "from site_builder.search.settings import SearchSettings\n"
        "assert '书记' in cutter(SearchSettings())('区委书记钟离雪')\n"
    )
    environment = {"TMPDIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, env=environment, cwd=tmp_path
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_segmenter_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageError) as raised:
        cutter(SearchSettings(segmenter="jeiba"))

    [problem] = raised.value.problems
    assert (problem.code, problem.facts["found"], problem.facts["nearest"]) == ("S003", "jeiba", "jieba")


def test_a_segmenter_that_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)

    with pytest.raises(UsageError) as raised:
        cutter(SearchSettings(segmenter="rjieba", selftest=7))  # not cached under these settings

    assert [problem.code for problem in raised.value.problems] == ["S004"]
