"""Imports into an archive: what is made, what is kept, what stands in the way; nothing there is ever overwritten."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from site_builder.engine.events import Began, Event, Made, Noticed, Taken, silence
from site_builder.errors import Severity, has_errors
from site_builder.manuscript.issue_folder import read_issue
from site_builder.manuscript.paper_file import read_paper
from site_builder.newspaper.keys import issue_key
from site_builder.newspaper.model import Issue
from site_builder.workflows.ingest import IngestResult, ingest

FRONT = """沙渡日报
SHADU DAILY
2021年9月3日 星期五
农历辛丑年七月廿七
国内统一刊号 CN33-0099
总第2317期
沙渡区委 主管
沙渡区融媒体中心 主办
第01版：要闻
本版编辑：陶小满

渡口的灯换成了新的

本报讯（记者 陶小满）渡口的老航标灯昨天重新点亮，三十多位退休的船工站在堤上看着灯光，没有人说话。

值班员说，灯要亮到天明，风大的夜里再加一盏，船进港以前都看得见。
"""
SECOND = """第02版：民生

雨棚在汛前装好

本报讯（记者 蔡一苇）九座公交站的雨棚昨天都装好了，等车的人不用再打伞，司机也不用再催人上车。

装棚的师傅说，棚顶比原来宽半米，斜着下的雨也淋不到人。
"""
FOLDER = "content/shadu/2021/2021-09-03"


def put(root: Path, name: str, text: str) -> Path:
    """A source of this text."""
    path = root / name
    path.write_text(text, encoding="utf-8")
    return path


def take(root: Path, *sources: Path, page: str = "", dry_run: bool = False, day: str = "2021-09-03") -> IngestResult:
    """Import sources into one issue."""
    return ingest(root, sources, paper="shadu", date=day, page=page, dry_run=dry_run, tell=silence)


def issue(root: Path) -> Issue:
    """The issue as it stands; it has no errors."""
    folder = root / FOLDER
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".md", ".yaml")}
    key = issue_key("shadu", "2021-09-03")
    assert key is not None
    found, problems = read_issue(key, files, FOLDER)
    assert not has_errors(problems), problems
    assert found is not None
    return found


def state(root: Path) -> dict[str, bytes]:
    """Every file of the archive."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "content").rglob("*.*")}


def test_a_first_page_makes_the_paper_and_the_issue(tmp_path: Path) -> None:
    source = put(tmp_path, "p01.txt", FRONT)

    result = take(tmp_path, source)

    assert result.exit_code == 0
    assert result.problems == ()
    found = issue(tmp_path)
    assert (found.date, found.date_basis.value, found.number) == ("2021-09-03", "printed", "2317")
    assert [(page.number, page.name, page.editors) for page in found.pages] == [("01", "要闻", ("陶小满",))]
    paper, problems = read_paper((tmp_path / "content/shadu/paper.yaml").read_text("utf-8"), "paper.yaml")
    assert not has_errors(problems)
    assert paper is not None
    assert (paper.name, paper.cn, paper.supervisor, paper.sponsor) == (
        "沙渡日报",
        "CN33-0099",
        ("沙渡区委",),
        ("沙渡区融媒体中心",),
    )


def test_the_source_is_kept_byte_for_byte(tmp_path: Path) -> None:
    source = tmp_path / "第01版 要闻.txt"
    data = FRONT.replace("\n", "\r\n").encode("gb18030")
    source.write_bytes(data)

    take(tmp_path, source)

    (kept,) = issue(tmp_path).sources
    assert (tmp_path / FOLDER / kept.file).read_bytes() == data
    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    assert kept.encoding == "gb18030"
    assert kept.page == "01"
    assert kept.file.isascii()
    assert source.read_bytes() == data


def test_every_article_says_where_it_comes_from(tmp_path: Path) -> None:
    take(tmp_path, put(tmp_path, "p01.txt", FRONT))

    (article,) = issue(tmp_path).articles
    assert [(one.file, one.lines, one.method) for one in article.provenance] == [("source/p01.txt", "12-16", "text")]
    furniture = issue(tmp_path).furniture
    assert [(one.page, one.file, one.lines) for one in furniture][:2] == [
        ("01", "source/p01.txt", "1"),
        ("01", "source/p01.txt", "2"),
    ]


