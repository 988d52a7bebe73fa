"""The search that checks itself."""

from __future__ import annotations

import json
from typing import ClassVar

import pytest

from site_builder.errors.wording import LANGUAGES, hint, problems, sentence
from site_builder.newspaper.galley import Galley
from site_builder.search.binding import bind_all
from site_builder.search.fields import texts
from site_builder.search.selftest import check
from site_builder.search.settings import SearchSettings
from tests.search.galleys import archive, article, bound, galley

FAST = SearchSettings(segmenter="rjieba")

Articles = list[tuple[str, tuple[str, ...]]]


def articles(*galleys: Galley) -> Articles:
    """The addresses and texts of issues."""
    return [
        (f"{issue.issue.key}/{piece.article.id}.html", texts(piece)) for issue in galleys for piece in issue.articles
    ]


@pytest.mark.parametrize("substring", ["always", "never"])
@pytest.mark.parametrize("printed", ["always", "never"])
def test_the_archive_finds_itself(substring: str, printed: str) -> None:
    assert check(bound(substring=substring, texts=printed), articles(*archive()), 90) == []


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
        "二版：要闻～三则",
    ]
    issues = [galley(f"2022-01-{number:02}", article(1, line, ["正文。"])) for number, line in enumerate(headlines, 10)]

    assert check(bind_all(issues, FAST), articles(*issues), 99) == []


def test_what_the_index_lost_is_reported() -> None:
    lost = galley("2022-12-31", article(1, "没有编入的一篇", ["鼋头渚灯塔的这一篇文字没有进入索引。"]))

    missed = check(bound(), articles(lost), 3)

    assert {problem.code for problem in missed} == {"S011", "S012"}
    assert {problem.facts["article"] for problem in missed} == {"qinghe/2022-12-31/01-01.html"}
    for problem in missed:
        for language in LANGUAGES:
            assert problem.facts["question"] in sentence(problem, language)
            assert hint(problem, language)


def test_a_file_that_is_not_there_is_reported() -> None:
    files = {path: data for path, data in bound().items() if not path.startswith("search/g0/")}

    missed = check(files, articles(*archive()), 60)

    assert "S002" in {problem.code for problem in missed}


def test_a_sample_is_no_larger_than_asked() -> None:
    class Counted(dict[str, bytes]):
        asked = 0

        def __getitem__(self, path: str) -> bytes:
            Counted.asked += 1
            return super().__getitem__(path)

    assert check(Counted(bound()), articles(*archive()), 0) == []
    first = Counted.asked
    check(Counted(bound()), articles(*archive()), 3)

    assert first == 2, "the manifest and the table of issues"
    assert Counted.asked < len(bound())


def test_of_texts_those_of_the_articles_asked_for_are_read_and_no_others() -> None:
    class Read(dict[str, bytes]):
        paths: ClassVar[set[str]] = set()

        def __getitem__(self, path: str) -> bytes:
            self.paths.add(path)
            return super().__getitem__(path)

    files = Read(bound(texts="always"))
    [first, *_] = articles(*archive())

    assert check(files, [first], 9) == []
    read = {path.rpartition("-")[0] for path in files.paths if path.startswith("search/t/")}
    assert read == {f"search/t/{first[0].rpartition('/')[0].replace('/', '-')}-0"}


def test_every_language_says_every_code() -> None:
    ours = {language: {code for code in problems(language) if code.startswith("S")} for language in LANGUAGES}

    assert {"S001", "S002", "S003", "S004", "S011", "S012"} <= ours["zh-Hans"]
    assert len(set(map(json.dumps, map(sorted, ours.values())))) == 1
