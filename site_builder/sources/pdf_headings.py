"""What the sizes of a page's lines say: those set larger than its text are headings, and are marked so.

The text of a PDF becomes Markdown where it has headings: `#` before the largest line of a group, `##` before the
others, which are its kicker and deck.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from site_builder.newspaper.characters import printed
from site_builder.sources.pdf_columns import Fragment

LARGER = 1.35
"""How many times the size of the text a heading is, at least."""

EQUAL = 0.92
"""How much smaller than the largest line of a heading another is that belongs to it."""

LONGEST, MOST = 40, 4
"""Characters of a line and lines of one size; more of them are text set large."""

_MARKS = re.compile(r"^(?:#|>|\|(?=.*\|$)|[-+*](?=\s)|[-*_](?=(?:\s*[-*_]){2,}\s*$))|[*`<](?=\S)")


def as_text(pages: Sequence[Sequence[Sequence[Fragment]]]) -> list[str]:
    """The text of each page, given by its columns; Markdown when any page has headings, plain text else."""
    levels = [_levels(columns) for columns in pages]
    markdown = any(any(page) for page in levels)
    return [_text(columns, page, markdown=markdown) for columns, page in zip(pages, levels, strict=True)]


def _text(columns: Sequence[Sequence[Fragment]], levels: Sequence[int], *, markdown: bool) -> str:
    left = iter(levels)
    return "\n\n".join(
        "\n".join(_line(line.string, next(left), markdown=markdown) for line in column) for column in columns
    )


def _line(words: str, level: int, *, markdown: bool) -> str:
    if level:
        return "#" * level + " " + words.strip()
    return _MARKS.sub(lambda mark: "\\" + mark[0], words) if markdown else words


def _levels(columns: Sequence[Sequence[Fragment]]) -> list[int]:
    """1 or 2 for each line that belongs to a heading, 0 for the others."""
    lines = [line for column in columns for line in column]
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(printed(line.string))
    if not sizes:
        return []
    text = sizes.most_common(1)[0][0]
    found: list[int] = []
    for large, group in groupby(lines, key=lambda line: line.size >= LARGER * text):
        of_one = list(group)
        found += _of_heading(of_one) if large else [0] * len(of_one)
    return found


def _of_heading(lines: Sequence[Fragment]) -> Iterator[int]:
    counts = Counter(round(line.size) for line in lines)
    largest = max(line.size for line in lines)
    for line in lines:
        short = len(printed(line.string)) <= LONGEST and counts[round(line.size)] <= MOST
        yield (1 if line.size >= EQUAL * largest else 2) if short else 0
