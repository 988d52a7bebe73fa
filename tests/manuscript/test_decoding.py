"""Bytes → text: what is UTF-8 is read, what is not is named, and nothing becomes gibberish."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.errors import Severity
from site_builder.manuscript.control_characters import CONTROL
from site_builder.manuscript.decoding import decode, settle
from site_builder.manuscript.paper_file import read_paper

SIMPLIFIED = "---\nid: 01-01\nheadline: 一张公示贴了五个月\n---\n昨天上午，区委在会上说了不少话，大家都来听。\n"
TRADITIONAL = "---\nid: 01-01\nheadline: 一張公示貼了五個月\n---\n昨天上午，區委在會上說了不少話，大家都來聽。\n"


@pytest.mark.parametrize(
    ("text", "encoding", "named", "line"),
    [
        (SIMPLIFIED, "gb18030", "GB18030", 3),
        (SIMPLIFIED, "gbk", "GB18030", 3),
        (TRADITIONAL, "big5hkscs", "Big5-HKSCS", 3),
        (SIMPLIFIED, "utf-16", "UTF-16", 1),
        (SIMPLIFIED, "utf-16-le", "UTF-16LE", 3),
        (SIMPLIFIED, "utf-16-be", "UTF-16BE", 3),
        ("name: Canal Post\n", "utf-16-le", "UTF-16LE", 1),
    ],
)
def test_another_encoding_is_named(text: str, encoding: str, named: str, line: int) -> None:
    decoded, problems = decode(text.encode(encoding), "01-01.md")

    assert decoded is None
    assert [(problem.code, problem.facts["encoding"]) for problem in problems] == [("F001", named)]
    assert problems[0].place.line <= line


def test_a_broken_byte_in_utf_8_is_no_other_encoding() -> None:
    decoded, problems = decode(SIMPLIFIED.encode().replace("区".encode(), b"\xff", 1), "01-01.md")

    assert decoded is None
    assert [(problem.code, problem.place.line, dict(problem.facts)) for problem in problems] == [
        ("F001", 5, {"byte": "0xFF"})
    ]


def test_bytes_that_came_as_surrogates_are_named_too() -> None:
    text = "name: 运河晨报，我们的报\n".encode("gb18030").decode("utf-8", "surrogateescape")

    assert [problem.code for problem in read_paper(text, "paper.yaml")[1]] == ["F001"]


@pytest.mark.parametrize("data", [b"", b"\n", b" \r\n\t", "\ufeff".encode(), "\u3000\n".encode()])
def test_nothing_is_an_empty_file(data: bytes) -> None:
    assert [problem.code for problem in decode(data, "x")[1]] == ["F016"]


def test_bom_and_crlf_are_no_fault() -> None:
    assert decode(b"\xef\xbb\xbf" + SIMPLIFIED.replace("\n", "\r\n").encode(), "x") == (SIMPLIFIED, [])
    assert decode(SIMPLIFIED.replace("\n", "\r").encode(), "x") == (SIMPLIFIED, [])


def test_control_characters_are_left_out_and_said_once() -> None:
    text, problems = decode("甲\n乙\0丙\x0c丁\x85戊\ufffe\n".encode(), "x")

    assert text == "甲\n乙丙 丁 戊\n"
    assert [(problem.code, problem.severity, problem.place.line) for problem in problems] == [
        ("F020", Severity.WARNING, 2)
    ]
    assert problems[0].facts["found"] == "U+0000 U+000C U+0085 U+FFFE"


def test_rare_characters_are_none_of_them() -> None:
    text = "𠀀𰻝 \ue111 葛\U000e0100 e\u0301 \u202eabc\u202c ⿰木目 \u200b\n"

    assert decode(text.encode(), "x") == (text, [])


@given(st.text())
def test_settled_text_is_settled(text: str) -> None:
    settled, _ = settle(text, "x")

    assert CONTROL.search(settled) is None
    assert settle(settled, "x")[1] == []
