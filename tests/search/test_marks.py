"""Words of a question marked in a text as printed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.search.scripts import node

CASES: list[tuple[str, list[str], str]] = [
    ("夜市恢复了", ["夜市"], "[夜市]恢复了"),
    ("夜市，夜市", ["夜市"], "[夜市]，[夜市]"),
    ("臺灣的鐵路", ["铁路", "台湾"], "[臺灣]的[鐵路]"),
    ("ＷＩ－ＦＩ免费", ["wi", "fi"], "[ＷＩ]－[ＦＩ]免费"),
    ("文明城市", ["文明城市", "文明", "城市"], "[文明城市]"),
    ("文明 城\n市创建", ["文明城市"], "[文明 城\n市]创建"),
    ("占地50㎡整", ["50m2"], "占地[50㎡]整"),
    ("Cafe\u0301里", ["café"], "[Cafe\u0301]里"),
    ("𠮷野家", ["野家"], "𠮷[野家]"),
    ("<b>夜市</b>", ["夜市"], "<b>[夜市]</b>"),
    ("没有", ["夜市", ""], "没有"),
    ("", ["夜市"], ""),
]


def marked(pieces: list[dict[str, Any]]) -> str:
    return "".join(f"[{piece['text']}]" if piece["marked"] else piece["text"] for piece in pieces)


@pytest.fixture(scope="module")
def answers() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = node("marks", texts=[[text, needles] for text, needles, _ in CASES])
    return found


def test_cases(answers: list[dict[str, Any]]) -> None:
    assert [marked(answer["pieces"]) for answer in answers] == [after for _, _, after in CASES]


def test_the_passage_shows_the_first_mark() -> None:
    text = "一" * 50 + "\n" + "二" * 40 + "夜市" + "三" * 50
    [[answer]] = [node("marks", texts=[[text, ["夜市"]]], length=30)]

    assert answer["passage"] == "…" + "二" * 10 + "夜市" + "三" * 18 + "…"


def test_the_passage_never_breaks_a_character() -> None:
    text = "𠮷" * 60 + "夜市" + "𪚥" * 60
    for length in range(20, 30):
        [answer] = node("marks", texts=[[text, ["夜市"]]], length=length)
        assert "\ufffd" not in answer["passage"].encode("utf-16", "replace").decode("utf-16")
