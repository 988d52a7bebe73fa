"""A build that has nothing to do is answered from memory, and one that has never is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from site_builder.engine import memo
from site_builder.engine.lock import locked
from site_builder.engine.stillness import Sight, see
from site_builder.errors import ContentError
from site_builder.workflows import layout, unchanged
from site_builder.workflows.report import BuildReport
from site_builder.workflows.unchanged import Unchanged
from tests.trialsite import RIVER, TrialSite, article

OPTIONS = {"jobs": "1", "base_url": None, "drafts": False, "strict": False, "precompress": False}

A_TICK = -(10**8)
"""In ns: the clock of a file system is some milliseconds behind."""

BOOK = "content/addresses.txt"
PAGE = "output/chenbao/2020-01-03/01-01.html"

EDITS: dict[str, Callable[[TrialSite], object]] = {
    "a text": lambda site: site.edit(RIVER, "九十", "八十"),
    "a text whose time is set back": lambda site: (
        site.edit(RIVER, "八十", "七十"),
        os.utime(site.root / RIVER, (1, 1)),
    ),
    "a new article": lambda site: site.write(RIVER.replace("01-01", "01-03"), article("01", 3, "又一篇", "正文。")),
    "an empty folder": lambda site: (site.root / "content/chenbao/2021").mkdir(),
    "a source": lambda site: site.write("content/chenbao/2019/2019-04-19/source/01.txt", "毛文"),
    "the settings": lambda site: site.write("content/site.yaml", "title: 试行\ntheme: {name: trial}\n"),
    "a template": lambda site: site.write("themes/trial/templates/parts/new.html", ""),
    "a page": lambda site: site.write(PAGE, "别的"),
    "a page that is gone": lambda site: site.remove(PAGE),
    "a page that was touched": lambda site: os.utime(site.root / PAGE),
    "a file that is nobody's": lambda site: site.write("output/mine.txt", "我的"),
    "the program": lambda site: (site.root.parent / "program/code.py").write_text("# new"),
    "the ledger": lambda site: site.write("output/.ledger.json", (site.root / "output/.ledger.json").read_text() + " "),
    "the address book": lambda site: site.write(BOOK, (site.root / BOOK).read_text(encoding="utf-8") + "\n"),
    "an article taken away": lambda site: site.remove(RIVER),
}


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let what was written a moment ago count as old, and a small folder as the program, which somebody may edit."""
    program = tmp_path / "program"
    (program / "themes").mkdir(parents=True)
    (program / "code.py").write_text("")
    monkeypatch.setattr(unchanged, "PACKAGE", program)
    monkeypatch.setattr(layout, "shipped_themes", lambda: program / "themes")
    monkeypatch.setattr(unchanged, "COARSE", A_TICK)


def again(site: TrialSite, **other: Any) -> BuildReport | None:
    """What is remembered of the site, asked for with these options."""
    return Unchanged(site.root, None, OPTIONS | other).report()


def built(site: TrialSite, **other: Any) -> BuildReport:
    """Build as the command line does, and remember it."""
    before = Unchanged(site.root, None, OPTIONS | other)
    report = site.build(jobs="1", publish=True, strict=bool(other.get("strict")))
    before.remember(report, published=True)
    return report


def test_what_is_remembered_is_what_a_build_would_say(site: TrialSite) -> None:
    site.edit(RIVER, "工期九十天。", "“工期九十天。")
    built(site)
    told = again(site)
    found = built(site)

    assert told is not None
    assert [problem.code for problem in told.problems] == ["M024"]
    said = set(found.__struct_fields__) - {"seconds", "steps", "glances"}
    assert {name: getattr(told, name) for name in said} == {name: getattr(found, name) for name in said}
    assert told.steps.keys() == found.steps.keys()


def test_whatever_looks_different_is_built(site: TrialSite) -> None:
    for name, edit in EDITS.items():
        assert not built(site).failed, f"before: {name}"
        assert again(site) is not None, f"before: {name}"

        edit(site)

        assert again(site) is None, name


def test_other_options_are_another_build(site: TrialSite) -> None:
    built(site)

    for option in ({"drafts": True}, {"strict": True}, {"base_url": ""}, {"precompress": True}):
        assert again(site, **option) is None
    assert again(site) is not None


def test_files_too_new_to_be_told_by_their_looks_are_read(site: TrialSite, monkeypatch: pytest.MonkeyPatch) -> None:
    built(site)
    output = site.root / "output"
    sight = see(str(output), 0, without={".ledger.lock"}, hidden=True, links=True)
    assert sight is not None
    assert "chenbao/2019-04-19/01-01.html" in sight.fresh

    def unaltered(_folder: str, _now: int) -> Sight:
        return sight

    monkeypatch.setattr(unchanged, "_site", unaltered)
    assert again(site) is not None
    site.write(PAGE, "别的")
    assert again(site) is None


def test_folders_that_a_build_did_not_touch_are_remembered_as_it_found_them(
    site: TrialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memo, "COARSE", A_TICK)
    built(site)
    site.write("output/chenbao/2020-01-03/mine/note.txt", "我的")

    for name in ("a text", "a new article", "a page that is gone"):
        EDITS[name](site)
        known = built(site).glances
        assert known, name
        assert not known.keys() & {"", "chenbao", "chenbao/2020-01-03/mine"}, name
        assert again(site) is not None, name

    site.remove(RIVER.replace("01-01", "01-03"))
    before = Unchanged(site.root, None, OPTIONS)
    report = site.build(jobs="1")
    before.remember(report, published=False)
    assert {path.rpartition("/")[0] for path in report.swept} > {"search/w0"}
    there = {folder for folder in known if (site.root / "output" / folder).is_dir()}
    touched = {path.rpartition("/")[0] for path in (*report.changed, *report.swept)}
    assert not touched & there & report.glances.keys()
    assert again(site) is not None


