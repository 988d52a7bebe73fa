"""What is shown is held against what can be read of it: the texts, what hits show, the pages."""

from __future__ import annotations

from typing import Any

import pytest

from site_builder.newspaper.galley import Galley
from site_builder.search import proving
from site_builder.search.binding import bind_all
from site_builder.search.fields import texts
from site_builder.search.query import find, open_index
from site_builder.search.settings import SearchSettings
from tests.search.galleys import article, galley
from tests.search.test_engine import in_node, twin

BARE = SearchSettings(texts="never")
FAR = "街口的小店早早开了门，老人搬出竹椅坐在树下说话，孩子们追着一只皮球跑过去，谁也不着急回家，天色还亮着呢。"
WHOLE, PIECES = f"{FAR}这一回红缨枪舞。", f"{FAR}红缨枪一支，枪舞三段。缨枪舞步，红缨枪。"
QUOTED = "“红缨枪舞”"

Page = list[str]


def paper(whole: int, pieces: int, headline: str = "比武") -> Galley:
    """An issue in which so many articles hold the stretch, and later ones only its pieces."""
    bodies = [WHOLE] * whole + [PIECES] * pieces
    return galley("2021-05-04", *(article(number, headline, [body]) for number, body in enumerate(bodies, 1)))


def pages(issue: Galley) -> dict[str, Page]:
    """What a page tells of each article: heading and body."""
    rows = {f"qinghe/2021-05-04/{piece.article.id}.html": texts(piece) for piece in issue.articles}
    return {url: ["\n".join(row[:4]), row[4]] for url, row in rows.items()}


def asked(issue: Galley, question: str, **options: Any) -> tuple[dict[str, Any], list[str]]:
    """What a browser answers over an index without texts, and the pages it read for that."""
    files = bind_all([issue], BARE)
    [answer] = in_node(files, [(question, options)], told=pages(issue), sizes=True)["answers"]  # type: ignore[call-overload]
    read = [name for name, _ in answer.pop("files") if name.endswith(".html")]
    return answer, read


def holding(issue: Galley, answer: dict[str, Any]) -> list[bool]:
    """Which of the hits hold the stretch."""
    told = pages(issue)
    return ["红缨枪舞" in told[hit["url"]][1] for hit in answer["hits"]]


def test_what_only_has_its_pieces_is_left_out() -> None:
    issue = paper(4, 20)

    answer, read = asked(issue, "红缨枪舞")

    assert holding(issue, answer) == [True] * 4
    assert [hit["exact"] for hit in answer["hits"]] == [True] * 4
    assert (answer["total"], len(read)) == (4, 24)


def test_what_has_the_words_comes_after_what_holds_it_as_typed() -> None:
    bodies = [f"{FAR}夜市和银杏。", f"{FAR}银杏和夜市。夜市和灯，和银杏。"]
    issue = galley("2021-05-04", *(article(number, "街口", [bodies[number > 3]]) for number in range(1, 21)))

    answer, read = asked(issue, "夜市和银杏")

    assert [hit["exact"] for hit in answer["hits"]] == [True] * 3 + [False] * 7
    assert (answer["total"], len(read)) == (20, 20)


def test_so_many_are_read_as_are_shown_when_they_hold_it() -> None:
    answer, read = asked(paper(24, 0), "红缨枪舞")

    assert answer["total"] == 24
    assert len(read) == 10


def test_no_more_is_read_than_that_and_thirty() -> None:
    issue = paper(2, 60)

    answer, read = asked(issue, "红缨枪舞")

    assert len(read) == 40
    assert answer["total"] == 22 + sum(holding(issue, answer))
    exact = [hit["exact"] for hit in answer["hits"]]
    assert exact == sorted(exact, reverse=True), "what is known before what is not"


def test_what_has_it_as_one_word_is_not_read() -> None:
    issue = galley("2021-05-04", *(article(number, "比武", [f"{FAR}红缨枪一支。"]) for number in range(1, 21)))

    for question in ("红缨枪", "“红缨枪”"):
        answer, read = asked(issue, question)

        assert (answer["total"], answer["unverified"], read) == (20, False, [])
        assert all(hit["exact"] for hit in answer["hits"])


def test_what_hits_show_is_proof_without_a_page() -> None:
    issue = paper(20, 0, headline="比武：红缨枪舞")

    for question in ("红缨枪舞", QUOTED, f"标题:{QUOTED}"):
        answer, read = asked(issue, question)

        assert (len(answer["hits"]), read) == (10, []), question
        assert all(hit["exact"] for hit in answer["hits"]), question


def test_a_headline_that_is_all_that_was_typed_comes_first() -> None:
    bodies = ["夜市夜市夜市开张。", "夜市开张，夜市开张，银杏。"]
    longer = [article(number, "夜市开张银杏", [bodies[number % 2]]) for number in range(1, 7)]
    others = [article(number, "街口", [f"{FAR}夜市开张。"]) for number in range(7, 20)]
    issue = galley("2021-05-04", *longer, *others, article(20, "夜市开张", ["天气很好，" * 40]))

    answer, read = asked(issue, "夜市开张")

    assert answer["hits"][0]["headline"] == "夜市开张"
    assert not read, "who types a headline wants that article"
    assert find(open_index(bind_all([issue], BARE)), "夜市开张").hits[0].headline == "夜市开张"
    scores = [hit["score"] for hit in answer["hits"]]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("fields", ["标题", "正文"])
def test_a_quotation_in_one_place_is_proved_by_pages(fields: str) -> None:
    bodies = [WHOLE, PIECES]
    kickers = ["红缨枪一支，枪舞三段。缨枪舞步", "红缨枪舞"]
    pieces = [article(number, "比武", [bodies[number % 2]], kicker=kickers[number // 2 % 2]) for number in range(1, 29)]
    issue = galley("2021-05-04", *pieces)
    wanted = {piece.article.id for piece in pieces if "红缨枪舞" in texts(piece)[1 if fields == "标题" else 4]}

    answer, _ = asked(issue, f"{fields}:{QUOTED}", count=28)

    assert {hit["url"][-10:-5] for hit in answer["hits"]} == wanted
    assert (answer["unverified"], answer["total"], answer["proved"]) == (False, 14, 14)


def test_what_must_not_be_there_is_read_where_the_answer_hangs_on_it() -> None:
    plain = [article(number, "晚会", [body]) for number, body in enumerate([WHOLE] * 3 + [PIECES] * 5, 1)]
    other = [article(number, "比武", [PIECES]) for number in range(9, 30)]
    issue = galley("2021-05-04", *plain, *other)

    few, read = asked(issue, f"晚会 -{QUOTED}")
    many, _ = asked(issue, f"-{QUOTED}")

    assert (few["total"], few["unverified"], len(read)) == (5, False, 8)
    assert many["unverified"]


def test_the_texts_say_what_the_pages_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving, "VERIFIED_FILES", 0)
    issue = paper(14, 14)
    questions = ("红缨枪舞", QUOTED, f"比武 {QUOTED}", f"正文:{QUOTED}", "缨枪舞步 枪舞三段")
    options: tuple[dict[str, Any], ...] = ({}, {"count": 30}, {"first": 10}, {"order": "date"}, {"count": 0})
    every = [(question, option) for question in questions for option in options]

    expected = twin(bind_all([issue], SearchSettings()), every)

    assert in_node(bind_all([issue], BARE), every, told=pages(issue)) == expected
