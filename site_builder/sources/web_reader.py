"""The reader of a web page: takes its tags and words one by one and lays the words into lines."""

from __future__ import annotations

import re
from typing import NamedTuple

from site_builder.newspaper.characters import printed
from site_builder.sources.founder import LINES, field_of, properties
from site_builder.sources.html_events import PageEvents
from site_builder.sources.web_elements import BLOCKS, HEADINGS, SKIPPED, VERBATIM, VOID, ZONES
from site_builder.sources.web_figures import Grid
from site_builder.sources.web_page import BOLD, HIDDEN, ITALIC, WebLine, WebPage
from site_builder.sources.web_styles import is_beside, is_bold, is_hidden, is_italic, ordinal, quotes
from site_builder.sources.web_tables import data_tables
from site_builder.sources.web_text import Gathering

LONG = 40
"""Characters of a line that is running text."""

DEEPEST = 100
"""Elements inside each other from which a page is no longer followed; real ones have some thirty."""

UNHIDEABLE = VOID | {"html", "body"}
"""A page that hides itself until its scripts have run is shown."""

_NUMBERED = re.compile(r"\s*[（(〔\[]?(?:\d+\s*[.．、)）〕\]]|[一二三四五六七八九十]+[、.)）])")


class _Element(NamedTuple):
    tag: str
    number: int
    beside: bool
    hidden: bool
    bold: bool
    italic: bool


def parse(html: str) -> WebPage:
    """The lines of a web page; broken mark-up is read as far as a browser would.

    Words that are not shown are lines apart, unless they are all the text there is: some pages show theirs by script.
    """
    data = data_tables(html)
    lines, facts = _read(html, data, hides=True)
    if not any(_runs(line) for line in lines if line.zone != HIDDEN) and any(map(_runs, lines)):
        lines, facts = _read(html, data, hides=False)
    return WebPage(lines=lines, facts=facts)


def _read(html: str, data: frozenset[int], *, hides: bool) -> tuple[tuple[WebLine, ...], dict[str, str]]:
    reader = _Reader(data, hides=hides)
    reader.feed(html)
    return tuple(reader.finish()), reader.facts


def _runs(line: WebLine) -> bool:
    """Whether a line is running text."""
    return line.zone not in ("window", "nav", "image") and len(line.text) > LONG and line.linked < 0.5


