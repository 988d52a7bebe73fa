"""What mark-up says of a saved page: tables, emphasis, pictures, lists, quotations, readings, and words not shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.engine.events import silence
from site_builder.newspaper.model import Article, Issue
from site_builder.sources.reading import Read, read
from site_builder.workflows.rebuild import rebuild
from tests.ingest.test_into_the_archive import issue, take

LONG = "昨天上午九点，北门渡口的老航标灯重新点亮，三十多位退休的船工站在堤上看着灯光。"

NEXT = "站长说，灯是从仓库里找出来的，玻璃没有坏，只是换了里面的线路，每天傍晚六点开。"
LAST = "街上的人说，从前一到八点，就只剩下猫，现在有人散步了，还有人在堤上下棋到半夜。"


def page(body: str, head: str = "") -> str:
    top = f"<!DOCTYPE html>\n<html{head}><head><title>渡口又亮灯</title></head><body>\n<h1>渡口又亮灯</h1>\n"
    return f"{top}{body}</body></html>"


def got(body: str, head: str = "") -> Read:
    found, _ = read(page(body, head).encode(), "a.html", "source/a.html")
    assert found is not None
    return found


def lines(body: str, head: str = "") -> list[str]:
    """The lines below the headline, as the rules see them."""
    return [line.text.string for line in got(body, head).pages[0]][2:]


def imported(body: str, folder: Path) -> tuple[Article, Issue]:
    (folder / "p01.html").write_text(page(body), encoding="utf-8")
    take(folder, folder / "p01.html")
    found = issue(folder)
    assert rebuild(folder, (), tell=silence).articles == (), "read again it is the same"
    return found.articles[0], found


def test_a_paragraph_knows_every_line_of_the_file_it_stands_on(tmp_path: Path) -> None:
    article, _ = imported(f"<p>{LONG[:12]}\n{LONG[12:20]}\n   {LONG[20:]}</p>\n\n<p>\n{LONG}\n</p>\n", tmp_path)

    assert article.body == f"{LONG}\n\n{LONG}"
    assert article.provenance[0].lines == "3-6,9"


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("渡口\n亮灯", "渡口亮灯"),
        ("渡口 亮灯", "渡口 亮灯"),
        ("lights \n on", "lights on"),
        ("开灯，\n\t3盏", "开灯， 3盏"),
        ("说：\n“亮了。”", "说：“亮了。”"),
    ],
)
def test_a_line_end_between_two_squares_is_nothing(words: str, seen: str) -> None:
    assert lines(f"<p>{words}</p>") == [seen]


def test_what_is_bold_or_italic_stays_so_and_signs_stay_signs(tmp_path: Path) -> None:
    first = f"<p>{LONG}共<b>三十</b>人，<em> 都来了 </em>，2*3*4_5_。</p>"

    article, _ = imported(f"{first}<p><strong>{NEXT}</strong></p><p><b></b><i> </i>{LAST}</p>", tmp_path)

    assert article.body.split("\n\n") == [LONG + "共**三十**人， *都来了* ，2\\*3\\*4_5\\_。", NEXT, LAST]


def test_a_lead_that_is_bold_is_a_lead(tmp_path: Path) -> None:
    article, _ = imported(f"<p><strong>本报讯</strong>（记者 孟小舟）{LONG}</p>", tmp_path)

    assert (article.dateline, article.byline, article.body) == ("本报讯", "（记者 孟小舟）", LONG)


TABLE = (
    "<table><caption>灯数</caption><tr><th>站<th>灯|数<th>备注</tr>\n<tr><td rowspan=2>北门<td>3<td>*</tr>"
    "<tr><td>4<td>新<br>灯</tr><tr><td colspan=3>共七盏</tr></table>"
)


def test_a_table_of_figures_is_a_table(tmp_path: Path) -> None:
    article, _ = imported(f"<p>{LONG}</p>{TABLE}<p>{NEXT}</p>", tmp_path)

    assert article.body.split("\n\n")[-2].split("\n") == [
        "| 站 | 灯\\|数 | 备注 |",
        "| --- | --- | --- |",
        "| 北门 | 3 | \\* |",
        "| | 4 | 新 灯 |",
        "| 共七盏 | | |",
    ]


@pytest.mark.parametrize(
    "table",
    [
        f"<table><tr><td>左<td>{LONG * 4}</tr><tr><td>左<td>{LONG}</tr></table>",
        "<table>" + "<tr><td><a href=1>首页</a><td><a href=2>新闻</a></tr>" * 2 + "</table>",
        f"<table><tr><td><table><tr><td>内<td>外</tr></table><td>{LONG}</tr><tr><td>一<td>二</tr></table>",
        "<table><tr><td>一行<td>两格</tr></table>",
        "<table><tr><td>没有完<td>的表<tr><td>一<td>二",
    ],
)
def test_a_table_that_lays_out_a_page_is_none(table: str) -> None:
    assert not [line for line in lines(f"<p>{LONG}</p>{table}") if line.startswith("|")]


def test_spans_without_bounds_stay_bounded() -> None:
    rows = "<tr><td rowspan=99999 colspan=99999>甲<td>乙</tr>" * 300

    assert max(map(len, lines(f"<p>{LONG}</p><table>{rows}</table>"))) < 1000


def test_captions_and_words_for_pictures_become_pictures(tmp_path: Path) -> None:
    figure = "<figure><img src=a.jpg alt='老船工在堤上'><figcaption>三十位老船工同看江面</figcaption></figure>"

    article, found = imported(f"<p>{LONG}<img src=b.jpg alt='新的航标灯'>{NEXT}</p>{figure}<p>{LAST}</p>", tmp_path)

    assert article.body == f"{LONG}{NEXT}\n\n{LAST}"
    assert [(one.caption, one.alt, one.at) for one in article.pictures] == [
        ("三十位老船工同看江面", "老船工在堤上", "p1"),
        ("", "新的航标灯", "p1"),
    ]
    assert not [one for one in found.furniture if one.kind == "picture"]


HIDDEN = (
    "<span style='display: none'>{}</span>",
    "<div hidden>{}</div>",
    "<p aria-hidden=true>{}</p>",
    "<div style='VISIBILITY:hidden'><p>{}</p></div>",
)


@pytest.mark.parametrize("element", HIDDEN)
def test_words_that_are_not_shown_are_kept_beside_the_article(element: str, tmp_path: Path) -> None:
    article, found = imported(f"<p>{LONG[:20]}{element.format('防盗版的字')}{LONG[20:]}</p><p>{NEXT}</p>", tmp_path)

    assert article.body.replace("\n\n", "") == LONG + NEXT
    assert [one.text for one in found.furniture if one.kind == "hidden"] == ["防盗版的字"]


def test_a_page_that_shows_its_text_by_script_is_read() -> None:
    assert lines(f"<div id=text style='display:none'><p>{LONG}</p><p>{LONG}</p></div>") == [LONG, LONG]


def test_lists_are_numbered_as_they_are_shown() -> None:
    inner = "<ol type=a reversed start=2><li>甲<li>乙</ol>"
    body = f"<ol start=3><li>开灯{inner}<li value=7><p>关灯</p><li>（二）巡灯</ol><ul><li>修灯</ul>"
    body += "<ol type=I><li>看灯</ol>"

    assert lines(body) == ["3. 开灯", "b. 甲", "a. 乙", "7. 关灯", "（二）巡灯", "修灯", "I. 看灯"]


@pytest.mark.parametrize(
    ("language", "seen"),
    [("", "他说“灯‘亮’了”"), (" lang=zh-Hant", "他说「灯『亮』了」"), (" lang=ja", "他说「灯『亮』了」")],
)
def test_quotations_have_the_marks_a_browser_gives_them(language: str, seen: str) -> None:
    assert lines("<p>他说<q>灯<q>亮</q>了</q></p>", language) == [seen]


def test_readings_stand_in_brackets_behind_what_they_read() -> None:
    body = "<p><ruby>渡口<rp>(</rp><rt>とこう</rt><rp>)</rp></ruby>と<ruby>灯<rt>ひ</ruby>と"
    body += "<ruby>港<rt>みなと<rtc>x</ruby>。</p>"

    assert lines(body) == ["渡口(とこう)と灯（ひ）と港（みなと）x。"]


def test_lines_of_preformatted_text_are_lines() -> None:
    found = got(f"<p>{LONG}</p><pre>\n　　一灯  亮\n\n两灯明\n</pre>").pages[0][3:]

    assert [(line.text.string, line.number, line.gap, line.indent) for line in found] == [
        ("一灯  亮", 5, 1, 2.0),
        ("两灯明", 7, 1, 0.0),
    ]


def test_breaks_part_lines() -> None:
    assert lines("<p>一灯亮<br>两灯明<br/>三灯照</p>") == ["一灯亮", "两灯明", "三灯照"]


@pytest.mark.parametrize("suffix", ["a.htm", "a.xhtml", "a.md", "a.txt"])
def test_a_page_is_a_page_whatever_it_is_called(suffix: str) -> None:
    text = '<?xml version="1.0" encoding="utf-8"?>\n' + page(f"<p>{LONG}</p>")

    found, _ = read(text.encode(), suffix, f"source/{suffix}")

    assert found is not None
    assert found.source.form.value == "html"


def test_a_quotation_inside_another_stays_inside_it(tmp_path: Path) -> None:
    told = "渡口的老航标灯昨天重新点亮，三十多位退休的船工站在堤上看着灯光，没有人说话，后来有人念起了老站长的信。" * 2
    page = (
        f"<html><body><h1>渡口又亮灯</h1><p>{told}</p><blockquote><p>我记得第一次点灯的那个晚上。</p>"
        f"<blockquote><p>师傅说，灯在人在。</p></blockquote></blockquote><p>{told}</p></body></html>"
    )
    source = tmp_path / "p01.html"
    source.write_text(page, encoding="utf-8")

    take(tmp_path, source)

    (article,) = issue(tmp_path).articles
    assert "\n\n> 我记得第一次点灯的那个晚上。\n>\n> > 师傅说，灯在人在。\n\n" in article.body
