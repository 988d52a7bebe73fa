"""What is asked before a slow pattern keeps nothing from it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from site_builder.manuscript import text_doubts
from site_builder.manuscript.control_characters import CONTROL, first_control

SPACED = re.compile(f"[ \u3000](?<=[{text_doubts.HAN}][ \u3000])[ \u3000]*+(?=[{text_doubts.HAN}])")
"""The two patterns of spaces in one."""


@given(st.text(st.characters() | st.sampled_from("\x00\x0b\x7f\x85\xa0\ud800\ufdd0\ufffe\U0001fffe惰\n")))
def test_the_first_control_character_is_found(text: str) -> None:
    found = CONTROL.search(text)

    assert first_control(text) == (found.start() if found else -1)


@given(st.text("惰性。 \u3000\na(“"))
def test_every_space_between_han_is_found(text: str) -> None:
    assert text_doubts._spaced(text) == [found.start() for found in SPACED.finditer(text)]
