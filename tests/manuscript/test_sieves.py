"""What is asked before a slow pattern keeps nothing from it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from site_builder.manuscript import text_doubts

SPACED = re.compile(f"[ \u3000](?<=[{text_doubts.HAN}][ \u3000])[ \u3000]*+(?=[{text_doubts.HAN}])")
"""The two patterns of spaces in one."""


@given(st.text("惰性。 \u3000\na(“"))
def test_every_space_between_han_is_found(text: str) -> None:
    assert text_doubts._spaced(text) == [found.start() for found in SPACED.finditer(text)]
