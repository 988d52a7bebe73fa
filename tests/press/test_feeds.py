"""Feeds, sitemap and robots: well-formed, without a clock, and true to what is on the site."""

from __future__ import annotations

import json
import posixpath
import re
from xml.etree import ElementTree

import msgspec
import pytest

from site_builder.press import crawlers, feed_fronts, feeds, routes, sitemaps
from site_builder.press.feed_fronts import FeedFront, feed_path
from site_builder.press.fronts import plan_fronts
from site_builder.press.moments import moment
from site_builder.press.settings import SiteSettings
from site_builder.press.sitemaps import SitemapFront
from tests.press.printed import Reader, broadsheet, printed_fronts, printed_site
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
    monkeypatch.setattr(sitemaps, "LONGEST", 10)
    front = next(front for front in plan_fronts(archive(odd_issue()), BASE) if isinstance(front, SitemapFront))
    files = sitemaps.sitemaps(front, BASE)
    index = ElementTree.fromstring(files["sitemap.xml"])
    parts = [sitemap.findtext(f"{MAP}loc") or "" for sitemap in index]

    assert [f"https://example.org/bao/{path}" for path in sorted(files) if re.search(r"-\d+\.xml", path)] == sorted(
        parts
    )
    assert all(len(list(ElementTree.fromstring(data))) <= 10 for path, data in files.items() if path != "sitemap.xml")
    assert "2023-05-05" in {sitemap.findtext(f"{MAP}lastmod") for sitemap in index}


def test_a_sitemap_of_long_addresses_comes_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "LARGEST", 4_000)
    front = next(front for front in plan_fronts(archive(odd_issue()), BASE) if isinstance(front, SitemapFront))
    files = sitemaps.sitemaps(front, BASE)

    assert len(files) > 2
    assert all(len(data) <= 4_000 for path, data in files.items() if path != "sitemap.xml")


def test_control_characters_do_not_break_a_feed() -> None:
    front = next(front for front in plan_fronts(archive(odd_issue()), BASE) if isinstance(front, FeedFront))

    files = feeds.print_feed(front, BASE, "题\x00\x1b\ufffe目")

    ElementTree.fromstring(files[feed_path(front)])


def test_half_of_a_character_does_not_break_a_feed() -> None:
    front = next(front for front in plan_fronts(archive(odd_issue()), BASE) if isinstance(front, FeedFront))
    files = feeds.print_feed(front, BASE, "题\ud800目")

    assert json.loads(files[routes.as_json(feed_path(front))])["title"] == "题?目"


def many(count: int) -> list[dict[str, bytes]]:
    """Weekly issues of forty articles each; the feeds after every one of them."""
    days = [f"2023-{month:02}-05" for month in range(1, count + 1)]
    issues = [issue(day, [article(number) for number in range(1, 41)]) for day in days]
    return [printed_fronts(archive(*issues[: at + 1]), BASE, broadsheet()) for at in range(count)]


def test_older_articles_stand_in_archive_documents_that_do_not_change() -> None:
    after = many(8)
    last = after[-1]

    assert [path for path in last if path.startswith("shibao/feed-")] == [
        f"shibao/feed-{number}.{form}" for number in (1, 2) for form in ("xml", "json")
    ]
    assert after[5]["shibao/feed-1.xml"] != after[2]["shibao/feed-1.xml"], "it learns what comes after it"
    assert after[5]["shibao/feed-1.xml"] == last["shibao/feed-1.xml"]


def test_the_archive_can_be_walked_and_holds_everything() -> None:
    files = many(8)[-1]
    path, found, documents = "shibao/feed.xml", [], []
    while path:
        root = ElementTree.fromstring(files[path])
        documents.append(root)
        found += [entry.findtext(f"{ATOM}id") or "" for entry in root.findall(f"{ATOM}entry")]
        older = root.find(f"{ATOM}link[@rel='prev-archive']")
        path = "" if older is None else older.attrib["href"].removeprefix("https://example.org/bao/")

    assert len(set(found)) == 8 * 40
    assert [root.find("{http://purl.org/syndication/history/1.0}archive") is not None for root in documents] == [
        False,
        True,
        True,
    ]
    assert len(documents[0].findall(f"{ATOM}entry")) <= feed_fronts.FED + feed_fronts.ARCHIVED + 40


def test_a_json_feed_says_what_the_atom_feed_says() -> None:
    files = many(8)[-1]
    for path in ("shibao/feed.xml", "shibao/feed-1.xml"):
        told = json.loads(files[routes.as_json(path)])
        root = ElementTree.fromstring(files[path])

        assert told["version"] == "https://jsonfeed.org/version/1.1"
        assert [item["id"] for item in told["items"]] == [
            entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")
        ]
        assert {item["date_published"] for item in told["items"]} == {
            entry.findtext(f"{ATOM}published") for entry in root.iter(f"{ATOM}entry")
        }
        assert all(item["content_text"] and item["url"].startswith("https://") for item in told["items"])
    assert json.loads(files["shibao/feed.json"])["next_url"] == "https://example.org/bao/shibao/feed-2.json"


