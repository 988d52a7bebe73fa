"""Pages of papers of other places and times, each with its truth: articles come out, and no character is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.annotated import printed_page, read_page
from tests.ingest.scoring import score_page

PAGES = sorted((Path(__file__).parent / "papers").glob("*.txt"))
LOWEST = 75.0
"""Composite no page falls below, in whatever way it is printed; the average of a page is 85 at least."""

AVERAGE = 85.0


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_page_comes_out_as_its_articles(page: Path, real_inputs: Path, tmp_path: Path) -> None:
    settings, lines = read_page(page)
    scores = []
    for number, setting in enumerate(settings):
        raw, truth = printed_page(lines, setting)
        answer = score_page(tmp_path / str(number), raw, truth, real_inputs / "import/score.py")
        assert answer["char_recall"] == 1.0, answer["log"]
        scores.append(answer["composite"])

    assert min(scores) >= LOWEST
    assert sum(scores) / len(scores) >= AVERAGE
