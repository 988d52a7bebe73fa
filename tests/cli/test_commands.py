"""The command line as a person meets it: in its own process, in two languages, with its exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.cli.commands import ALIASES, COMMANDS

SOURCE = """\
春汛将至 沿河泵站提前开机

本报讯（记者 甲乙丙）昨天上午，沿河六座泵站全部开机试车。

值班员说，去年的毛病今年一个也不能再犯。
"""


def run(*words: str, cwd: Path, language: str = "zh-Hans") -> subprocess.CompletedProcess[str]:
    """The program called with some words in a folder; never raises for an exit code."""
    environment = {
        key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "SITE_BUILDER_LANG")
    }
    return subprocess.run(
        [sys.executable, "-m", "site_builder", *words],
        cwd=cwd,
        env=environment | {"SITE_BUILDER_LANG": language, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An empty archive."""
    done = run("new", "archive", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path / "archive"


def test_an_empty_archive_is_built_at_once(archive: Path) -> None:
    done = run("build", cwd=archive)

    assert done.returncode == 0, done.stderr
    assert (archive / "output" / "index.html").is_file()
    assert "index.html" in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["build", "--changes", "content/site.yaml"],
        ["build", "--report", "output/../content/site.yaml"],
        ["build", "--profile", "content/site.svg"],
        ["export", "markdown", "content"],
        ["import", "p1.txt", "--paper", "yanhe", "--date", "2021-03-19", "--report", "content/site.yaml"],
        ["import", "--rebuild", "--report", "content/site.yaml"],
    ],
)
def test_no_report_is_written_over_what_people_edit(archive: Path, words: list[str]) -> None:
    (archive / "p1.txt").write_text(SOURCE, encoding="utf-8")
    (archive / "content/site.yaml").write_text("title: 试刊\n", encoding="utf-8")
    before = {path for path in archive.rglob("*") if ".cache" not in path.parts}

    done = run(*words, cwd=archive)

    assert done.returncode == 2
    assert "C916" in done.stderr
    assert (archive / "content/site.yaml").read_text(encoding="utf-8") == "title: 试刊\n"
    assert {path for path in archive.rglob("*") if ".cache" not in path.parts} == before


def test_import_build_and_search_in_a_new_archive(archive: Path, tmp_path: Path) -> None:
    source = tmp_path / "p1.txt"
    source.write_text(SOURCE, encoding="utf-8")

    imported = run("import", str(source), "--paper", "yanhe", "--date", "2021-03-19", cwd=archive)
    checked = run("check", cwd=archive)
    built = run("build", "--jobs", "1", cwd=archive)
    found = run("search", "泵站", cwd=archive)
    later = run("search", "泵站", "--from", "2022", cwd=archive)
    told = run("search", "“泵站”", "--page", "1", "--order", "date", "--json", cwd=archive)

    assert imported.returncode == 0, imported.stderr
    assert (archive / "content/yanhe/2021/2021-03-19/source/p1.txt").read_bytes() == source.read_bytes()
    assert checked.returncode == 0, checked.stderr
    assert built.returncode == 0, built.stderr
    assert "yanhe/2021-03-19/01-01.html" in found.stdout
    assert (later.returncode, later.stdout) == (1, "")
    assert [hit["url"] for hit in json.loads(told.stdout)["hits"]] == ["yanhe/2021-03-19/01-01.html"]


def test_every_command_takes_root_before_and_after_its_name(archive: Path, tmp_path: Path) -> None:
    after = run("check", "--root", archive.name, cwd=tmp_path)
    before = run("--root", archive.name, "check", cwd=tmp_path)

    assert after.returncode == before.returncode == 0
    assert after.stdout == before.stdout


def test_a_new_archive_never_touches_an_old_one(archive: Path) -> None:
    again = run("new", ".", cwd=archive)

    assert again.returncode == 2
    assert "C912" in again.stderr
    assert (archive / "content" / "site.yaml").is_file()


