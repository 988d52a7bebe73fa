"""Sieves before slow rules: what a rule would find is never kept from it."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from site_builder.segmenting.credits import ROLES, may_name_roles, read_credits
from site_builder.segmenting.folding import folded
from site_builder.segmenting.imprint import LINES, may_be_imprint
from site_builder.segmenting.signatures import OFFICES, read_signature, seems_signed

some = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("words", [words for _, words in LINES], ids=[kind for kind, _ in LINES])
def test_every_line_of_furniture_has_a_clue(words: re.Pattern[str]) -> None:
    # What must stand ahead of a line only narrows its form, and is hard to make up.
    form = re.compile(words.pattern.split("){3})")[-1], words.flags)

    @some
    @given(st.from_regex(form, fullmatch=True))
    def holds(line: str) -> None:
        assert may_be_imprint(line)

    holds()


ROLE_WORDS = "记者 通讯员 摄 文 图 摄影 著 报道 组 员 者 通 讯 记 绘 翻译 By b y"
AROUND = "本报 陈小明 王 李 欧阳 联合报 来源 / ， 、 : | ( )"
credit = st.sampled_from([*f"{ROLE_WORDS} {AROUND}".split(" "), " ", "\u3000"])


@settings(some, max_examples=100)
@given(st.lists(credit, min_size=1, max_size=8).map("".join))
@example("记 者 陈小明")
@example("记 来源:某某 者 陈小明")
def test_every_credit_with_a_role_passes(line: str) -> None:
    assert may_name_roles(line) or read_credits(line).roles == 0


def test_every_role_passes() -> None:
    for words, _ in ROLES:
        for word in words.replace("?", "").replace("[图摄]", "图").replace("[团站]", "团").split("|"):
            assert may_name_roles(f"陈小明{word}"), word


@pytest.mark.parametrize("form", ["教育局{}李文", "教育局{} 李文", "教育局{}(兼)李文远", "{} 欧阳·文"])
def test_every_office_with_a_name_passes(form: str) -> None:
    for office in OFFICES.split("|"):
        line = folded(form.format(office))

        assert seems_signed(line), office
        assert read_signature(line) is not None, office
