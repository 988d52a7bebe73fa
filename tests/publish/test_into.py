"""All or nothing: whoever reads the folder sees the site before or the site after, whatever happens in between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.engine import exchange as exchanging
from site_builder.engine.exchange import exchange
from site_builder.errors import ContentError, UsageError
from site_builder.workflows import build_into as into
from site_builder.workflows.build_into import build_into
from site_builder.workflows.report import BuildReport
from tests.trialsite import RIVER, SCHOOL, TrialSite

CODE = (
    "import pathlib, sys\n"
    "from site_builder.workflows.build_into import build_into\n"
    "build_into(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), jobs='1', tell=lambda event: None)\n"
)


def built(site: TrialSite) -> BuildReport:
    return build_into(site.root, site.root / "public", jobs="1", tell=lambda _: None)


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_is_the_site_that_build_prints(site: TrialSite) -> None:
    report = built(site)
    site.build(publish=True)

    assert report.output == site.root / "public"
    assert held(site.root / "public") == site.output()


def test_the_next_build_prints_what_changed_and_the_one_before_stays_beside(site: TrialSite) -> None:
    built(site)
    before = held(site.root / "public")
    built(site)
    site.edit(RIVER, "九十天", "八十天")

    report = built(site)

    assert report.made["print"] == 1
    assert "八十天" in (site.root / "public/chenbao/2019-04-19/01-01.html").read_text("utf-8")
    assert held(site.root / ".public.next/site") == before


def test_with_errors_nothing_is_exchanged(site: TrialSite) -> None:
    built(site)
    before = held(site.root / "public")
    site.edit(SCHOOL, "headline:", "hedline:")
    site.edit(RIVER, "九十天", "八十天")

    assert built(site).failed
    assert held(site.root / "public") == before


def test_a_folder_of_the_users_is_not_taken(site: TrialSite) -> None:
    site.write("public/mine.txt", "mine")

    with pytest.raises(UsageError) as refused:
        built(site)

    assert refused.value.problems[0].code == "B010"
    assert held(site.root / "public") == {"mine.txt": b"mine"}


def test_two_at_once_do_not_meet(site: TrialSite) -> None:
    built(site)
    with into.lock.locked(site.root / ".public.next"), pytest.raises(ContentError) as refused:
        built(site)

    assert refused.value.problems[0].code == "B004"


def test_where_folders_cannot_be_exchanged_it_says_so(site: TrialSite, monkeypatch: pytest.MonkeyPatch) -> None:
    built(site)
    site.edit(RIVER, "九十天", "八十天")
    monkeypatch.setattr(exchanging, "_swapped", lambda one, other: False)  # noqa: ARG005

    report = built(site)

    assert [problem.code for problem in report.problems] == ["B013"]
    assert not report.failed
    assert "八十天" in (site.root / "public/chenbao/2019-04-19/01-01.html").read_text("utf-8")


def test_an_exchange_that_fails_puts_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / "which").write_text(folder.name)
    monkeypatch.setattr(exchanging, "_swapped", lambda one, other: False)  # noqa: ARG005
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path == one:
            raise OSError(5, "Input/output error", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="Input/output"):
        exchange(one, other)

    assert [(tmp_path / name / "which").read_text() for name in ("one", "other")] == ["one", "other"]


@pytest.mark.parametrize("seconds", [0.5, 0.9])
def test_killed_at_a_moment_the_folder_is_all_old_or_all_new(site: TrialSite, seconds: float) -> None:
    built(site)
    old = held(site.root / "public")
    site.edit("content/site.yaml", "title: 试刊", "title: 试行")
    fresh = site.fresh()
    new = held(fresh.root / "public") if built(fresh) else {}
    process = subprocess.Popen([sys.executable, "-c", CODE, str(site.root), str(site.root / "public")], env=os.environ)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.wait()

    assert held(site.root / "public") in (old, new)
    assert built(site).problems == ()
    assert held(site.root / "public") == new
