"""What the tests of faults share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.trialsite import TrialSite

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def site(tmp_path: Path) -> TrialSite:
    """The trial archive, not built yet."""
    return TrialSite(tmp_path / "site")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The program as a person calls it, in a process of its own."""

    def call(*words: str, cwd: Path = tmp_path, **environment: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "site_builder", *words],
            cwd=cwd,
            env=os.environ | {"SITE_BUILDER_LANG": "en", "PYTHONUTF8": "1"} | environment,
            capture_output=True,
            encoding="utf-8",
            errors="backslashreplace",
            check=False,
            timeout=120,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return call
