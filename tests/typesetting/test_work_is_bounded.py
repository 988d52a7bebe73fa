"""Texts made to keep a Markdown parser busy, or to make it leave something out, end quickly and whole.

The limit is some twenty times what a slow machine needs; without the guards of `pieces` most of these take a minute.
"""

from __future__ import annotations

import time

import pytest

from tests.typesetting.setting import blocks

SECONDS = 10

TEXTS = {
    "pictures opened": "![[" * 20_000,
    "brackets opened": "[" * 50_000,
    "asterisks": "**" * 50_000,
    "bold opened again and again": "a**" * 50_000,
    "delimiters crossed": "*甲_ " * 20_000,
    "backticks of every length": "".join("`" * n + "a" for n in range(1, 600)),
    "links opened": "[甲](" * 20_000,
    "links with open addresses": "[甲](<" * 20_000,
    "angles": "<甲@" * 30_000,
    "entities": "&甲" * 50_000,
    "quotes in quotes": ">" * 10_000 + "甲",
    "quotes with spaces": "> " * 10_000 + "甲",
    "lists in lists": "- " * 10_000 + "甲",
    "numbered lists in lists": "1. " * 10_000 + "甲",
    "lists by indent": "".join("  " * n + "- 甲\n" for n in range(500)),
    "lists by indent, loosely": "".join("  " * n + "- 甲\n\n" for n in range(500)),
    "pictures in pictures": "![" * 3_000 + "甲" + "](x.png)" * 3_000,
    "links in links": "[" * 300 + "甲" + "](https://e.org)" * 300,
    "a table of many columns": "|甲" * 3_000 + "|\n" + "|-" * 3_000 + "|\n" + "|\n" * 3_000,
    "tables of few cells": ("|甲" * 100 + "|\n" + "|-" * 100 + "|\n" + "|\n" * 30 + "\n") * 100,
    "lines": "甲\n" * 50_000,
    "rules": "***\n" * 20_000,
    "eight megabytes on a line": "文" * 8_000_000,
    "eight megabytes with bold": ("文" * 1_000 + "**粗。**") * 8_000,
    "many small dense paragraphs": ("[" * 900 + "\n\n") * 200,
    "roles without end": "记者" * 5_000,
    "names without end": "本报记者 甲乙 " * 2_000,
    "marks inside a mark": "<span>" * 10_000,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_it_ends(text: str) -> None:
    began = time.perf_counter()
    said = "".join(block.text for block in blocks(text))
    took = time.perf_counter() - began

    assert took < SECONDS
    assert said.count("甲") + said.count("文") == text.count("甲") + text.count("文")


def test_a_dense_paragraph_does_not_take_the_marks_of_its_neighbours() -> None:
    crowded = "*甲" * 1_001

    first, second, third = blocks(f"**乙。**丙\n\n{crowded}\n\n**丁。**戊")

    assert first.html.startswith('<p id="p1"><strong class="runin">乙。</strong>')
    assert second.html == f'<p id="p2">{crowded}</p>'
    assert third.html.startswith('<p id="p3"><strong class="runin">丁。</strong>')
