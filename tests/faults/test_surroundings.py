"""Faults of what lies around the program: terminal, environment, signals, links, pipes, limits of the system."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from site_builder.workflows.import_lock import one_at_a_time
from tests.faults.conftest import Run
from tests.trialsite import RIVER, TrialSite

ISSUE = "content/chenbao/2019/2019-04-19/issue.yaml"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there are no such things")


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", ["check", "--help", "nothing"])
def test_a_terminal_without_chinese_is_answered_in_english(site: TrialSite, run: Run, command: str) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "SITE_BUILDER_LANG": ""}
    site.edit(RIVER, "column: 城事", "colum: 城事")
    done = run(command, cwd=site.root, **ascii_only)

    assert done.returncode in (0, 1, 2)
    assert (done.stdout + done.stderr).isascii()
    if command == "check":
        assert "F002" in done.stdout + done.stderr


@POSIX
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_nobody_reads_the_answer(site: TrialSite, language: str) -> None:
    site.edit(RIVER, "column: 城事", "colum: 城事")
    words = f"{sys.executable} -m site_builder"
    for line in (
        f"{words} check | true",
        f"{words} check >&-",
        f"{words} build >&- 2>&-",
        f"{words} check --help | true",
    ):
        done = subprocess.run(
            ["/bin/sh", "-c", line],
            cwd=site.root,
            env=os.environ | {"SITE_BUILDER_LANG": language},
            capture_output=True,
            check=False,
            timeout=120,
        )
        assert b"Traceback" not in done.stderr, (line, done.stderr.decode())
        assert b"Exception" not in done.stderr, (line, done.stderr.decode())


@POSIX
@pytest.mark.parametrize("command", ["build", "check", "new archive", "doctor", "fmt", "verify ."])
def test_the_working_folder_is_gone(tmp_path: Path, command: str) -> None:
    (tmp_path / "gone").mkdir()
    line = f"rmdir ../gone; exec {sys.executable} -c 'from site_builder.cli import main; main()' {command}"
    done = subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=tmp_path / "gone",
        env=os.environ | {"SITE_BUILDER_LANG": "en", "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert done.stdout + done.stderr


@pytest.mark.parametrize("moment", ["yesterday", "-5", "1e9", "9" * 20, "１７"])
def test_a_moment_that_is_none(site: TrialSite, run: Run, moment: str) -> None:
    done = run("package", "bag", cwd=site.root, SOURCE_DATE_EPOCH=moment)

    assert done.returncode == 2
    assert "K023" in done.stderr
    assert not list(site.root.glob("*bag*"))


@POSIX
def test_the_output_is_a_link_to_nowhere(site: TrialSite, run: Run, tmp_path: Path) -> None:
    (site.root / "output").symlink_to(tmp_path / "disk" / "site")
    done = run("build", cwd=site.root)

    assert done.returncode == 2
    assert "B014" in done.stderr
    assert not (tmp_path / "disk").exists()


@POSIX
@pytest.mark.parametrize(
    "name", ["site.yaml", "addresses.txt", "aliases.yaml", "chenbao/paper.yaml", "chenbao/people.yaml"]
)
def test_a_pipe_in_place_of_a_file_is_not_waited_for(site: TrialSite, run: Run, name: str) -> None:
    path = site.root / "content" / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    done = run("build", "--jobs", "1", cwd=site.root)

    assert done.returncode in (1, 2)
    assert done.stderr.count("B023") == 1
    assert "Move it out of content/" in done.stderr


@POSIX
@pytest.mark.parametrize("words", [["import", "--rebuild", "chenbao/2019-04-26"], ["review", "chenbao"]])
@pytest.mark.parametrize("name", ["01-02.md", "issue.yaml", "source/import/decisions.yaml"])
def test_nor_is_one_by_those_who_read_an_issue_again(site: TrialSite, run: Run, words: list[str], name: str) -> None:
    path = site.root / "content/chenbao/2019/2019-04-26" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    before = tree(site.root / "content")
    done = run(*words, cwd=site.root)

    assert tree(site.root / "content") == before
    if "decisions" not in name or words == ["review", "chenbao"]:
        assert done.returncode == 1
        assert f"{name}: B023" in done.stderr


@POSIX
def test_a_pipe_is_no_source(site: TrialSite, run: Run, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/b.txt").write_text("春汛将至，沿河六座泵站昨天全部开机试车。\n", encoding="utf-8")
    os.mkfifo(tmp_path / "raw/a.txt")
    target = ["--paper", "chenbao", "--date", "2021-05-07"]
    one = run("import", str(tmp_path / "raw/a.txt"), *target, cwd=site.root)
    all_ = run("import", str(tmp_path / "raw"), *target, cwd=site.root)

    assert (one.returncode, all_.returncode) == (1, 0)
    assert "I014" in one.stderr
    assert "raw/a.txt: I014" in all_.stderr + all_.stdout
    assert len(list((site.root / "content/chenbao/2021/2021-05-07").glob("*.md"))) == 1


@POSIX
def test_file_names_are_utf_8_whatever_the_locale(site: TrialSite, run: Run) -> None:
    folder = "content/chenbao/2019/2019-04-19"
    site.rename(f"{folder}/images/market.svg", f"{folder}/images/菜场.svg")
    site.edit(f"{folder}/02-01.md", "images/market.svg", "images/菜场.svg")
    other = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = run("package", "包.zip", "--jobs", "1", cwd=site.root, **other)

    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(site.root / "包.zip") as packed:
        names = packed.namelist()
    assert "包/data/site/chenbao/2019-04-19/images/菜场.svg" in names
    unpacked = run("verify", "包.zip", cwd=site.root, **other)
    assert unpacked.returncode == 2
    assert "Unpack" in unpacked.stderr


@POSIX
def test_an_issue_file_that_cannot_be_read_is_told_once(site: TrialSite, run: Run) -> None:
    (site.root / ISSUE).unlink()
    os.mkfifo(site.root / ISSUE)
    for command in ("build", "check"):
        done = run(command, "--jobs", "1", cwd=site.root)

        assert done.returncode == 1
        assert (done.stdout + done.stderr).count("B023") == 1
        assert "F031" not in done.stdout + done.stderr


@POSIX
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_package_that_is_stopped_leaves_nothing(site: TrialSite, number: int, code: int) -> None:
    def whole() -> None:  # a shell that runs tests in the background has its children deaf to Ctrl-C
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = tree(site.root / "content")
    begun = subprocess.Popen(
        [sys.executable, "-m", "site_builder", "package", "bag", "--jobs", "1"],
        cwd=site.root,
        env=os.environ | {"SITE_BUILDER_LANG": "en"},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        encoding="utf-8",
        preexec_fn=whole,
    )
    while not list(site.root.glob(".bag.begun-*/bag/data/site/*")) and begun.poll() is None:
        os.sched_yield()
    begun.send_signal(number)
    _, said = begun.communicate(timeout=120)

    assert begun.returncode == code
    assert "Interrupted" in said
    assert "Traceback" not in said
    assert not list(site.root.glob("*bag*"))
    book = "addresses.txt"
    assert {k: v for k, v in tree(site.root / "content").items() if k != book} == before


@POSIX
def test_a_file_larger_than_the_system_allows_is_named(site: TrialSite, tmp_path: Path) -> None:
    for limit in (0, 2000):
        limited = (
            f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
            "from site_builder.cli import main\nmain()\n"
        )
        words = [sys.executable, "-c", limited, "build", "--jobs", "1", "--output", str(tmp_path / f"to-{limit}")]
        done = subprocess.run(
            words,
            cwd=site.root,
            env=os.environ | {"SITE_BUILDER_LANG": "en", "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert "C904" not in done.stderr
        told = [line for line in done.stderr.splitlines() if "B011" in line or "C905" in line]
        assert told, done.stderr
        assert all(not line.startswith(("B011", "C905")) for line in told), "each names its file"
        assert ".ledger-writing-" not in "".join(told)


def test_a_review_waits_for_nobody_who_imports(run: Run, tmp_path: Path) -> None:
    site = TrialSite(tmp_path / "site")
    with one_at_a_time(site.root / ".cache", "chenbao") as busy:
        assert busy is None
        done = run("review", "chenbao/2019-04-19", cwd=site.root)
    assert done.returncode == 1
    assert "I025" in done.stderr
    assert str(os.getpid()) in done.stderr


@pytest.mark.parametrize("ending", ["md", "svg"])
def test_names_as_long_as_a_system_takes_them(site: TrialSite, run: Run, ending: str) -> None:
    long = "长" * 83 + "aa"[: 255 - 249 - len(ending) - 1] + f".{ending}"
    assert len(long.encode()) <= 255
    folder = "content/chenbao/2019/2019-04-19"
    if ending == "svg":
        site.rename(f"{folder}/images/market.svg", f"{folder}/images/{long}")
        site.edit(f"{folder}/02-01.md", "images/market.svg", f"images/{long}")
    else:
        site.write(f"{folder}/{long}", "无名")
    done = run("build", cwd=site.root)

    assert done.returncode == (0 if ending == "md" else done.returncode)
    assert "F032" in done.stderr if ending == "md" else (done.returncode == 0 or long in done.stderr)
