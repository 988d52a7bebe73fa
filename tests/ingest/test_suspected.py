"""Suspected misprints of an import: in the front matter and in the report, and the text as it was."""

from __future__ import annotations

from pathlib import Path

from site_builder.engine.events import silence
from site_builder.manuscript.article_file import read_article
from site_builder.workflows.ingest import IngestResult, ingest

BEFORE = "# 雨棚装好了\n\n九月汛前，街道的人说：“干在实处，就是把雨棚先装好。”大家都记着这句干在实处。\n"
AFTER = "# 排水也完工\n\n河边的老人来看过两回，都说不错。\n\n他说，千在实处的人话都不多；话多的，也有千在实处的。\n"


def take(root: Path, day: str, text: str) -> IngestResult:
    """Import a text as the first page of a day."""
    source = root / f"{day}.txt"
    source.write_text(text, encoding="utf-8")
    return ingest(root, [source], paper="jing", date=day, tell=silence)


def test_as_many_for_a_reading_as_against_it_prove_nothing(tmp_path: Path) -> None:
    take(tmp_path, "2021-09-01", BEFORE)

    result = take(tmp_path, "2021-09-08", AFTER)

    text = (tmp_path / "content/jing/2021/2021-09-08/01-01.md").read_text("utf-8")
    article, _ = read_article(text, "01-01.md")
    assert article is not None
    assert [(one.at, one.printed, one.suggestion) for one in article.suspected] == []
    assert [entry for entry in result.report.entries if entry.rule == "suspected"] == []


def test_what_is_suspected_is_noted_and_not_changed(tmp_path: Path) -> None:
    take(tmp_path, "2021-09-01", BEFORE)

    result = take(tmp_path, "2021-09-08", AFTER.replace("；话多的，也有千在实处的", ""))

    text = (tmp_path / "content/jing/2021/2021-09-08/01-01.md").read_text("utf-8")
    article, problems = read_article(text, "01-01.md")
    assert article is not None
    assert problems == []
    assert [(one.at, one.printed, one.suggestion) for one in article.suspected] == [("p2", "千在实处", "干在实处")]
    assert "他说，千在实处的人话都不多。" in article.body
    (entry,) = [entry for entry in result.report.entries if entry.rule == "suspected"]
    assert entry.problem.place.line == 5
    assert (entry.text, entry.alternative, entry.evidence) == ("千在实处", "干在实处", "干在实处 2 : 千在实处 1")


def test_words_that_stand_twice_in_a_paragraph_are_quoted_with_more(tmp_path: Path) -> None:
    take(tmp_path, "2021-09-01", BEFORE + BEFORE.replace("# ", "# 又").replace("九月", "十月"))

    take(tmp_path, "2021-09-08", AFTER)

    text = (tmp_path / "content/jing/2021/2021-09-08/01-01.md").read_text("utf-8")
    article, _ = read_article(text, "01-01.md")
    assert article is not None
    paragraph = article.body.split("\n\n")[1]
    assert len(article.suspected) == 2
    for one in article.suspected:
        assert paragraph.count(one.printed) == 1
        assert one.printed.replace("千在", "干在") == one.suggestion


def test_a_word_of_a_heading_is_suspected_there(tmp_path: Path) -> None:
    take(tmp_path, "2021-09-01", BEFORE)

    take(tmp_path, "2021-09-08", "# 千在实处的人\n\n河边的老人来看过两回，都说不错，下回还来看。\n")

    article, problems = read_article(
        (tmp_path / "content/jing/2021/2021-09-08/01-01.md").read_text("utf-8"), "01-01.md"
    )
    assert article is not None
    assert problems == []
    assert [(one.at, one.printed, one.suggestion) for one in article.suspected] == [
        ("headline", "千在实处", "干在实处")
    ]


def test_what_stands_in_two_forms_is_suspected_in_both(tmp_path: Path) -> None:
    text = "# 开会\n\n区里说，区域改办要管；市城改办也要管。\n\n大家喊“春天就要播种”，又有人喊“春天就要耕种”。\n"

    result = take(tmp_path, "2021-09-08", text)

    found = {(entry.text, entry.alternative) for entry in result.report.entries if entry.rule == "suspected"}
    assert found == {
        ("区域改办", "区城改办"),
        ("市城改办", "市域改办"),
        ("春天就要播种", "春天就要耕种"),
        ("春天就要耕种", "春天就要播种"),
    }
