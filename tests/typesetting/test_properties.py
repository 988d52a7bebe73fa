"""What holds for every text whatever it says."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from site_builder.newspaper.galley import Block
from site_builder.newspaper.model import Emendation, Picture, Suspicion
from site_builder.press.typesetting import blocks as setting_of_blocks
from site_builder.press.typesetting.dialect import markdown
from site_builder.press.typesetting.pieces import chunks, parsed, pieces
from tests.typesetting.setting import blocks, heard, tags

PLAIN = st.text(st.sampled_from("甲乙丙，。；：“”‘’（）《》【】——……·abcXYZ0123456789 　\n\t%@/'\"$、！？가カな𠮷葛"))

FRAGMENTS = (
    *"甲乙丙丁，。“”（）a1 　\t\n\\`*_[]~<>&|!:-+#.)",
    *("**", "***", "__", "# ", "### ", "> ", "- ", "* ", "1. ", "7) ", "10. ", "\n\n", "\n\n\n", "  \n", "\\\n"),
    *("---", "===", "|甲|乙|\n|-|-|\n", "|-|", "```", "~~~", "    ", "[注]: ", "&amp;", "&#", "$%", "本报讯"),
    *("（记者 甲乙）", "\u200b", "\r\n"),
)
MARKED = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)

DATELINE = st.sampled_from(["", "本报讯", "新华社北京4月1日电", "<电>"])
BYLINE = st.sampled_from(["", "（记者 甲乙）", "本报记者 甲乙", "本报讯（记者 甲乙）", "(“甲” & 乙)", "　"])
OPENED = st.lists(
    st.one_of(
        DATELINE, BYLINE, st.sampled_from(["　", " ", "\n", "，", "据《某报》报道，", "8月13日<上午>", "【本报讯】"])
    ),
    max_size=8,
).map("".join)
"""Texts that begin as stories do."""

HOSTILITIES = (
    *("<script>", "</script>", "<img src=x onerror=alert(1)>", "<svg/onload=x>", "<!--", "-->", "<a href='", "]]>"),
    *("javascript:", "data:text/html,", "vbscript:", "JAVASCRIPT&colon;", "&#106;avascript:", "onclick=x", "style=x"),
    *("//e.org/", "../", "%2e%2e/", "https://e.org/", "mailto:a@e.org", "images/a.png", "01-02.md", "#p1"),
    *("![", "[", "](", "](<", ">)", ")", ' "', '"', "'", "`", "```", "&lt;", "&quot;", "&#x22;"),
    *(
        "\x00",
        "\x1b",
        "\ufffe",
        "\n\n",
        "\n",
        "> ",
        "# ",
        "- ",
        "|a|\n|-|\n",
        "甲",
        "a",
        "**",
        "*",
        "\\",
        "<https://e.org>",
    ),
)
HOSTILE = st.lists(st.sampled_from(HOSTILITIES), max_size=25).map("".join)

ADDRESS = re.compile(r"https?://\S+|mailto:\S+|01-0[12]\.html(#p\d+)?|#p\d+")
PICTURE = re.compile(r"([^/:?#]+/)*[^/:?#]+\.png")
ATTRIBUTES = {
    "p": {"id", "class"},
    "h2": {"class"},
    "h3": {"class"},
    "h4": {"class"},
    "blockquote": {"class"},
    "ol": {"start"},
    "li": {"value"},
    "div": {"class"},
    "th": {"scope", "class"},
    "td": {"class"},
    "strong": {"class"},
    "span": {"class", "data-was", "data-suggestion"},
    "a": {"href", "title", "rel"},
    "img": {"src", "alt", "title", "loading"},
    "figure": {"class"},
} | {tag: set() for tag in ("ul", "em", "br", "hr", "code", "table", "thead", "tbody", "tr", "figcaption", "s")}


def said(set_blocks: tuple[Block, ...]) -> str:
    return "".join("".join(block.text for block in set_blocks).split())


@given(PLAIN)
def test_a_text_without_marks_is_printed_to_the_last_character(text: str) -> None:
    assert said(blocks(text)) == "".join(text.split())


@given(MARKED)
@example("|甲|\n|-|\n|乙|丙|\n")
@example("[甲]: 乙")
@example("> " * 30 + "甲")
@example("1. 甲\n\n\n     1. 乙\n\n 丙")
def test_no_word_is_lost_or_moved_by_marks(text: str) -> None:
    words = re.compile("[甲乙丙丁注本报讯记者]")

    assert words.findall(said(blocks(text))) == words.findall(text)


@given(st.one_of(PLAIN, MARKED, HOSTILE, st.text()))
def test_the_text_of_a_block_is_what_its_html_says(text: str) -> None:
    for block in blocks(text):
        assert "".join(block.text.split()) == heard(block.html)


@given(st.one_of(PLAIN, MARKED, OPENED), DATELINE, BYLINE)
@example("- 甲\n\n乙\n\n  丙", "", "")
@example("> 甲\n\n乙\n\n> 丙\n丁", "", "")
@example("甲 \n\n\t乙", "", "")
@example("\u200b\n甲", "", "")
@example("区里开会。", "本报讯", "（记者 甲乙）")
@example("本报讯（记者 甲乙）8月13日，<区里>开会。", "", "")
@example("新华社北京4月1日电 （记者 甲乙） & 丙", "新华社北京4月1日电", "")
@example("本报讯（记者 甲乙）", "", "本报讯（记者 甲乙）")
@example("甲\n\n文[^1]\n\n[^1]: 注", "本报讯", "")
def test_the_shortcut_for_plain_paragraphs_changes_nothing(text: str, dateline: str, byline: str) -> None:
    short = blocks(text, dateline=dateline, byline=byline)
    original = setting_of_blocks.pieces
    setting_of_blocks.pieces = lambda body, parser: parsed("\n\n".join(chunks(body)), parser)  # type: ignore[assignment]  # for this test
    try:
        long = blocks(text, dateline=dateline, byline=byline)
    finally:
        setting_of_blocks.pieces = original

    assert short == long


def test_most_paragraphs_take_the_shortcut() -> None:
    body = "8月13日上午，区里开会。\n\n会议指出：“要抓紧。”（附后）\n\n**小标题。**正文"

    taken = [isinstance(piece, str) for piece in pieces(body, markdown())]

    assert taken == [True, True, False]


@given(st.text(st.sampled_from('ab .,()"“”—*_é«\\'), max_size=30))
@example("**“a”**b")
@example("*a*(b)*c*")
def test_text_without_cjk_is_emphasised_as_commonmark_says(text: str) -> None:
    stock = MarkdownIt("commonmark")

    assert markdown().renderInline(text) == stock.renderInline(text).replace("<br />", "<br>")


@given(st.one_of(HOSTILE, MARKED))
def test_no_element_attribute_or_address_but_ours(text: str) -> None:
    for block in blocks(text):
        for tag, attributes in tags(block.html):
            assert attributes.keys() <= ATTRIBUTES[tag]
            assert re.fullmatch(
                r"https?://\S+|mailto:\S+|01-0[12]\.html(#p\d+)?|#p\d+", attributes.get("href") or "#p1"
            )
            assert re.fullmatch(r"images/a\.png|[^/:]+\.png", attributes.get("src") or "images/a.png")


@given(HOSTILE, HOSTILE, HOSTILE)
def test_words_of_the_front_matter_are_only_words(caption: str, alt: str, image: str) -> None:
    shown = blocks(
        "甲乙丙",
        pictures=(Picture(image=image, caption=caption, alt=alt, credit_printed=alt),),
        emendations=(Emendation(at="p1", was=caption, now="甲"),),
        suspected=(Suspicion(at="p1", printed="丙", suggestion=alt),),
        dateline=caption,
        byline=alt,
    )

    for block in shown:
        for tag, attributes in tags(block.html):
            assert attributes.keys() <= ATTRIBUTES[tag]


@given(st.text(st.characters(exclude_categories=[])))
def test_only_characters_that_a_page_may_hold(text: str) -> None:
    for block in blocks(text):
        for char in block.html + block.text:
            assert char in "\t\n" or unicodedata.category(char) not in ("Cc", "Cs")
            assert ord(char) & 0xFFFE != 0xFFFE
