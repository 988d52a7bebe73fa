"""An issue as an EPUB: whole, in order, and the same whenever it is made."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import msgspec
import pytest

from site_builder.exports.epub import book
from site_builder.exports.epub.plates import plates
from site_builder.newspaper.model import Page, Paper
from tests.exports.copying import copy_of, set_in_type, specimen
from tests.press.trialissue import PAPER, PNG, article, issue, odd_issue

OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
DC = "{http://purl.org/dc/elements/1.1/}"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z"/></svg>'


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def read(data: bytes, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(opened(data).read(f"EPUB/{name}"))


def odd() -> bytes:
    return book(copy_of(set_in_type(odd_issue()), PAPER, {"images/river.png": PNG}, "https://example.org/"))


def test_the_mimetype_comes_first_and_plain() -> None:
    data = odd()
    first = opened(data).infolist()[0]

    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_it_is_the_same_whenever_it_is_made() -> None:
    assert odd() == odd()
    assert {info.date_time for info in opened(odd()).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_everything_is_in_the_manifest_and_every_text_in_the_spine() -> None:
    data = odd()
    package = read(data, "package.opf")
    items = {item.attrib["href"]: item.attrib for item in package.iter(f"{OPF}item")}
    inside = {name.removeprefix("EPUB/") for name in opened(data).namelist() if name.startswith("EPUB/")}
    spine = [ref.attrib["idref"] for ref in package.iter(f"{OPF}itemref")]

    assert items.keys() | {"package.opf"} == inside
    texts = [item["id"] for item in items.values() if item["media-type"] == "application/xhtml+xml"]
    assert sorted(spine) == sorted(set(texts) - {"nav"})
    assert len({item["id"] for item in items.values()}) == len(items)


def test_every_document_is_well_formed_and_every_link_leads_somewhere() -> None:
    data = odd()
    ids = {
        name: {element.attrib["id"] for element in read(data, name).iter() if "id" in element.attrib}
        for name in [info.filename.removeprefix("EPUB/") for info in opened(data).infolist()]
        if name.endswith(".xhtml")
    }
    inside = {name.removeprefix("EPUB/") for name in opened(data).namelist()}
    for name in ids:
        for element in read(data, name).iter():
            for where in (element.attrib.get("href", ""), element.attrib.get("src", "")):
                if where and "://" not in where:
                    file, _, anchor = where.partition("#")
                    assert (file or name) in inside, f"{name}: {where}"
                    assert not anchor or anchor in ids[file or name], f"{name}: {where}"


def test_the_contents_are_the_pages_with_their_articles() -> None:
    for galley, paper, pictures in specimen():
        data = book(copy_of(galley, paper, pictures, ""))
        if not galley.articles:
            continue
        toc, pages = read(data, "nav.xhtml").iter(f"{XHTML}nav")
        listed = [link.attrib["href"] for link in toc.iter(f"{XHTML}a")]

        assert [href for href in listed if href[0].isdigit()] == [
            f"{piece.article.id}.xhtml" for piece in galley.articles
        ]
        assert toc.attrib[f"{OPS}type"] == "toc"
        assert pages.attrib[f"{OPS}type"] == "page-list"
        held = list(dict.fromkeys(piece.article.page for piece in galley.articles))
        assert [link.attrib["href"] for link in pages.iter(f"{XHTML}a")] == [f"p{number}.xhtml#page" for number in held]


def test_all_the_words_of_the_issue_are_in_it() -> None:
    for galley, paper, pictures in specimen():
        data = book(copy_of(galley, paper, pictures, ""))
        for piece in galley.articles:
            page = read(data, f"{piece.article.id}.xhtml")
            for mark in page.iterfind(".//{*}sup[{*}a]"):
                mark[:] = []  # the figure of a footnote is no part of the text
            said = "".join("".join(page.itertext()).split())
            for block in piece.blocks:
                assert "".join(block.text.split()) in said


def test_it_says_how_it_can_be_read() -> None:
    package = read(odd(), "package.opf")
    told: dict[str, list[str]] = {}
    for meta in package.iter(f"{OPF}meta"):
        told.setdefault(meta.get("property", ""), []).append(meta.text or "")

    assert told["dcterms:modified"] == ["2023-05-05T00:00:00Z"]
    assert {"schema:accessMode", "schema:accessModeSufficient", "schema:accessibilityHazard"} <= told.keys()
    assert {"tableOfContents", "pageNavigation", "readingOrder"} <= set(told["schema:accessibilityFeature"])
    assert package.findtext(f"{OPF}metadata/{DC}language") == "zh-Hans"


@pytest.mark.parametrize(("language", "direction"), [("zh-Hans", "ltr"), ("zh-Hant", "rtl"), ("en", "ltr")])
def test_vertical_editions_turn_their_pages_from_right_to_left(language: str, direction: str) -> None:
    paper = msgspec.structs.replace(PAPER, language=language)
    data = book(copy_of(set_in_type(issue("1937-08-XX", [article(1)])), paper, {}, ""))

    [spine] = read(data, "package.opf").iter(f"{OPF}spine")
    assert spine.attrib["page-progression-direction"] == direction
    assert (b"vertical-rl" in opened(data).read("EPUB/style.css")) is (direction == "rtl")


@pytest.mark.parametrize(
    ("name", "data", "held"),
    [
        ("a.png", PNG, True),
        ("a.png", b"GIF89a", False),
        ("a.svg", SVG, True),
        ("a.svg", SVG.replace(b"<path", b"<script/><path"), False),
        ("a.svg", SVG.replace(b'd="', b'onload="x()" d="'), False),
        ("a.svg", b'<!DOCTYPE svg [<!ENTITY e "x">]>' + SVG, False),
        ("a.svg", SVG.replace(b"<path", b'<image href="https://example.org/x.png"/><path'), False),
        ("a.svg", SVG[:-4], False),
        ("a.avif", b"\x00\x00\x00\x1cftypavif", False),
    ],
)
def test_which_pictures_it_holds(name: str, data: bytes, held: bool) -> None:
    assert (name in plates({name: data})) is held


def test_a_picture_it_cannot_hold_leaves_its_words() -> None:
    pictured = article(1, body='一段。\n\n![岸边](images/river.avif "清早的岸边")')
    page = Page(number="01")
    data = book(copy_of(set_in_type(issue("2023-05-05", [pictured], pages=(page,))), PAPER, {}, ""))

    assert "清早的岸边" in opened(data).read("EPUB/01-01.xhtml").decode()
    assert b"<img" not in opened(data).read("EPUB/01-01.xhtml")


def test_an_issue_of_which_nothing_is_held_is_a_book_too() -> None:
    data = book(copy_of(set_in_type(issue("2023-05-05", [])), Paper(name="某报"), {}, ""))

    assert [nav.attrib[f"{OPS}type"] for nav in read(data, "nav.xhtml").iter(f"{XHTML}nav")] == ["toc"]
