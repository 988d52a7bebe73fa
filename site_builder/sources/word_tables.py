"""Tables of a word processor's document: those that hold figures as rows of Markdown, others as lines, one a cell.

What decides is what decides for web pages (`web_tables.py`): two rows and columns or more, short cells, most of them
filled, no table inside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from xml.etree import ElementTree

from site_builder.newspaper.characters import printed
from site_builder.sources.web_tables import LONGEST_CELL, MOST_CELLS, WIDEST, Cell, span, squared

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Words = Callable[[ElementTree.Element], str]
"""The words of a paragraph."""

_MARKS = re.compile(r"^(?:#|>|\|(?=.*\|$)|[-+*](?=\s)|[-*_](?=(?:\s*[-*_]){2,}\s*$))|[*`<\\](?=\S)")


def as_written(line: str) -> str:
    """A line among Markdown as it was written: what looks like a mark gets a backslash."""
    return _MARKS.sub(lambda mark: "\\" + mark[0], line)


def table_rows(table: ElementTree.Element, words: Words) -> list[str]:
    """The rows of a table that holds figures, as Markdown; none of one that lays out the page."""
    if next(table.iterfind(f".//{WORD}tbl"), None) is not None:
        return []
    rows = [[_cell(cell, words) for cell in row.iterfind(f"{WORD}tc")] for row in table.iterfind(f"{WORD}tr")]
    if not _holds_data(rows):
        return []
    made = ["| " + " | ".join(cells) + " |" for _, cells in squared(rows)]
    columns = len(re.findall(r"(?<!\\)\|", made[0])) - 1 if made else 0
    return [*made[:1], "|" + " --- |" * columns, *made[1:]] if len(made) > 1 else []


def _cell(cell: ElementTree.Element, words: Words) -> Cell:
    said = " ".join(filter(None, (words(one).strip() for one in cell.iterfind(f"{WORD}p"))))
    wide = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
    columns = span(wide.get(f"{WORD}val", "")) if wide is not None else 1
    return Cell(text=" ".join(as_written(said).replace("|", r"\|").split()), line=0, columns=columns)


def _holds_data(rows: Sequence[Sequence[Cell]]) -> bool:
    cells = [cell for row in rows for cell in row]
    widths = [sum(cell.columns for cell in row) for row in rows if row]
    filled = sum(bool(cell.text) for cell in cells)
    return (
        len(widths) > 1
        and max(widths) in range(2, WIDEST + 1)
        and sum(one > 1 for one in widths) * 2 > len(widths)
        and len(cells) <= MOST_CELLS
        and filled * 2 >= len(cells)
        and all(len(printed(cell.text)) <= LONGEST_CELL for cell in cells)
    )


def body_lines(root: ElementTree.Element, words: Words) -> Iterator[tuple[str, bool]]:
    """The lines of a document in their order, each with whether it is a row of a table; a blank line around a table.

    What a program wrote once more for older ones is passed over.
    """
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if one.tag.endswith("}Fallback"):
            continue
        if one.tag == f"{WORD}tbl" and (rows := table_rows(one, words)):
            yield "", False
            yield from ((row, True) for row in rows)
            yield "", False
            continue
        if one.tag == f"{WORD}p":
            yield words(one), False
        waiting += reversed(one)
