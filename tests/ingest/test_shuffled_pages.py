"""Pages made from clean articles and damaged in every way at once come back as the articles they were made from."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.ingest.scoring import score_page
from tests.ingest.seed_stories import seed_stories
from tests.ingest.shuffling import Damage, Press, draw, paper, specimen_pages

PAGES = 60
AVERAGE = 94.0
"""Composite the shuffled pages reach on average; many have no cue at all where one piece ends."""

PAPERS = {"district": 96.0, "taiwan": 97.0, "japan": 96.0, "english": 96.0, "republic": 93.0}
"""The same for made-up papers of other scripts and times, over the settings below."""

SETTINGS = (
    Damage(width=18, gaps="every"),
    Damage(width=24, indent="kept"),
    Damage(width=30, indent="none", gaps="paragraph"),
    Damage(width=20, after=True),
    Damage(form="markdown"),
    Damage(form="plain", gaps="every"),
)


def test_shuffled_pages_of_the_specimen(real_inputs: Path, tmp_path: Path) -> None:
    pages = specimen_pages()
    scores = []
    for seed in range(PAGES):
        page = random.Random(seed * 7 + 1).choice(pages)
        raw, truth = Press(draw(seed), seed).page(page)
        scores.append(score_page(tmp_path / str(seed), raw, truth, real_inputs / "import/score.py")["composite"])

    assert sum(scores) / len(scores) >= AVERAGE


def test_shuffled_pages_of_the_real_texts(real_inputs: Path, tmp_path: Path) -> None:
    stories = seed_stories(real_inputs)
    scores = []
    for seed in range(PAGES):
        rnd = random.Random(seed * 13 + 5)
        page = rnd.sample(stories, rnd.randint(2, 5))
        raw, truth = Press(draw(seed), seed).page(page)
        scores.append(score_page(tmp_path / str(seed), raw, truth, real_inputs / "import/score.py")["composite"])

    assert sum(scores) / len(scores) >= AVERAGE


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_papers_of_other_scripts_and_times(name: str, real_inputs: Path, tmp_path: Path) -> None:
    scores = []
    for number, damage in enumerate(SETTINGS):
        raw, truth = Press(damage, 1).page(paper(name))
        answer = score_page(tmp_path / str(number), raw, truth, real_inputs / "import/score.py")
        assert answer["char_recall"] == 1.0, answer["log"]
        scores.append(answer["composite"])

    assert sum(scores) / len(scores) >= PAPERS[name]
