"""What the engine's tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.engine import memo, output_folder, survey


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the file system's clock on by an hour, so that nothing was changed in the last two seconds."""

    def clock(folder: Path) -> int:
        return memo.clock_of(folder) + 3_600_000_000_000

    monkeypatch.setattr(survey, "clock_of", clock)
    monkeypatch.setattr(output_folder, "clock_of", clock)
