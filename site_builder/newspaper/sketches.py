"""A short mark of a text that stays much the same when the text is edited, and is another for another text.

Of the text's runs of three characters, each falls into one of twelve drawers; of each drawer the least is kept, as one
sign of sixty-four (a one-permutation MinHash). Two editions of one article agree in most drawers, strangers in hardly
any.
"""

from __future__ import annotations

import zlib

from site_builder.newspaper.characters import HAN
from site_builder.newspaper.patterns import late

DRAWERS = 12
LONGEST = 600
"""Characters that are looked at: the beginning of an article says which it is."""

_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_SPOKEN = late(rf"[^{HAN}A-Za-z0-9]+")


def spoken(text: str) -> str:
    """The text without white space and marks."""
    return _SPOKEN.sub("", text)


def sketch(headline: str, text: str) -> str:
    """Twelve signs for the text, a dot, and two for the headline."""
    words = spoken(text[: 2 * LONGEST])[:LONGEST] or spoken(headline)
    data = words.encode("utf-32-le", "replace")
    drawers = ["."] * DRAWERS
    empty = DRAWERS
    # From the least number on, so that most need not be looked at: the first of a drawer is the one that is kept.
    for number in sorted([zlib.crc32(data[start : start + 12]) for start in range(0, max(4, len(data) - 8), 4)]):
        if drawers[number % DRAWERS] == ".":
            drawers[number % DRAWERS] = _SIGNS[number // DRAWERS % 64]
            empty -= 1
            if not empty:
                break
    signs = "".join(drawers)
    title = zlib.crc32(spoken(headline).encode("utf-8", "replace"))
    return f"{signs}.{_SIGNS[title % 64]}{_SIGNS[title // 64 % 64]}"


def is_another(old: str, new: str) -> bool:
    """Whether two sketches are of different articles: neither the headline nor a twelfth of the text is the same."""
    if len(old) != len(new) or old[DRAWERS:] == new[DRAWERS:]:
        return False
    return not any(one == other != "." for one, other in zip(old[:DRAWERS], new[:DRAWERS], strict=True))
