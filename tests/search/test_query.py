"""Questions put to the index."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.errors import ContentError
from site_builder.search.normalise import normalise, squeeze
from site_builder.search.query import MOST_CLAUSES, answer, open_index, search
from site_builder.search.scripts import MANIFEST
from tests.casefiles import cases
from tests.search.galleys import SENTENCES, bound

INDEX = open_index(bound())
CASES = list(cases(Path(__file__).parent / "cases" / "questions.md"))
TEXTS = [
    squeeze("\n".join((*head[4:6], *head[7:], body))) for head, body in zip(INDEX.heads, INDEX.bodies, strict=True)
]


@pytest.mark.parametrize(("question", "promise"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_case(question: str, promise: str) -> None:
    found = answer(INDEX, question)

    relaxed, _, rest = promise.rpartition("relaxed")
    assert found.relaxed is bool(relaxed or promise.startswith("relaxed"))
    kind, *words = rest.split()[:1] + rest.split()[1:] or [""]
    numbers = [hit.number for hit in found.hits]
    if kind == "nothing":
        assert numbers == []
        return
    assert numbers
    if kind == "holds":
        assert words[0] in found.hits[0].headline
    elif kind == "all":
        for word in words:
            holding = {n for n, text in enumerate(TEXTS) if any(form in text for form in word.split("|"))}
            assert set(numbers) <= holding, word
        if len(words) == 1:
            assert set(numbers) == holding
    elif kind == "none":
        assert not [number for number in numbers if words[0] in TEXTS[number]]
    elif kind == "names":
        assert all(words[0] in INDEX.heads[number][9] for number in numbers)


PIECES = (*'"“”「」+-−*~^:：', "标题:", "作者：", "a:b", "__proto__", " ", "\u202e", "𠮷", *SENTENCES)


@given(st.text() | st.text(min_size=200) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_question_has_an_answer(question: str) -> None:
    found = answer(INDEX, question)

    assert len({hit.number for hit in found.hits}) == len(found.hits)
    assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)


@given(st.sampled_from(SENTENCES), st.integers(0, 25), st.integers(1, 20))
def test_any_quoted_stretch_is_found_where_it_stands_and_nowhere_else(sentence: str, start: int, length: int) -> None:
    stretch = sentence[start : start + length].translate({ord(mark): None for mark in "「」"})
    if not stretch or not any(char.isalnum() for char in stretch):
        return

    found = {hit.number for hit in answer(INDEX, f"「{stretch}」").hits}

    assert found == {n for n, text in enumerate(TEXTS) if normalise(squeeze(stretch)) in normalise(text)}


def test_a_question_of_every_word_there_is_is_shortened_and_says_so() -> None:
    found = answer(INDEX, " ".join(sorted(INDEX.terms))[:1000])

    assert found.shortened
    assert not answer(INDEX, "夜市").shortened
    assert MOST_CLAUSES == 48


def test_without_an_index_it_is_said() -> None:
    with pytest.raises(ContentError) as raised:
        search({}, "桥")

    assert [(problem.code, problem.place.path) for problem in raised.value.problems] == [("S001", MANIFEST)]


@pytest.mark.parametrize("part", ["manifest", "index", "heads", "text"])
@pytest.mark.parametrize("fault", ["missing", "cut", "nonsense", "binary"])
def test_a_broken_file_is_named(part: str, fault: str) -> None:
    files = dict(bound())
    path = next(path for path in files if path.startswith(f"search/{part}"))
    if fault == "missing" and part != "manifest":
        del files[path]
    else:
        whole = files[path]
        files[path] = {"cut": whole[: len(whole) // 2], "binary": b"\xff\x00"}.get(fault, whole[:-3] + b"}])\n")

    with pytest.raises(ContentError) as raised:
        search(files, "桥")

    assert [(problem.code, problem.place.path) for problem in raised.value.problems] == [("S002", path)]
