"""原文对照: the raw text beside the article, each rule in its colour, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from site_builder.preview.pages import OnlyFolder
from site_builder.workflows.diff_page import diff_page
from site_builder.workflows.import_changes import Change, RawShown, RawSpan, Seam
from site_builder.workflows.import_diff import Comparison, Facsimile, Row, Span
from tests.preview.conftest import Archive, ask, previewing, serving
from tests.preview.test_browser import tab, visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["tab"]

FOUND = Comparison(
    file="content/yz/2022/2022-03-18/01-01.md",
    title="电梯",
    rows=(
        Row(
            part="p1",
            raw=(
                RawShown(
                    file="source/p1.txt",
                    line=3,
                    spans=(RawSpan("昨天 "), RawSpan("␣", "space"), RawSpan("⏎", "joined")),
                ),
                RawShown(file="source/p1.txt", line=4, spans=(RawSpan("上午"), RawSpan("⏎", "joined"))),
            ),
            cleaned=(Span("昨天早"), Span("上", "deleted"), Span("上午", "inserted"), Span("开工")),
            seams=(Seam(1, 0, "joined", "\n　"), Seam(2, 0, "space", " "), Seam(4, 1, "added", "")),
            changes=(
                Change(kind="joined", rule="reflow", count=2, line=3),
                Change(kind="space", rule="spaces", line=3),
                Change(kind="added", rule="seam", line=3),
            ),
        ),
    ),
    facsimile=Facsimile(file="images/p 01.svg", size=(400, 600), area=(25.0, 50.0, 50.0, 25.0)),
)


def words(tab: Page) -> str:
    """What is seen of the article."""
    return str(tab.locator(".cleaned .words").evaluate("one => one.innerText"))


COLOUR = "name => getComputedStyle(document.querySelector(`.raw .${name}`)).color"


class Compares(OnlyFolder):
    def compared(self, path: str, language: str) -> str | None:
        return diff_page(FOUND, language) if path == "yz/01-01.html" else None


@pytest.fixture
def compared(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    monkeypatch.setattr(archive.site, "compared", Compares().compared, raising=False)
    with previewing(archive):
        yield archive


@pytest.mark.browser
def test_each_rule_has_its_colour_its_count_and_a_box_to_look_past_it(compared: Archive, tab: Page) -> None:
    visit(tab, compared, "yz/01-01.html?view=diff")
    labels = tab.locator(".rules label")
    assert [" ".join(label.split()) for label in labels.all_inner_texts()] == [
        "接行 × 2 reflow",
        "空格 × 1 spaces",
        "补空格 × 1 seam",
    ]
    plain = tab.evaluate("getComputedStyle(document.querySelector('.raw li')).color")
    joined, space = tab.evaluate(COLOUR, "joined"), tab.evaluate(COLOUR, "space")
    assert len({plain, joined, space}) == 3

    tab.locator("#rule-joined").uncheck()

    assert tab.evaluate(COLOUR, "joined") == plain
    assert tab.evaluate(COLOUR, "space") == space
    assert tab.locator("li.joined").is_hidden()
    assert tab.locator("li.space").is_visible()
    assert words(tab) == "昨\n　天早上上午开工"
    tab.locator("#rule-space").uncheck()
    tab.locator("#rule-added").uncheck()
    assert words(tab) == "昨\n　天 早上上午工"
    tab.locator("#rule-joined").check()
    assert words(tab) == "昨天 早上上午工"
    assert tab.evaluate(COLOUR, "joined") == joined


@pytest.mark.browser
def test_the_scan_stands_between_and_shows_where_the_article_is(compared: Archive, tab: Page) -> None:
    tab.set_viewport_size({"width": 1360, "height": 900})
    visit(tab, compared, "yz/01-01.html?view=diff")
    drawn = tab.locator(".facsimile svg")
    assert drawn.get_attribute("viewBox") == "92 288 216 174"
    assert tab.locator(".facsimile a").get_attribute("href") == "images/p%2001.svg"
    left, middle, right = (tab.locator(one).first.bounding_box() for one in (".raw", ".facsimile", ".cleaned"))
    assert left
    assert middle
    assert right
    assert left["x"] + left["width"] <= middle["x"]
    assert middle["x"] + middle["width"] <= right["x"]
    assert abs(left["y"] - right["y"]) < 30

    tab.set_viewport_size({"width": 390, "height": 800})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_where_no_raw_text_was_kept_a_sentence_says_so(site: Path) -> None:
    with serving(site) as server:
        answer = ask(server, "/yz/2022-03-18/01-01.html?view=diff")
        assert (answer.status, "原始文本" in answer.body.decode()) == (404, True)
        assert ask(server, "/yz/2022-03-18/01-01.html?view=other").status == 200
        assert ask(server, "/?view=diff&view=other").status == 404
