"""The search page in a real browser: from a folder, a host, under a sub-path; what loads when, and what is said."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from site_builder.search.index import bind
from site_builder.search.postings import post
from site_builder.search.query import search
from site_builder.search.settings import SearchSettings
from tests.search.galleys import archive, article, bound, galley
from tests.search.scripts import ASSETS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
PARTS = ("normalise", "segment", "grammar", "engine", "files", "marks")
NASTY = "<img src=x onerror=alert(1)> & “夜”"


class Site:
    """A site that is nothing but a search page, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for file in (*(ASSETS / "js").rglob("*.js"), *(ASSETS / "vendor").iterdir()):
            self.write(f"assets/{file.relative_to(ASSETS).as_posix()}", file.read_bytes())
        self.write("search/index.html", (HERE / "page.html").read_bytes())

    def write(self, path: str, content: bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    def index(self, files: dict[str, bytes]) -> Site:
        for path, content in files.items():
            self.write(path, content)
        return self

    def file(self, path: str) -> Path:
        [found] = self.folder.glob(path)
        return found


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "站 点").index(bound())


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """An empty tab that fails the test when a script fails in it; what it asked for is in `tab.asked`."""
    with closing(chromium.new_context()) as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        failures: list[str] = []
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("dialog", lambda dialog: failures.append(dialog.message))
        yield page
        assert failures == []


@pytest.fixture
def host() -> Iterator[Callable[[Site, str], str]]:
    """Serves a site below a path, and gives the address of its search page."""
    servers: list[http.server.ThreadingHTTPServer] = []

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    def serve(site: Site, prefix: str) -> str:
        root = site.folder
        if prefix:
            root = site.folder.parent / "host"
            root.mkdir()
            (root / prefix).symlink_to(site.folder)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(root)))
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}/{prefix + '/' if prefix else ''}search/index.html"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def said(tab: Page, text: str) -> None:
    """Wait until the status line says so."""
    tab.wait_for_function("text => document.querySelector('[role=status]').textContent.includes(text)", arg=text)


def hits(tab: Page) -> list[str]:
    links: list[str] = tab.eval_on_selector_all(
        ".search-hit a", "links => links.map(link => link.getAttribute('href'))"
    )
    return links


@pytest.mark.parametrize("way", ["folder", "host", "sub-path"])
def test_it_finds_the_same_from_a_folder_a_host_and_under_a_sub_path(
    way: str, site: Site, tab: Page, host: Callable[[Site, str], str]
) -> None:
    address = (
        site.file("search/index.html").as_uri() if way == "folder" else host(site, "报纸" if way == "sub-path" else "")
    )
    for question in ("夜市", "“命科学的年轻人”", "第19届 -地铁", "作者:高明亮"):
        tab.goto(f"{address}?q={quote(question)}")
        expected = search(bound(), question)
        said(tab, f"找到 {len(expected)} 篇")

        assert hits(tab) == ["../" + hit.url for hit in expected][:20]


def test_nothing_is_loaded_before_the_box_is_focused(site: Site, tab: Page, host: Callable[[Site, str], str]) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    tab.goto(host(site, ""))
    tab.wait_for_load_state("networkidle")
    assert asked == ["index.html", "search.js"]

    with (
        tab.expect_response("**/index-*.js"),
        tab.expect_response("**/heads-*.js"),
        tab.expect_response("**/folding-*.js"),
    ):
        tab.focus("input[name=q]")
    tab.wait_for_load_state("networkidle")

    assert "lunr-2.3.9.min.js" in asked
    assert not [name for name in asked if name.startswith("text-")], "texts wait until they are needed"


def test_the_page_may_name_the_scripts_with_their_versions(
    site: Site, tab: Page, host: Callable[[Site, str], str]
) -> None:
    names = ("vendor/lunr-2.3.9.min", *(f"js/search/{part}" for part in PARTS))
    listed = " ".join(f"../assets/{name}.js?v={number}" for number, name in enumerate(names))
    page = (HERE / "page.html").read_text(encoding="utf-8")
    site.write(
        "search/index.html", page.replace('data-root="../"', f'data-root="../" data-scripts="{listed}"').encode()
    )
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url.partition("/assets/")[2]))

    tab.goto(host(site, "") + "?q=" + quote("夜市"))
    said(tab, "找到")

    assert [name for name in asked if "?v=" in name] == [f"{name}.js?v={number}" for number, name in enumerate(names)]


def test_typing_searches_and_keeps_the_question_in_the_address(
    site: Site, tab: Page, host: Callable[[Site, str], str]
) -> None:
    address = host(site, "")
    tab.goto(address)
    tab.type("input[name=q]", "银杏")
    said(tab, "找到")
    assert tab.url == f"{address}?q={quote('银杏')}"
    first = hits(tab)

    tab.reload()
    said(tab, "找到")
    assert hits(tab) == first
    assert tab.input_value("input[name=q]") == "银杏"

    tab.fill("input[name=q]", "")
    tab.wait_for_function("() => !document.querySelector('.search-hit')")
    assert tab.url == address


def test_in_a_folder_the_question_is_kept_too(site: Site, tab: Page) -> None:
    tab.goto(site.file("search/index.html").as_uri())
    tab.type("input[name=q]", "银杏")
    said(tab, "找到")
    first = hits(tab)

    tab.goto("about:blank")
    tab.go_back()
    said(tab, "找到")

    assert hits(tab) == first


