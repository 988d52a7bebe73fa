"""The short way to read a front matter says what a parser of YAML says, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_builder.manuscript import front_matter
from site_builder.manuscript.plain_yaml import read_plain
from site_builder.manuscript.yaml_text import parsed

ROOT = Path(__file__).parents[2]

WORDS = st.sampled_from(
    r"""
惰性;a;01;null;~;（记者 甲）;…;甲 乙;甲　乙;𠀀;2019-04-19;12:30;　甲;甲	;甲 ;<<; ;  ;a b;a  b
a: b;a:b;a:;#1;a #b;a#b;a , b;a];a};- a;---;...;?;? a;!a;&a b;*a;%a;@a;`a`;|;>-;'a'
"a";"a\\n";"a;"a b ";"a": b;"a" b;[a, b];["a", b c];[a,b];[];[a, ];[a: b];[12:30];[甲, "乙"]
{order: 1};{number: "01", name: 要闻};{a: b,c: d};{a: b, a: c};{a: [b]};{};{a};{a: };{a: b c, d: e};{a: x?y}
{a: (b), c: d'e};{at: 12:30};{a: b}c;{a: b }
""".strip("\n")
    .replace("\n", ";")
    .split(";")
)
KEYS = st.sampled_from(
    ["id", "标题", "a", "b_c", "id", "01", "a b", '"a"', "<<", "null", "-", "", "甲" * 41, "a\u3000"]
)
INDENTS = st.sampled_from(["", "", "", "  ", "    ", " ", "\t", "- "])
LINES = st.one_of(
    st.builds("{}{}: {}".format, INDENTS, KEYS, WORDS),
    st.builds("{}{}:{}".format, INDENTS, KEYS, st.sampled_from(["", " ", "甲"])),
    st.builds("{}- {}".format, st.sampled_from(["  ", "  ", "", "    "]), WORDS),
    st.builds("{}- {}: {}".format, st.sampled_from(["  ", "    "]), KEYS, WORDS),
    WORDS,
    st.sampled_from(
        ["# 说明", "", "  -", "-", "...", "---", "\ufeffa: b", "a: b\u2028", "a: b\xa0", "a: b\xa0 c", "a:\xa0b"]
    ),
)
PLAIN_LINES = st.one_of(
    st.builds("{}: {}".format, st.sampled_from(["id", "标题", "b_c", "d", "e"]), WORDS),
    st.builds("  - {}".format, WORDS),
    st.sampled_from(["list:", "other:"]),
)


def holds(text: str) -> bool:
    """Whether the text is read the short way; the tree is then the parser's, which finds no fault."""
    plain = read_plain(text, 2)
    if plain is not None:
        assert parsed(text, "01-01.md", 2) == (plain, [])
    return plain is not None


@settings(max_examples=400, deadline=None)
@given(st.lists(LINES | PLAIN_LINES, max_size=5).map(lambda lines: "".join(f"{line}\n" for line in lines)))
@example("a: b")
@example("a: b\n\n")
@example("a:\nb: c\n")
@example("a: b\u2028\n")
@example("a: b\x85c\n")
@example("a: b\u2029c\n")
@example("a:\n  - b\nc: d\n  - e\n")
def test_what_is_read_the_short_way_is_what_a_parser_reads(text: str) -> None:
    holds(text)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.builds("{}: {}\n".format, st.sampled_from("abcd"), st.text("a甲 :#-?!&*%@|>\"'[]{},`1…（")), max_size=3)
)
def test_no_sign_is_read_otherwise(lines: list[str]) -> None:
    holds("".join(lines))


@pytest.mark.parametrize(
    "header",
    [
        'id: 01-01\nheadline: 春汛将至 沿河泵站提前开机\npage: "01"\nposition: {order: 1, lead: true}\n',
        "byline: 本报讯（记者 冯燕）\ncontributors:\n  - {name: 冯燕, role: reporter}\n  - {name: 甲, role: author}\n",
        "headline: [前半句, 后半句]\ntags:\n  - 民生\n  - 加装电梯\nplaces: [望鹅桥]\n",
        "title: 基准报\nformats: []\nsearch: {enabled: false}\n",
    ],
)
def test_what_is_written_most_is_read_the_short_way(header: str) -> None:
    assert holds(header)


def test_every_manuscript_here_is_read_as_by_a_parser() -> None:
    short = 0
    for path in [*ROOT.glob("content/**/*.md"), *ROOT.glob("tests/**/*.md"), *ROOT.glob("content/**/*.yaml")]:
        text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        sheet = front_matter.take_apart(text, "")[0] if path.suffix == ".md" else front_matter.Sheet(text, "", 1)
        short += sheet is not None and holds(sheet.header)

    assert short
