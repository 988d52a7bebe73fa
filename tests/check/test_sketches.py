"""The sketch of a text, worked out fast, is the one its rule says."""

from __future__ import annotations

import zlib

from hypothesis import example, given
from hypothesis import strategies as st

from site_builder.newspaper.sketches import DRAWERS, LONGEST, sketch, spoken

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"


def by_rule(words: str) -> str:
    """The least number of each drawer, looked for one by one."""
    runs = [words[at : at + 3] for at in range(max(1, len(words) - 2))]
    numbers = [zlib.crc32(run.encode("utf-32-le", "replace")) for run in runs]
    drawers = [[number for number in numbers if number % DRAWERS == at] for at in range(DRAWERS)]
    return "".join(SIGNS[min(drawer) // DRAWERS % 64] if drawer else "." for drawer in drawers)


@given(st.text(st.sampled_from("一二三四五六七八九十年月日𠀀豈aZ9，。 \n") | st.characters(), max_size=700))
@example("")
@example("甲，" * 700)
@example("，" * 900 + "甲乙丙丁")
@example("二〇一九年")
@example("运河" * 400)
@example("\ud800甲乙")
def test_a_sketch_is_the_one_its_rule_says(text: str) -> None:
    assert sketch("", text)[:DRAWERS] == by_rule(spoken(text[: 2 * LONGEST])[:LONGEST])


def test_without_words_the_headline_is_looked_at_whole() -> None:
    headline = "区里 开会" * LONGEST

    assert sketch(headline, "……")[:DRAWERS] == by_rule(spoken(headline))
