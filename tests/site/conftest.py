"""The printed specimen, once for all tests that look at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.engine.events import silence
from site_builder.workflows.build import BuildReport, build
from site_builder.workflows.new import new_archive


@pytest.fixture(scope="session")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """The specimen as a user gets it from `new --sample`, printed."""
    root = tmp_path_factory.mktemp("specimen") / "archive"
    new_archive(root, sample=True)
    return build(root, tell=silence)


@pytest.fixture(scope="session")
def specimen_site(specimen: BuildReport) -> Path:
    """The folder of the printed specimen."""
    return specimen.output
