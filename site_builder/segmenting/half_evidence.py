"""What says that one text goes on in the middle of another one's sentence: marks, a word across the break, a phrase.

Evidence is positive only, but for brackets and quotation marks: a half that closes what nothing opened is no half of a
text that opened nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from site_builder.newspaper.characters import HAN, printed
from site_builder.segmenting.dictionary import LONGEST, bound, frequency, is_word
from site_builder.segmenting.overlap import pairs

SURE, LIKELY, SELDOM = 0.7, 0.6, 0.3
"""How sure two halves are by a mark, by a usual word or a phrase that goes across, and by a rare word of two squares,
which goes across by chance as well (教|民).
"""

RARE, USUAL = 10, 3000
"""Counts in the dictionary's corpus of a word that hardly says anything, and of one that says all it can."""

COUNTED = 0.5
"""The same where a number stands before the break and what it counts behind it."""

AGAINST = 0.4
"""What it takes away that one half closes what the other did not open."""

TOPIC, WHOLE = 0.2, 0.12
"""What it adds at most that both speak of the same things, and the share of common pairs from which it adds all."""

COMMON = 3
"""Texts of a page that have a pair of characters from which it says nothing about any two of them."""

_NO_OPENING = frozenset("，。、；：！？”’）》」』】〉,;:!?)")
_MARKS = dict(zip("“‘（《「『【〈", "”’）》」』】〉", strict=True))
_CLOSES = frozenset(_MARKS.values())
_NUMBER = re.compile(r"[\d０-９一二三四五六七八九十百千万亿两]$")
_UNIT = re.compile(
    "[年月日号时点分秒天个只件名位户亩吨斤里米元角块岁届次项条种家座处所台辆级倍成层楼万亿余多%％人對对口号]"
)
_HAN = re.compile(f"[{HAN}]")


class Page:
    """The texts of a page as witnesses: which pairs of characters many have, and which phrases stand elsewhere."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = list(texts)
        self._counts: dict[str, int] = {}
        for text in self._texts:
            for pair in pairs(text):
                self._counts[pair] = self._counts.get(pair, 0) + 1

    def evidence(self, left: str, right: str) -> float:
        """How surely the second text goes on in the first one's sentence, from -0.4 to 0.7; 0 when nothing says so."""
        left, right = left.rstrip(), right.lstrip()
        if not left or not right:
            return 0.0
        opened, closed = _open_mark(left), _closed_mark(right)
        if opened and closed:
            return SURE if _MARKS[opened] == closed else -AGAINST
        found = 0.0
        if right[0] in _NO_OPENING and left[-1] not in _NO_OPENING:
            found = SURE
        elif self._has_phrase(left, right):
            found = LIKELY
        elif word := word_across(left, right):
            found = LIKELY if len(word) > 2 else SELDOM + (LIKELY - SELDOM) * _usual(word)
        elif _NUMBER.search(left) and _UNIT.match(right) and not _NUMBER.search(right[:1]):
            found = COUNTED
        if closed and not opened:
            return found - AGAINST
        return found

    def topic(self, left: str, right: str) -> float:
        """How much two texts speak of the same things, 0 to 0.2: the part of the shorter one's pairs both have."""
        mine, others = pairs(left), pairs(right)
        both = sum(self._counts.get(pair, 1) < COMMON for pair in mine & others)
        return TOPIC * min(1.0, both / max(1, min(len(mine), len(others))) / WHOLE)

    def _has_phrase(self, left: str, right: str) -> bool:
        """Whether the three characters across the break stand together elsewhere on the page."""
        near, far = printed(left[-4:]), printed(right[:4])
        phrases = [phrase for phrase in (near[-2:] + far[:1], near[-1:] + far[:2]) if len(_HAN.findall(phrase)) == 3]
        return any(phrase in text for phrase in phrases for text in self._texts)


def word_across(left: str, right: str) -> str:
    """The word of the dictionary that goes across the break and that neither side has to itself; empty for none."""
    alone = is_word(left[-2:]), is_word(right[:2])
    for length in range(LONGEST, 1, -1):
        for before in range(1, length):
            mine, others = left[-before:], right[: length - before]
            if not is_word(mine + others) or len(mine + others) < length:
                continue
            if is_word(mine) or is_word(others) or (any(alone) if length == 2 else all(alone)):
                continue
            return mine + others
    return ""


def goes_across(left: str, right: str) -> bool:
    """Whether a usual word goes across, or one of three or four characters."""
    word = word_across(left, right)
    return len(word) > 2 or (bool(word) and frequency(word) >= USUAL / 2)


def _usual(word: str) -> float:
    """How usual a word is, from 0 for a rare one to 1; less where its characters are words by themselves as often."""
    share = math.log(max(RARE, frequency(word)) / RARE) / math.log(USUAL / RARE)
    return min(1.0, share) * (0.5 + min(0.5, bound(word)))


def _open_mark(text: str) -> str:
    """The last bracket or quotation mark a text opens and does not close; empty when there is none."""
    waiting: list[str] = []
    for character in text:
        if character in _MARKS:
            waiting.append(character)
        elif character in _CLOSES and waiting and _MARKS[waiting[-1]] == character:
            waiting.pop()
    return waiting[-1] if waiting else ""


def _closed_mark(text: str) -> str:
    """The first bracket or quotation mark a text closes that nothing in it opened; empty when there is none."""
    waiting: list[str] = []
    for character in text:
        if character in _MARKS:
            waiting.append(character)
        elif character in _CLOSES:
            if not waiting:
                return character
            waiting.pop()
    return ""
