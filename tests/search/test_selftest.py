"""The search that checks itself."""

from __future__ import annotations

import json

import pytest

from site_builder.errors.wording import LANGUAGES, hint, problems, sentence
from site_builder.search.index import bind
from site_builder.search.postings import post
from site_builder.search.selftest import check
from site_builder.search.settings import SearchSettings
from tests.search.galleys import archive, article, bound, galley

FAST = SearchSettings(segmenter="rjieba")


@pytest.mark.parametrize("limit", [0, 300])
def test_the_archive_finds_itself(limit: int) -> None:
    assert check(bound(full_text_up_to=limit), archive(), 60) == []


def test_headlines_that_look_like_questions_find_their_articles() -> None:
    headlines = [
        "初雪 -3℃",
        "“看河人”的一天",
        "12:30开闸",
        "标题：怎么起",
        "他说：“等",
        "A+B*C",
        "一",
        "——",
        "「",
        "《夜市》回来了",
    ]
    issues = [galley(f"2022-01-{number:02}", article(1, line, ["正文。"])) for number, line in enumerate(headlines, 10)]

    assert check(bind([post(issue, FAST) for issue in issues], FAST), issues, 99) == []


def test_what_the_index_lost_is_reported() -> None:
    lost = galley("2022-12-31", article(1, "没有编入的一篇", ["这一篇的文字没有进入索引。"]))

    missed = check(bound(), [*archive(), lost], 100)

    assert [problem.code for problem in missed] == ["S011", "S012"]
    assert {problem.facts["article"] for problem in missed} == {"qinghe/2022-12-31/01-01"}
    for problem in missed:
        for language in LANGUAGES:
            assert problem.facts["question"] in sentence(problem, language)
            assert hint(problem, language)


def test_a_sample_is_no_larger_than_asked() -> None:
    empty = bind([], FAST)

    assert len({problem.facts["article"] for problem in check(empty, archive(), 7)}) == 7


def test_every_language_says_every_code() -> None:
    ours = {language: {code for code in problems(language) if code.startswith("S")} for language in LANGUAGES}

    assert ours["zh-Hans"] == {"S001", "S002", "S003", "S004", "S011", "S012"}
    assert len(set(map(json.dumps, map(sorted, ours.values())))) == 1
