"""How much room text takes: Chinese is set solid, so counting is measuring."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Sequence


class _Breadths(dict[str, float]):
    """Width of each character that was met."""

    def __missing__(self, character: str) -> float:
        self[character] = width = 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.56
        return width


_OF = _Breadths().__getitem__


@functools.lru_cache(maxsize=4096)
def breadth(text: str) -> float:
    """Width of a text in ems: 1 for a Chinese character, a bit more than half of one for Latin letters and figures."""
    return sum(map(_OF, text))


def joined(lines: Sequence[str]) -> str:
    """The lines of a headline in one line, an ideographic space between them."""
    return "\u3000".join(filter(None, lines))


def shortened(text: str, length: int) -> str:
    """A text cut to a length, at the end of a sentence or clause where there is one near, with …… when cut."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[:length]
    for mark in ("。", "；", "，"):
        at = cut.rfind(mark)
        if at >= length * 2 // 3:
            return cut[: at + 1] if mark == "。" else cut[:at] + "……"
    return cut + "……"
