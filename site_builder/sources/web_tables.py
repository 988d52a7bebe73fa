"""Tables of web pages: which of them hold figures and which only lay out the page, and their rows as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from site_builder.sources.html_events import PageEvents

LONGEST_CELL = 120
"""Printed characters; a longer cell is running text, and its table lays out a page."""

WIDEST, MOST_CELLS = 60, 5000
"""Columns and cells of the largest table that is shown as one; a larger is read line by line."""

_ENDS_CELL = ("td", "th", "tr", "table", "tbody", "thead", "tfoot")


class _Table:
    def __init__(self, number: int) -> None:
        self.number = number
        self.layout = False
        self.rows: list[int] = []
        self.cells = self.filled = self.linked = self.printed = 0
        self.cell = -1
        """Characters of the cell that is open; -1 when none is."""

    def row(self) -> None:
        self.close()
        self.rows.append(0)

    def open(self, span: int) -> None:
        self.close()
        if not self.rows:
            self.rows.append(0)
        self.rows[-1] += span
        self.cells += 1
        self.cell = 0

    def close(self) -> None:
        self.filled += self.cell > 0
        self.layout = self.layout or self.cell > LONGEST_CELL
        self.cell = -1

    def holds_data(self) -> bool:
        """Whether rows of short cells stand below each other, most of them filled and no menu."""
        self.close()
        wide = [row for row in self.rows if row]
        return (
            not self.layout
            and len(wide) > 1
            and max(wide) in range(2, WIDEST + 1)
            and sum(row > 1 for row in wide) * 2 > len(wide)
            and self.cells <= MOST_CELLS
            and self.filled * 2 >= self.cells
            and self.linked * 2 < self.printed
        )


class _Survey(PageEvents):
    """Looks at every table of a page once."""

    def __init__(self) -> None:
        super().__init__()
        self.data: set[int] = set()
        self._open: list[_Table] = []
        self._count = self._links = 0

    def handle_starttag(self, tag: str, given: dict[str, str]) -> None:
        if tag == "a":
            self._links += 1
        if tag == "table":
            for outer in self._open[-1:]:
                outer.layout = True
            self._open.append(_Table(self._count))
            self._count += 1
        elif self._open and tag == "tr":
            self._open[-1].row()
        elif self._open and tag in ("td", "th"):
            self._open[-1].open(span(given.get("colspan", "")))
        elif self._open and tag in ("h1", "h2", "h3", "form", "iframe"):
            self._open[-1].layout = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._links = max(0, self._links - 1)
        if not self._open:
            return
        if tag == "table":
            self._judge(self._open.pop())
        elif tag in _ENDS_CELL:
            self._open[-1].close()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].cell >= 0:
            size = len("".join(data.split()))
            self._open[-1].cell += size
            self._open[-1].printed += size
            self._open[-1].linked += size if self._links else 0

    def _judge(self, table: _Table) -> None:
        if table.holds_data():
            self.data.add(table.number)


def data_tables(page: str) -> frozenset[int]:
    """The tables that hold figures, by their order in the page; one without an end holds none."""
    if "<table" not in page.lower():
        return frozenset()
    survey = _Survey()
    survey.feed(page)
    return frozenset(survey.data)


def span(words: str) -> int:
    """How many rows or columns a cell says it takes, within bounds."""
    return min(WIDEST, max(1, int(words))) if words.isascii() and words.isdigit() and len(words) < 4 else 1


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One cell as it was read."""

    text: str
    line: int
    columns: int = 1
    rows: int = 1


def squared(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[int, list[str]]]:
    """Each row's line of the file and its cells; what a cell spans beside its first place is empty."""
    held: dict[int, int] = {}
    made: list[tuple[int, list[str]]] = []
    for row in rows:
        cells: list[str] = []
        taken = dict(held)
        held = {column: left - 1 for column, left in taken.items() if left > 1}
        for cell in row:
            while len(cells) in taken and len(cells) < WIDEST:
                cells.append("")
            for offset in range(min(cell.columns, max(1, WIDEST - len(cells)))):
                if cell.rows > 1:
                    held[len(cells)] = cell.rows - 1
                cells.append(cell.text if not offset else "")
        made.append((next((cell.line for cell in row), 0), cells))
    width = max((len(cells) for _, cells in made), default=0)
    for line, cells in made:
        if any(cells):
            yield line, cells + [""] * (width - len(cells))


def as_markdown(cells: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A row as Markdown, and the spans in it that are mark-up."""
    text = "|"
    marks = [(0, 1)]
    for cell in cells:
        text += f" {cell}" if cell else ""
        marks.append((len(text), len(text) + 2))
        text += " |"
    return text, tuple(marks)
