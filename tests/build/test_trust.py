"""Who does the work, a cache that is gone or damaged, a build that is killed: the site is the same."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

import pytest

from site_builder.engine import store, writer
from site_builder.engine.output_folder import OutputFolder
from site_builder.engine.writer import Receipt, Writer
from site_builder.errors import ContentError, wording
from tests.killing import killed, states, timed, whole
from tests.trialsite import FILES, RIVER, SCHOOL, TrialSite, article, issue

BUILD = (
    "import pathlib, sys\n"
    "from site_builder.workflows.build import build\n"
    "if __name__ == '__main__':\n"
    "    build(pathlib.Path(sys.argv[1]), jobs=sys.argv[2], tell=lambda event: None)\n"
)


def in_another_process(site: TrialSite, jobs: str = "1", **environment: str) -> subprocess.Popen[bytes]:
    """A build in a Python of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, str(site.root), jobs], env=os.environ | environment, cwd=site.root.parent
    )


def grown(site: TrialSite) -> TrialSite:
    """The site with enough issues that processes are worth it."""
    for week in range(1, 25):
        day = f"2018-{(week + 3) // 4:02}-{1 + 7 * (week % 4):02}"
        site.write(f"content/chenbao/2018/{day}/issue.yaml", issue(day, week, {"01": "要闻"}))
        site.write(f"content/chenbao/2018/{day}/01-01.md", article("01", 1, f"第{week}周", "无事。" * week))
    return site


def test_two_processes_print_the_same(tmp_path: Path) -> None:
    one, two = grown(TrialSite(tmp_path / "one")), grown(TrialSite(tmp_path / "two"))

    first, second = one.build(jobs="1"), two.build(jobs="2")

    assert first.made == second.made
    assert (first.problems, second.problems) == ((), ())
    assert one.output() == two.output()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_same_bytes_in_another_world(tmp_path: Path, jobs: str) -> None:
    """Another folder, time zone, locale, hash seed and umask."""
    here, there = TrialSite(tmp_path / "here"), TrialSite(tmp_path / "elsewhere/there")
    assert in_another_process(here).wait() == 0
    old = os.umask(0o077)
    try:
        other = in_another_process(there, jobs, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="7")
        assert other.wait() == 0
    finally:
        os.umask(old)

    assert here.output() == there.output()


def test_without_a_cache_everything_is_made_and_nothing_written(site: TrialSite) -> None:
    site.build()
    looks = {path: path.stat().st_mtime_ns for path in (site.root / "output").rglob("*") if path.is_file()}
    site.remove(".cache")

    report = site.build()

    assert report.made["typeset"] == 4
    assert "print" not in report.made
    assert {path: path.stat().st_mtime_ns for path in (site.root / "output").rglob("*") if path.is_file()} == looks


def damaged(site: TrialSite) -> Iterator[Path]:
    yield from sorted(path for path in (site.root / ".cache").rglob("*") if path.is_file())


@pytest.mark.parametrize("damage", [b"", b"\0" * 100, None])
def test_a_damaged_cache_is_made_again_silently(site: TrialSite, damage: bytes | None) -> None:
    site.build()
    for path in damaged(site):
        path.write_bytes(path.read_bytes()[:-1] + b"?" if damage is None else damage)
    site.edit(RIVER, "九十天", "八十天")

    report = site.build()

    assert report.problems == ()
    assert site.output() == site.fresh().output()


def test_values_that_are_damaged_are_made_again_when_they_are_asked_for(site: TrialSite) -> None:
    """The records are whole, so only the one who reads the value notices: galleys, postings and the plan."""
    site.build()
    for path in (site.root / ".cache").rglob("values/*/*"):
        path.write_bytes(b"damaged")
    site.edit("content/site.yaml", "title: 试刊", "title: 试行")
    site.edit(RIVER, "九十天", "八十天")
    site.remove("output/search/manifest.js")
    site.remove("output/chenbao/2019.html")

    report = site.build()

    assert report.problems == ()
    assert site.output() == site.fresh().output()


def test_the_cache_of_another_version_is_no_cache(site: TrialSite) -> None:
    site.build()
    (site.root / ".cache" / store.FORMAT).rename(site.root / ".cache/store-0")

    assert site.build().made["typeset"] == 4


def test_a_cache_that_cannot_be_written_is_a_warning(site: TrialSite) -> None:
    site.write(".cache", "a file where the folder should be")

    report = site.build()

    assert [problem.code for problem in report.problems] == ["B040"]
    assert all(wording.sentence(problem) for problem in report.problems)
    assert not report.failed
    assert site.build().made["typeset"] == 4
    site.remove(".cache")
    assert site.output() == site.fresh().output()


