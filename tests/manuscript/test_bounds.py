"""Hostile files cost no more than their length: what is not linear in one of these would not end today."""

from __future__ import annotations

import pytest

from site_builder.manuscript import yaml_text
from site_builder.manuscript.article_file import read_article

HEAD = "---\nid: 01-01\nheadline: 甲\npage: 1\nposition: 1\n---\n"

CLEAN = {
    "eight megabytes on one line": HEAD + "大" * 2_700_000,
    "a million spaces": HEAD + "大" + " " * 1_000_000 + "x。",
    "pictures that never begin": HEAD + "![" * 300_000,
    "brackets that never close": HEAD + "大 （" * 300_000 + "。",
    "a headline without end": HEAD.replace("甲", "甲" * 1_000_000) + "正文。",
    "blank lines": HEAD + "\n" * 1_000_000 + "正文。",
}
FAULTY = {
    "lists in lists": "---\nid: " + "[" * 200_000 + "\n---\n正文。",
    "dashes in dashes": "---\n" + "- " * 200_000 + "\n---\n正文。",
    "a bomb of aliases": "---\na: &a [x, x]\n"
    + "".join(f"b{n}: &b{n} [{', '.join([f'*b{n - 1}' if n else '*a'] * 9)}]\n" for n in range(30))
    + "---\n正文。",
    "fields nobody knows": "---\n" + "".join(f"k{n}: v\n" for n in range(20_000)) + "---\n正文。",
    "one field again and again": "---\n" + "id: 01-01\n" * 20_000 + "---\n正文。",
    "front matter without end": "---\n" + "a: b\n" * 300_000,
    "too much front matter": "---\n" + "a: b\n" * 1_000_000 + "---\n正文。",
}


@pytest.mark.parametrize("text", CLEAN.values(), ids=CLEAN)
def test_much_is_not_wrong(text: str) -> None:
    article, _ = read_article(text, "01-01.md")

    assert article is not None


@pytest.mark.parametrize("text", FAULTY.values(), ids=FAULTY)
def test_too_much_is_said(text: str) -> None:
    article, problems = read_article(text, "01-01.md")

    assert article is None
    assert problems


def test_comments_among_very_many_quotes() -> None:
    text = "".join(f'k{n}: "a #b"\n' for n in range(30_000)) + "last: x # here\n"

    assert yaml_text.comment_lines(text) == [30_001]
