"""Marks and figures in the form their document does not use: one `,` among a hundred `，`, a letter O within a number.

A document that is half-width throughout has a style of its own; only what is rare beside the other form is suspected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from site_builder.newspaper.characters import HAN
from site_builder.segmenting.look_alikes import Misprint

PAIRS = (",，", ":：", ";；", "!！", "?？", "(（", ")）")
SHARE = 0.05
"""The rarer form is suspected below this share of both …"""

ALONE, MANY = 1, 7
"""… or when it stands there once and the other this many times."""

_LETTER = re.compile(r"(?<![A-Za-z\d])\d+([OolI])\d+(?![A-Za-z])")
_FIGURES = {"O": "0", "o": "0", "l": "1", "I": "1"}


def mixed_forms(texts: Sequence[str]) -> tuple[Misprint, ...]:
    """The marks of one document that have the other form than their like, and letters within its numbers."""
    found = [misprint for pair in PAIRS for misprint in _rarer(texts, pair)]
    for number, text in enumerate(texts):
        for match in _LETTER.finditer(text):
            at = match.start(1)
            found.append(_misprint(number, text, at, _FIGURES[match[1]], "0-9"))
    return tuple(sorted(found, key=lambda one: (one.text, one.start)))


def _rarer(texts: Sequence[str], pair: str) -> list[Misprint]:
    """The marks of a pair that are in the minority; only beside Chinese characters, a foreign word keeps its own."""
    if not all(any(form in text for text in texts) for form in pair):
        return []
    beside = re.compile(rf"(?<=[{HAN}])[{re.escape(pair)}]|[{re.escape(pair)}](?=[{HAN}])")
    marks = [(number, match.start(), match[0]) for number, text in enumerate(texts) for match in beside.finditer(text)]
    counts = {form: sum(1 for _, _, mark in marks if mark == form) for form in pair}
    rare, usual = sorted(pair, key=lambda form: counts[form])
    few, many = counts[rare], counts[usual]
    if not few or not (few < SHARE * (few + many) or (few == ALONE and many >= MANY)):
        return []
    evidence = f"{usual} {many} : {rare} {few}"
    return [_misprint(number, texts[number], at, usual, evidence) for number, at, mark in marks if mark == rare]


def _misprint(number: int, text: str, at: int, instead: str, evidence: str) -> Misprint:
    """The mark with a character on either side, so that a reader finds it."""
    start, end = max(0, at - 1), min(len(text), at + 2)
    suggestion = text[start:at] + instead + text[at + 1 : end]
    return Misprint(text=number, start=start, end=end, suggestion=suggestion, evidence=evidence, score=0.45)
