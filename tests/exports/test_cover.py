"""The cover of an EPUB: the 报头, the day and the headlines, and nothing beyond its edges."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.exports.epub import book
from site_builder.exports.epub.cover import HEIGHT, WIDTH, cover
from site_builder.newspaper.model import Issue
from tests.exports.copying import copy_of, set_in_type
from tests.press.trialissue import PAPER, article, issue

SVG = "{http://www.w3.org/2000/svg}"
WIDE = 1.0
"""Ems of the widest character."""


def drawn(told: Issue, name: str = "") -> ElementTree.Element:
    paper = msgspec.structs.replace(PAPER, name=name) if name else PAPER
    return ElementTree.fromstring(cover(copy_of(set_in_type(told), paper, {}, "")))


def lines(drawing: ElementTree.Element) -> list[str]:
    return [str(line.text) for line in drawing.iter(f"{SVG}text")]


def test_it_shows_the_nameplate_the_day_the_lead_and_the_first_of_each_page() -> None:
    lead = article(2, headline=("三笔账", "一条河"))
    lead = msgspec.structs.replace(lead, position=msgspec.structs.replace(lead.position, lead=True))
    told = issue("2023-05-05", [article(1), lead, article(1, page="02", headline=("草账",))])

    found = lines(drawn(told))

    assert found[:4] == ["雁洲试报", found[1], "三笔账", "一条河"]
    assert found[1].startswith("2023年5月5日　星期五")
    assert "第1条消息说的是退水" in found
    assert "草账" in found
    assert found.index("第1条消息说的是退水") < found.index("草账")


@pytest.mark.parametrize("headline", [("四" * 40,), ("短", "长" * 60), ("一", "二", "三", "四")])
def test_a_long_headline_is_broken_and_says_that_it_goes_on(headline: tuple[str, ...]) -> None:
    found = lines(drawn(issue("2023-05-05", [article(1, headline=headline)])))

    assert len(found) == 3 + 3, "name, day, three lines of the lead, publisher"
    assert found[4].endswith("……")


@given(st.text(alphabet="雁洲试报ABCij 　", min_size=1, max_size=300), st.text(alphabet="题目W,　", max_size=300))
def test_nothing_stands_beyond_its_edges(name: str, headline: str) -> None:
    pieces = [article(1, headline=(headline,)), article(1, page="02", headline=(headline, headline))]
    for line in drawn(issue("2023-05-05", pieces), f"报{name}").iter(f"{SVG}text"):
        size, told = float(line.attrib["font-size"]), str(line.text)
        breadth = sum(WIDE if ord(one) > 0x2000 else 0.62 for one in told)

        assert float(line.attrib["x"]) + breadth * size <= WIDTH
        assert float(line.attrib["y"]) <= HEIGHT


def test_the_book_names_it_as_its_cover() -> None:
    with zipfile.ZipFile(
        io.BytesIO(book(copy_of(set_in_type(issue("2023-05-05", [article(1)])), PAPER, {}, "")))
    ) as held:
        package = ElementTree.fromstring(held.read("EPUB/package.opf"))
        named = [
            item.attrib
            for item in package.iter("{http://www.idpf.org/2007/opf}item")
            if "cover" in item.attrib.get("properties", "")
        ]

        assert [(item["href"], item["media-type"]) for item in named] == [("cover.svg", "image/svg+xml")]
        assert "雁洲试报" in held.read("EPUB/cover.svg").decode()
