"""Front matter and print count paragraphs alike: `at: p3` names what carries the anchor p3."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.manuscript.paragraphs import blocks, joined, numbers
from site_builder.newspaper.model import Article, Position
from site_builder.press.settings import TypesettingSettings
from site_builder.press.typesetting.blocks import set_body

BLOCKS = [
    "一段话。",
    "甲 | 乙",
    "**黑体领起**　一段。",
    "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |",
    "甲 | 乙\n:-- | --:\n1 | 2",
    "## 小标题",
    "> 引文。",
    "---",
    "5 + 3 = 8",
    "![图](images/a.svg)",
]
"""Lists are left out: what follows one may belong to it."""


@given(st.lists(st.sampled_from(BLOCKS), max_size=8))
@settings(max_examples=150, deadline=None)
def test_a_paragraph_has_the_same_number_in_both(parts: list[str]) -> None:
    article = Article(id="01-01", pages=("01",), headline=("题",), position=Position(order=1), body=joined(parts))
    printed = [block.anchor for block in set_body(article, frozenset(), TypesettingSettings())]

    counted = numbers(blocks(article.body))

    assert [f"p{number}" if number else "" for number in counted] == printed
