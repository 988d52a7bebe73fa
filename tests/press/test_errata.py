"""改错: the letter to the editors, with and without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from site_builder.press.errata import errata_to
from site_builder.press.settings import SiteSettings
from tests.press.printed import printed_site
from tests.press.trialissue import HOSTILE, article, issue

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MAIL = SiteSettings(title="雁洲试报", base_url="https://example.org/bao/", errata_to="archive@example.org")
WEB = "https://example.org/new?title={title}&body={text}&labels=errata"
PAGE = "shibao/2023-05-05/01-01.html"
LINK = re.compile(r'<p class="form errata"><a href="([^"]*)" data-text="([^"]*)"')


def printed(site: SiteSettings, headline: str = "退水") -> str:
    return printed_site(issue("2023-05-05", [article(1, headline=(headline,))]), site=site)[PAGE].decode()


def letter(html: str) -> str:
    found = LINK.search(html)
    assert found
    return unescape(found[1])


@pytest.mark.parametrize(
    ("told", "taken"),
    [
        ("archive@example.org", True),
        ("o.n+e@a-b.example.org", True),
        (WEB, True),
        ("http://192.0.2.1/?b={text}", True),
        ("https://example.org/new", False),
        ("https://example.org/{text}", False),
        ("javascript:alert(1)?x={text}", False),
        ("mailto:archive@example.org", False),
        ("archive@example.org?cc=all@example.org", False),
        ("archive@example", False),
        ("https://[1/?x={text}", False),
        ('https://example.org/?x={text}" onclick="', False),
    ],
)
def test_where_errata_may_go(told: str, taken: bool) -> None:
    assert errata_to(told) == (told if taken else None)


def test_the_letter_names_the_article() -> None:
    parts = urlsplit(letter(printed(MAIL)))
    told = parse_qs(parts.query)

    assert (parts.scheme, parts.path) == ("mailto", "archive@example.org")
    assert told["subject"] == ["改错 shibao-2023-05-05-01-01"]
    assert told["body"][0].startswith("退水[N]. 雁洲试报，2023-05-05")
    assert told["body"][0].endswith("\nhttps://example.org/bao/shibao/2023-05-05/01-01.html\n")


def test_a_form_on_the_web_is_filled_in() -> None:
    told = parse_qs(urlsplit(letter(printed(SiteSettings(errata_to=WEB), HOSTILE))).query)

    assert told["labels"] == ["errata"]
    assert HOSTILE in told["body"][0]


def test_nobody_is_asked_where_nobody_is_to_be_told() -> None:
    assert "errata" not in printed(SiteSettings())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("errata")
    for path, data in printed_site(issue("2023-05-05", [article(1, headline=("账（'!*~",))]), site=MAIL).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def written(page: Page) -> str:
    """What the letter says after somebody came near."""
    link = page.locator(".errata a")
    plain = link.get_attribute("href")
    link.hover()
    page.wait_for_function("plain => document.querySelector('.errata a').getAttribute('href') !== plain", arg=plain)
    return parse_qs(urlsplit(link.get_attribute("href") or "").query)["body"][0]


@pytest.mark.browser
def test_the_letter_has_what_is_marked_and_its_paragraph(page: Page, site: Path) -> None:
    page.goto((site / PAGE).as_uri())
    page.evaluate("getSelection().setBaseAndExtent(p2.firstChild, 2, p2.firstChild, 6)")
    marked = page.evaluate("p2.firstChild.data.slice(2, 6)")

    assert written(page).endswith(f"01-01.html\n第2段：“{marked}”\n")


@pytest.mark.browser
def test_the_letter_has_the_paragraph_the_address_points_at(page: Page, site: Path) -> None:
    page.goto((site / PAGE).as_uri() + "#p1")

    assert f"\n第1段：“{page.locator('#p1').inner_text().strip()[:20]}" in written(page)
