"""Real newspapers: every stretch of their text is found."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from site_builder.search.binding import bind_all
from site_builder.search.normalise import figures, is_han, normalise, runs, squeeze
from site_builder.search.query import find, matching, open_index
from site_builder.search.settings import SearchSettings
from site_builder.search.shelf import Shelf
from tests.search.galleys import article, galley

MANY = 500


@pytest.fixture(scope="module")
def paragraphs(real_inputs: Path) -> list[str]:
    seeds = sorted(path for path in (real_inputs / "seeds").iterdir() if path.suffix in {".md", ".txt", ".html"})
    texts = [seed.read_bytes().decode("utf-8", "replace") for seed in seeds]
    return [line.strip() for text in texts for line in text.splitlines() if len(line.strip()) > 15]


@pytest.fixture(scope="module")
def index(paragraphs: list[str]) -> Shelf:
    """Ten paragraphs an issue, each an article."""
    starts = range(0, len(paragraphs), 10)
    issues = [
        galley(
            f"20{at // 10 // 300:02}-{at // 10 // 25 % 12 + 1:02}-{at // 10 % 25 + 1:02}",
            *(article(number, "", [line]) for number, line in enumerate(paragraphs[at : at + 10], 1)),
        )
        for at in starts
    ]
    return open_index(bind_all(issues, SearchSettings(segmenter="rjieba")))


@pytest.fixture(scope="module")
def stretches(paragraphs: list[str]) -> list[str]:
    """Two to six characters from anywhere, whatever words they cut through."""
    chance = random.Random(5)
    found: list[str] = []
    while len(found) < MANY:
        line = paragraphs[chance.randrange(len(paragraphs))]
        start = chance.randrange(len(line))
        stretch = line[start : start + chance.randint(2, 6)]
        if len(stretch) > 1 and runs(normalise(stretch)) == [stretch] and is_han(stretch):
            found.append(stretch)
    return found


@pytest.fixture(scope="module")
def plain(paragraphs: list[str]) -> list[str]:
    return [squeeze(normalise(line)) for line in paragraphs]


def test_a_quoted_stretch_is_found_wherever_it_stands_and_nowhere_else(
    plain: list[str], stretches: list[str], index: Shelf
) -> None:
    for stretch in stretches:
        holding = {number for number, text in enumerate(plain) if stretch in text or figures(stretch) in figures(text)}

        assert matching(index, f"“{stretch}”") == holding, stretch


def test_a_stretch_without_marks_is_found_wherever_it_stands_and_that_comes_first(
    plain: list[str], stretches: list[str], index: Shelf
) -> None:
    for stretch in stretches:
        holding = {number for number, text in enumerate(plain) if stretch in text}
        answer = find(index, stretch, count=20)

        assert holding <= matching(index, stretch), stretch
        assert answer.hits[0].exact, stretch
        assert answer.hits[0].number in holding or len(holding) > 20 or len(stretch) > 2, stretch


def test_a_sentence_is_placed(paragraphs: list[str], index: Shelf) -> None:
    from site_builder.search.quotation import quote

    chance = random.Random(6)
    for _ in range(60):
        number = chance.randrange(len(paragraphs))
        line = paragraphs[number]
        start = chance.randrange(len(line) - 12)
        sentence = line[start : start + chance.randint(12, 200)]
        if len(runs(normalise(sentence))) > 8:
            continue

        assert number in {place.number for place in quote(index, sentence).exact}, sentence
