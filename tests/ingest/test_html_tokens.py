"""Any text is read as tags and words without a fault, each character in one token, and bombs stay bounded."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.errors import Severity
from site_builder.sources.html_tokens import Kind, attributes, tokens
from site_builder.sources.reading import read
from site_builder.sources.web_faults import MOST_TAGS, web_faults
from site_builder.sources.web_reader import parse

TAGS = ("<p>", "</p>", "<a href='", "<script>", "</script >", "<title>", "<svg/>", "<TEXTAREA>", "</textarea>", "<td")
SIGNS = ("<", ">", "</", "<!--", "-->", "--!>", '"', "'", "=", "/", "<![CDATA[", "]]>", "<?xml", "&amp;", "&#x41;")
pieces = st.sampled_from((*TAGS, *SIGNS, "字", " x=y", "\n"))
pages = st.lists(st.one_of(pieces, st.text(max_size=5)), max_size=60).map("".join)


@given(pages)
@settings(max_examples=400, deadline=None)
def test_the_tokens_of_a_page_are_the_page(page: str) -> None:
    at = 0
    for token in tokens(page):
        assert token.start == at < token.end
        assert token.start <= token.inner[0] <= token.inner[1] <= token.end or token.inner == (0, 0)
        attributes(page, token)
        at = token.end
    assert at == len(page)
    parse(page)


@given(st.text(st.characters(exclude_characters="<&\r"), max_size=200))
def test_text_without_tags_is_text(page: str) -> None:
    assert [token.kind for token in tokens(page)] == ([Kind.TEXT] if page else [])


@pytest.mark.parametrize(
    "bomb",
    [
        "<!--",
        "<a ",
        '<a "',
        "<a '\"",
        "<",
        "</",
        "<!",
        "<![CDATA[",
        "<script>",
        "<title>",
        "&#",
        "<textarea>",
        "<select>",
    ],
)
def test_a_repeated_opening_is_looked_at_a_few_times_only(bomb: str) -> None:
    page = bomb * 40_000 + ">"

    web_faults(page, "a.html")
    parse(page[:400_000])


def test_a_hundred_thousand_nested_elements_are_read_and_told() -> None:
    page = "<html><body>\n" + "<div>" * 100_000 + "<p>渡口的灯还亮着。</p>" + "</div>" * 90_000

    got, problems = read(page.encode(), "deep.html", "source/deep.html")

    assert got is not None
    assert "渡口的灯还亮着。" in got.source.text
    assert [(one.code, one.place.line, one.severity) for one in problems] == [("I202", 2, Severity.DOUBT)]


def test_a_page_of_nothing_but_tags_is_refused() -> None:
    got, problems = read(b"<html><body>" + b"<b>x</b>\n" * MOST_TAGS, "bomb.html", "source/bomb.html")

    assert got is None
    assert [(one.code, str(one.place)) for one in problems] == [("I201", f"bomb.html:{MOST_TAGS // 2}")]


def test_scripts_are_no_text_and_are_told() -> None:
    page = (
        "<html><head><title>渡口</title><script>alert('一')</script>\n<style>p{color:red}</style></head>\n<body>"
        "<p onclick='x()'>渡口的灯还亮着。</p><!-- 不印 -->\n<script src=x.js></script></body></html>"
    )

    got, problems = read(page.encode(), "a.html", "source/a.html")

    assert got is not None
    assert got.source.text.split("\n") == ["渡口", "渡口的灯还亮着。"]
    assert got.source.numbers == (1, 3)
    assert [(one.code, one.place.line, one.facts) for one in problems] == [("I204", 1, {"count": "2"})]


def test_a_script_without_an_end_is_told() -> None:
    page = "<html><body><p>渡口的灯还亮着。</p>\n<script>var a = 1;\n<p>后面的字</p>"

    got, problems = read(page.encode(), "a.html", "source/a.html")

    assert got is not None
    assert got.source.text == "渡口的灯还亮着。"
    assert [(one.code, one.place.line) for one in problems] == [("I203", 2), ("I204", 2)]


def test_an_element_without_an_end_tag_hides_nothing() -> None:
    got, _ = read("<html><body><embed src=a.swf><p>渡口的灯还亮着。</p>".encode(), "a.html", "source/a.html")

    assert got is not None
    assert got.source.text == "渡口的灯还亮着。"
