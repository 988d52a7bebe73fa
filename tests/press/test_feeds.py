"""Feeds, sitemap and robots: well-formed, without a clock, and true to what is on the site."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from site_builder.press import feeds
from site_builder.press.feeds import moment
from site_builder.press.fronts import FeedFront, SitemapFront, plan_fronts
from site_builder.press.settings import SiteSettings
from tests.press.printed import broadsheet, printed_fronts, printed_site
from tests.press.trialissue import HOSTILE, archive, article, issue, odd_issue

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BASE = SiteSettings(title="雁洲试报", base_url="https://example.org/bao/")


def feed(site: SiteSettings) -> ElementTree.Element:
    files = printed_fronts(archive(issue("2023-04-28", [article(1)]), odd_issue()), site, broadsheet())
    return ElementTree.fromstring(files["shibao/feed.xml"])


def test_a_feed_with_a_base_address_has_full_addresses() -> None:
    root = feed(BASE)
    entry = root.findall(f"{ATOM}entry")[0]

    assert root.findtext(f"{ATOM}id") == "https://example.org/bao/shibao/feed.xml"
    assert entry.findtext(f"{ATOM}id") == "https://example.org/bao/shibao/2023-05-05/01-01.html"
    assert entry.find(f"{ATOM}link").attrib["href"] == "https://example.org/bao/shibao/2023-05-05/01-01.html"  # type: ignore[union-attr]  # there


def test_a_feed_without_one_has_names_that_last() -> None:
    root = feed(SiteSettings())
    entry = root.findall(f"{ATOM}entry")[0]

    assert root.findtext(f"{ATOM}id") == "urn:x-newspaper:shibao"
    assert entry.findtext(f"{ATOM}id") == "urn:x-newspaper:shibao:2023-05-05:01-01"
    assert entry.find(f"{ATOM}link").attrib["href"] == "2023-05-05/01-01.html"  # type: ignore[union-attr]  # there


def test_a_feed_goes_by_the_days_of_the_paper() -> None:
    root = feed(BASE)

    assert root.findtext(f"{ATOM}updated") == "2023-05-05T00:00:00+08:00"
    for entry in root.findall(f"{ATOM}entry"):
        day = (entry.findtext(f"{ATOM}id") or "").split("/")[-2]
        assert entry.findtext(f"{ATOM}published") == f"{day}T00:00:00+08:00"


def test_a_feed_is_in_the_order_of_the_pages() -> None:
    titles = [entry.findtext(f"{ATOM}id") or "" for entry in feed(SiteSettings()).findall(f"{ATOM}entry")]
    ids = [title.rsplit(":", 1)[-1] for title in titles if ":2023-05-05:" in title]

    assert ids == sorted(ids)


def test_a_hostile_title_is_text_in_the_feed() -> None:
    titles = [entry.findtext(f"{ATOM}title") for entry in feed(BASE).findall(f"{ATOM}entry")]

    assert HOSTILE in titles


def test_the_ids_of_a_feed_are_its_own() -> None:
    ids = [element.text for element in feed(SiteSettings()).iter(f"{ATOM}id")]

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("day", "zone", "expected"),
    [
        ("2023-05-05", "Asia/Shanghai", "2023-05-05T00:00:00+08:00"),
        ("1919-05-XX", "Asia/Shanghai", "1919-05-01T00:00:00+09:00"),  # summer time, of all years
        ("1937-XX-XX", "UTC", "1937-01-01T00:00:00+00:00"),
        ("2023-05-05", "Nowhere/At-All", "2023-05-05T00:00:00+00:00"),
        ("2023-05-05", "../../etc/passwd", "2023-05-05T00:00:00+00:00"),
        ("", "UTC", "1970-01-01T00:00:00+00:00"),
    ],
)
def test_a_day_as_a_moment(day: str, zone: str, expected: str) -> None:
    assert moment(day, zone) == expected


def test_the_sitemap_names_every_page_and_no_other() -> None:
    files = printed_site(issue("2023-04-28", [article(1)]), odd_issue(), site=BASE)
    places = {url.findtext(f"{MAP}loc") or "" for url in ElementTree.fromstring(files["sitemap.xml"])}
    printed = {path for path in files if path.endswith(".html") and path not in ("404.html", "search/index.html")}

    assert {place.removeprefix("https://example.org/bao/") for place in places} == printed


def test_the_sitemap_tells_the_day_of_an_issue() -> None:
    files = printed_site(odd_issue(), site=BASE)
    days = {
        url.findtext(f"{MAP}loc"): url.findtext(f"{MAP}lastmod") for url in ElementTree.fromstring(files["sitemap.xml"])
    }

    assert days["https://example.org/bao/shibao/2023-05-05/01-01.html"] == "2023-05-05"
    assert days["https://example.org/bao/index.html"] is None


def test_no_sitemap_without_a_base_address() -> None:
    files = printed_site(odd_issue())

    assert "sitemap.xml" not in files
    assert files["robots.txt"] == b"User-agent: *\nAllow: /\n"
    assert b"Sitemap: https://example.org/bao/sitemap.xml\n" in printed_site(odd_issue(), site=BASE)["robots.txt"]


def test_a_long_sitemap_comes_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "LONGEST", 10)
    front = next(front for front in plan_fronts(archive(odd_issue()), BASE) if isinstance(front, SitemapFront))
    files = feeds.sitemaps(front, BASE)
    parts = [sitemap.findtext(f"{MAP}loc") or "" for sitemap in ElementTree.fromstring(files["sitemap.xml"])]

    assert [f"https://example.org/bao/{path}" for path in sorted(files) if re.search(r"-\d+\.xml", path)] == sorted(
        parts
    )
    assert all(len(list(ElementTree.fromstring(data))) <= 10 for path, data in files.items() if path != "sitemap.xml")


def test_control_characters_do_not_break_a_feed() -> None:
    front = next(front for front in plan_fronts(archive(odd_issue()), BASE) if isinstance(front, FeedFront))

    ElementTree.fromstring(feeds.atom(front, BASE, "题\x00\x1b\ufffe目"))
