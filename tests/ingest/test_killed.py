"""An import that is killed, or asked to stop, at any of the changes it makes: nothing written before is hurt.

It is the program as a person calls it, in a process of its own, that signals itself before a change it was told.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest

from site_builder.engine.events import silence
from site_builder.workflows.ingest import ingest
from tests.killing import WATCH

IMPORT = f"""{WATCH}
import atexit
from site_builder.cli import main
from site_builder.workflows import ingest

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has children in the background deaf to Ctrl-C
    atexit.register(lambda: print(done, flush=True))
    sys.argv = ["site-builder", *sys.argv[3:]]
    sys.addaudithook(watch)
    main()
"""
FRONT = "河堤上的灯\n本报讯（记者 孟小舟）渡口的老航标灯昨天重新点亮，三十多位退休的船工站在堤上看着灯光。\n"
SECOND = "泵站开机\n本报讯（记者 陆青）春汛将至，沿河六座泵站昨天全部开机试车，值班员都在，水位比去年低。\n"
ISSUE = "content/jing/2020/2020-01-01"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows knows no such signals")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive with one page, to which somebody added a remark; the second page waits to be imported."""
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "p01.txt").write_text(FRONT, encoding="utf-8")
    (folder / "p02.txt").write_text(SECOND, encoding="utf-8")
    assert ingest(folder, [folder / "p01.txt"], paper="jing", date="2020-01-01", tell=silence).written
    issue = folder / ISSUE / "issue.yaml"
    issue.write_text(f"# 校过\n{issue.read_text('utf-8')}", encoding="utf-8")
    return folder


def content(root: Path) -> dict[str, bytes]:
    """All files and folders of the archive's content, hidden ones too."""
    return {
        path.relative_to(root).as_posix(): b"" if path.is_dir() else path.read_bytes()
        for path in (root / "content").rglob("*")
    }


def importing(root: Path, at: int = 0, number: int = signal.SIGKILL) -> subprocess.CompletedProcess[str]:
    """Import the second page; the process signals itself before its change number `at`."""
    words = [str(at), str(int(number)), "import", "p02.txt", "--paper", "jing", "--date", "2020-01-01", "--page", "2"]
    return subprocess.run(
        [sys.executable, "-c", IMPORT, *words],
        cwd=root,
        env=os.environ | {"SITE_BUILDER_LANG": "en", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def stop(root: Path, tmp_path: Path, moments: int) -> None:
    """Stop imports at some of their changes, or at all of them, in the ways a process is stopped."""
    trial = tmp_path / "whole"
    shutil.copytree(root, trial)
    done = importing(trial)
    assert done.returncode == 0, done.stderr
    changes = int(done.stdout.split()[-1])
    assert changes > 12
    before, whole = content(root), content(trial)
    assert not before.items() <= whole.items()  # issue.yaml and the base are written anew
    dice = random.Random(3)
    for number in (signal.SIGKILL, signal.SIGINT, signal.SIGTERM):
        for at in sorted(dice.sample(range(1, changes + 1), min(moments, changes))):
            site = tmp_path / f"{number}-{at}"
            shutil.copytree(root, site)
            stopped = importing(site, at, number)
            assert "Traceback" not in stopped.stderr, (at, stopped.stderr)
            found = content(site)
            if number == signal.SIGKILL:
                assert stopped.returncode == -signal.SIGKILL
                for path, data in before.items():
                    assert found[path] in (data, whole[path]), (at, path)
            else:
                assert stopped.returncode == 128 + number, (at, stopped.stderr)
                assert found in (before, whole), (number, at)
            with chdir(site):  # the report names the source as it was typed
                again = ingest(
                    Path(), [Path("p02.txt")], paper="jing", date="2020-01-01", page="2", language="en", tell=silence
                )
            assert [one.code for one in again.problems] == (["I030"] if found == whole else []), (number, at)
            assert content(site) == whole, (number, at)
            shutil.rmtree(site)


def test_an_import_may_be_stopped_at_any_moment(root: Path, tmp_path: Path) -> None:
    stop(root, tmp_path, 3)


@pytest.mark.slow
def test_an_import_may_be_stopped_at_every_moment(root: Path, tmp_path: Path) -> None:
    stop(root, tmp_path, 1000)
