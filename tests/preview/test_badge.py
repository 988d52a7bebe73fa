"""The badge in the corner, in a real browser: where a page comes from, what is doubtful in it, and where to go next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.preview.conftest import Archive, previewing
from tests.preview.test_browser import listens, tab, visit

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

__all__ = ["tab"]

BADGE = "preview-badge summary"


def test_it_says_which_file_a_page_comes_from(previewed: Archive, tab: Page) -> None:
    visit(tab, previewed, "yz/01-01.html")
    tab.locator(BADGE).click()

    assert tab.locator("preview-badge .file").inner_text() == "content/yz/01-01.md"
    assert tab.locator("preview-badge .none").inner_text() == "这一页没有提醒"


def beside(mark: Locator, block: Locator) -> bool:
    """Whether a mark begins as high as a block of the text."""
    places = [each.bounding_box() for each in (mark, block)]
    first, second = (place["y"] for place in places if place is not None)
    return abs(first - second) < 2


def test_a_note_stands_beside_its_paragraph_until_it_is_settled(previewed: Archive, tab: Page) -> None:
    visit(tab, previewed, "yz/01-01.html")
    previewed.save("yz/01-01.md", "电梯\n<p id='p1'>昨天上午</p>\n<p id='p2'>第二段?</p>")

    mark = tab.locator("preview-badge .mark")
    mark.wait_for()
    assert beside(mark, tab.locator("#p2"))
    assert "1 条提醒" in tab.locator(BADGE).inner_text()
    mark.click()
    assert re.match(r"第 3 行 P004 ", tab.locator("preview-badge li").inner_text())

    previewed.save("yz/01-01.md", "电梯\n<p id='p1'>昨天上午</p>\n<p id='p2'>第二段</p>")
    mark.wait_for(state="detached")


def test_a_note_about_no_paragraph_stands_at_the_head(archive: Archive, tab: Page) -> None:
    archive.save("yz/01-01.md", "电梯\n<p id='p1'>昨天上午 ¿</p>\n<p id='p9'>两条?</p>")
    with previewing(archive):
        visit(tab, archive, "yz/01-01.html")
        mark = tab.locator("preview-badge .mark")
        mark.wait_for()
        assert beside(mark, tab.locator("h1"))
        assert mark.inner_text() == "2", "the other is about a paragraph that the page does not have"


def test_a_note_is_settled_with_a_click_where_that_is_allowed(archive: Archive, tab: Page) -> None:
    noted = "电梯\n<p id='p1'>昨天上午</p>\n<p id='p2'>第二段?</p>"
    archive.save("yz/01-01.md", noted)
    with previewing(archive):
        visit(tab, archive, "yz/01-01.html")
        tab.locator(BADGE).click()
        tab.locator("preview-badge li").wait_for()
        assert tab.locator("preview-badge .settle").count() == 0
    with previewing(archive, edit=True):
        visit(tab, archive, "yz/01-01.html")
        tab.locator(BADGE).click()
        tab.locator("preview-badge .settle").click()

        tab.locator("preview-badge .none").wait_for()
        tab.locator("preview-badge .mark").wait_for(state="detached")
        assert archive.site.accepted == [("yz/01-01.html", "P004", 3)]
        state = tab.locator("preview-badge .state").inner_text()
        assert archive.session.url.rsplit(":", 1)[1].strip("/") in state
        assert "最近一次更新" in state


def test_a_click_with_alt_leads_to_the_line(previewed: Archive, tab: Page) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(tab, previewed, "yz/01-01.html")
    tab.wait_for_function("document.querySelector('preview-badge').shadowRoot.querySelector('.file')")

    tab.locator("#p2").click(modifiers=["Alt"])

    tab.get_by_text("已复制 content/yz/01-01.md:3").wait_for()
    assert tab.evaluate("navigator.clipboard.readText()") == "content/yz/01-01.md:3"


def test_a_tab_follows_the_editor_when_it_is_told_to(previewed: Archive, tab: Page) -> None:
    visit(tab, previewed)
    previewed.save("yz/01-01.md", "电梯\n<p id='p1'>不跟</p>")
    previewed.wait_for("用时")
    tab.locator(BADGE).click()
    tab.locator("preview-badge input").check()
    assert tab.url == previewed.session.url

    previewed.save("yz/01-01.md", "电梯\n<p id='p1'>跟着走</p>")

    tab.wait_for_url("**/yz/01-01.html")
    tab.get_by_text("跟着走").wait_for()
    listens(tab)
    assert tab.evaluate("sessionStorage.length") == 0, "what had changed was looked for"
    previewed.save("yz/01-01.md", "电梯\n" + "<p>一行</p>\n" * 60 + "<p id='p9'>远处</p>")
    tab.wait_for_function("scrollY > 300")
