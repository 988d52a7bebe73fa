"""Pages of papers of other places and times, each with its truth: articles come out, and no character is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.ingest.annotated import printed_page, read_page
from tests.ingest.scoring import score_page

PAPERS = Path(__file__).parent / "papers"
PAGES = sorted(PAPERS.glob("*.txt"))
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


MIXED = (
    (("party_pdf", 0), ("ocrmd", 0), ("govweb", 0)),
    (("govweb", 1), ("party_pdf", 1)),
    (("hk", 0), ("govweb", 0), ("sports", 0)),
    (("feature_subs", 0), ("ocrmd", 0)),
)


@pytest.mark.parametrize("parts", MIXED, ids=["+".join(name for name, _ in parts) for parts in MIXED])
def test_kinds_are_told_apart_within_one_file(
    parts: tuple[tuple[str, int], ...], real_inputs: Path, tmp_path: Path
) -> None:
    raws: list[str] = []
    truth: dict[str, Any] = {"articles": [], "furniture": [], "packages": []}
    for name, number in parts:
        settings, lines = read_page(PAPERS / f"{name}.txt")
        raw, gold = printed_page(lines, settings[number])
        raws.append(raw)
        truth["articles"] += [{**article, "id": f"{name}-{article['id']}"} for article in gold["articles"]]
        truth["furniture"] += gold["furniture"]

    answer = score_page(tmp_path / "page", "\n\n".join(raws), truth, real_inputs / "import/score.py")

    assert answer["char_recall"] == 1.0, answer["log"]
    assert answer["composite"] >= AVERAGE, answer["log"]
