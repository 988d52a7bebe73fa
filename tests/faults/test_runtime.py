"""The twelve faults that lie in time and not in files, and how each ends here; docs/faults.md says why.

Those of the live preview (R6 to R9) are in test_preview_moments.py.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from site_builder.errors import ContentError
from site_builder.workflows.check_site import check_site
from tests.faults.conftest import Run
from tests.killing import killed, states, timed, whole
from tests.trialsite import RIVER, SCHOOL, TrialSite

RUN = "from site_builder.cli import main\nmain()\n"
PUBLISH = (
    "import pathlib, sys\n"
    "from site_builder.workflows.build import build\n"
    "build(pathlib.Path(sys.argv[1]), jobs='1', tell=lambda event: None, publish=True)\n"
)


def kill(site: TrialSite, times: int, seed: int) -> None:
    """Kill builds at moments spread over all they do: each page is an old or a new one, entries lead to what is there,
    no address is lost, and the next build is a clean one."""
    dice = random.Random(seed)
    site.build(publish=True)
    expected: dict[str, dict[str, bytes]] = {}
    ways = states(site, ("试刊", "试行"))
    for _ in range(2):
        _, now = next(ways)
        changes, seconds = timed(site)
        fresh = site.fresh()
        fresh.build(publish=True)
        expected[now] = fresh.output()
    for number in range(times):
        was, now = next(ways)
        killed(site, dice, changes=changes, seconds=seconds, jobs="2" if number % 8 == 7 else "1", publish=True)
        whole(site, expected[was], expected[now])
        assert site.build(publish=True).problems == ()
        assert site.output() == expected[now], f"kill {number} of seed {seed}"


def test_r1_killed_at_any_moment(site: TrialSite) -> None:
    kill(site, 10, 1)  # with those of tests/build and tests/publish twenty in all


@pytest.mark.slow
def test_r1_killed_two_hundred_times(site: TrialSite) -> None:
    kill(site, 200, 2)


def test_r2_a_disk_that_is_full_leaves_whole_files_and_no_new_address(
    site: TrialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    from site_builder.engine import writer

    site.build(publish=True)
    before, book = site.output(), (site.root / "content/addresses.txt").read_bytes()
    site.edit(RIVER, "九十天", "八十天")
    fresh = site.fresh()
    fresh.build(publish=True)
    real, left = writer.write_whole, [2]

    def write(path: Path, data: bytes) -> None:
        if not left[0]:
            raise OSError(28, "No space left on device", str(path))
        left[0] -= 1
        real(path, data)

    monkeypatch.setattr(writer, "write_whole", write)
    with pytest.raises(ContentError) as full:
        site.build(publish=True)
    monkeypatch.undo()

    assert [problem.code for problem in full.value.problems] == ["B011"]
    assert (site.root / "content/addresses.txt").read_bytes() == book
    after = fresh.output()
    for path, data in site.output().items():
        assert "/.ledger" in f"/{path}" or data in (before.get(path), after.get(path)), path
    assert site.build(publish=True).problems == ()
    assert site.output() == after


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
def test_r2_the_system_itself_writes_no_more(site: TrialSite, tmp_path: Path) -> None:
    """On a small file system of its own where one can be mounted; else, and also there, with a limit on files."""
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(small)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    try:
        if mounted:
            with pytest.raises(ContentError) as full:
                site.build(output=small / "site", publish=True)
            assert [problem.code for problem in full.value.problems] == ["B011"]
            assert [path for path in small.rglob("*.html") if not path.stat().st_size] == []
    finally:
        if mounted:
            subprocess.run(["umount", str(small)], check=True)
    limited = f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n{RUN}"
    words = [sys.executable, "-c", limited, "build", "--jobs", "1", "--output", str(tmp_path / "limited")]
    done = subprocess.run(words, cwd=site.root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert re.search("[^ ]+: (B011|C905)", done.stderr), "the file is named"
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    whole = site.fresh()
    whole.build(publish=True)
    for path in (tmp_path / "limited").rglob("*.html"):
        assert path.read_bytes() in whole.output().values(), path


def test_r3_two_builds_at_once(site: TrialSite, run: Run) -> None:
    from site_builder.engine.lock import locked

    site.build()
    with locked(site.root / "output"):
        done = run("build", "--jobs", "1", cwd=site.root)

    assert done.returncode == 1
    assert "B004" in done.stderr
    assert str(os.getpid()) in done.stderr


def test_r4_what_is_warm_is_what_would_be_cold(site: TrialSite) -> None:
    """Renamed, deleted, put back, times set back, a template changed; tests/build/test_oracle.py tries any order."""
    site.build(publish=True)
    text = (site.root / SCHOOL).read_text("utf-8")
    site.write(SCHOOL, text.replace("四十间", "五十间"))
    site.build(publish=True)
    site.write(SCHOOL, text)
    os.utime(site.root / SCHOOL, (1, 1))
    template = site.root / "themes/trial/templates/article.html"
    template.write_text(template.read_text() + "<!-- new -->\n")
    site.build(publish=True)
    fresh = site.fresh()
    fresh.build(publish=True)

    assert site.output() == fresh.output()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_r5_two_worlds_one_site(tmp_path: Path, jobs: str) -> None:
    """Another folder, zone, locale, hash seed, umask, process count, file times and order of the files on the disk."""
    here, there = TrialSite(tmp_path / "here"), TrialSite(tmp_path / "elsewhere/very/far away/there", {})
    for path in sorted(TrialSite(tmp_path / "model").root.rglob("*"), reverse=True):
        if path.is_file() and "content" in path.parts:
            at = path.relative_to(tmp_path / "model")
            there.write(str(at), path.read_bytes())
            os.utime(there.root / at, (10**9, 10**9))
    code = PUBLISH.replace("jobs='1'", f"jobs='{jobs}'")
    few = "from site_builder.engine import executors\n    executors.WORTH_STARTING = 2"
    code = code.replace("build(pathlib", f"if __name__ == '__main__':\n    {few}\n    build(pathlib")
    worlds = [
        (here, {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "0"}, 0o022),
        (there, {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "77", "LANG": "tr_TR"}, 0o077),
    ]
    for site, environment, mask in worlds:
        old = os.umask(mask)
        try:
            subprocess.run(
                [sys.executable, "-c", code, str(site.root)], env=os.environ | environment, check=True, cwd="/"
            )
        finally:
            os.umask(old)

    assert here.output() == there.output()
    assert (here.root / "content/addresses.txt").read_bytes() == (there.root / "content/addresses.txt").read_bytes()
    for data in there.output().values():
        assert b"far away" not in data


def test_r10_a_bit_that_flips_is_named(site: TrialSite, run: Run) -> None:
    import hashlib

    scan = bytes(range(256)) * 40
    site.write("content/chenbao/2019/2019-04-26/source/p1.bin", scan)
    listed = f"sources: [{{file: source/p1.bin, sha256: {hashlib.sha256(scan).hexdigest()}}}]\n"
    path = "content/chenbao/2019/2019-04-26/issue.yaml"
    site.write(path, (site.root / path).read_text("utf-8") + listed)
    assert run("build", "--jobs", "1", cwd=site.root).returncode == 0
    site.write("content/chenbao/2019/2019-04-26/source/p1.bin", scan[:5000] + b"\xff" + scan[5001:])

    for command in (["build", "--jobs", "1"], ["check"]):
        done = run(*command, cwd=site.root)
        assert done.returncode == 1
        assert "K001" in done.stderr + done.stdout
        assert "source/p1.bin" in done.stderr + done.stdout


def test_r11_every_link_names_its_file_from_where_it_stands(site: TrialSite) -> None:
    """So the site works below a path, from a folder, and where capitals do not count."""
    site.build(publish=True)

    problems = check_site(site.root).problems

    assert [problem for problem in problems if problem.code in ("V001", "V002", "V005")] == []
    folded = [path.lower() for path in site.output()]
    assert len(folded) == len(set(folded))


def test_r12_without_an_exchange_it_says_so(site: TrialSite, monkeypatch: pytest.MonkeyPatch) -> None:
    from site_builder.engine import exchange
    from site_builder.workflows.build_into import build_into

    build_into(site.root, site.root / "public", jobs="1", tell=lambda _: None)
    monkeypatch.setattr(exchange, "_swapped", lambda *_: False)

    report = build_into(site.root, site.root / "public", jobs="1", tell=lambda _: None)

    assert [problem.code for problem in report.problems] == ["B013"]
    assert (site.root / "public/index.html").is_file()


def test_a_clock_that_goes_back(site: TrialSite) -> None:
    site.build(publish=True)
    now = time.time()
    for path in (site.root / "content").rglob("*.md"):
        os.utime(path, (now + 10**8, now + 10**8))
    site.edit(RIVER, "九十天", "八十天")
    os.utime(site.root / RIVER, (1, 1))

    assert site.build(publish=True).problems == ()
    fresh = site.fresh()
    fresh.build(publish=True)
    assert site.output() == fresh.output()
