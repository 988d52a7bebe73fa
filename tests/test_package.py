"""What is installed is the whole program: themes and specimen in the wheel, and a site from it without the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [path] = folder.glob("*.whl")
    return path


def test_the_wheel_carries_themes_wording_and_the_specimen(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    for name in (
        "site_builder/_shipped/themes/broadsheet/theme.yaml",
        "site_builder/_shipped/sample/site.yaml",
        "site_builder/errors/wording/zh-Hans/cli.yaml",
        "site_builder/search/folding.txt",
        "site_builder/preview/assets/live.js",
    ):
        assert name in names
    assert [name for name in names if name.startswith("site_builder/_shipped/") and "/." in name] == []


def test_the_installed_program_prints_the_specimen(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)

    def run(*words: str) -> str:
        # Without site-packages' link to the checkout the extracted wheel comes first on the path.
        code = f"import sys; sys.path.insert(0, {str(installed)!r}); from site_builder.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, *words], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("new", "archive", "--sample")
    run("build", "--root", "archive", "--jobs", "1")

    assert (tmp_path / "archive/output/index.html").is_file()
    assert (tmp_path / "archive/output/assets").is_dir()
