"""How a build ends when something is wrong: a sentence that points, an exit code, and nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.engine.events import Noticed
from site_builder.errors import ContentError, Problem, Severity, UsageError, wording
from site_builder.workflows.build import build
from tests.trialsite import FILES, RIVER, SCHOOL, TrialSite, article, issue, places

FOLDER = "content/chenbao/2019/2019-04-26"
PAPER = "content/chenbao/paper.yaml"


def spoken(problems: tuple[Problem, ...]) -> list[str]:
    """The sentences and hints of problems in every language; a fact that is missing shows as ‹name›."""
    said = [
        said
        for problem in problems
        for language in wording.LANGUAGES
        for said in (wording.sentence(problem, language), wording.hint(problem, language))
    ]
    assert all(said)
    assert not [sentence for sentence in said if "‹" in sentence]
    return said


def two_with_one_id(site: TrialSite) -> None:
    site.write(f"{FOLDER}/01-02.md", FILES[SCHOOL])


BROKEN: dict[str, tuple[Callable[[TrialSite], object], str]] = {
    "an impossible date": (
        lambda site: site.edit(f"{FOLDER}/issue.yaml", "2019-04-26", "2019-04-31"),
        f"{FOLDER}/issue.yaml:1",
    ),
    "an impossible folder": (lambda site: site.rename(FOLDER, "content/chenbao/2019/2019-02-30"), "2019-02-30"),
    "two files with one id": (two_with_one_id, f"{FOLDER}/01-02.md:2"),
    "no issue.yaml": (lambda site: site.remove(f"{FOLDER}/issue.yaml"), f"{FOLDER}/issue.yaml"),
    "broken YAML": (lambda site: site.edit(SCHOOL, "headline: ", "headline: [a\nx: "), f"{SCHOOL}:"),
    "a misspelt key": (lambda site: site.edit(SCHOOL, "headline:", "hedline:"), f"{SCHOOL}:3"),
    "an unreadable encoding": (lambda site: site.write(SCHOOL, b"---\nid: 01-01\n\xd2\xaa\xff\xff"), f"{SCHOOL}"),
    "an empty file": (lambda site: site.write(SCHOOL, ""), SCHOOL),
    "no front matter's end": (lambda site: site.edit(SCHOOL, "\n---\n四", "\n四"), SCHOOL),
    "a masthead that is broken": (lambda site: site.write(PAPER, "name: [\n"), f"{PAPER}:"),
    "no masthead": (lambda site: site.remove(PAPER), PAPER),
    "a misnamed issue": (lambda site: site.rename(FOLDER, "content/chenbao/2019/四月廿六"), "2019/四月廿六"),
    "an issue in another year": (
        lambda site: site.rename(FOLDER, "content/chenbao/2018/2019-04-26"),
        "2018/2019-04-26",
    ),
    "an issue without a year": (lambda site: site.rename(FOLDER, "content/chenbao/2019-04-26"), "chenbao/2019-04-26"),
    "a paper that cannot be an address": (lambda site: site.rename("content/chenbao", "content/晨报"), "content/晨报"),
    "a paper called search": (lambda site: site.rename("content/chenbao", "content/search"), "content/search"),
    "a link out of content": (
        lambda site: (site.root / FOLDER / "01-02.md").symlink_to("/etc/passwd"),
        f"{FOLDER}/01-02.md",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_told_and_stays_as_it_was(site: TrialSite, name: str) -> None:
    break_it, where = BROKEN[name]
    site.build()
    before = site.output()
    break_it(site)

    report = site.build()

    errors = [problem for problem in report.problems if problem.severity is Severity.ERROR]
    assert (report.failed, report.exit_code) == (True, 1)
    assert any(where in place for _, place in places(tuple(errors))), places(tuple(errors))
    assert spoken(report.problems)
    assert report.swept == ()
    assert {path: data for path, data in site.output().items() if "2019-04-26/" in path} == {
        path: data for path, data in before.items() if "2019-04-26/" in path
    }
    assert before.keys() <= site.output().keys()


@pytest.mark.parametrize(
    "name",
    [
        "an impossible folder",
        "no issue.yaml",
        "a misspelt key",
        "no masthead",
        "a misnamed issue",
        "a link out of content",
    ],
)
def test_what_is_put_right_is_as_if_it_had_never_been_wrong(tmp_path: Path, name: str) -> None:
    site, good = TrialSite(tmp_path / "site"), TrialSite(tmp_path / "good")
    site.build()
    BROKEN[name][0](site)
    site.build()
    site.remove("content")
    good.rename("content", str(site.root / "content"))

    report = site.build()

    assert (report.problems, report.failed) == ((), False)
    assert site.output() == site.fresh().output()


def test_a_first_build_leaves_the_broken_issue_out(site: TrialSite) -> None:
    site.edit(SCHOOL, "headline:", "hedline:")

    report = site.build()

    assert report.failed
    assert report.issues == 3
    assert "chenbao/2019-04-26/index.html" not in site.output()
    assert "新学校" not in site.page("chenbao/2019.html")
    assert "2019-04-26" not in site.page("chenbao/2019-04-19/02-01.html")


def test_the_others_are_printed(site: TrialSite) -> None:
    site.build()
    site.edit(SCHOOL, "headline:", "hedline:")
    site.edit(RIVER, "九十天", "八十天")

    report = site.build()

    assert report.failed
    assert "八十天" in site.page("chenbao/2019-04-19/01-01.html")
    assert "新学校九月招生" in site.page("chenbao/2019-04-26/01-01.html")
    assert "新学校九月招生" in site.page("chenbao/2019.html"), "lists show it as it was last printed"


def test_a_broken_issue_whose_cache_is_gone_keeps_its_pages(site: TrialSite) -> None:
    site.build()
    site.edit(SCHOOL, "headline:", "hedline:")
    site.remove(".cache")

    report = site.build()

    assert report.failed
    assert "新学校九月招生" in site.page("chenbao/2019-04-26/01-01.html")


def test_problems_are_told_once_and_again_the_next_time(site: TrialSite) -> None:
    site.edit(SCHOOL, "headline:", "hedline:")
    first, second = site.build(), site.build()
    told = [event.problem for event in site.events if isinstance(event, Noticed)]

    assert first.problems == second.problems
    assert sorted(told, key=str) == sorted(second.problems, key=str)
    assert "typeset" not in second.made


def test_every_broken_file_is_told_of(site: TrialSite) -> None:
    site.edit(SCHOOL, "headline:", "hedline:")
    site.edit(RIVER, "headline:", "hedline:")
    site.write("content/wanbao/paper.yaml", "nam: 晚报\n")

    paths = {problem.place.path.removeprefix(f"{site.root}/") for problem in site.build().problems}

    assert {SCHOOL, RIVER, "content/wanbao/paper.yaml"} <= paths


def test_places_are_said_from_where_one_stands(site: TrialSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site.edit(SCHOOL, "headline:", "hedline:")
    monkeypatch.chdir(site.root)

    report = build(Path(), jobs="1", tell=lambda _: None)

    assert report.problems[0].place.path == SCHOOL


def test_strict_makes_warnings_count(site: TrialSite) -> None:
    site.build()
    site.write("output/notes.txt", "mine")

    assert [problem.code for problem in site.build().problems] == ["B012"]
    assert not site.build().failed
    assert site.build(strict=True).exit_code == 1
    assert spoken(site.build().problems)


@pytest.mark.parametrize("output", ["content", "content/chenbao", ".", ".cache", "themes", "content/site.yaml"])
def test_an_output_that_would_cost_the_content_is_refused(site: TrialSite, output: str) -> None:
    before = {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()}

    with pytest.raises(UsageError) as refused:
        site.build(output=site.root / output)

    assert refused.value.exit_code == 2
    assert spoken(refused.value.problems)
    assert {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()} == before


def test_where_there_is_no_archive_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        build(tmp_path, jobs="1", tell=lambda _: None)

    assert list(tmp_path.iterdir()) == []


def test_an_empty_archive_is_a_site(tmp_path: Path) -> None:
    site = TrialSite(tmp_path / "site", {"content/site.yaml": FILES["content/site.yaml"]})

    report = site.build()

    assert (report.issues, report.problems) == (0, ())
    assert "index.html" in site.output()


def test_a_broken_theme_prints_nothing(site: TrialSite) -> None:
    site.build()
    before = site.output()
    site.edit(RIVER, "九十天", "八十天")
    site.write("themes/trial/templates/article.html", '{% extends "base.html" %}\n{% if %}\n')

    report = site.build()

    assert report.exit_code == 1
    assert report.unthemed
    assert any(place.endswith("templates/article.html:2") for _, place in places(report.problems))
    assert site.output() == before


def test_a_template_that_fails_at_work_stops_only_what_it_prints(site: TrialSite) -> None:
    site.build()
    before = site.output()
    path = site.root / "themes/trial/templates/article.html"
    path.write_text(path.read_text().replace("article.heading.text", "article.heading.lines[7]"))
    site.edit("content/site.yaml", "title: 试刊", "title: 试行")

    report = site.build()

    assert report.exit_code == 1
    assert any("templates/article.html" in place for _, place in places(report.problems))
    assert "试行" in site.page("index.html")
    assert site.output()["chenbao/2019-04-19/01-01.html"] == before["chenbao/2019-04-19/01-01.html"]


def test_two_builds_at_once(site: TrialSite) -> None:
    script = (
        "import os, sys, pathlib\n"
        "from site_builder.engine.lock import locked\n"
        "with locked(pathlib.Path(sys.argv[1])):\n"
        "    print('held', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    site.build()
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(site.root / "output")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout is not None
    assert other.stdin is not None
    with other, other.stdout, other.stdin:
        other.stdout.readline()
        with pytest.raises(ContentError) as refused:
            site.build()
        assert any(str(other.pid) in sentence for sentence in spoken(refused.value.problems))

    assert site.build().made == {}


def test_a_file_that_changes_while_the_build_reads_it(site: TrialSite, monkeypatch: pytest.MonkeyPatch) -> None:
    from site_builder.workflows import desk

    real = desk.read_as_known

    def read(path: str, digest: str, shown: str) -> bytes:
        if shown == SCHOOL:
            Path(path).write_text(article("01", 1, "又改了", "刚刚改的。"))
        return real(path, digest, shown)

    with monkeypatch.context() as patch:
        patch.setattr(desk, "read_as_known", read)
        report = site.build()

    assert [problem.code for problem in report.problems] == ["B024"]
    assert spoken(report.problems)
    assert site.build().problems == ()
    assert site.output() == site.fresh().output()


def test_drafts_are_for_the_preview(site: TrialSite) -> None:
    site.write("content/chenbao/2019/2019-04-26/01-02.md", article("01", 2, "还没写完", "草稿。", "draft: true\n"))

    site.build()
    assert "chenbao/2019-04-26/01-02.html" not in site.output()
    assert "还没写完".encode() not in b"".join(site.output().values())

    site.build(drafts=True)
    assert "chenbao/2019-04-26/01-02.html" in site.output()

    report = site.build()
    assert report.swept[0] == "chenbao/2019-04-26/01-02.html"
    assert "typeset" not in report.made


def test_another_address_for_one_build(site: TrialSite) -> None:
    site.build(base_url="https://mirror.example/x/")

    assert "https://mirror.example/x/chenbao/2019-04-19/01-01.html" in site.page("sitemap.xml")
    assert "example.org" not in site.page("sitemap.xml")


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org/", "https://", 'https://x.org/"\n'])
def test_an_address_that_is_none(site: TrialSite, address: str) -> None:
    with pytest.raises(UsageError) as refused:
        site.build(base_url=address)

    assert spoken(refused.value.problems)
    assert not (site.root / "output").exists()


def test_settings_with_faults_are_told_of_and_nothing_is_done(site: TrialSite) -> None:
    site.build()
    before = site.output()
    site.edit("content/site.yaml", "title: 试刊", "titel: 试行")

    with pytest.raises(UsageError) as refused:
        site.build()

    assert places(refused.value.problems) == [("F002", f"{site.root}/content/site.yaml:1:1")]
    assert site.output() == before


def test_another_folder_for_one_build(site: TrialSite, tmp_path: Path) -> None:
    site.build()
    report = site.build(output=tmp_path / "www")

    assert report.output == tmp_path / "www"
    assert {path.relative_to(tmp_path / "www") for path in (tmp_path / "www").rglob("*")} == {
        path.relative_to(site.root / "output") for path in (site.root / "output").rglob("*")
    }
    assert "typeset" not in report.made, "the cache serves every output folder"


def test_an_issue_of_pictures_and_no_text_is_no_issue(site: TrialSite) -> None:
    (site.root / "content/chenbao/2019/2019-05-03").mkdir()
    site.write("content/chenbao/images/logo.svg", "<svg/>")
    site.write("content/notes/todo.txt", "buy paper")

    assert site.build().problems == ()


def test_the_source_folder_is_never_read_as_articles(site: TrialSite) -> None:
    site.write(f"{FOLDER}/source/01-09.md", "毛文")
    site.write(f"{FOLDER}/source/issue.yaml", "[")

    assert site.build().problems == ()


def test_a_paper_with_issues_in_two_folders_of_one_day(site: TrialSite) -> None:
    site.write("content/chenbao/2019/2019-04-26b/issue.yaml", issue("2019-04-26", 3, {"01": "号外"}))
    site.write("content/chenbao/2019/2019-04-26b/01-01.md", article("01", 1, "号外", "刚刚。"))

    site.build()

    assert "chenbao/2019-04-26b/01-01.html" in site.output()


@pytest.mark.skipif(sys.platform == "win32", reason="there file names are text")
def test_a_file_name_in_gbk(site: TrialSite) -> None:
    site.build()
    before = site.output()
    name = os.fsdecode("要闻.md".encode("gb18030"))
    (site.root / FOLDER / name).write_bytes(b"x")

    report = site.build()

    assert [problem.code for problem in report.problems] == ["B021"]
    assert any("要闻.md" in sentence for sentence in spoken(report.problems))
    assert site.output() == before