def test_a_hit_shows_where_it_stands_with_the_words_marked(site: Site, tab: Page) -> None:
    tab.goto(site.file("search/index.html").as_uri() + "?q=" + quote("第19届 讀書節"))
    said(tab, "找到")
    tab.wait_for_function("() => [...document.querySelectorAll('.search-hit')].every(hit => hit.querySelector('mark'))")

    [hit, *_] = search(bound(), "第19届 讀書節")
    shown = tab.text_content(".search-hit") or ""
    assert hit.headline in shown
    assert "版" in (tab.text_content(".search-page") or "")
    assert tab.get_attribute(".search-hit time", "datetime") == hit.date
    year, month, day = hit.date.split("-")
    assert f"{year}年{int(month)}月{int(day)}日" in shown
    assert tab.text_content(".search-passage mark")


def test_words_far_down_are_shown_in_their_surroundings(tmp_path: Path, tab: Page) -> None:
    body = ["没有什么要紧的话。" * 40, "渡口边上那只铁皮船叫做“归雁号”，船主姓闻。"]
    piece = galley("2022-01-01", article(1, "渡口", body))
    site = Site(tmp_path).index(bind([post(piece, SearchSettings(segmenter="rjieba"))], SearchSettings()))
    tab.goto(site.file("search/index.html").as_uri() + "?q=" + quote("铁皮船"))

    tab.wait_for_selector(".search-passage mark")

    assert "归雁号" in (tab.text_content(".search-passage") or "")


def test_text_stays_text(tmp_path: Path, tab: Page) -> None:
    piece = galley("2022-01-01", article(1, NASTY, [NASTY + "夜"], kicker=NASTY, byline=NASTY))
    site = Site(tmp_path).index(bind([post(piece, SearchSettings(segmenter="rjieba"))], SearchSettings()))
    tab.goto(site.file("search/index.html").as_uri() + "?q=" + quote(NASTY))
    said(tab, "找到 1 篇")

    assert tab.text_content(".search-hit a") == NASTY
    assert tab.query_selector_all(".search-hit img") == []


def test_more_hits_come_when_asked_for_and_the_keys_move(site: Site, tab: Page) -> None:
    tab.goto(site.file("search/index.html").as_uri() + "?q=" + quote("青禾"))
    said(tab, "找到")
    total = len(search(bound(), "青禾"))
    assert total > 20
    assert len(hits(tab)) == 20

    tab.click(".search-more button")
    assert len(hits(tab)) == min(40, total)
    assert tab.evaluate("document.activeElement.getAttribute('href')") == hits(tab)[20]

    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.name") == "q"
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate("document.activeElement.getAttribute('href')") == hits(tab)[1]
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    assert tab.evaluate("document.activeElement.name") == "q"

    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.name") == "q"
    assert tab.input_value("input[name=q]") == "青禾"


def test_a_half_typed_chinese_word_is_not_searched(site: Site, tab: Page) -> None:
    tab.clock.install()
    tab.goto(site.file("search/index.html").as_uri())
    tab.focus("input[name=q]")
    session = tab.context.new_cdp_session(tab)
    session.send("Input.imeSetComposition", {"text": "yin'xing", "selectionStart": 8, "selectionEnd": 8})
    tab.clock.run_for(5000)
    assert "q=" not in tab.url

    session.send("Input.insertText", {"text": "银杏"})
    tab.clock.run_for(5000)
    said(tab, "找到")
    assert tab.url.endswith("q=" + quote("银杏"))


@pytest.mark.parametrize("gone", ["manifest.js", "index-*.js", "heads-*.js", "folding-*.js"])
def test_an_index_that_does_not_come_is_said_and_asked_for_again(gone: str, site: Site, tab: Page) -> None:
    lost = site.file(f"search/{gone}")
    content = lost.read_bytes()
    lost.unlink()
    tab.goto(site.file("search/index.html").as_uri() + "?q=" + quote("夜市"))
    said(tab, "没有载入")

    lost.write_bytes(content)
    tab.press("input[name=q]", "Enter")

    said(tab, "找到")


def test_a_page_left_open_while_the_site_is_printed_anew_finds_the_new_index(
    site: Site, tab: Page, host: Callable[[Site, str], str]
) -> None:
    address = host(site, "")
    tab.goto(address)
    old = bound()
    issues = [*archive(), galley("2024-01-01", article(1, "新增的一篇", ["龟兹故城。"]))]
    new = bind([post(issue, SearchSettings(segmenter="rjieba")) for issue in issues], SearchSettings())
    # What a cache would answer: the old manifest, whose files are gone.
    tab.route(
        "**/manifest.js", lambda route: route.fulfill(body=old["search/manifest.js"], content_type="text/javascript")
    )
    for path in old:
        (site.folder / path).unlink()
    site.index(new)

    tab.type("input[name=q]", "龟兹")

    said(tab, "找到 1 篇")


def test_what_can_be_said_is_said(tmp_path: Path, tab: Page) -> None:
    site = Site(tmp_path).index(bound(full_text_up_to=0))
    page = site.file("search/index.html").as_uri()
    tab.goto(f"{page}?q={quote('箜篌')}")
    said(tab, "没有找到")
    said(tab, "不检索正文")
    tab.goto(f"{page}?q={quote('夜市 银杏 箜篌')}")
    said(tab, "没有一篇同时有这些词")
    tab.goto(f"{page}?q={quote(' '.join('甲乙丙丁戊己庚辛壬癸' * 6))}")
    said(tab, "太长")
    Site(tmp_path).index(bind([], SearchSettings()))
    tab.goto(f"{page}?q={quote('夜市')}")
    said(tab, "还没有可以检索的文章")
