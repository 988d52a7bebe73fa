"""What the tests of publishing share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trialsite import TrialSite


@pytest.fixture
def site(tmp_path: Path) -> TrialSite:
    """The trial archive, not built yet."""
    return TrialSite(tmp_path / "site")
