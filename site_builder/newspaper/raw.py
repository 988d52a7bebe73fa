"""毛文: what was read and is not yet articles. Sources laid end to end, their lines, and the blocks the lines make.

`place` is an index into that whole (newspaper/runs.py); `RawIssue.where` turns it back into a file and a line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from enum import StrEnum

import msgspec

from site_builder.newspaper.runs import EMPTY, Text

RUNNING = "running"
"""The zone of lines that recur from text to text: furniture."""

VERSE, ROW = "verse", "row"
"""Zones of lines that stay lines: regulated verse, and rows of figures."""


class Form(StrEnum):
    """How a source writes its text down; what kind of text a region is, is decided later and line by line."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class Emphasis(msgspec.Struct, frozen=True, kw_only=True):
    """Words set bold or in italics, from before the opening mark to behind the closing one."""

    start: int
    end: int
    size: int
    """Characters of each mark: 2 for `**`, 1 for `*`."""


class RawSource(msgspec.Struct, frozen=True, kw_only=True):
    """One decoded file."""

    name: str
    """As the user typed it; messages show it."""

    file: str
    """Where it is kept beside the issue: `source/p1.txt`."""

    text: str
    """What it says: decoded, line ends as `\\n`; of HTML the text without the mark-up."""

    base: int = 0
    """The place of its first character."""

    starts: tuple[int, ...] = (0,)
    """Index in `text` where each line begins."""

    numbers: tuple[int, ...] = (1,)
    """The line of the file each of those lines stands on, counted from 1."""

    form: Form = Form.TEXT
    encoding: str = "utf-8"
    runner_up: str = ""
    """The next likely encoding, when there was a choice; empty when the file says its own."""

    margin: float = 1.0
    """How far the encoding is ahead of the runner-up, 0 to 1."""

    sha256: str = ""
    facts: Mapping[str, str] = {}
    """What the mark-up states outright: title, date, author, page, page_name …"""

    marks: tuple[tuple[int, int], ...] = ()
    """Spans of `text` that are mark-up (`#`, `**`, `>`), and may be left out."""

    emphasis: tuple[Emphasis, ...] = ()
    """Of a web page: what is bold or italic in running text, in order and apart."""

    def numbers_of(self, lines: Iterable[int]) -> list[int]:
        """The numbers in the file of some lines of the text, and of the blank ones between neighbours among them."""
        ordered = sorted(lines)
        numbers: list[int] = []
        for before, here in zip([ordered[0], *ordered], ordered, strict=False):
            between = range(before + 1, here)
            if between and not self.text[self.starts[before + 1] : self.starts[here]].strip():
                numbers += [self.numbers[line] for line in between]
            numbers.append(self.numbers[here])
        return numbers


class RawLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a source, without its mark-up and the white space at its ends."""

    text: Text
    number: int
    gap: int = 0
    """Blank lines before it."""

    indent: float = 0.0
    """White space before it, in squares."""

    level: int = 0
    """1 for `#` or `<h1>` … 6; 0 for no heading."""

    bold: bool = False
    """Whether the whole line is marked bold."""

    quoted: int = 0
    """How deep in quotations the mark-up puts it: 1 for `>`, 2 for `> >`; 0 for none."""

    hard: bool = False
    """Whether the mark-up ends the line here: two spaces, a backslash, `<br>`."""

    zone: str = ""
    """What the mark-up says the line is: image, table, rule, nav, aside, footer, title, author, caption …"""

    source: int = 0
    """Which source it stands in, counted from 0."""


class RawPage(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of one page of the newspaper, in the order of its sources."""

    number: str
    lines: tuple[RawLine, ...]


class RawIssue(msgspec.Struct, frozen=True, kw_only=True):
    """All that one import reads."""

    sources: tuple[RawSource, ...]
    pages: tuple[RawPage, ...]

    def where(self, place: int) -> tuple[RawSource, int]:
        """The source a place is in and the line of the file it stands on, counted from 1."""
        source = self.sources[bisect_right(self.sources, place, key=lambda source: source.base) - 1]
        return source, source.numbers[bisect_right(source.starts, place - source.base) - 1]

    def lines_of(self, texts: Iterable[Text]) -> dict[str, list[int]]:
        """The lines of each source that some texts were copied from, in order, with the blank lines between them."""
        found: dict[int, set[int]] = {}
        for text in texts:
            for place, length in text.places():
                at = bisect_right(self.sources, place, key=lambda source: source.base) - 1
                source = self.sources[at]
                first = bisect_right(source.starts, place - source.base) - 1
                last = bisect_right(source.starts, place + length - 1 - source.base) - 1
                found.setdefault(at, set()).update(range(first, last + 1))
        return {self.sources[at].file: self.sources[at].numbers_of(lines) for at, lines in sorted(found.items())}


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """Lines that belong together: a paragraph, a heading, a caption."""

    lines: tuple[RawLine, ...]
    text: Text
    starts: tuple[int, ...] = (0,)
    """Index in `text` where each printed line begins."""

    wrapped: bool = False
    """Whether its lines are lines of a column, and not paragraphs by themselves."""

    cue: str = ""
    """What its first line opens with: lead, numbered, mark, caption …; empty when nothing marks it."""

    ending: str = "none"
    """How its last line ends: terminal, colon, pause, open or none; a page without full stops has stops of its own."""

    @property
    def string(self) -> str:
        """What it says."""
        return self.text.string

    @property
    def first(self) -> RawLine:
        """Its first line."""
        return self.lines[0]

    @property
    def level(self) -> int:
        """The heading level the mark-up gives it; 0 for none."""
        return self.lines[0].level

    def printed_lines(self) -> list[Text]:
        """Its text, one printed line after the other."""
        ends = (*self.starts[1:], None)
        return [self.text.slice(start, end).strip() for start, end in zip(self.starts, ends, strict=True)]


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule decided where the evidence left a choice; below its threshold the report shows it to a person."""

    rule: str
    """The rule's name; the report's entry and its sentence are found by it."""

    chosen: str
    alternative: str = ""
    score: float = 1.0
    """How sure, 0 to 1; ½ is a coin."""

    evidence: str = ""
    text: Text = EMPTY
    """The words it is about; they say where."""


def line_ranges(numbers: Iterable[int]) -> str:
    """`3-14,20` for the line numbers 3 to 14 and 20."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number <= ranges[-1][1] + 1:
            ranges[-1][1] = max(number, ranges[-1][1])
        else:
            ranges.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)
