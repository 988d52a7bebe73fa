"""Which lines of a web page are its article: the element that holds most of the long, punctuated text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from site_builder.newspaper.characters import printed
from site_builder.sources.web_page import HIDDEN, WebLine, WebPage

LONG = 25
"""Characters from which a line with a stop in it counts as running text."""

OUTSIDE, TITLE, WINDOW, BYLINE = "outside", "title", "window", "byline"
UNSEEN = (WINDOW, HIDDEN)

_STOP = re.compile(r"[。！？；，.!?;,]")
_TITLE_TAIL = re.compile(r"\s*[-_|–—»·:：]+\s*")


def zoned(page: WebPage) -> list[WebLine]:
    """The page's lines with their zones: none for the article's own, `title` for its headline, others by the mark-up.

    A founder page states kicker, title and deck in a comment; the lines that say the same get the levels of a heading,
    and where none does the stated ones are put first.
    """
    lines = list(page.lines)
    inside = _inside(lines)
    found = [
        line if line.zone in UNSEEN else msgspec.structs.replace(line, zone=_zone(line, index in inside))
        for index, line in enumerate(lines)
    ]
    return _with_heading(found, page.facts, min(inside, default=0))


def _zone(line: WebLine, inside: bool) -> str:
    if not inside:
        return OUTSIDE if line.zone == "table" else line.zone or OUTSIDE
    if line.zone == "nav" and (line.linked > 0.5 or not _is_text(line)):
        return "nav"
    return line.zone if line.zone in ("caption", "image", "table") else ""


def _inside(lines: Sequence[WebLine]) -> set[int]:
    """Indices of the lines of the element with most running text; of all lines when no element has any."""
    points: Counter[int] = Counter()
    for line in lines:
        if not _is_text(line) or line.linked > 0.5:
            continue
        size = len(line.text)
        for depth, element in enumerate(reversed(line.path)):
            points[element] += round(size * 0.8**depth)
            if depth > 6:
                break
    if not points:
        return {index for index, line in enumerate(lines) if line.zone not in (*UNSEEN, "nav")}
    best = max(points, key=lambda element: (points[element], element))
    inside = {index for index, line in enumerate(lines) if best in line.path}
    if len(inside) == 1:
        inside = _with_siblings(lines, inside)
    longest = sum(len(line.text) for line in lines if _is_text(line) and line.linked <= 0.5)
    held = sum(len(lines[index].text) for index in inside if _is_text(lines[index]))
    if held < 0.6 * longest:  # paragraphs side by side, each in an element of its own: take their common parent
        parents = Counter(line.path[-2] for line in lines if len(line.path) > 1 and _is_text(line))
        parent = max(parents, key=lambda element: (parents[element], element), default=best)
        wider = {index for index, line in enumerate(lines) if parent in line.path}
        inside = wider if len(wider) > len(inside) else inside
    return inside


def _with_siblings(lines: Sequence[WebLine], inside: set[int]) -> set[int]:
    """A lone paragraph and what stands beside it in its element, where that holds no links: short ones are text too."""
    (path,) = (lines[index].path for index in inside)
    if len(path) < 2:
        return inside
    beside = {index for index, line in enumerate(lines) if path[-2] in line.path}
    plain = all(lines[index].linked <= 0.5 and lines[index].zone not in ("nav", "footer", "aside") for index in beside)
    return beside if plain else inside


def _is_text(line: WebLine) -> bool:
    return (
        line.zone not in (*UNSEEN, "table", "image") and len(line.text) >= LONG and _STOP.search(line.text) is not None
    )


def _with_heading(lines: list[WebLine], facts: dict[str, str], begin: int) -> list[WebLine]:
    """Levels for the lines of the heading."""
    wanted = {"introtitle": 2, "title": 1, "subtitle": 3}
    named = {_bare(facts[name]): level for name, level in wanted.items() if facts.get(name)}
    seen = False
    if named:
        for index, line in enumerate(lines):
            level = named.get(_bare(line.text))
            if level and line.zone not in UNSEEN and line.linked < 0.5:
                lines[index] = msgspec.structs.replace(line, zone=TITLE, level=level)
                seen = seen or level == 1
            elif facts.get("author") and _bare(line.text) == _bare(facts["author"]):
                lines[index] = msgspec.structs.replace(line, zone=BYLINE)
        return lines if seen else _stated(lines, facts)
    window = next((line.text for line in lines if line.zone == WINDOW), "")
    title = _title_line(lines, window, begin)
    if title is not None:
        lines[title] = msgspec.structs.replace(lines[title], zone=TITLE, level=1)
    return lines


def _title_line(lines: Sequence[WebLine], window: str, begin: int) -> int | None:
    """The headline: the line the window's title repeats, an h1, or the last heading above the text."""
    parts = [_bare(part) for part in _TITLE_TAIL.split(window)] + [_bare(window)]
    near = range(min(len(lines), begin + 6))
    same = [
        i
        for i in near
        if lines[i].zone not in UNSEEN and len(_bare(lines[i].text)) > 3 and _bare(lines[i].text) in parts
    ]
    if same:
        return max(same, key=lambda index: (len(lines[index].text), index))
    for level in (1, 2, 3):
        marked = [
            i
            for i in near
            if lines[i].level == level and lines[i].zone not in (*UNSEEN, "nav") and lines[i].linked < 0.5
        ]
        if marked:
            return marked[-1]
    starts = [
        i
        for i in near
        if lines[i].zone not in UNSEEN
        and len(_bare(lines[i].text)) > 5
        and _bare(window).startswith(_bare(lines[i].text))
    ]
    return starts[-1] if starts else None


def _stated(lines: list[WebLine], facts: dict[str, str]) -> list[WebLine]:
    number = int(facts.get("property_line", "1"))
    stated = [
        WebLine(text=facts[name], number=number, path=(), zone=TITLE, level=level)
        for name, level in (("introtitle", 2), ("title", 1), ("subtitle", 3))
        if facts.get(name)
    ]
    return [*stated, *lines]


def _bare(text: str) -> str:
    return printed(text)
