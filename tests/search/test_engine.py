"""The browser's engine, run in Node on the same files: the same hits in the same order as the Python twin."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping
from typing import Any

from site_builder.search.normalise import is_han
from site_builder.search.query import answer, open_index
from tests.search.galleys import HEADLINES, PEOPLE, SENTENCES, bound
from tests.search.scripts import ASSETS, node

INDEX = open_index(bound())
HAN = sorted(term for term in INDEX.terms if is_han(term) and len(term) > 1)


def questions(chance: random.Random) -> list[str]:
    """Questions of every kind: twenty of each."""
    kinds = {
        "a word": lambda: chance.choice(HAN),
        "several words": lambda: " ".join(chance.sample(HAN, chance.randint(2, 4))),
        "a headline": lambda: chance.choice(HEADLINES),
        "a stretch": lambda: stretch(chance, 3, 6),
        "a phrase": lambda: f"“{stretch(chance, 4, 14)}”",
        "demanded": lambda: f"+{chance.choice(HAN)} {chance.choice(HAN)}",
        "unwanted": lambda: f"{chance.choice(HAN)} -{stretch(chance, 2, 4)}",
        "a field": lambda: (
            f"{chance.choice(('标题', '作者', '栏目', 'title', '正文'))}:{chance.choice((*PEOPLE, *HAN))}"
        ),
        "a beginning": lambda: chance.choice(HAN)[:1] + "*",
        "a mixture": lambda: f"{chance.choice(HAN)} “{stretch(chance, 2, 8)}” 标题：{chance.choice(HEADLINES)[:2]} -的",
    }
    return [make() for make in kinds.values() for _ in range(20)]


def stretch(chance: random.Random, least: int, most: int) -> str:
    sentence = chance.choice(SENTENCES)
    start = chance.randrange(len(sentence) - 2)
    return sentence[start : start + chance.randint(least, most)]


def twin(files: Mapping[str, bytes], asked: list[str]) -> list[dict[str, Any]]:
    index = open_index(files)
    return [
        {
            "hits": [{"number": hit.number, "score": hit.score} for hit in found.hits],
            "relaxed": found.relaxed,
            "shortened": found.shortened,
        }
        for found in (answer(index, question) for question in asked)
    ]


def asked_in_node(files: Mapping[str, bytes], asked: list[str], **more: Any) -> list[dict[str, Any]]:
    told = ("hits", "relaxed", "shortened")
    return [{name: found[name] for name in told} for found in node("search", files=files, questions=asked, **more)]


def test_lunr_is_the_one_that_was_published() -> None:
    vendor = ASSETS / "vendor"

    digest = hashlib.sha256((vendor / "lunr-2.3.9.min.js").read_bytes()).hexdigest()
    assert digest == "0c50d9002b85780a842afffb567bb54ede402dae7c6dc5997a018614d8044fc8"
    assert "Permission is hereby granted" in (vendor / "lunr-2.3.9.LICENSE.txt").read_text(encoding="utf-8")


def test_both_sides_find_the_same_in_the_same_order() -> None:
    asked = questions(random.Random(8))

    expected = twin(bound(), asked)

    assert asked_in_node(bound(), asked) == expected
    assert len(asked) == 200
    assert sum(bool(found["hits"]) for found in expected) > 150, "most questions should find something"
    assert sum(bool(found["relaxed"]) for found in expected) > 10


def test_both_sides_find_the_same_by_heads_only() -> None:
    asked = questions(random.Random(9))
    files = bound(full_text_up_to=0)

    assert asked_in_node(files, asked) == twin(files, asked)


def test_lunr_itself_agrees_with_lunr() -> None:
    chance = random.Random(10)
    asked = [
        form.format(*chance.sample(HAN, 3))
        for form in ("{0}", "{0} {1}", "+{0} {1}", "{0} -{1}", "headline:{0}", "{0}^4 {1}", "{0}* {1}", "+{0} +{1} {2}")
        for _ in range(20)
    ]

    theirs = node("lunr", files=bound(), questions=asked)

    for question, found in zip(asked, theirs, strict=True):
        ours = [[hit["ref"], hit["score"]] for hit in INDEX.lunr.search(question)]
        assert [ref for ref, _ in found][:20] == [ref for ref, _ in ours][:20], question
        assert all(abs(a - b) < 1e-9 for (_, a), (_, b) in zip(found, ours, strict=True)), question


def test_no_question_breaks_the_engine() -> None:
    chance = random.Random(11)
    names = ("a:b", "标题:", "作者：", "title:", "__proto__", "constructor", "toString", "12:30", "-1", "NaN", "null")
    scripts = ("مرحبا", "עברית", "\u202e", "\u200f", "𠮷", "𪚥", "👍🏽", "\ufeff", "é", "İ", "ß", "\ud800")
    signs = "\"“”「」『』＂+-−＋－*＊~^:：\\/|()[]{}<>'`&%$#@!?.,;= \t\n\u3000\u0000"
    pieces = [*signs, *names, *scripts, "第十九届", "二〇二三年", "区委", "桥", "x" * 70, "文" * 40]
    asked = ["".join(chance.choices(pieces, k=chance.randint(1, 14))) for _ in range(1990)]
    asked += [
        "",
        " ",
        "*",
        "a*",
        "桥" * 1000,
        '"' * 1000,
        "+" * 1000,
        "标题:" * 250,
        " ".join(HAN)[:1000],
        "-" + "桥 " * 300,
    ]

    expected = twin(bound(), asked)

    assert len(asked) == 2000
    assert asked_in_node(bound(), asked) == expected


def test_when_the_texts_do_not_arrive_it_is_said() -> None:
    [phrase, words, unwanted] = node(
        "search", files=bound(), questions=["“门板可以当船”", "夜市", "夜市 -糖画"], lost=True
    )

    assert phrase["unverified"]
    assert phrase["hits"], "its words are still looked for"
    assert not words["unverified"]
    assert words["hits"]
    assert unwanted["hits"]


def test_what_is_to_be_marked_is_what_was_asked_for() -> None:
    [plain, year, phrase, one, unwanted] = node(
        "search", files=bound(), questions=["文明城市 夜市", "2023", "“生命科学的”", "桥", "夜市 -地铁"]
    )

    assert {"文明城市", "夜市"} <= set(plain["needles"])
    assert {"2023", "二〇二三", "二零二三"} <= set(year["needles"])
    assert phrase["needles"] == ["生命科学的"]
    assert one["needles"] == ["桥"]
    assert unwanted["needles"] == ["夜市"]
