"""Numbers as text: the same number back, in the fewest symbols, and nothing that needs escaping."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.search.numbers import ALPHABET, GREATEST, decode, encode


@given(st.lists(st.integers(0, GREATEST)))
def test_numbers_come_back(numbers: list[int]) -> None:
    assert decode("".join(map(encode, numbers))) == numbers


@pytest.mark.parametrize(
    ("number", "symbols"),
    [(0, 1), (57, 1), (58, 2), (2_265, 2), (2_266, 3), (53_049, 3), (53_050, 4), (GREATEST, 4)],
)
def test_the_code_is_short(number: int, symbols: int) -> None:
    assert len(encode(number)) == symbols
    assert decode(encode(number)) == [number]


def test_what_is_too_great_is_the_greatest() -> None:
    assert decode(encode(GREATEST + 5)) == [GREATEST]


def test_nothing_has_to_be_escaped() -> None:
    assert len(ALPHABET) == 92
    assert json.dumps(ALPHABET) == f'"{ALPHABET}"'
    assert "<" not in ALPHABET


@pytest.mark.parametrize("text", ["~", "~~", "x ", "z", "数", "<", " é"])
def test_what_is_no_code_says_so(text: str) -> None:
    with pytest.raises(ValueError, match=r"cut short|other symbols"):
        decode(text)
