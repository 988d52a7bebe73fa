"""Lines that stand at the top or the foot of several texts of one import: the pages' furniture, whatever they say.

The strongest cue there is, and the only one that knows no words: a paper's name, a site's menu, a hotline, a slogan
between two rules. Figures are taken for the same figure, since pages and days are counted on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from site_builder.newspaper.characters import TERMINAL, printed, width
from site_builder.newspaper.raw import RUNNING, RawLine, RawPage

TEXTS, SHARE = 3, 0.05
"""Texts a line must stand in, and the part of the texts of a run: three columns of one name are found in any year."""

EDGE = 6
"""Lines at the top and at the foot of a page of column text that are looked at."""

LONG = 40.0
"""Squares of a line of running text: what is above the first one, and below the last one, is looked at too."""

SHORTEST, LONGEST = 3, 60
"""Characters of a line that can be furniture."""

_FIGURES = re.compile(r"\d+")


def with_running_lines(pages: Sequence[RawPage]) -> list[RawPage]:
    """The pages, lines that recur at the edges of enough of them set apart as furniture."""
    edges = [_edges(page.lines) for page in pages]
    counts: Counter[str] = Counter()
    for page, edge in zip(pages, edges, strict=True):
        counts.update({_key(page.lines[index]) for index in edge} - {""})
    running = {key for key, count in counts.items() if count >= max(TEXTS, SHARE * len(pages))}
    if not running:
        return list(pages)
    return [_marked(page, edge, running) for page, edge in zip(pages, edges, strict=True)]


def _marked(page: RawPage, edge: Iterable[int], running: set[str]) -> RawPage:
    lines = list(page.lines)
    for index in edge:
        if not lines[index].zone and _key(lines[index]) in running:
            lines[index] = msgspec.structs.replace(lines[index], zone=RUNNING)
    return msgspec.structs.replace(page, lines=tuple(lines))


def _edges(lines: Sequence[RawLine]) -> list[int]:
    """The lines of a page that can be furniture: those at its top and its foot, none between two lines of text."""
    long = [index for index, line in enumerate(lines) if width(line.text.string) > LONG]
    top = max(EDGE, long[0] if long else 0)
    foot = min(len(lines) - EDGE, long[-1] + 1 if long else len(lines))
    return [index for index in range(len(lines)) if index < top or index >= foot]


def _key(line: RawLine) -> str:
    """What a line says, figures aside; empty for one that can be no furniture."""
    words = printed(line.text.string)
    if not SHORTEST <= len(words) <= LONGEST or words[-1] in TERMINAL or line.level:
        return ""
    return _FIGURES.sub("0", words)
