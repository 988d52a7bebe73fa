"""Pages as they come out: linked, safe, and saying what must be said."""

from __future__ import annotations

import functools
import itertools
import json
import posixpath
import re
from urllib.parse import unquote, urlsplit

import msgspec
import pytest

from site_builder.newspaper.archive import Archive
from site_builder.newspaper.model import Completeness, DateBasis, Page, Position
from site_builder.press import routes
from site_builder.press.settings import SiteSettings
from site_builder.press.views import PAGES
from tests.press.printed import Reader, broadsheet, printed_fronts, printed_issues, printed_site
from tests.press.trialissue import HOSTILE, article, issue, odd_issue

BASE = SiteSettings(title="雁洲试报", base_url="https://example.org/bao")


@functools.cache
def site() -> dict[str, bytes]:
    """A site with every odd case on it."""
    return printed_site(
        issue("2023-04-28", [article(1), article(1, page="02")]),
        odd_issue(),
        issue("2023-05-05", [article(1, headline=("号外",))], edition="b"),
        issue("2023-05-12", [], pages=()),
    )


@functools.cache
def pages() -> dict[str, Reader]:
    return {path: Reader(data) for path, data in site().items() if path.endswith(".html")}


def test_every_kind_of_page_is_printed() -> None:
    kinds = {
        kind
        for data in site().values()
        if data.startswith(b"<!DOCTYPE")
        for kind in re.findall(r'<body class="(\w+)-page">', data.decode())
    }

    assert kinds == {"missing" if kind == "404" else kind for kind in PAGES}


def test_every_link_leads_to_a_page_or_a_paragraph_that_is_there() -> None:
    files = site()
    lost = []
    for path, page in pages().items():
        for link in page.links():
            where = urlsplit(link)
            if where.scheme:
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(where.path))) if where.path else path
            )
            if target == "shibao/2023-05-12/02-09.html":
                continue  # the correction that is not held
            if target not in files or (where.fragment and where.fragment not in pages()[target].ids()):
                lost.append(f"{path}: {link}")

    assert lost == []


def test_links_are_relative_and_name_their_file() -> None:
    for path, page in pages().items():
        for link in page.links():
            assert not link.startswith("/"), f"{path}: {link}"
            assert urlsplit(link).scheme or link.startswith("#") or posixpath.basename(urlsplit(link).path), (
                f"{path}: {link}"
            )


def test_nothing_foreign_is_loaded_and_nothing_is_inline() -> None:
    for path, page in pages().items():
        for tag, found in page.elements:
            assert "style" not in found, f"{path}: <{tag} style>"
            assert tag != "style", path
            assert not any(name.startswith("on") for name in found), f"{path}: <{tag} {found}>"
            if tag in ("script", "img", "link", "iframe", "source"):
                address = found.get("src") or found.get("href", "")
                assert urlsplit(address).scheme == "", f"{path}: {address}"
            if tag == "script" and "src" not in found:
                assert found["type"] in ("application/ld+json", "application/json"), path


def test_no_page_has_one_id_twice() -> None:
    for path, page in pages().items():
        assert sorted(set(page.ids())) == sorted(page.ids()), path


def test_one_heading_of_the_first_order_a_page() -> None:
    for path, page in pages().items():
        assert len(page.having("h1")) == 1, path


def test_headings_skip_no_order() -> None:
    for path, page in pages().items():
        orders = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert all(after - before <= 1 for before, after in itertools.pairwise(orders)), f"{path}: {orders}"


def test_a_hostile_title_is_text_everywhere() -> None:
    files = site()
    where = "shibao/2023-05-05/08-02.html"
    page = Reader(files[where])

    assert HOSTILE in page.words()
    assert not [found for found in page.having("img") if found.get("src") == "x"]
    for other in pages().values():
        assert all(json.loads(script) for script in other.scripts), "every script inside a page is data"
    told = json.loads(next(script for script in page.scripts if "@context" in script))
    assert told["headline"] == HOSTILE


def test_the_search_page_says_its_words_as_data() -> None:
    page = Reader(site()["search/index.html"])
    words = json.loads(next(script for script in page.scripts if "loading" in script))

    assert words["found"] == "找到 {count} 篇。"
    assert page.having("form", id="search", role="search")[0]["data-root"] == "../"
    assert page.having("input", name="q")
    assert page.having("ol", id="results")