def test_a_second_page_joins_the_issue(tmp_path: Path) -> None:
    take(tmp_path, put(tmp_path, "p01.txt", FRONT))
    before = state(tmp_path)

    result = take(tmp_path, put(tmp_path, "p02.txt", SECOND), page="2")

    assert result.exit_code == 0
    found = issue(tmp_path)
    assert [(page.number, page.name) for page in found.pages] == [("01", "要闻"), ("02", "民生")]
    assert [article.id for article in found.articles] == ["01-01", "02-01"]
    assert [one.file for one in found.sources] == ["source/p01.txt", "source/p02.txt"]
    assert found.number == "2317"
    after = state(tmp_path)
    assert after[f"{FOLDER}/01-01.md"] == before[f"{FOLDER}/01-01.md"]
    assert after["content/shadu/paper.yaml"] == before["content/shadu/paper.yaml"]


def test_what_people_wrote_into_issue_yaml_stays(tmp_path: Path) -> None:
    take(tmp_path, put(tmp_path, "p01.txt", FRONT))
    path = tmp_path / FOLDER / "issue.yaml"
    path.write_text(path.read_text("utf-8").replace("name: 要闻", "name: 今日要闻"), "utf-8")

    take(tmp_path, put(tmp_path, "p02.txt", SECOND), page="2")

    assert [page.name for page in issue(tmp_path).pages] == ["今日要闻", "民生"]


def test_an_article_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    take(tmp_path, put(tmp_path, "p01.txt", FRONT))
    article = tmp_path / FOLDER / "01-01.md"
    article.write_text(article.read_text("utf-8").replace("重新点亮", "又点亮了"), "utf-8")
    before = state(tmp_path)

    again = take(tmp_path, put(tmp_path, "other.txt", SECOND), page="1")

    assert [(one.code, one.place.path.rpartition("/")[2], one.place.line) for one in again.problems] == [
        ("I030", "other.txt", 3)
    ]
    assert again.exit_code == 1
    assert again.written == ()
    assert state(tmp_path) == before


def test_an_issue_with_errors_is_left_alone(tmp_path: Path) -> None:
    take(tmp_path, put(tmp_path, "p01.txt", FRONT))
    path = tmp_path / FOLDER / "issue.yaml"
    path.write_text(path.read_text("utf-8") + "colour: red\n", "utf-8")
    before = state(tmp_path)

    result = take(tmp_path, put(tmp_path, "p02.txt", SECOND), page="2")

    assert result.problems[0].code == "I031"
    assert any(one.place.path.endswith("issue.yaml") and one.place.line for one in result.problems[1:])
    assert state(tmp_path) == before


def test_a_dry_run_says_what_it_would_write_and_writes_nothing(tmp_path: Path) -> None:
    source = put(tmp_path, "p01.txt", FRONT)

    tried = take(tmp_path, source, dry_run=True)

    assert not (tmp_path / "content").exists()
    done = take(tmp_path, source)
    assert tried.written == done.written
    assert {path.relative_to(tmp_path).as_posix() for path in done.written} == set(state(tmp_path))
    assert tried.report == done.report


def test_several_sources_are_pages_in_order(tmp_path: Path) -> None:
    sources = [put(tmp_path, "first.txt", SECOND), put(tmp_path, "next.txt", FRONT)]

    take(tmp_path, *sources, page="5")

    assert [article.id for article in issue(tmp_path).articles] == ["05-01", "06-01"]
    assert [one.page for one in issue(tmp_path).sources] == ["05", "06"]


def test_a_form_feed_begins_a_page(tmp_path: Path) -> None:
    take(tmp_path, put(tmp_path, "both.txt", FRONT + "\f" + SECOND))

    found = issue(tmp_path)
    assert [article.id for article in found.articles] == ["01-01", "02-01"]
    assert [page.number for page in found.pages] == ["01", "02"]
    assert found.articles[1].provenance[0].lines == "19-23"


