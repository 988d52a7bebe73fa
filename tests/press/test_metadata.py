"""What machines read in the head of a page, as those who read it do."""

from __future__ import annotations

import functools
import json
import struct
import zlib

import pytest

from site_builder.newspaper.model import Page, Person, Reprint, Role
from site_builder.press.settings import SiteSettings
from site_builder.press.share_card import HEIGHT, WIDTH, card
from tests.press import zotero
from tests.press.printed import Reader, printed_site
from tests.press.trialissue import article, issue, odd_issue

BASE = SiteSettings(title="雁洲试报", base_url="https://example.org/bao")


@functools.cache
def files() -> dict[str, bytes]:
    return printed_site(
        odd_issue(),
        issue(
            "2023-05-12",
            [
                article(1, body="首段。\n\n![河](images/river.png)\n\n次段。"),
                article(2, image="images/river.png", alt="河"),
                article(3),
                article(
                    1,
                    page="02",
                    contributors=(Person(name="李译", role=Role.TRANSLATOR), Person(name="丙 丁", role=Role.TEXT)),
                    source=Reprint(name="外报", date="2023-04-XX~", url="javascript:alert(1)"),
                ),
            ],
            pages=(Page(number="01", name="要闻"), Page(number="02", name="国际", scan="images/river.png")),
        ),
        site=BASE,
    )


def article_pages() -> list[tuple[str, Reader]]:
    pages = ((path, Reader(data)) for path, data in files().items() if path.endswith(".html"))
    return [(path, page) for path, page in pages if page.having("meta", name="citation_title")]


def metas(page: Reader) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for meta in page.having("meta"):
        told.setdefault(meta.get("name") or meta.get("property", ""), []).append(meta.get("content", ""))
    return told


def test_zotero_sees_articles_of_a_newspaper() -> None:
    assert {zotero.detected(page) for _, page in article_pages()} == {"newspaperArticle"}


def test_without_the_prefix_it_would_see_articles_of_a_journal() -> None:
    _, page = article_pages()[0]
    page.elements = [(name, {} if name == "head" else found) for name, found in page.elements]

    assert zotero.detected(page) == "journalArticle", "the test knows the rule that makes the prefix needed"


def test_zotero_fills_its_fields() -> None:
    page = Reader(files()["shibao/2023-05-05/08-01.html"])
    told = zotero.fields(page)

    assert told["citation_title"] == ["一条河的三本账 泥账先算"]
    assert told["citation_author"] == ["沈令仪", "葛春生"]
    assert told["citation_publication_date"] == ["2023/05/05"]
    assert told["citation_journal_title"] == ["雁洲试报"]
    assert told["citation_firstpage"] == ["8"]


def test_the_context_object_is_an_article_of_a_newspaper() -> None:
    page = Reader(files()["shibao/2023-05-05/08-01.html"])
    [span] = page.having("span", class_="Z3988") or [
        found for name, found in page.elements if found.get("class") == "Z3988"
    ]
    item = zotero.context_object(span["title"])

    assert item == {
        "itemType": "newspaperArticle",
        "title": "一条河的三本账 泥账先算",
        "publicationTitle": "雁洲试报",
        "date": "2023-05-05",
        "issue": "7",
        "pages": "8,7",
        "language": "zh-Hans",
        "creators": ["沈令仪", "葛春生"],
        "identifier": "https://example.org/bao/shibao/2023-05-05/08-01.html",
    }


def test_every_article_says_what_every_reader_of_metadata_asks_for() -> None:
    needed = {
        *("citation_title", "citation_publication_date", "citation_journal_title", "citation_firstpage"),
        *("DC.title", "DC.date", "DC.identifier", "DC.language", "prism.publicationName", "prism.publicationDate"),
        *("prism.startingPage", "z:itemType", "og:title", "og:type", "og:url", "og:image", "og:locale"),
    }
    lacking = {path: needed - metas(page).keys() for path, page in article_pages() if needed - metas(page).keys()}

    assert lacking == {}


@pytest.mark.parametrize(
    ("path", "picture"),
    [
        ("2023-05-12/01-01.html", "2023-05-12/images/river.png"),
        ("2023-05-12/01-02.html", "2023-05-12/images/river.png"),
        ("2023-05-12/01-03.html", "2023-05-12/card.png"),
        ("2023-05-12/02-01.html", "2023-05-12/images/river.png"),
        ("2023-05-12/index.html", "2023-05-12/card.png"),
        ("2023-05-12/p02.html", "2023-05-12/images/river.png"),
        ("2023-05-05/08-01.html", "2023-05-05/images/river.png"),
    ],
)
def test_the_picture_that_is_shared(path: str, picture: str) -> None:
    told = metas(Reader(files()[f"shibao/{path}"]))

    assert told["og:image"] == [f"https://example.org/bao/shibao/{picture}"]
    assert f"shibao/{picture}" in files()


def test_the_card_is_a_picture_of_the_size_it_says() -> None:
    data = files()["shibao/2023-05-05/card.png"]
    chunks = {}
    at = 8
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert int.from_bytes(data[at + 8 + length : at + 12 + length], "big") == zlib.crc32(kind + body)
        chunks[kind] = body
        at += 12 + length

    assert struct.unpack(">II", chunks[b"IHDR"][:8]) == (WIDTH, HEIGHT)
    assert len(zlib.decompress(chunks[b"IDAT"])) == (WIDTH + 1) * HEIGHT
    assert len(data) < 20_000


def test_a_day_nobody_knows_and_an_issue_without_pages_have_a_card() -> None:
    assert card(None, "1937-08-XX") != card(None, "1937-08-13")


def test_without_a_base_address_no_picture_is_shared() -> None:
    printed = printed_site(issue("2023-05-12", [article(1)]))

    assert "og:image" not in metas(Reader(printed["shibao/2023-05-12/01-01.html"]))
    assert "shibao/2023-05-12/card.png" not in printed


def test_a_source_is_told_without_an_address_that_is_none() -> None:
    page = Reader(files()["shibao/2023-05-12/02-01.html"])
    told = json.loads(next(script for script in page.scripts if "@context" in script))

    assert told["isBasedOn"] == {"@type": "CreativeWork", "name": "外报", "datePublished": "2023-04"}
    assert [person["name"] for person in told["contributor"]] == ["李译"]
    assert [person["name"] for person in told["author"]] == ["丙 丁"]
