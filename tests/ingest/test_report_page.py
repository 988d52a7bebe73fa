"""The doubts of an import as files: a page that needs nothing, JSON with the words in question."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli.import_articles import command
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
    assert page.count("<li value=") == len(report.entries)
    assert report.entries[0].excerpt.marked[:8] in seen.marked
    assert "script" not in seen.tags
    assert "p1.txt:1" in page
    assert "‹" not in page


def test_the_json_has_the_words_as_they_stand_in_the_source(report: ImportReport) -> None:
    for doubt in json.loads(report.json())["doubts"]:
        around = doubt["excerpt"]
        assert around["before"] + around["marked"] + around["after"] in SOURCE


def test_doubts_are_laid_out_by_what_a_mistake_would_cost(tmp_path: Path) -> None:
    words = "渡口的老航标灯昨天重新点亮，三十多位退休的船工站在堤上。"
    script = f"<html><head><script>x()</script></head><body><h1>渡口又亮灯</h1><p>{words}</p></body></html>"
    (tmp_path / "p1.html").write_text(script, encoding="utf-8")
    (tmp_path / "p2.txt").write_bytes(SOURCE.encode() + b"\xff\xfe\n")
    (tmp_path / "p3.txt").write_bytes(
        ("渡口的老航标灯昨天重新点亮，三十多位退休的船工站在堤上。" * 4).encode("gb18030")
    )
    sources = [tmp_path / name for name in ("p1.html", "p2.txt", "p3.txt")]

    found = ingest(tmp_path, sources, paper="yanhe", date="2021-03-19", dry_run=True, tell=silence).report

    ranks = {doubt["code"]: (doubt["rank"], doubt["band"]) for doubt in json.loads(found.json())["doubts"]}
    assert ranks["I101"] == (1, "first")
    assert ranks["I112"][1] == "first"
    assert ranks["I204"] == (len(found.entries), "last")
    assert ranks["I102"][1] == "last", "a runner-up far behind costs nothing"
    text = found.text("zh-Hans")
    assert "gb18030（其次 " in text
    ranked = [int(match[1]) for line in text.split("\n") if (match := re.match(r" *(\d+)\. ", line))]
    assert ranked == list(range(1, len(found.entries) + 1))
    assert "还有" in found.text("zh-Hans", most=1)


def test_the_page_names_what_was_chosen_in_words(report: ImportReport) -> None:
    page = report_page(report, "zh-Hans")

    assert "空着" in page
    assert "读原文时的疑问" in page or "没有标题的文章" in page


def test_the_report_lies_beside_the_sources_and_a_dry_run_writes_none(tmp_path: Path) -> None:
    (tmp_path / "p1.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "content").mkdir()
    words = [str(tmp_path / "p1.txt"), "--paper", "yanhe", "--date", "2021-03-19", "--root", str(tmp_path)]

    CliRunner().invoke(command, [*words, "--dry-run"], standalone_mode=False)
    assert list((tmp_path / "content").rglob("*")) == []
    done = CliRunner().invoke(command, words, standalone_mode=False)

    folder = tmp_path / "content/yanhe/2021/2021-03-19/source/import"
    assert {path.name for path in folder.iterdir()} == {"base.json", "report-01.html", "report-01.json"}
    assert "report-01.html" in done.output
    assert json.loads((folder / "report-01.json").read_text("utf-8"))["doubts"]