class _Reader(PageEvents):
    def __init__(self, data: frozenset[int], *, hides: bool) -> None:
        super().__init__()
        self._hides = hides
        self.facts: dict[str, str] = {}
        self._data = data
        self._tables = 0
        self._fields: dict[str, str] = {}
        self._lines: list[WebLine] = []
        self._beside: list[WebLine] = []
        """Pictures and hidden words met inside a line; they come after it."""

        self._stack: list[_Element] = []
        self._count = 0
        self._skipping = 0
        self._words = Gathering()
        self._hidden = Gathering()
        self._grid: Grid | None = None
        self._linked = self._length = self._gap = 0
        self._language = ""
        self._quotes: list[str] = []
        self._lists: list[tuple[int, int, str]] = []
        """Of each list that is open: the number of its next item, the step, and how it is written."""

        self._prefix = ""
        self._reading = self._bracketed = False
        """Whether we, or the page, put brackets around the reading of a ruby."""

    def handle_starttag(self, tag: str, given: dict[str, str]) -> None:
        if tag in SKIPPED:
            self._skipping += 1
        hidden = self._hides and tag not in UNHIDEABLE and is_hidden(given)
        if tag in BLOCKS or tag == "br" or field_of(tag) in LINES:
            self._break(hidden=hidden)
        if tag == "meta":
            self._state(given)
        if tag == "html":
            self._language = given.get("lang", "")
        self._opened(tag, given)
        if tag in VOID or len(self._stack) >= DEEPEST:
            return
        self._count += 1
        self._stack.append(_Element(tag, self._count, is_beside(given), hidden, is_bold(tag, given), is_italic(tag)))

    def handle_endtag(self, tag: str) -> None:
        if tag in SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        self._closed(tag)
        if tag in BLOCKS or field_of(tag) in LINES:
            self._break()
        for index in range(len(self._stack) - 1, -1, -1):
            if self._stack[index].tag == tag:
                if any(element.hidden for element in self._stack[index:]):
                    self._flush_hidden()
                del self._stack[index:]
                break

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        line = self.line()
        field = next((name for one in reversed(self._stack) if (name := field_of(one.tag))), "")
        if field and field != "content":
            self._fields[field] = f"{self._fields.get(field, '')}{data}"
        if self._is_hidden():
            self._hidden.take(data, line)
            return
        if any(one.tag in VERBATIM for one in self._stack) and not self._in_cell():
            self._take_verbatim(data, line)
            return
        self._take(data, line)

    def handle_comment(self, data: str) -> None:
        if found := properties(data):
            self.facts |= found
            self.facts["property_line"] = str(self.line())

    def finish(self) -> list[WebLine]:
        """All lines, the last one too."""
        self._flush()
        self._flush_hidden()
        if self._grid is not None:
            self._lines += self._grid.lines(())
        stated = {name: " ".join(words.split()) for name, words in self._fields.items() if words.strip()}
        self.facts = stated | self.facts
        return self._lines + self._beside

    def _opened(self, tag: str, given: dict[str, str]) -> None:
        """What an element puts into the text by being opened."""
        if tag == "table":
            if self._tables in self._data and not self._is_hidden() and self._grid is None:
                self._grid = Grid()
            self._tables += 1
        elif self._grid is not None and tag in ("tr", "td", "th"):
            self._grid.open(tag, given, self.line())
        elif tag == "img":
            self._picture(given)
        elif tag in ("ol", "ul", "menu", "dir"):
            self._lists.append(_list(tag, given))
        elif tag == "li" and self._lists:
            self._numbered(given)
        elif tag == "q":
            pair = quotes(self._language, len(self._quotes))
            self._quotes.append(pair[1])
            self._say(pair[0])
        elif tag in ("rt", "rp", "rb", "rtc"):
            self._close_reading()
            self._bracketed = self._bracketed or tag == "rp"
            if tag == "rt" and not self._bracketed:
                self._reading = True
                self._say("（")

    def _closed(self, tag: str) -> None:
        """What an element puts into the text by being closed."""
        if tag == "table" and self._grid is not None:
            self._lines += self._grid.lines(self._path())
            self._grid = None
            self._lines += self._beside
            self._beside = []
        elif self._grid is not None and tag in ("td", "th", "tr"):
            self._grid.close()
        elif tag in ("ol", "ul", "menu", "dir") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._prefix = ""
        elif tag == "q" and self._quotes:
            self._say(self._quotes.pop())
        elif tag in ("rt", "ruby"):
            self._close_reading()
            self._bracketed = self._bracketed and tag != "ruby"

    def _close_reading(self) -> None:
        if self._reading:
            self._say("）")
            self._reading = False

    def _picture(self, given: dict[str, str]) -> None:
        words = " ".join((given.get("alt", "").strip() or given.get("title", "")).split())
        if words and not self._skipping and not self._is_hidden():
            found = WebLine(text=words, number=self.line(), path=self._path(), zone=self._zone("image"))
            self._beside.append(found)
            if not self._words and not self._in_cell():
                self._flush()

    def _numbered(self, given: dict[str, str]) -> None:
        number, step, kind = self._lists[-1]
        if re.fullmatch("-?[0-9]{1,6}", given.get("value", "")):
            number = int(given["value"])
        self._lists[-1] = (number + step, step, kind)
        self._prefix = f"{ordinal(number, kind)} " if kind else ""

    def _say(self, words: str) -> None:
        """Words that the mark-up stands for."""
        if not self._skipping and not self._is_hidden():
            self._take(words, self.line())

    def _take(self, data: str, line: int) -> None:
        if self._in_cell():
            assert self._grid is not None
            self._grid.words.take(data, line)
            return
        if self._prefix and data.strip():
            if not _NUMBERED.match(data):
                self._words.take(self._prefix, line)
            self._prefix = ""
        self._words.take(data, line, self._style())
        self._measure(data)

    def _take_verbatim(self, data: str, line: int) -> None:
        for number, words in enumerate(re.split(r"\r?\n", data)):
            if number:
                if not self._words:
                    self._gap += 1
                self._flush()
            self._words.take(words, line + number, self._style(), verbatim=True)
            self._measure(words)

    def _measure(self, data: str) -> None:
        size = len(data.strip())
        self._length += size
        self._linked += size if any(one.tag == "a" for one in self._stack) else 0

    def _style(self) -> str:
        if any(one.bold for one in self._stack):
            return BOLD
        return ITALIC if any(one.italic for one in self._stack) else ""

    def _state(self, given: dict[str, str]) -> None:
        name = (given.get("name") or given.get("property") or "").lower()
        if name and given.get("content", "").strip():
            self.facts.setdefault(f"meta:{name}", given["content"].strip())

    def _is_hidden(self) -> bool:
        return any(one.hidden for one in self._stack)

    def _in_cell(self) -> bool:
        return self._grid is not None and self._grid.is_open

    def _path(self) -> tuple[int, ...]:
        return tuple(one.number for one in self._stack)

    def _break(self, *, hidden: bool = False) -> None:
        """A block begins or ends: the line before it is done."""
        if self._is_hidden():
            self._flush_hidden()
        elif self._in_cell():
            assert self._grid is not None
            self._grid.words.take(" ", self.line())
        elif not hidden:
            self._flush()

    def _zone(self, zone: str = "") -> str:
        zone = next((ZONES[one.tag] for one in reversed(self._stack) if one.tag in ZONES), zone)
        return "nav" if zone in ("", "image") and any(one.beside for one in self._stack) else zone

    def _flush_hidden(self) -> None:
        line, self._hidden = self._hidden.gathered(), Gathering()
        if printed(line.text):
            number = line.breaks[0][1]
            self._beside.append(
                WebLine(text=line.text, number=number, path=self._path(), breaks=line.breaks[1:], zone=HIDDEN)
            )
            if not self._words and self._grid is None:
                self._flush()

    def _flush(self) -> None:
        line, self._words = self._words.gathered(), Gathering()
        if line.text.strip():
            tags = [one.tag for one in self._stack]
            heading = next((tag for tag in reversed(tags) if tag in HEADINGS), "")
            bold = sum(len(printed(line.text[start:end])) for start, end, style in line.emphasis if style == BOLD)
            whole = bold >= len(printed(line.text))
            self._lines.append(
                WebLine(
                    text=line.text,
                    number=line.breaks[0][1],
                    path=self._path(),
                    breaks=line.breaks[1:],
                    zone=self._zone(),
                    level=int(heading[1]) if heading else 0,
                    bold=whole,
                    emphasis=() if whole else line.emphasis,
                    linked=self._linked / max(1, self._length),
                    quoted=tags.count("blockquote"),
                    gap=self._gap,
                )
            )
            self._gap = 0
        self._lines += self._beside
        self._beside = []
        self._linked = self._length = 0


def _list(tag: str, given: dict[str, str]) -> tuple[int, int, str]:
    """The first number of a list, the step, and how its numbers are written; nothing for one that has none."""
    style = re.search(r"list-style(?:-type)?\s*:[^;]*none", given.get("style", ""), re.IGNORECASE)
    if tag != "ol" or style:
        return 0, 0, ""
    start = given.get("start", "")
    first = int(start) if re.fullmatch("-?[0-9]{1,6}", start) else 1
    kind = given.get("type", "1")
    return first, -1 if "reversed" in given else 1, kind if kind in ("a", "A", "i", "I") else "1"