def test_json_ld_tells_what_the_page_tells() -> None:
    page = Reader(printed_site(odd_issue(), site=BASE)["shibao/2023-05-05/08-01.html"])
    told = json.loads(next(script for script in page.scripts if "@context" in script))

    assert told["@type"] == "NewsArticle"
    assert told["headline"] == "一条河的三本账 泥账先算"
    assert told["alternativeHeadline"] == ["雁浦河清淤系列报道", "八万方泥去了哪里"]
    assert [person["name"] for person in told["author"]] == ["沈令仪", "葛春生"]
    assert [person["name"] for person in told["editor"]] == ["石墨林"]
    assert told["url"] == "https://example.org/bao/shibao/2023-05-05/08-01.html"
    assert told["isPartOf"][0]["isPartOf"] == {
        "@type": "Newspaper",
        "@id": "https://example.org/bao/shibao/index.html",
        "name": "雁洲试报",
        "identifier": "CN 00-0001",
        "inLanguage": "zh-Hans",
        "publisher": [{"@type": "Organization", "name": "雁洲试报社"}],
        "sponsor": [{"@type": "Organization", "name": "雁洲试报社"}],
        "locationCreated": {"@type": "Place", "name": "雁洲"},
        "url": "https://example.org/bao/shibao/index.html",
    }


def test_an_editor_is_no_author_and_has_no_page() -> None:
    files = printed_site(odd_issue(), site=BASE)
    page = Reader(files["shibao/2023-05-05/08-01.html"])

    assert [meta["content"] for meta in page.having("meta", name="citation_author")] == ["沈令仪", "葛春生"]
    assert [meta["content"] for meta in page.having("meta", name="DC.creator")] == ["沈令仪", "葛春生"]
    assert "石墨林" in page.words()
    assert routes.person("shibao", "石墨林") not in files


def test_metadata_for_reference_managers() -> None:
    page = Reader(printed_site(odd_issue(), site=BASE)["shibao/2023-05-05/08-01.html"])
    told = {meta["name"]: meta["content"] for meta in page.having("meta") if "name" in meta}

    assert told["z:itemType"] == "newspaperArticle"
    assert told["citation_publication_date"] == "2023/05/05"
    assert told["citation_firstpage"] == "8"
    assert told["prism.publicationName"] == "雁洲试报"
    assert page.having("meta", property="og:type")[0]["content"] == "article"
    assert page.having("meta", property="og:locale")[0]["content"] == "zh_CN"
    assert page.having("link", rel="canonical")[0]["href"] == "https://example.org/bao/shibao/2023-05-05/08-01.html"


def test_what_an_article_can_have_is_shown() -> None:
    page = Reader(site()["shibao/2023-05-05/08-01.html"])
    words = " ".join(page.words().split())

    for expected in (
        "雁浦河清淤系列报道",
        "八万方泥去了哪里",
        "清淤的泥分两路走。",
        "一条河的三本账 （二）",
        "泽川日报 2023年5月1日 第2版",
        "以下刊于第7版",
        "下转第七版",
        "八万方应为八万二千方。",
        "“情性”改作“惰性”",
        "“千在实处”疑为“干在实处”",
        "没有留下来的照片",
        "source/p1.txt，第 20-48 行（ocr-markdown）",
        "沈令仪，葛春生. 一条河的三本账 泥账先算[N]. 雁洲试报，2023-05-05（8，7）.",
        "沈令仪, 葛春生. 一条河的三本账 泥账先算[N]. 雁洲试报, 2023-05-05(8,7).",
    ):
        assert expected in words
    assert [image["src"] for image in page.having("img")] == ["images/river.png"]
    assert page.having("img")[0]["width"] == "640"
    assert page.having("a", href="#p3", class_="mark") or page.having("a", href="#p3")


def test_a_paragraph_can_be_cited() -> None:
    page = Reader(site()["shibao/2023-05-05/03-01.html"])
    marks = [found["href"] for found in page.having("a") if found.get("class") == "mark"]

    assert marks == [f"#p{number}" for number in range(1, len(marks) + 1)]
    assert len(marks) > 60


def test_the_walk_goes_through_every_article_of_the_archive() -> None:
    files = site()
    path, walked = "shibao/2023-04-28/01-01.html", ["shibao/2023-04-28/01-01.html"]
    while link := Reader(files[path]).having("link", rel="next"):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), link[0]["href"]))
        back = Reader(files[path]).having("link", rel="prev")[0]["href"]
        assert posixpath.normpath(posixpath.join(posixpath.dirname(path), back)) == walked[-1]
        walked.append(path)

    assert walked == [name for name in sorted(files) if re.fullmatch(r".*/\d\d-\d\d\.html", name)]


