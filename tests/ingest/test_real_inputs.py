"""The five real newspaper texts, imported and scored against what an archivist made of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.scoring import import_one, score

REACHED = {"000": 97.0, "001": 97.0, "002": 97.0, "003": 97.0, "004": 97.0}
"""Composite scores these texts must keep; at the time of writing each reaches 100."""


@pytest.mark.parametrize("seed", sorted(REACHED))
def test_a_real_text_comes_out_as_an_archivist_would_have_it(seed: str, real_inputs: Path, tmp_path: Path) -> None:
    source = next((real_inputs / "seeds").glob(f"{seed}_*"))

    result = import_one(tmp_path, source)

    assert not result.problems
    answer = score(tmp_path / "content", real_inputs / "import/gold" / f"{seed}.yaml", real_inputs / "import/score.py")
    assert answer["composite"] >= REACHED[seed], answer["log"]
    assert answer["repairs_total"] <= 3
    assert answer["char_recall"] == 1.0
    assert answer["invented"] == 0


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_the_encoding_makes_no_difference(encoding: str, real_inputs: Path, tmp_path: Path) -> None:
    text = next((real_inputs / "seeds").glob("004_*")).read_text(encoding="utf-8")
    (tmp_path / "page.txt").write_bytes(text.replace("\n", "\r\n").encode(encoding))

    result = import_one(tmp_path, tmp_path / "page.txt")

    assert not result.problems
    answer = score(tmp_path / "content", real_inputs / "import/gold/004.yaml", real_inputs / "import/score.py")
    assert answer["composite"] >= REACHED["004"]


def test_the_doubts_are_few_enough_to_be_read(real_inputs: Path, tmp_path: Path) -> None:
    count = 0
    for seed in sorted(REACHED):
        source = next((real_inputs / "seeds").glob(f"{seed}_*"))
        report = import_one(tmp_path / seed, source).report
        count += len(report.entries)
        weights = [entry.weight for entry in report.entries]
        assert weights == sorted(weights, reverse=True)

    assert 25 <= count <= 70
