"""Which encoding a text was kept in is found from its characters, told with the runner-up, and never costs a byte."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.errors import Severity
from site_builder.sources.decoding import decode

ENTRIES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "encodings.yaml").read_text(encoding="utf-8")
)
ALL = [
    pytest.param(entry["text"], encoding, id=f"{entry['name']}: {encoding}")
    for entry in ENTRIES
    for encoding in entry["encodings"]
]
TEXTS = [pytest.param(entry["text"], id=entry["name"]) for entry in ENTRIES]


@pytest.mark.parametrize(("text", "encoding"), ALL)
@pytest.mark.parametrize("length", [60, None])
def test_a_text_comes_back(text: str, encoding: str, length: int | None) -> None:
    decoded, problems = decode(text[:length].encode(encoding), "a.txt")

    assert decoded is not None
    assert decoded.text == text[:length]
    if decoded.runner_up:
        facts = {"encoding": decoded.encoding, "second": decoded.runner_up, "margin": f"{decoded.margin:.2f}"}
        assert [(one.code, one.facts) for one in problems] == [("I102", facts)]
    else:
        assert decoded.encoding.startswith("utf-16")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_mark_says_it_all(text: str, mark: bytes) -> None:
    encoding = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}[mark]

    decoded, problems = decode(mark + text.replace("。", "。\r\n").encode(encoding), "a.txt")

    assert decoded is not None
    assert decoded.text == text.replace("。", "。\n")
    assert problems == []


@pytest.mark.parametrize("text", TEXTS)
def test_utf_8_is_never_a_choice(text: str) -> None:
    decoded, problems = decode(text.encode(), "a.txt")

    assert decoded is not None
    assert (decoded.text, decoded.encoding, decoded.runner_up, problems) == (text, "utf-8", "", [])


def test_a_page_that_names_its_encoding_is_believed() -> None:
    page = '<html><head><meta charset="gb2312"></head><body>停水通知</body></html>'

    decoded, problems = decode(page.encode("gb18030"), "a.html")

    assert decoded is not None
    assert (decoded.text, decoded.encoding, problems) == (page, "gb18030", [])


@pytest.mark.parametrize("text", ["联通", "停水通知", "本埠 4 月"])
def test_a_word_that_is_utf_8_by_accident_is_read_as_what_it_is(text: str) -> None:
    decoded, problems = decode(text.encode("gb18030"), "a.txt")

    assert decoded is not None
    assert (decoded.text, [one.code for one in problems]) == (text, ["I102"])


@pytest.mark.parametrize("text", ["Привет", "Ελλάδα", "señor", "naïve café", "ß"])
def test_short_words_of_the_west_stay_utf_8(text: str) -> None:
    decoded, problems = decode(text.encode(), "a.txt")

    assert decoded is not None
    assert (decoded.text, problems) == (text, [])


def test_a_page_that_names_the_wrong_one_is_not() -> None:
    page = '<html><head><meta charset="big5"></head><body>' + ENTRIES[0]["text"] + "</body></html>"

    decoded, problems = decode(page.encode("gb18030"), "a.html")

    assert decoded is not None
    assert decoded.text == page
    assert [one.code for one in problems] == ["I102"]


def test_the_encoding_asked_for_wins() -> None:
    decoded, problems = decode("停水通知".encode("gb18030"), "a.txt", "big5hkscs")

    assert decoded is not None
    assert decoded.encoding == "big5hkscs"
    assert decoded.text == "停水通知".encode("gb18030").decode("big5hkscs", errors="replace")
    assert [one.code for one in problems if one.code != "I101"] == []


def test_seven_bits_of_japanese() -> None:
    text = "県議会、補正予算案を可決。"

    decoded, problems = decode(text.encode("iso2022_jp"), "a.txt")

    assert decoded is not None
    assert (decoded.text, problems) == (text, [])


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("一\n二".encode() + b"\xff\xfe" + ("三" * 30).encode(), 2),
        (("字" * 30 + "\n").encode() + "\ud800".encode("utf-8", "surrogatepass"), 2),
        (
            "本报讯昨天上午九点渡口的灯\n\n".encode("gb18030")
            + b"\xff"
            + "重新点亮，站在堤上看着江面。".encode("gb18030"),
            3,
        ),
    ],
)
def test_bytes_that_are_no_character_stay_visible_and_are_told(data: bytes, line: int) -> None:
    decoded, problems = decode(data, "a.txt")

    assert decoded is not None
    assert "\ufffd" in decoded.text
    assert [(one.code, one.place.line, one.severity) for one in problems if one.code == "I101"] == [
        ("I101", line, Severity.DOUBT)
    ]


def test_control_characters_are_told() -> None:
    decoded, problems = decode("渡口的灯\n还\x00亮\x08着。".encode(), "a.txt")

    assert decoded is not None
    assert decoded.text == "渡口的灯\n还\x00亮\x08着。"
    assert [(one.code, one.place.line, one.facts) for one in problems] == [
        ("I205", 2, {"count": "2", "found": "U+0000"})
    ]


@given(st.binary(max_size=300), st.sampled_from(["", "gb18030", "utf-16", "no such", "hex", "idna", "rot13", "\0"]))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_a_text_or_a_problem(data: bytes, encoding: str) -> None:
    decoded, problems = decode(data, "a.txt", encoding)

    assert decoded is not None or any(one.severity is Severity.ERROR for one in problems)


PROSE = "渡口的老航标灯昨天重新点亮，三十多位退休的船工站在堤上看着灯光。"


@pytest.mark.parametrize("other", ["gb18030", "big5hkscs"])
def test_two_encodings_in_one_text_are_read_line_by_line_and_told(other: str) -> None:
    words = PROSE if other == "gb18030" else "渡口的燈昨天重新點亮，三十多位退休的船工站在堤上看著燈光。"
    data = f"{PROSE}\nABC\n".encode() + f"{words}\n{words}\n".encode(other) + PROSE.encode()

    decoded, problems = decode(data, "a.txt")

    assert decoded is not None
    assert decoded.text == f"{PROSE}\nABC\n{words}\n{words}\n{PROSE}"
    assert decoded.encoding == f"utf-8+{other}"
    assert [(one.code, one.place.line, one.facts) for one in problems] == [
        ("I104", 3, {"count": "2", "encoding": other})
    ]
    again, _ = decode(data, "a.txt", decoded.encoding)
    assert again is not None
    assert again.text == decoded.text


def test_a_short_line_that_is_utf_8_by_chance_mixes_nothing() -> None:
    decoded, problems = decode(f"{PROSE}\n联通\n{PROSE}".encode("gbk"), "a.txt")

    assert decoded is not None
    assert (decoded.encoding, decoded.text.split("\n")[1]) == ("gb18030", "联通")
    assert [one.code for one in problems] == ["I102"]


@pytest.mark.parametrize("every", [40, 90, 400])
def test_a_few_broken_bytes_leave_a_text_in_utf_8(every: int) -> None:
    data = bytearray((PROSE + "\n").encode() * 20)
    data[5::every] = b"\xff" * len(data[5::every])

    decoded, problems = decode(bytes(data), "a.txt")

    assert decoded is not None
    assert decoded.encoding == "utf-8"
    assert "\ufffd" in decoded.text
    assert "I101" in [one.code for one in problems]


def test_four_bytes_and_rare_characters_come_through() -> None:
    for text, encoding in (
        (f"𠮷野家的老板㐀说，{PROSE}", "gb18030"),
        ("佢哋喺度等緊巴士，碁裏恒銹嫺。今天的天氣很好，我們一起去看燈。", "big5hkscs"),
    ):
        decoded, _ = decode(text.encode(encoding), "a.txt")

        assert decoded is not None
        assert (decoded.text, decoded.encoding) == (text, encoding)


@pytest.mark.parametrize("meta", ["gb2312", "GBK", "utf-8"])
def test_a_page_with_hardly_any_chinese_is_read_by_what_it_says_and_by_what_it_is(meta: str) -> None:
    page = (
        f"<html><head><meta charset={meta}></head><body>"
        + "<a href='#'>x</a>" * 300
        + "<p>停水通知。</p></body></html>"
    )

    decoded, _ = decode(page.encode("gbk"), "a.html")

    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (page, "gb18030")
