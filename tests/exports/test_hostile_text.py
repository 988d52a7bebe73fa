"""Whatever a title holds comes out as text everywhere: pages, metadata, feeds, books, references, names of files."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import PurePosixPath
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.exports import markdown, plain_text
from site_builder.exports.epub import book
from site_builder.newspaper.archive import PaperShelf
from site_builder.newspaper.model import Issue, Page, Paper, Person, Position, Reprint, Role
from site_builder.press import citations, crawlers, feeds, iiif, routes
from site_builder.press.citations import Reference
from site_builder.press.feed_fronts import feed_path, plan_feeds
from site_builder.press.frame import ShelfFacts
from site_builder.press.issue_data import issue_data
from site_builder.press.settings import SiteSettings
from site_builder.workflows.copies import copy_of, manuscripts
from tests.exports.copying import set_in_type
from tests.press.printed import Reader, broadsheet, printed_site
from tests.press.trialissue import PNG, article, cards, issue

AWKWARD = (
    "</script><script>alert(1)</script>",
    "\"'&<img src=x onerror=alert(2)>",
    "\u202e倒着写\u202d",
    "\x00\x1b[31m\x07\x0b",
    "]]>-->",
    "{{ 7*7 }}{% raw %}",
    "}\n@article{x,\nER  - \nTY  - BOOK",
    "字" * 80,
    "../../etc/passwd",
    "javascript:alert(3)",
    "\ufffe\uffff\u2028\u2029",
    "𠮷𡈽\U000e0100 é é",
    "=cmd|' /C calc'!A0",
)
TEXTS = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(min_size=1, max_size=90),
    st.builds("".join, st.lists(st.sampled_from(AWKWARD), min_size=1, max_size=3)),
)
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
SITE = SiteSettings(title="试报", base_url="https://example.org/bao/")


def hostile(text: str) -> tuple[Issue, Paper]:
    """An issue with one text in every field that takes any."""
    piece = article(
        1,
        headline=(text, text),
        kicker=text,
        deck=text,
        summary=text,
        column=text,
        genre=text,
        byline=text,
        dateline=text,
        contributors=(Person(name=text, role=Role.REPORTER, affiliation=text),),
        source=Reprint(name=text, url=text),
        rights=text,
        license=text,
        tags=(text,),
        image="images/river.png",
        alt=text,
        credit_printed=text,
        body=f"{text}\n\n![{text.replace(']', '')}](images/river.png)",
        position=Position(order=1, area=(0.0, 0.0, 50.0, 50.0)),
    )
    page = Page(number="01", name=text, editors=(text,), scan="images/river.png")
    paper = Paper(name=text, sponsor=(text,), rights=text, cn=text, place=text, language="zh-Hans")
    printed = issue("2023-05-05", [piece], pages=(page,), number=text, note=text)
    return msgspec.structs.replace(printed, edition=text), paper


def seen(text: str) -> str:
    """A text without white space and without what a format cannot hold."""
    return "".join(UNFIT.sub("", text).split())


@pytest.mark.parametrize("text", AWKWARD)
def test_books_and_texts_hold_it(text: str) -> None:
    check_files(text)


@settings(max_examples=40)
@given(TEXTS)
def test_books_and_texts_hold_anything(text: str) -> None:
    check_files(text)


def check_files(text: str) -> None:
    printed, paper = hostile(text)
    galley = set_in_type(printed)
    copy = copy_of(galley, paper, {"images/river.png": PNG}, SITE.base_url)
    whole = zipfile.ZipFile(io.BytesIO(book(copy)))
    for name in whole.namelist():
        assert PurePosixPath(name).parts[0] in ("mimetype", "META-INF", "EPUB")
        if name.endswith((".xhtml", ".opf", ".xml", ".svg")):
            root = ElementTree.fromstring(whole.read(name))
            assert not [element for element in root.iter() if element.tag.endswith(("script", "}b"))]
            assert not [key for element in root.iter() for key in element.attrib if key.startswith("on")]
    said = "".join(ElementTree.fromstring(whole.read("EPUB/01-01.xhtml")).itertext())
    assert seen(text) in seen(said)
    plain_text.text(copy).decode()
    markdown.text(copy).decode()
    for data in manuscripts(galley).values():
        data.decode()
    told = json.loads(
        issue_data(galley, {"images/river.png": PNG}, ShelfFacts(id="shibao", paper=paper), SITE.base_url)
    )
    assert told["articles"][0]["article"]["heading"]["lines"]
    made = iiif.manifest(galley, {"images/river.png": PNG}, paper, SITE)
    assert made is not None
    assert json.loads(made)["type"] == "Manifest"


@settings(max_examples=60)
@given(TEXTS)
def test_references_hold_anything(text: str) -> None:
    told = Reference(
        id="shibao-2023-05-05-01-01",
        title=text,
        paper=text,
        date="2023-05-05",
        pages=("1",),
        authors=(text, text + "2"),
        number=text,
        place=text,
        section=text,
        publisher=text,
        url="https://example.org/",
    )
    forms = citations.view(told)
    tags = [line[:6] for line in forms.ris.split("\n") if line]
    assert (tags[0], tags[-1], tags.count("TY  - "), tags.count("ER  - ")) == ("TY  - ", "ER  - ", 1, 1)
    assert all(re.fullmatch("[A-Z][A-Z0-9]  - ", tag) for tag in tags)
    entry = forms.bibtex
    assert entry.count("{") == entry.count("}")
    assert len(re.findall("^@", entry, re.M)) == 1
    [item] = json.loads(forms.csl)
    assert item["type"] == "article-newspaper"
    assert "\n" not in forms.gb2025 + forms.gb2015 + forms.gb2025_online
    assert not set(forms.coins) & set("\"'<> \n")


@settings(max_examples=40)
@given(TEXTS)
def test_feeds_hold_anything(text: str) -> None:
    printed, paper = hostile(text)
    shelf = PaperShelf(id="shibao", paper=paper, issues=tuple(cards([set_in_type(printed)])))
    paths = set()
    for front in plan_feeds(shelf, ShelfFacts(id="shibao", paper=paper), SITE):
        files = feeds.print_feed(front, SITE, text)
        root = ElementTree.fromstring(files[feed_path(front)])
        titles = [element.text or "" for element in root.iter("{http://www.w3.org/2005/Atom}title")]
        assert all(seen(text) in seen(title) for title in titles)
        json.loads(files[routes.as_json(feed_path(front))])
        paths |= files.keys()
    assert all(path.isascii() and len(PurePosixPath(path).name) < 40 and ".." not in path for path in paths)
    ElementTree.fromstring(
        crawlers.opensearch(SiteSettings(title=text, description=text, base_url="https://a.b/"))["opensearch.xml"]
    )


@pytest.mark.parametrize("text", AWKWARD)
def test_pages_hold_it(text: str) -> None:
    printed, _ = hostile(text)
    files = printed_site(printed, site=msgspec.structs.replace(SITE, title=text, description=text), theme=broadsheet())
    plain = printed_site(issue("2023-05-05", [article(1)]), site=SITE, theme=broadsheet())
    page, usual = (Reader(each["shibao/2023-05-05/01-01.html"]) for each in (files, plain))

    assert len(page.having("script")) == len(usual.having("script"))
    assert not [found for _, found in page.elements if any(name.startswith("on") for name in found)]
    for script in page.scripts:
        if "@context" in script:
            assert json.loads(script)["@type"] == "NewsArticle"
    for path in files:
        assert all(len(part.encode()) < 255 and part not in ("..", "") for part in path.split("/")), path
