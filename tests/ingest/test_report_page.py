"""The doubts of an import as files: a page that needs nothing, JSON with the words in question."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from site_builder.engine.events import silence
from site_builder.workflows.import_report import ImportReport
from site_builder.workflows.ingest import ingest
from site_builder.workflows.report_page import report_page

SOURCE = """\
<script>alert(1)</script>昨天上午，沿河六座泵站全部开机试车，一座也不缺。

值班员说，去年的毛病今年一个也不能再犯，大家都点头。
"""


@pytest.fixture
def report(tmp_path: Path) -> ImportReport:
    """The report of a piece without a headline."""
    (tmp_path / "p1.txt").write_text(SOURCE, encoding="utf-8")
    return ingest(tmp_path, [tmp_path / "p1.txt"], paper="yanhe", date="2021-03-19", dry_run=True, tell=silence).report


class Seen(HTMLParser):
    """The tags of a page, and the words that are marked in it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.marked = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not {name for name, _ in attrs} & {"href", "src", "onclick"}

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] == ["mark"]:
            self.marked += data


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_the_page_shows_every_doubt_with_its_words_marked(report: ImportReport, language: str) -> None:
    page = report_page(report, language)
    seen = Seen()
    seen.feed(page)

    assert report.entries
    assert seen.tags.count("li") == len(report.entries)
    assert report.entries[0].excerpt.marked[:8] in seen.marked
    assert "script" not in seen.tags
    assert "p1.txt:1" in page
    assert "‹" not in page


def test_the_json_has_the_words_as_they_stand_in_the_source(report: ImportReport) -> None:
    for doubt in json.loads(report.json())["doubts"]:
        around = doubt["excerpt"]
        assert around["before"] + around["marked"] + around["after"] in SOURCE
