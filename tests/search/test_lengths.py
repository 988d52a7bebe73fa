"""Lengths in steps: exact where they are small, never far off, and one byte a level."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_builder.search.lengths import LENGTHS, level, rounded


def test_short_fields_are_exact() -> None:
    assert [rounded(words) for words in range(26)] == list(range(26))


@given(st.integers(0, 10_000_000))
def test_no_length_is_far_off(words: int) -> None:
    assert abs(rounded(words) - words) <= max(0.5, 0.04 * words)


@given(st.integers(0, 10_000_000), st.integers(0, 10_000_000))
def test_longer_is_never_shorter(one: int, other: int) -> None:
    assert (level(one) <= level(other)) or one > other


def test_every_level_is_its_own() -> None:
    assert [level(length) for length in LENGTHS] == list(range(256))