def test_folders_that_a_build_made_are_remembered_as_it_left_them(
    site: TrialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memo, "COARSE", -(10**15))  # all is old enough
    site.write("output/.gitkeep", "")

    known = site.build(jobs="1", publish=True).glances

    output = site.root / "output"
    folders = {path.parent.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}
    assert known.keys() == folders - {"."}
    assert "chenbao/2019-04-19" in known
    options = {"without": {".ledger.lock"}, "hidden": True, "links": True}
    assert see(str(output), known=known, **options) == see(str(output), **options)
    site.write("output/chenbao/2019-04-19/mine.txt", "我的")
    assert see(str(output), known=known, **options) != see(str(output), **options)


def test_what_a_build_wrote_a_moment_ago_is_known_to_be_fresh(site: TrialSite) -> None:
    known = site.build(jobs="1", publish=True).glances

    output, now = site.root / "output", memo.clock_of(site.root / "output")
    seen = see(str(output), now, without={".ledger.lock"}, hidden=True, links=True, known=known)
    assert seen is not None
    assert "chenbao/2019-04-19/01-01.html" in seen.fresh
    assert known["chenbao/2019-04-19"].fresh
    looked_at = see(str(output), now, without={".ledger.lock"}, hidden=True, links=True)
    assert looked_at is not None
    assert looked_at.digest == seen.digest
    assert {*looked_at.fresh} <= {*seen.fresh}


def test_what_comes_into_a_folder_behind_a_build_shows_the_next_time(
    site: TrialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memo, "COARSE", A_TICK)
    built(site)
    site.edit(RIVER, "九十", "八十")
    before = Unchanged(site.root, None, OPTIONS)
    report = site.build(jobs="1", publish=True)
    folder = next(folder for folder in report.glances if folder.startswith("chenbao/2020-01-03"))
    site.write(f"output/{folder}/mine.txt", "我的")
    before.remember(report, published=True)

    assert again(site) is None


def test_what_lies_behind_a_link_cannot_be_told_by_looks(site: TrialSite) -> None:
    site.rename(RIVER, "content/chenbao/2019/2019-04-19/river.txt")
    (site.root / RIVER).symlink_to("river.txt")

    assert not built(site).failed
    assert again(site) is None


def test_a_build_with_errors_is_not_remembered(site: TrialSite) -> None:
    site.write(RIVER, article("01", 1, "题", "文。", "hedline: 错\n"))

    assert built(site).failed
    assert again(site) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("place", ["content/addresses.txt", "content/chenbao/pipe", "output/pipe"])
def test_nobody_waits_for_a_pipe(site: TrialSite, place: str) -> None:
    built(site)
    (site.root / place).unlink(missing_ok=True)
    os.mkfifo(site.root / place)

    assert again(site) is None


def test_what_was_changed_just_now_is_not_remembered(site: TrialSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()

    assert not built(site).failed
    assert again(site) is None


def test_a_damaged_memory_is_none(site: TrialSite) -> None:
    built(site)
    (memory,) = (site.root / ".cache").glob("*.still")

    for damage in (b"", b"\0" * 40, b"x" * 16 + b"\x93\x01", memory.read_bytes()[:-1]):
        memory.write_bytes(damage)
        assert again(site) is None


def test_another_build_in_the_folder_is_told(site: TrialSite) -> None:
    built(site)

    with locked(site.root / "output"), pytest.raises(ContentError) as refused:
        again(site)

    assert [problem.code for problem in refused.value.problems] == ["B004"]


LOADED = """
import sys
from site_builder.cli import main
from site_builder.workflows import unchanged
unchanged.COARSE = -10**8
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
print(*sorted(sys.modules), sep="\\n")
"""

FORBIDDEN = {"jinja2", "markdown_it", "rich", "jieba", "rjieba", "lunr", "multiprocessing", "asyncio", "email"}
FORBIDDEN |= {f"site_builder.{room}" for room in ("press", "search", "manuscript", "newspaper", "exports", "checks")}


def test_an_unchanged_archive_loads_nothing_that_builds(site: TrialSite) -> None:
    command = [sys.executable, "-c", LOADED, "build", "--root", str(site.root), "--jobs", "1"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    answers = [
        subprocess.run(command, env=environment, check=True, capture_output=True, encoding="utf-8") for _ in range(2)
    ]

    first, second = ({*answer.stdout.split()} for answer in answers)
    assert FORBIDDEN & first
    assert not FORBIDDEN & second


def loaded(*asked: str) -> set[str]:
    """The modules of a process that was asked this."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", LOADED, *asked]
    return {*subprocess.run(command, env=environment, check=True, capture_output=True, encoding="utf-8").stdout.split()}


def test_numpy_is_loaded_only_where_an_index_is_made(site: TrialSite) -> None:
    build = ("build", "--root", str(site.root), "--jobs", "1")

    assert "numpy" not in loaded("--help")
    assert "numpy" in loaded(*build)
    assert "numpy" not in loaded("search", "夜市", "--root", str(site.root))
    site.write("content/site.yaml", "title: 试刊\ntheme: {name: trial}\nsearch: {enabled: false}\n")
    assert "numpy" not in loaded(*build)


def test_nothing_of_the_preview_loads_numpy_by_itself() -> None:
    program = (
        "import importlib, pkgutil, sys, site_builder.preview as room\n"
        "for found in pkgutil.iter_modules(room.__path__):\n"
        "    importlib.import_module(f'{room.__name__}.{found.name}')\n"
        "assert 'site_builder.preview.server' in sys.modules and 'numpy' not in sys.modules\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}

    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
