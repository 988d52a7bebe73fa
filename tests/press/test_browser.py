"""The theme in a real browser: nothing overflows, nothing is refused, and nothing needs a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from site_builder.press.settings import SiteSettings
from tests.press.printed import printed_site
from tests.press.trialissue import article, issue, odd_issue

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = [
    "index.html",
    "404.html",
    "search/index.html",
    "shibao/2023.html",
    "shibao/columns/index.html",
    "shibao/people/index.html",
    *(
        f"shibao/2023-05-05/{name}.html"
        for name in ("index", "p02", "p03", "p07", "p08", "01-01", "03-01", "08-01", "08-02")
    ),
]
LEAD = "shibao/2023-05-05/08-01.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The odd issues, printed into a folder."""
    folder = tmp_path_factory.mktemp("site")
    files = printed_site(
        issue("2023-04-28", [article(1)]), odd_issue(), site=SiteSettings(title="雁洲试报", language="zh-Hans")
    )
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1360, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [320, 390, 820, 1360])
def test_nothing_overflows_and_nothing_is_refused(chromium: Browser, site: Path, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("request", lambda request: asked.append(request.url))
    wide = []
    for path in PAGES:
        page.goto((site / path).as_uri())
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(path)
    context.close()

    assert wide == []
    assert [line for line in said if "river.png" not in line] == [], "the policy forbids something the page uses"
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_the_views_of_an_issue_switch_without_scripts(chromium: Browser, site: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "shibao/2023-05-05/index.html").as_uri())

    shown = []
    for view in ("list", "map", "grid"):
        page.click(f"label[for=view-{view}]")
        shown.append([other for other in ("grid", "map", "list") if page.is_visible(f".view-{other}")])
    tools = page.is_visible(".tools")
    context.close()

    assert shown == [["list"], ["map"], ["grid"]]
    assert not tools, "what needs a script is not there without one"


def test_the_views_of_an_issue_switch_by_keyboard(page: Page, site: Path) -> None:
    page.goto((site / "shibao/2023-05-05/index.html").as_uri())
    page.focus("#view-grid")
    page.keyboard.press("ArrowRight")

    assert page.is_visible(".view-map")
    assert page.url.endswith("index.html"), "an arrow inside a choice does not turn the page"


def test_arrow_keys_walk_on(page: Page, site: Path) -> None:
    page.goto((site / "shibao/2023-05-05/01-01.html").as_uri())
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/02-01.html")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/01-01.html")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/2023-04-28/01-01.html")


def test_the_readers_choices_last(page: Page, site: Path) -> None:
    page.goto((site / LEAD).as_uri())
    small = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.body')).fontSize)")
    page.click("[data-theme-switch]")
    page.click("[data-face]")
    page.click("button[data-size='1']")
    page.goto((site / "shibao/2023-05-05/03-01.html").as_uri())
    chosen = page.evaluate("({ ...document.documentElement.dataset })")
    large = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.body')).fontSize)")

    assert chosen == {"theme": "dark", "face": "hei", "size": "1"}
    assert large > small


def test_a_cut_text_stops_at_a_whole_line(page: Page, site: Path) -> None:
    page.goto((site / "shibao/2023-05-05/p03.html").as_uri())
    lines = page.evaluate(
        """() => {
          const flow = document.querySelector(".cut .flow"), box = flow.getBoundingClientRect();
          const range = document.createRange();
          range.selectNodeContents(flow);
          const seen = [...range.getClientRects()].filter(line => line.left < box.right - 1);
          return seen.map(line => line.bottom - box.bottom);
        }"""
    )

    assert lines
    assert max(lines) < 2


def test_boxes_side_by_side_end_together(page: Page, site: Path) -> None:
    page.goto((site / "shibao/2023-05-05/p02.html").as_uri())
    gaps = page.evaluate(
        """() => [...document.querySelectorAll(".columns")].map(row => {
          const ends = [...row.children].map(box => Math.max(...[...box.querySelectorAll(".text")].map(
            text => text.getBoundingClientRect().bottom)));
          return Math.max(...ends) - Math.min(...ends);
        })"""
    )

    assert max(gaps) < 150


def test_a_printed_article_has_its_page_and_its_source(page: Page, site: Path) -> None:
    page.emulate_media(media="print")
    page.goto((site / LEAD).as_uri())
    shown = page.inner_text("body")

    assert "2023年5月5日" in shown
    assert "第8版" in shown
    assert "雁洲试报，2023-05-05（8，7）" in shown
    assert not page.is_visible(".bar")
    assert not page.is_visible(".rail")


def copied(page: Page) -> str:
    """What a press on the button puts on the clipboard; the script for it may come after the press."""
    page.evaluate("navigator.clipboard.writeText = text => { window.taken = text; return Promise.resolve(); }")
    page.locator(".passage button").click()
    page.wait_for_function("window.taken")
    return str(page.evaluate("window.taken"))


def test_a_passage_is_copied_with_its_source(page: Page, site: Path) -> None:
    address = (site / "shibao/2023-05-05/03-01.html").as_uri()
    page.goto(f"{address}#p7")
    lines = copied(page).split("\n")

    assert lines[0] == f"“{page.locator('#p7').inner_text().strip()}”"
    assert lines[1].endswith("雁洲试报，2023-05-05（3）. 第7段")
    assert lines[2] == f"{address}#p7"


def test_what_is_marked_is_the_passage(page: Page, site: Path) -> None:
    page.goto((site / "shibao/2023-05-05/03-01.html").as_uri())
    page.evaluate("getSelection().setBaseAndExtent(p3.firstChild, 2, p3.firstChild, 6)")
    lines = copied(page).split("\n")

    assert lines[0] == f"“{page.evaluate('p3.firstChild.data.slice(2, 6)')}”"
    assert lines[2].endswith("#p3")


def test_copying_by_hand_adds_nothing(page: Page, site: Path) -> None:
    page.goto((site / "shibao/2023-05-05/03-01.html").as_uri())
    added = page.evaluate(
        """() => {
            getSelection().setBaseAndExtent(p3.firstChild, 2, p3.firstChild, 6);
            const data = new DataTransfer();
            const event = new ClipboardEvent("copy", {clipboardData: data, bubbles: true, cancelable: true});
            p3.dispatchEvent(event);
            return [event.defaultPrevented, event.clipboardData.getData("text/plain")];
        }"""
    )

    assert added == [False, ""]


def test_only_what_was_printed_is_marked(page: Page, site: Path) -> None:
    page.goto((site / "shibao/2023-05-05/03-01.html").as_uri())
    marked = page.evaluate(
        """() => {
            getSelection().setBaseAndExtent(p2.firstChild, 0, p4.lastChild, p4.lastChild.data.length);
            return String(getSelection());
        }"""
    )
    printed = page.evaluate("[p2, p3, p4].map((paragraph) => paragraph.textContent)")

    assert marked.split() == "".join(f"{text} " for text in printed).split(), "no number of a paragraph"
