"""Every test there is belongs to a whole run."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

import pytest

TESTS = Path(__file__).parent


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    folders = {file.parent.relative_to(TESTS) for file in TESTS.rglob("test_*.py")}
    patterns = pytestconfig.getini("norecursedirs")

    assert Path("build") in folders
    passed_over = {folder for folder in folders for name in folder.parts if any(fnmatch(name, one) for one in patterns)}
    assert passed_over == set()
