"""Scripts as they are sent: shorter, and the same to whoever runs them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from site_builder.press.scripts import bare
from tests.casefiles import cases
from tests.press.printed import broadsheet

HERE = Path(__file__).parent
SHIPPED = Path(__file__).parents[2] / "themes" / "broadsheet" / "assets"
ALL = [pytest.param(*texts, id=title) for title, *texts in cases(HERE / "cases" / "scripts.md")]


@pytest.mark.parametrize(("before", "after"), ALL)
def test_what_is_left(before: str, after: str) -> None:
    assert bare(f"{before}\n".encode()).decode() == f"{after}\n"


def test_bytes_that_are_no_text_are_left_alone() -> None:
    assert bare(b"  // \xff\n") == b"  // \xff\n"


def test_the_theme_sends_its_scripts_without_comments_and_its_libraries_as_they_are() -> None:
    sent = broadsheet().files
    scripts = [file for file in sent if file.startswith("js/")]

    assert len(scripts) > 5
    for file in scripts:
        assert len(sent[file]) < len((SHIPPED / file).read_bytes()), file
        assert b"\n " not in sent[file]
    for file in (file for file in sent if file.startswith("vendor/")):
        assert sent[file] == (SHIPPED / file).read_bytes()


def test_what_is_sent_is_whole(tmp_path: Path) -> None:
    program = shutil.which("node")
    assert program, "these tests need Node on the PATH: https://nodejs.org"
    for file, data in broadsheet().files.items():
        if file.startswith("js/"):
            script = tmp_path / Path(file).name
            script.write_bytes(data)
            done = subprocess.run([program, "--check", str(script)], capture_output=True, check=False, timeout=60)
            assert done.returncode == 0, done.stderr.decode()