def test_a_page_that_is_not_held_is_named() -> None:
    page = Reader(site()["shibao/2023-05-05/index.html"])

    assert "第5版未入藏" in page.words()
    assert "shibao/2023-05-05/p05.html" not in site()


def test_an_incomplete_issue_and_an_inferred_date_are_owned_up_to() -> None:
    files = printed_site(
        issue("2023-04-28", [article(1)], completeness=Completeness.FRAGMENT, date_basis=DateBasis.INFERRED)
    )
    words = Reader(files["shibao/2023-04-28/index.html"]).words()

    assert "本期不全" in words
    assert "日期为推定" in words


def test_an_issue_without_articles_says_so() -> None:
    words = Reader(site()["shibao/2023-05-12/index.html"]).words()

    assert "报纸本身尚未入藏" in words


def test_another_issue_of_the_day_is_told_by_its_edition() -> None:
    first = issue("2023-05-26", [article(1)])
    both = msgspec.structs.replace(first, edition="正刊"), issue("2023-05-26", [article(1)], edition="b")
    files = printed_issues(both, SiteSettings(), broadsheet())

    assert "2023年5月26日 正刊" in Reader(files["shibao/2023-05-26b/index.html"]).words()


def test_an_issue_held_as_pictures_only_opens_at_its_scan() -> None:
    seen = issue("2023-06-02", [], pages=(Page(number="01", name="要闻", scan="images/river.png"),))
    files = printed_site(issue("2023-05-26", [article(1)]), seen)
    page = Reader(files["shibao/2023-06-02/index.html"])

    assert "checked" in page.having("input", id="view-scan")[0]
    assert "这一期还没有录入文章" in page.words()
    assert "尚未入藏" not in page.words()
    assert "缺藏" not in Reader(files["shibao/2023.html"]).words()
    assert "shibao/2023-06-02/read.html" not in files


def test_an_empty_archive_is_friendly() -> None:
    files = printed_fronts(Archive(), SiteSettings(title="试报"), broadsheet())
    words = Reader(files["index.html"]).words()

    assert "报架还空着" in words
    assert sorted(files) == ["404.html", "index.html", "robots.txt", "search/index.html"]


def test_several_editions_of_a_day_are_all_in_the_calendar() -> None:
    page = Reader(site()["shibao/2023.html"])
    links = page.links()

    assert "2023-05-05/index.html" in links
    assert "2023-05-05b/index.html" in links


def test_the_map_says_when_it_is_a_schematic() -> None:
    measured = printed_issues(
        [issue("2023-04-28", [article(1, position=Position(order=1, area=(0, 12, 100, 88)))])],
        SiteSettings(),
        broadsheet(),
    )

    assert "按先后与篇幅示意" in Reader(site()["shibao/2023-04-28/01-01.html"]).words()
    assert "按原版面位置绘制" in Reader(measured["shibao/2023-04-28/01-01.html"]).words()


def test_sheets_do_not_know_what_else_is_on_the_site() -> None:
    """A new issue far away reprints nothing here but the neighbours."""
    one = issue("2023-04-28", [article(1)])
    two = issue("2023-05-05", [article(1)])
    far = issue("2024-05-03", [article(1, column="新栏目")])
    before = printed_issues([one, two], SiteSettings(), broadsheet())
    after = printed_issues([one, two, far], SiteSettings(), broadsheet())

    assert {path for path in before if path.startswith("shibao/2023-04-28/") and before[path] != after[path]} == set()


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_the_interface_speaks_three_languages(language: str) -> None:
    files = printed_site(odd_issue(), site=SiteSettings(language=language))
    search = {"zh-Hans": "检索", "zh-Hant": "檢索", "en": "Search"}[language]

    assert search in Reader(files["index.html"]).words()
    assert Reader(files["shibao/2023-05-05/08-01.html"]).having("html")[0]["lang"] == "zh-Hans"


def test_an_interface_language_the_theme_lacks_falls_back() -> None:
    files = printed_site(odd_issue(), site=SiteSettings(language="ja"))

    assert "检索" in Reader(files["index.html"]).words()


def test_the_answer_for_unknown_addresses_links_from_the_root() -> None:
    page = Reader(printed_site(odd_issue(), site=BASE)["404.html"])

    assert page.having("a", href="/bao/index.html")
    assert Reader(site()["404.html"]).having("a", href="index.html")
