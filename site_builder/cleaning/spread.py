"""Text with a space after nearly every character, as some OCR programs write it: closed up before anything is judged.

No rule could see a heading's halves, a lead or a column's width through such spaces. A wider gap was one in print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from site_builder.newspaper.characters import CJK, HAN
from site_builder.newspaper.raw import Decision, RawLine

PAGE, LINE = 0.6, 0.5
"""Share of Han neighbours with one space between them from which a page, and then a line of it, counts as spread."""

FEWEST = 24
"""Gaps a page must have before it can be told."""

_APART = re.compile(rf"[{HAN}][ \u00a0\u3000](?=[{HAN}])")
_CLOSE = re.compile(rf"[{HAN}](?=[{HAN}])")
_GAP = re.compile(rf"(?<=[{CJK}]) (?=[{CJK}A-Za-z0-9])|(?<=[A-Za-z0-9%]) (?=[{CJK}])|(?<=\d) (?=\d)")


def closed_up_page(lines: Sequence[RawLine]) -> tuple[list[RawLine], list[Decision]]:
    """The lines of a page without the spaces OCR put between all characters; as they are where it put none."""
    if sum(len(_APART.findall(line.text.string)) for line in lines) < FEWEST:
        return list(lines), []
    counts = [(len(_APART.findall(line.text.string)), len(_CLOSE.findall(line.text.string))) for line in lines]
    apart, close = (sum(pair[index] for pair in counts) for index in (0, 1))
    if apart < PAGE * (apart + close):
        return list(lines), []
    found = [
        _closed(line) if pair[0] and pair[0] >= LINE * sum(pair) else line
        for line, pair in zip(lines, counts, strict=True)
    ]
    told = Decision(rule="stretched_line", chosen="removed", score=0.9, evidence=str(apart), text=lines[0].text)
    return found, [told]


def _closed(line: RawLine) -> RawLine:
    gaps = [match.span() for match in _GAP.finditer(line.text.string)]
    return msgspec.structs.replace(line, text=line.text.without(gaps))
