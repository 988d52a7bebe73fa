"""Openings are told from texts that have none by a word first: that never hides one which the grammar sees."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from site_builder.newspaper.patterns import late
from site_builder.press.typesetting import openings

PARTS = st.sampled_from(
    [
        *"本报台网社讯电据【】（）()：，、 \u3000\n甲乙丙四月一日1",
        *(
            "记者",
            "通讯员",
            "特约",
            "摄影",
            "报道",
            "消息",
            "综合",
            "新华社北京4月1日电",
            "《某报》",
            "整理",
            "图/",
            "今天",
        ),
    ]
)
TEXTS = st.lists(PARTS, max_size=14).map("".join)


@given(TEXTS)
def test_what_is_looked_for_first_hides_no_dateline(text: str) -> None:
    found = re.match("|".join(f"(?:{shape})" for shape in openings._DATELINES), text)

    assert openings._dateline_end(text, "") == (found.end() if found else 0)


@given(TEXTS)
def test_what_is_looked_for_first_hides_no_byline(text: str) -> None:
    seen = openings.opening(text)
    end = openings._dateline_end(text, "")
    signed = not end and openings._WHOLE.fullmatch(text)
    behind = openings._BRACKETED.match(text, end) or (openings._SPACED.match(text, end) if end else None)

    assert seen.byline == ((0, len(text)) if signed else behind.span("byline") if behind else (0, 0))


def test_a_pattern_compiled_late_is_the_pattern() -> None:
    pattern, at_once = late("(?P<figure>[0-9])b", re.IGNORECASE), re.compile("(?P<figure>[0-9])b", re.IGNORECASE)

    assert pattern.sub(r"\g<figure>", "1B2b") == at_once.sub(r"\g<figure>", "1B2b")
    assert (pattern.pattern, pattern.flags, pattern.groupindex) == (
        at_once.pattern,
        at_once.flags,
        at_once.groupindex,
    )