@pytest.mark.parametrize(
    "command", [*sorted({*COMMANDS} - {"theme"}), "theme eject", "theme diff", "theme nameplate", *ALIASES]
)
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_every_command_explains_itself(command: str, language: str, tmp_path: Path) -> None:
    done = run(*command.split(), "--help", cwd=tmp_path, language=language)

    assert done.returncode == 0, done.stderr
    assert "--root" in done.stdout
    assert ("Usage" in done.stdout) == (language == "en")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bulid"], "build"),
        (["build", "--outptu", "x"], "--output"),
        (["import"], "SRC"),
        (["import", "a.txt", "--date", "2021-03-19"], "--paper"),
        (["import", "--rebuild"], "C911"),
        (["diff"], "ARTICLE"),
        (["diff", "nowhere"], "I037"),
        (["review"], "C911"),
        (["build"], "C911"),
        (["check"], "C911"),
        (["search", "x"], "C911"),
        (["export", "text", "there"], "C911"),
        (["serve", "--port", "99999"], "--port"),
    ],
)
def test_a_slip_is_answered_with_a_sentence_and_two(words: list[str], said: str, tmp_path: Path) -> None:
    done = run(*words, cwd=tmp_path)

    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_broken_file_is_named_with_its_line_and_the_rest_is_printed(archive: Path, tmp_path: Path) -> None:
    source = tmp_path / "p1.txt"
    source.write_text(SOURCE, encoding="utf-8")
    for day in ("2021-03-19", "2021-03-26"):
        run("import", str(source), "--paper", "yanhe", "--date", day, cwd=archive)
    first = run("build", "--jobs", "1", cwd=archive)
    article = archive / "content/yanhe/2021/2021-03-19/01-01.md"
    article.write_text(article.read_text("utf-8").replace("headline:", "hedline:"), encoding="utf-8")

    broken = run("build", "--jobs", "1", cwd=archive)

    assert first.returncode == 0, first.stderr
    assert broken.returncode == 1
    assert "content/yanhe/2021/2021-03-19/01-01.md:" in broken.stderr
    assert "headline" in broken.stderr
    assert (archive / "output/yanhe/2021-03-19/01-01.html").is_file()


def test_a_broken_theme_is_not_said_to_have_printed_the_rest(archive: Path) -> None:
    run("theme", "eject", "parts/foot", cwd=archive)
    with (archive / "content/site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("theme: own\n")
    own = archive / "themes/own/templates/parts/foot.html"
    whole = own.read_text(encoding="utf-8")
    own.write_text("{% if %}\n", encoding="utf-8")
    first = run("build", cwd=archive)
    own.write_text(whole, encoding="utf-8")
    run("build", cwd=archive)
    own.write_text("{% if %}\n", encoding="utf-8")
    again = run("build", cwd=archive)

    for done in (first, again):
        assert done.returncode == 1
        assert "什么也没有印" in done.stdout + done.stderr
        assert "其余照印" not in done.stdout + done.stderr
        assert "印好" not in done.stdout
    assert "index.html" not in first.stdout
    assert "index.html" in again.stdout


def test_colours_respect_no_color(tmp_path: Path) -> None:
    environment = os.environ | {"NO_COLOR": "1", "FORCE_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "site_builder", "build"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )

    assert b"\x1b[3" not in done.stderr


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "site_builder", "--help"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}

    assert "click" in imported
    assert imported & {"jieba", "rjieba", "lunr", "jinja2", "markdown_it", "watchdog", "rich", "distributed"} == set()


def test_called_alone_it_says_where_we_are_and_what_comes_next(archive: Path, tmp_path: Path) -> None:
    inside, outside = run(cwd=archive), run(cwd=tmp_path)

    assert "site-builder import" in inside.stdout
    assert "site-builder new" in outside.stdout
    assert inside.returncode == outside.returncode == 0


def test_an_import_can_be_compared_reviewed_and_run_again(archive: Path, tmp_path: Path) -> None:
    source = tmp_path / "p1.txt"
    source.write_text(SOURCE.partition("\n\n")[2], encoding="utf-8")
    words = ("--paper", "yanhe", "--date", "2021-03-19")
    imported = run("import", str(source), *words, "--report", str(tmp_path / "doubts.html"), cwd=archive)
    compared = run("diff", "yanhe/2021-03-19/01-01", cwd=archive)
    written = run("diff", "yanhe/2021-03-19/01-01", "--html", str(tmp_path / "diff.html"), cwd=archive)
    rebuilt = run("import", "--rebuild", "yanhe", "--report", str(tmp_path / "again.json"), cwd=archive)
    reviewed = run("review", "--dry-run", cwd=archive)
    unknown = run("import", "--rebuild", "nowhere", cwd=archive)

    for done in (imported, compared, written, rebuilt, reviewed):
        assert done.returncode == 0, done.stderr
    assert "沿河六座泵站" in compared.stdout
    assert "\x1b[" not in compared.stdout
    for page in ("doubts.html", "diff.html"):
        assert (tmp_path / page).read_text("utf-8").startswith("<!DOCTYPE html>")
    assert '"issues": 1' in (tmp_path / "again.json").read_text("utf-8")
    assert unknown.returncode == 2
    assert "I036" in unknown.stderr
