"""The raw text beside the article: every character accounted for, every change with its rule, every edit shown."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.engine.events import silence
from site_builder.errors import ContentError, UsageError
from site_builder.workflows.diff_page import diff_page
from site_builder.workflows.import_diff import Comparison, Facsimile, compare, spans
from site_builder.workflows.ingest import ingest
from tests.ingest.imported import edit, imported

SOURCE = """\
# 春汛将至  沿河泵站提前开机

本报讯（记者 甲乙丙）昨天上午，沿河六座泵站全部开机试车。值班员说，去年的毛病今年一个也不能<b>再</b>犯。

全区 的 泵站都要在月底前检修一遍，一处也不落下。
"""

NAME = "yanhe/2021-03-19/01-01"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with one imported article."""
    return imported(tmp_path, SOURCE, "p1.md")


def file(archive: Path) -> Path:
    """The article."""
    return archive / "content/yanhe/2021/2021-03-19/01-01.md"


def kinds(found: Comparison) -> set[str]:
    """The kinds of changes of a comparison."""
    return {change.kind for row in found.rows for change in row.changes}


def test_every_line_of_the_source_is_shown_beside_what_became_of_it(archive: Path) -> None:
    found = compare(archive, NAME)
    shown = {line.line: "".join(span.text for span in line.spans) for row in found.rows for line in row.raw}

    for number, line in enumerate(SOURCE.splitlines(), start=1):
        if line:
            assert shown[number].replace("⏎", "").replace("␣", " ") == line
    assert {"space", "markup"} <= kinds(found)
    assert found.edited == 0
    assert not found.newer


def test_lines_of_a_column_are_joined_and_say_so(tmp_path: Path) -> None:
    text = "本报讯（记者 甲乙丙）" + "昨天上午沿河六座泵站全部开机试车，值班员说去年的毛病今年一个也不能再犯。" * 6
    lines = [text[start : start + 16] for start in range(0, len(text), 16)]
    (tmp_path / "p1.txt").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "content").mkdir()
    ingest(tmp_path, [tmp_path / "p1.txt"], paper="yanhe", date="2021-03-19", tell=silence)

    found = compare(tmp_path, NAME)
    joined = [change.count for row in found.rows for change in row.changes if change.kind == "joined"]
    marks = sum(span.text.count("⏎") for row in found.rows for line in row.raw for span in line.spans)

    assert sum(joined) == marks == len(lines) - 1


def test_the_article_is_shown_whole(archive: Path) -> None:
    found = compare(archive, NAME)
    words = {row.part: "".join(span.text for span in row.cleaned) for row in found.rows}

    assert words["headline"] == "春汛将至 沿河泵站提前开机"
    assert words["p1"].startswith("昨天上午，沿河六座泵站全部开机试车。")


def test_what_people_edited_is_told_apart_from_the_rules(archive: Path) -> None:
    edit(file(archive), "全部开机试车", "全部开动")
    edit(file(archive), "status: draft", "status: checked")

    found = compare(archive, NAME)
    edited = [(span.text, span.kind) for row in found.rows for span in row.cleaned if span.kind]

    assert ("动", "inserted") in edited
    assert "".join(text for text, kind in edited if kind == "deleted") == "机试车"
    assert [(one.field, one.theirs, one.mine) for one in found.edits] == [("status", "draft", "checked")]
    assert found.edited == 2


def test_a_paragraph_a_person_put_in_has_no_source(archive: Path) -> None:
    file(archive).write_text(file(archive).read_text("utf-8") + "\n新的一段。\n", encoding="utf-8")

    [row] = [row for row in compare(archive, NAME).rows if not row.raw]

    assert row.cleaned[0].text == "新的一段。"
    assert row.cleaned[0].kind == "inserted"


def test_the_path_of_the_file_names_the_article_too(archive: Path) -> None:
    assert compare(Path("nowhere"), str(file(archive))).rows == compare(archive, NAME).rows


@pytest.mark.parametrize("name", ["nowhere", "yanhe/2021-03-19/09-09", "../../etc/passwd", "yanhe/2021-03-19", ""])
def test_what_is_no_article_is_refused(archive: Path, name: str) -> None:
    with pytest.raises(UsageError) as raised:
        compare(archive, name)

    assert raised.value.problems[0].code == "I037"


def test_an_edited_source_and_a_written_article_have_no_comparison(archive: Path) -> None:
    own = file(archive).with_name("01-09.md")
    own.write_text("---\nid: 01-09\nheadline: 另\npage: 1\nposition: 2\n---\n文。\n", encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        compare(archive, "yanhe/2021-03-19/01-09")
    assert raised.value.problems[0].code == "I038"

    source = file(archive).parent / "source/p1.md"
    source.write_text(SOURCE.replace("六", "七"), encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        compare(archive, NAME)
    assert raised.value.problems[0].code == "I033"
    assert len(raised.value.problems[0].facts["found"]) == len(raised.value.problems[0].facts["recorded"]) == 64


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_the_page_needs_nothing_and_runs_nothing(archive: Path, language: str) -> None:
    edit(file(archive), "全部开机试车", "<script>alert(1)</script>")
    page = diff_page(compare(archive, NAME), language)
    tags: list[str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, _: tags.append(tag)  # type: ignore[method-assign]
    parser.feed(page)

    assert "script" not in tags
    assert "link" not in tags
    assert "b" not in tags
    assert {"ins", "del", "style"} <= set(tags)
    assert "http" not in page
    assert "‹" not in page


def test_without_its_rules_a_text_is_its_source_again(archive: Path) -> None:
    for row in compare(archive, NAME).rows:
        text = "".join(span.text for span in row.cleaned)
        for seam in reversed(row.seams):
            text = text[: seam.at] + seam.without + text[seam.at + seam.length :]
        shown = "\n".join("".join(span.text for span in line.spans if span.kind != "aside") for line in row.raw)
        if row.part.startswith("p"):
            assert text == shown.replace("⏎", "").replace("␣", " ")


def test_the_scan_of_its_page_is_shown_where_it_lies(archive: Path) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="60"></svg>'
    folder = file(archive).parent
    assert compare(archive, NAME).facsimile is None
    edit(folder / "issue.yaml", '{number: "01"', '{number: "01", scan: images/p01.svg')
    assert compare(archive, NAME).facsimile is None, "there is no such file"

    (folder / "images").mkdir()
    (folder / "images/p01.svg").write_text(picture, encoding="utf-8")
    edit(file(archive), "position: {order: 1", "position: {order: 1, area: [0, 10, 50, 40]")

    found = compare(archive, NAME)
    assert found.facsimile == Facsimile(file="images/p01.svg", size=(40, 60), area=(0, 10, 50, 40))
    assert not found.newer, "where an article stands is measured by people"

    (folder / "images/p01.svg").unlink()
    (folder / "images/p01.svg").symlink_to(archive / "secret.svg")
    (archive / "secret.svg").write_text(picture, encoding="utf-8")
    assert compare(archive, NAME).facsimile is None, "it leads out of the folder"


@given(st.text("甲乙丙 ", max_size=12), st.text("甲乙丙 ", max_size=12))
def test_the_spans_of_two_texts_are_both_texts(before: str, now: str) -> None:
    found = list(spans(before, now))

    assert "".join(span.text for span in found if span.kind != "inserted") == before
    assert "".join(span.text for span in found if span.kind != "deleted") == now
