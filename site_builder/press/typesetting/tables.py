"""Tables: a block rule around markdown-it's, which drops cells and fills up rows without end.

GitHub's tables lose every cell beyond the columns of the heading, and take a line without any `|` for a row. Here a
table with such a row of too many cells is no table but text, the first line without `|` ends it, and a table that
leaves too many cells out is text as well, so that a few bytes cannot make a page of empty cells.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as github_table

_PIPE = re.compile(r"(?<!\\)\|")
_MOST_CELLS_LEFT_OUT = 200


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Markdown-it block rule: a table that loses nothing, or no table."""
    if not github_table(state, start, end, True):
        return False
    columns = _cells(_line(state, start))
    left_out = 0
    last = start + 2
    while last < end and _PIPE.search(line := _line(state, last)):
        left_out += columns - _cells(line)
        if _cells(line) > columns or left_out > _MOST_CELLS_LEFT_OUT:
            return False
        last += 1
    return github_table(state, start, last, silent)


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip(" \t")


def _cells(line: str) -> int:
    return len(_PIPE.findall(line)) + 1 - line.startswith("|") - (_PIPE.match(line, len(line) - 1) is not None)