def test_every_page_name_column_and_person_has_a_feed() -> None:
    files = printed_fronts(archive(odd_issue()), BASE, broadsheet())

    assert [
        entry.findtext(f"{ATOM}id")
        for entry in ElementTree.fromstring(files[routes.column_feed("shibao", "本报专稿")]).iter(f"{ATOM}entry")
    ] == ["https://example.org/bao/shibao/2023-05-05/01-01.html"]
    assert routes.page_feed("shibao", "综合") in files
    people = ElementTree.fromstring(files[routes.person_feed("shibao", "葛春生")])
    assert people.findtext(f"{ATOM}title") == "雁洲试报：新近各期 · 葛春生"
    assert len(people.findall(f"{ATOM}entry")) == 1


def test_feeds_are_made_as_the_settings_say() -> None:
    site = SiteSettings(base_url=BASE.base_url, feeds=("columns",))
    files = printed_site(odd_issue(), site=site)

    assert routes.column_feed("shibao", "本报专稿") in files
    assert not [
        path for path in files if path.startswith(("shibao/people/", "shibao/pages/")) and path.endswith(".xml")
    ]
    assert not Reader(files["shibao/2023-05-05/p01.html"]).having("link", href="../pages/")


def test_the_feeds_of_a_page_are_there_and_its_own_is_the_first() -> None:
    files = printed_site(odd_issue(), site=BASE)
    links = Reader(files["shibao/2023-05-05/p01.html"]).having("link", rel="alternate")
    places = [posixpath.normpath(f"shibao/2023-05-05/{link['href']}") for link in links]

    assert places[0] == routes.page_feed("shibao", "综合")
    assert places[2:] == ["shibao/feed.xml", "shibao/feed.json"]
    assert set(places) <= set(files)
    assert [link["type"] for link in links[:2]] == ["application/atom+xml", "application/feed+json"]


def test_the_ways_of_crawlers() -> None:
    closed = SiteSettings(base_url=BASE.base_url, robots="none")
    reserved = SiteSettings(base_url=BASE.base_url, robots="no-ai")

    assert crawlers.robots(closed) == b"User-agent: *\nDisallow: /\n"
    assert "sitemap.xml" not in printed_site(odd_issue(), site=closed)
    told = crawlers.robots(reserved).decode()
    assert "User-agent: GPTBot\n" in told
    assert told.index("Disallow: /\n") < told.index("User-agent: *\nAllow: /\n")
    assert crawlers.reservation(BASE) == {}
    assert json.loads(crawlers.reservation(reserved)[".well-known/tdmrep.json"]) == [
        {"location": "/", "tdm-reservation": 1}
    ]


def test_the_head_says_what_robots_txt_says() -> None:
    def told(policy: str) -> list[str]:
        page = Reader(printed_site(odd_issue(), site=SiteSettings(robots=policy))["index.html"])
        return [meta["content"] for meta in page.having("meta", name="robots")]

    assert told("allow") == []
    assert told("no-ai") == ["noai, noimageai"]
    assert told("none") == ["noindex, nofollow, noai, noimageai"]


@pytest.mark.parametrize("title", ["雁洲试报", "今日雁洲数字报样刊试用与演示版本二〇二二", "\x00\u202e", "A&B<c>"])
def test_a_browser_can_take_up_the_search(title: str) -> None:
    site = SiteSettings(title=title, base_url="https://example.org/报/")
    root = ElementTree.fromstring(crawlers.opensearch(site)["opensearch.xml"])
    space = "{http://a9.com/-/spec/opensearch/1.1/}"

    assert 1 <= len(root.findtext(f"{space}ShortName") or "") <= 16
    [url] = root.findall(f"{space}Url")
    assert url.attrib["template"].endswith("/search/index.html?q={searchTerms}")
    assert url.attrib["template"].startswith("https://example.org/")


def test_every_page_leads_to_the_description() -> None:
    files = printed_site(odd_issue(), site=BASE)
    links = Reader(files["shibao/2023-05-05/01-01.html"]).having("link", type="application/opensearchdescription+xml")

    assert [link["href"] for link in links] == ["../../opensearch.xml"]
    assert "opensearch.xml" in files
    assert "opensearch.xml" not in printed_site(odd_issue())


def test_the_first_article_of_an_issue_brings_the_whole_issue_as_an_epub() -> None:
    issues = archive(issue("2023-04-28", [article(1), article(2)]), odd_issue())
    files = printed_fronts(issues, msgspec.structs.replace(BASE, feeds=("pages",)), broadsheet())
    entries = ElementTree.fromstring(files["shibao/feed.xml"]).findall(f"{ATOM}entry")
    brought = [entry.find(f"{ATOM}link[@rel='enclosure']") for entry in entries]
    told = [item.get("attachments") for item in json.loads(files["shibao/feed.json"])["items"]]
    books = [f"https://example.org/bao/shibao/{day}/issue.epub" for day in ("2023-05-05", "2023-04-28")]

    assert [link.attrib["href"] for link in brought if link is not None] == books
    assert brought[0] is not None
    assert brought[-2] is not None, "the first of the issue before"
    assert [one[0]["url"] for one in told if one] == books
    others = [data for path, data in files.items() if path.startswith("shibao/pages/")]
    assert others
    assert not [data for data in others if b"issue.epub" in data], "once is enough"

    files = printed_fronts(issues, msgspec.structs.replace(BASE, formats=()), broadsheet())
    assert b"issue.epub" not in files["shibao/feed.xml"] + files["shibao/feed.json"]