def test_two_texts_of_one_name_are_both_kept(tmp_path: Path) -> None:
    for name, text in (("a", FRONT), ("b", SECOND)):
        (tmp_path / name).mkdir()
        put(tmp_path / name, "page.txt", text)

    take(tmp_path, tmp_path / "a/page.txt", tmp_path / "b/page.txt")

    assert [one.file for one in issue(tmp_path).sources] == ["source/page.txt", "source/page-2.txt"]
    assert (tmp_path / FOLDER / "source/page-2.txt").read_text("utf-8") == SECOND


def test_another_date_than_the_printed_one_is_a_doubt(tmp_path: Path) -> None:
    result = take(tmp_path, put(tmp_path, "p01.txt", FRONT), day="2021-09-04")

    (doubt,) = [entry.problem for entry in result.report.entries if entry.problem.code == "I128"]
    assert doubt.facts == {"printed": "2021-09-03", "given": "2021-09-04"}
    text = (tmp_path / "content/shadu/2021/2021-09-04/issue.yaml").read_text("utf-8")
    assert "date_basis: external" in text


@pytest.mark.parametrize(
    ("option", "code"),
    [
        ({"paper": "Shadu Daily"}, "I020"),
        ({"paper": "../shadu"}, "I020"),
        ({"date": "2021-02-30"}, "I021"),
        ({"date": "3 September"}, "I021"),
        ({"page": "zero"}, "I022"),
        ({"page": "0"}, "I022"),
        ({"encoding": "klingon"}, "I004"),
    ],
)
def test_a_wrong_option_is_told_and_nothing_done(option: dict[str, str], code: str, tmp_path: Path) -> None:
    source = put(tmp_path, "p01.txt", FRONT)

    options = {"paper": "shadu", "date": "2021-09-03", "page": "", "encoding": "", **option}

    result = ingest(
        tmp_path,
        [source],
        paper=options["paper"],
        date=options["date"],
        page=options["page"],
        encoding=options["encoding"],
        tell=silence,
    )

    assert [one.code for one in result.problems] == [code]
    assert not (tmp_path / "content").exists()


def test_all_wrong_options_and_missing_files_are_told_at_once(tmp_path: Path) -> None:
    result = ingest(tmp_path, [tmp_path / "none.txt"], paper="S", date="soon", page="-1", tell=silence)

    assert [one.code for one in result.problems] == ["I020", "I021", "I022", "I007"]


def test_the_days_of_an_issue_may_be_unknown(tmp_path: Path) -> None:
    source = put(tmp_path, "p02.txt", SECOND)

    result = take(tmp_path, source, page="2", day="2021-09-XX")

    assert result.exit_code == 0
    assert (tmp_path / "content/shadu/2021/2021-09-XX/02-01.md").is_file()


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[Event] = []
    (tmp_path / "empty.txt").write_bytes(b"")

    ingest(
        tmp_path,
        [put(tmp_path, "p01.txt", FRONT), tmp_path / "empty.txt"],
        paper="shadu",
        date="2021-09-03",
        tell=told.append,
    )

    assert told[0] == Began("ingest", 2)
    assert [event.name for event in told if isinstance(event, Taken)] == ["p01.txt", "empty.txt", "01"]
    assert [event.name for event in told if isinstance(event, Made)] == ["p01.txt", "empty.txt", "01"]
    noticed = [event.problem for event in told if isinstance(event, Noticed)]
    assert [(one.code, one.severity) for one in noticed] == [("I001", Severity.ERROR)]


def test_a_year_that_is_not_printed_is_a_doubt(tmp_path: Path) -> None:
    text = SECOND.replace("昨天都装好了", "9月3日都装好了，8月1日动的工")

    result = take(tmp_path, put(tmp_path, "p02.txt", text), page="2")

    (doubt,) = [entry.problem for entry in result.report.entries if entry.problem.code == "I105"]
    assert (doubt.place.line, doubt.facts) == (5, {"printed": "9月3日", "year": "2021"})
    dated = take(tmp_path, put(tmp_path, "p01.txt", FRONT + "9月3日的灯。\n"), page="1", day="2021-09-03")
    assert "I105" not in [entry.problem.code for entry in dated.report.entries]
