"""The browser's engine, in Node on the same files: the answers of the Python twin, and no question breaks it."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import pytest

from site_builder.search import proving
from site_builder.search.binding import bind_all
from site_builder.search.fields import texts
from site_builder.search.filters import Filters
from site_builder.search.normalise import is_han
from site_builder.search.query import Answer, find, matching, open_index
from site_builder.search.settings import SearchSettings
from tests.search.galleys import HEADLINES, PEOPLE, SENTENCES, archive, article, bound, galley
from tests.search.scripts import ASSETS, node

INDEX = open_index(bound())
HAN = sorted(term for term in INDEX.vocabulary() if is_han(term) and len(term) > 1)
LONG = [term for term in HAN if len(term) > 2]

Asked = tuple[str, dict[str, Any]]
"""A question and its options."""

OPTIONS: tuple[dict[str, Any], ...] = (
    {},
    {},
    {"order": "date"},
    {"filters": {"from": "2022"}},
    {"filters": {"to": "2021-05", "pages": ["01", "02"]}},
    {"filters": {"columns": ["街巷"], "papers": ["qinghe"]}, "facets": False},
    {"filters": {"people": ["温如是"], "types": ["article"]}, "first": 2, "count": 3},
)
MORE: tuple[dict[str, Any], ...] = ({}, {"count": 20}, {"order": "date"}, {"first": 10}, {"count": 0})


def questions(chance: random.Random) -> list[Asked]:
    """Questions of every kind, twenty of each, some with options."""
    kinds = {
        "a word": lambda: chance.choice(HAN),
        "several words": lambda: " ".join(chance.sample(HAN, chance.randint(2, 4))),
        "a headline": lambda: chance.choice(HEADLINES),
        "a stretch": lambda: stretch(chance, 3, 6),
        "a long stretch, misread": lambda: stretch(chance, 8, 20) + chance.choice("的一是不了"),
        "a phrase": lambda: f"“{stretch(chance, 4, 14)}”",
        "demanded": lambda: f"+{chance.choice(HAN)} {chance.choice(HAN)}",
        "unwanted": lambda: f"{chance.choice(HAN)} -{stretch(chance, 2, 4)}",
        "a field": lambda: (
            f"{chance.choice(('标题', '作者', '栏目', 'title', '正文', '版'))}:{chance.choice((*PEOPLE, *HAN))}"
        ),
        "a beginning": lambda: chance.choice(HAN)[:1] + "*",
        "fuzzy": lambda: chance.choice(LONG)[:-1] + chance.choice(HAN)[0] + "~",
        "a mixture": lambda: f"{chance.choice(HAN)} “{stretch(chance, 2, 8)}” 标题：{chance.choice(HEADLINES)[:2]} -的",
    }
    return [(make(), chance.choice(OPTIONS)) for make in kinds.values() for _ in range(20)]


def stretch(chance: random.Random, least: int, most: int) -> str:
    sentence = chance.choice(SENTENCES)
    start = chance.randrange(len(sentence) - 2)
    return sentence[start : start + chance.randint(least, most)]


def strings(chance: random.Random, many: int) -> list[Asked]:
    """Strings nobody should type."""
    names = ("a:b", "标题:", "作者：", "title:", "版:", "__proto__", "constructor", "toString", "12:30", "-1", "null")
    scripts = ("مرحبا", "עברית", "\u202e", "\u200f", "𠮷", "𪚥", "👍🏽", "\ufeff", "é", "İ", "ß", "\ud800", "讀書節")
    signs = "\"“”「」『』＂+-−＋－*＊~^:：\\/|()[]{}<>'`&%$#@!?.,;= \t\n\u3000\u0000"
    pieces = [*signs, *names, *scripts, "第十九届", "二〇二三年", "区委", "桥", "x" * 70, "文" * 40]
    made = ["".join(chance.choices(pieces, k=chance.randint(1, 14))) for _ in range(many)]
    endless = ["", " ", "*", "a*", "桥" * 1000, '"' * 1000, "+" * 1000, "标题:" * 250, "-" + "桥 " * 300, "，。" * 500]
    return [(text, chance.choice(OPTIONS)) for text in (*made, *endless, " ".join(HAN)[:1000])]


def as_told(answer: Answer) -> dict[str, Any]:
    """An answer of the Python twin as JavaScript has it."""
    told = msgspec.to_builtins(answer)
    counts = told.pop("counts")
    facets = {name: [list(one) for one in counts[name]] for name in ("pages", "papers", "columns", "types")}
    lists = {name: list(told[name]) for name in ("hits", "shortened", "unread", "words")}
    return {**told, **lists, "years": counts["years"], "months": counts["months"], "facets": facets}


def twin(files: Mapping[str, bytes], asked: Sequence[Asked]) -> list[dict[str, Any]]:
    index = open_index(files)
    answers = []
    for question, options in asked:
        filters = msgspec.convert(options.get("filters", {}), Filters)
        more = {name: value for name, value in options.items() if name != "filters"}
        answers.append(as_told(find(index, question, filters=filters, **more)))
        if not options.get("facets", True):
            del answers[-1]["facets"]["columns"], answers[-1]["facets"]["types"]
    return answers


def in_node(files: Mapping[str, bytes], asked: Sequence[Asked], **more: Any) -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = node("find", files=files, questions=asked, **more)
    return answers


def assert_alike(files: Mapping[str, bytes], asked: Sequence[Asked]) -> list[dict[str, Any]]:
    expected = twin(files, asked)
    for question, ours, theirs in zip(asked, expected, in_node(files, asked), strict=True):
        assert theirs == ours, question
    return expected


def test_lunr_is_the_one_that_was_published() -> None:
    vendor = ASSETS / "vendor"

    digest = hashlib.sha256((vendor / "lunr-2.3.9.min.js").read_bytes()).hexdigest()
    assert digest == "0c50d9002b85780a842afffb567bb54ede402dae7c6dc5997a018614d8044fc8"
    assert "Permission is hereby granted" in (vendor / "lunr-2.3.9.LICENSE.txt").read_text(encoding="utf-8")


def test_both_sides_answer_alike() -> None:
    asked = questions(random.Random(8))

    answers = assert_alike(bound(), asked)

    assert len(asked) == 240
    assert sum(bool(found["total"]) for found in answers) > 120, "most questions should find something"
    assert {found["widened"] for found in answers} == {"", "variants", "some-words"}


@pytest.mark.parametrize("without", [{"texts": "never"}, {"substring": "never"}])
def test_both_sides_answer_alike_with_less_to_read(without: dict[str, str]) -> None:
    assert_alike(bound(**without), questions(random.Random(9))[::2])


def test_single_characters_beside_a_comma_are_found_where_they_stand() -> None:
    """Nothing of such a quotation is a pair, and its characters need be no words; the texts are not at hand."""
    bodies = [texts(piece)[-1] for issue in archive() for piece in issue.articles]
    stood = [(number, found) for number, body in enumerate(bodies) for found in re.findall("\\w[，。；]\\w", body)]
    asked = random.Random(5).sample(sorted(stood), 40)
    files = bound(texts="never")

    assert_alike(files, [(f"“{text}”", {}) for _, text in asked])

    index = open_index(files)
    assert [text for number, text in asked if number not in matching(index, f"“{text}”")] == []


def test_a_quotation_is_held_against_the_articles_that_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    wholes = [article(number, "比武", [f"这是第{number}回红缨枪舞。"]) for number in range(1, 15)]
    parts = [article(number, "比武", ["红缨枪一支，枪舞三段。缨枪舞步，红缨枪。"]) for number in range(15, 19)]
    paper = [galley("2021-05-04", *wholes, *parts)]
    pages = {f"qinghe/2021-05-04/{piece.article.id}.html": texts(piece) for piece in paper[0].articles}
    asked = [(question, options) for question in ("“红缨枪舞”", "比武 “缨枪舞”", "-“红缨枪舞”") for options in MORE]
    monkeypatch.setattr(proving, "VERIFIED_FILES", 0)
    expected = twin(bind_all(paper, SearchSettings()), asked)

    answers = in_node(bind_all(paper, SearchSettings(texts="never")), asked, told=pages)

    assert answers == expected
    ten, all_, newest = answers[:3]
    assert (ten["proved"], ten["unverified"], all(hit["exact"] for hit in ten["hits"])) == (10, True, True)
    assert (all_["total"], all_["proved"], all_["unverified"]) == (14, 14, False)
    held = {url for url, row in pages.items() if "红缨枪舞" in row[-1]}
    assert {hit["url"] for hit in all_["hits"]} == held >= {hit["url"] for hit in newest["hits"]}


def test_no_question_breaks_the_engine() -> None:
    assert_alike(bound(), strings(random.Random(11), 500))


@pytest.mark.slow
def test_no_question_of_ten_thousand_breaks_the_engine() -> None:
    asked = strings(random.Random(12), 10_000)

    for first in range(0, len(asked), 500):  # a Node each, so that none has long to answer
        assert_alike(bound(), asked[first : first + 500])


def test_what_is_to_be_marked_is_what_was_asked_for() -> None:
    asked = ["文明城市 夜市", "2023", "“生命科学的”", "桥", "夜市 -地铁", "版:2 夜市"]
    [plain, year, phrase, one, unwanted, page] = [find(INDEX, question).words for question in asked]

    assert {"文明城市", "夜市"} <= set(plain)
    assert {"2023", "二〇二三", "二零二三"} <= set(year)
    assert phrase == ("生命科学的",)
    assert one == ("桥",)
    assert unwanted == ("夜市",)
    assert page == ("夜市",)


def test_a_passage_shows_what_was_asked_for() -> None:
    passages = node("passages", files=bound(), question="手电筒")

    assert passages
    for passage in passages:
        assert passage["text"][slice(*passage["marks"][0])] == "手电筒"


def faulty(parts: Sequence[str], text: str | None) -> list[dict[str, Any]]:
    """The answers when all files of a kind are missing (None) or hold something else."""
    others = [{path: text for path in bound() if path.startswith(f"search/{part}")} for part in parts]
    assert all(others)
    answers: list[dict[str, Any]] = node("faults", files=bound(), others=others, question="“人民广场的银杏树” 夜市")
    return answers


FIRST = ("manifest", "i0")
SHARDS = ("w0/", "v0/", "g0/", "r0/", "l0/", "h/", "t/")


@pytest.mark.parametrize("text", [None, 'siteSearch("', 'siteSearch("other",1)\n', "<!doctype html>"])
def test_a_file_that_is_missing_or_not_whole_is_named_and_the_rest_answers(text: str | None) -> None:
    answers = faulty((*FIRST, *SHARDS), text)

    assert [answer["opened"]["problem"] for answer in answers[:2]] == ["damaged" if text else "none", "damaged"]
    for part, answer in zip(SHARDS, answers[2:], strict=True):
        assert answer["unread"]
        assert all(name.startswith(part) for name in answer["unread"])
        assert isinstance(answer["total"], int)


def test_a_file_with_something_else_in_it_breaks_nothing() -> None:
    others = [
        {path: f'siteSearch("{path[7:-3]}",{value})\n' for path in bound() if path.startswith(f"search/{part}")}
        for part in ("manifest", "i0", *SHARDS)
        for value in ("null", "1", "[]", "{}", "[null,null]", '["a","b"]', '"?"')
    ]

    answers = node("faults", files=bound(), others=others, question="“人民广场的银杏树” 夜市")

    assert all("opened" in answer or "problem" in answer or "total" in answer for answer in answers)


def test_what_did_not_come_is_asked_for_again() -> None:
    offline, online = node("online", files=bound(), question="夜市 银杏")

    assert offline["problem"] == "offline"
    assert online["total"] == find(INDEX, "夜市 银杏").total > 0


def test_the_index_of_a_newer_program_is_said_to_be_one() -> None:
    newer = {"search/manifest.js": 'siteSearch("manifest",{"format":99})\n'}

    [answer] = node("faults", files=bound(), others=[newer], question="夜市")

    assert answer["opened"]["problem"] == "stale"


def test_a_site_printed_anew_is_read_anew() -> None:
    old, new = bound(), bind_all(archive()[1:], SearchSettings(segmenter="rjieba"))

    [first, second] = node(
        "renewed", files=old, later={path: data.decode() for path, data in new.items()}, questions=["夜市", "银杏"]
    )

    assert first["hits"] == in_node(old, [("夜市", {})])[0]["hits"]
    assert second["unread"] == []
    assert second["hits"] == in_node(new, [("银杏", {})])[0]["hits"]


def test_a_question_that_is_given_up_says_so() -> None:
    assert node("aborted", files=bound(), question="夜市 银杏") == {"problem": "aborted"}
