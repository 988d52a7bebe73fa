"""A table of figures of a web page, cell by cell, as it becomes rows of Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.sources.web_page import WebLine
from site_builder.sources.web_tables import Cell, as_markdown, span, squared
from site_builder.sources.web_text import Gathering


class Grid:
    """Takes the cells of one table."""

    def __init__(self) -> None:
        self.words = Gathering()
        """What the open cell says so far."""

        self.is_open = False
        self._rows: list[list[Cell]] = []
        self._spans = (1, 1)
        self._line = 0

    def open(self, tag: str, given: dict[str, str], line: int) -> None:
        """Begin a row (`tr`) or a cell."""
        self.close()
        if tag == "tr" or not self._rows:
            self._rows.append([])
        if tag == "tr":
            return
        self.is_open = True
        self._line = line
        self._spans = span(given.get("colspan", "")), span(given.get("rowspan", ""))

    def close(self) -> None:
        """End the cell that is open."""
        if not self.is_open:
            return
        found = self.words.gathered()
        line = found.breaks[0][1] if found.breaks else self._line
        self._rows[-1].append(Cell(text=found.text, line=line, columns=self._spans[0], rows=self._spans[1]))
        self.words = Gathering()
        self.is_open = False

    def lines(self, path: tuple[int, ...]) -> Iterator[WebLine]:
        """The rows as lines, with the rule below the first one that Markdown asks for."""
        self.close()
        for index, (line, cells) in enumerate(squared(self._rows)):
            text, marks = as_markdown(cells)
            yield WebLine(text=text, number=line, path=path, zone="table", marks=marks)
            if not index:
                rule = "|" + " --- |" * len(cells)
                yield WebLine(text=rule, number=line, path=path, zone="table", marks=((0, len(rule)),))