def test_a_cache_without_room_is_a_warning(site: TrialSite, monkeypatch: pytest.MonkeyPatch) -> None:
    real = store.write_whole
    cache = str(site.root / ".cache")

    def write(path: Path, data: bytes) -> None:
        if str(path).startswith(cache):
            raise OSError(28, "No space left on device", str(path))
        real(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(store, "write_whole", write)
        report = site.build()

    assert [problem.code for problem in report.problems] == ["B040"]
    assert site.output() == site.fresh().output()


def test_the_cache_does_not_grow_for_ever(site: TrialSite) -> None:
    sizes = []
    for number in range(60):
        site.write(SCHOOL, article("01", 1, f"第{number}稿", "一稿又一稿。"))
        site.build()
        sizes.append(sum(1 for path in (site.root / ".cache").rglob("*") if path.is_file()))

    assert max(sizes) < 300
    assert sizes[-1] < 250
    assert site.output() == site.fresh().output()


def test_a_disk_that_is_full_stops_the_build(site: TrialSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build()
    real, left = writer.write_whole, [3]

    def write(path: Path, data: bytes) -> None:
        if not left[0]:
            raise OSError(28, "No space left on device", str(path))
        left[0] -= 1
        real(path, data)

    site.edit("content/site.yaml", "title: 试刊", "title: 试行")
    with monkeypatch.context() as patch:
        patch.setattr(writer, "write_whole", write)
        with pytest.raises(ContentError) as full:
            site.build()

    assert full.value.problems[0].code == "B011"
    assert site.build().problems == ()
    assert site.output() == site.fresh().output()


def test_a_build_that_is_interrupted_can_be_gone_on_with(site: TrialSite) -> None:
    from site_builder.engine.events import Event, Made
    from site_builder.workflows.build import build

    def interrupt(event: Event) -> None:
        if event == Made("print", "chenbao/2019-04-26"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(site.root, jobs="1", tell=interrupt)
    site.edit(RIVER, "九十天", "八十天")

    assert "typeset" in site.build().made
    assert site.output() == site.fresh().output()


@pytest.mark.parametrize("swept", [0, 1, 3])
def test_what_a_build_killed_while_it_sweeps_leaves_is_still_ours(
    site: TrialSite, monkeypatch: pytest.MonkeyPatch, swept: int
) -> None:
    site.build()
    before = site.output()
    site.remove(SCHOOL)
    expected = site.fresh().output()
    assert len(before.keys() - expected.keys()) > swept
    real = OutputFolder._sweep

    def cut_short(self: OutputFolder, claimed: Set[str]) -> Iterator[str]:
        yield from itertools.islice(real(self, claimed), swept)
        raise KeyboardInterrupt

    monkeypatch.setattr(OutputFolder, "_sweep", cut_short)
    with pytest.raises(KeyboardInterrupt):
        site.build()
    monkeypatch.undo()

    report = site.build()

    assert "B012" not in {problem.code for problem in report.problems}
    assert site.output() == expected


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_home_page_leads_to_a_new_paper_when_that_is_there(
    site: TrialSite, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    paper = {path: text for path, text in FILES.items() if "wanbao" in path}
    site.remove("content/wanbao")
    grown(site).build()
    for path, text in paper.items():
        site.write(path, text)
    real = Writer.put
    before: list[bool] = []

    def noting(self: Writer, files: Mapping[str, bytes], last: Mapping[str, bytes] | None = None) -> Receipt:
        if "index.html" in files:
            before.append("wanbao" in site.page("index.html"))
            assert (site.root / "output/wanbao/index.html").is_file()
        return real(self, files, last)

    monkeypatch.setattr(Writer, "put", noting)

    site.build(jobs=jobs)

    assert before == [False]
    assert "wanbao" in site.page("index.html")


def crash(site: TrialSite, times: int, seed: int) -> None:
    """Kill builds of an archive whose papers come and go; each tree must be whole pages, the next build right."""
    dice = random.Random(seed)
    grown(site).build()
    expected: dict[tuple[str, bool], dict[str, bytes]] = {}
    ways = states(site, ("试刊", "试行"))
    changes, seconds = timed(site, publish=False)
    old = site.output()
    for number in range(times):
        _, now = next(ways)
        if dice.random() < 0.3 and (site.root / "content/wanbao").exists():
            site.remove("content/wanbao")
        elif dice.random() < 0.5:
            for path, text in FILES.items():
                if "wanbao" in path:
                    site.write(path, text)
        state = now, (site.root / "content/wanbao").exists()
        if state not in expected:
            expected[state] = site.fresh().output()
        jobs = "2" if number % 4 == 3 else "1"
        killed(site, dice, changes=changes, seconds=seconds, jobs=jobs, publish=False)
        whole(site, old, expected[state])
        assert site.build().problems == ()
        old = site.output()
        assert old == expected[state], f"kill {number} of seed {seed}"


def test_killed_at_any_moment(site: TrialSite) -> None:
    crash(site, 5, 1)


@pytest.mark.slow
def test_killed_at_very_many_moments(site: TrialSite) -> None:
    crash(site, 200, 2)
