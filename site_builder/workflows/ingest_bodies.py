"""The passages of a piece → the Markdown of its body: a paragraph a line, tables row by row, emphasis where it was."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from site_builder.cleaning.markdown import escaped
from site_builder.newspaper.raw import Form, RawIssue, RawSource
from site_builder.newspaper.runs import GLUE, Text, copied, glue, join
from site_builder.segmenting.parts import Part
from site_builder.segmenting.pieces import Passage

DEEPEST = 3


def body_of(passages: Sequence[Passage], raw: RawIssue, *, shared_level: int) -> Text:
    """The Markdown of some passages, blank lines between. `shared_level` is that of the page's first subheadings."""
    parts: list[Text] = []
    before: Passage | None = None
    for passage in passages:
        if before is not None:
            parts.append(glue(_between(before, passage)))
        parts.append(_block(passage, raw, shared_level))
        before = passage
    return join(parts)


def _block(passage: Passage, raw: RawIssue, shared_level: int) -> Text:
    text = _as_markdown(passage, raw)
    if passage.part is Part.SUBHEADING:
        deep = min(DEEPEST, 2 + max(0, passage.level - shared_level)) if passage.level else 2
        return join((glue("#" * deep + " "), text))
    return join((glue("> " * max(1, passage.level)), text)) if passage.part is Part.QUOTE else text


def _between(before: Passage, here: Passage) -> str:
    """What parts two passages: rows stand close, and a quotation inside another stays inside it."""
    if _is_row(before) and _is_row(here):
        return "\n"
    deep = before.part is here.part is Part.QUOTE and before.level and here.level and max(before.level, here.level) > 1
    return "\n" + "> " * (min(before.level, here.level) - 1) + ">\n" if deep else "\n\n"


def _is_row(passage: Passage) -> bool:
    return passage.part is Part.TABLE and passage.text.string.startswith("|")


def _as_markdown(passage: Passage, raw: RawIssue) -> Text:
    text = passage.text
    place = text.place()
    source = raw.where(place)[0] if place >= 0 else RawSource(name="", file="", text="")
    if source.form is Form.MARKDOWN:
        return escaped(text, markdown=True)
    made = escaped(text, markdown=False)
    if source.form is not Form.HTML or not source.marks:
        return made
    made = _with_marks(made, source)
    return made if passage.part is Part.SUBHEADING else _emphasized(made, source)


def _with_marks(text: Text, source: RawSource) -> Text:
    """The text without the backslashes before what is a mark: the bars of a table."""
    spans: list[tuple[int, int]] = []
    at = 0
    for run, after in zip(text.runs, text.runs[1:], strict=False):
        at += run.length
        if run.place == GLUE and text.string[at - 1] == "\\" and _is_mark(source, after.place - source.base):
            spans.append((at - 1, at))
    return text.without(spans)


def _is_mark(source: RawSource, index: int) -> bool:
    at = bisect_right(source.marks, index, key=lambda mark: mark[0]) - 1
    return at >= 0 and index < source.marks[at][1]


def _emphasized(text: Text, source: RawSource) -> Text:
    """The text with the marks of its source around what is bold or italic and stands whole in it."""
    places = [place - source.base for place, _ in text.places()]
    lasts = [place + length - source.base for place, length in text.places()]
    if not places:
        return text
    first = bisect_left(source.emphasis, min(places), key=lambda one: one.end)
    found: list[tuple[int, Text]] = []
    for one in source.emphasis[first:]:
        if one.start >= max(lasts):
            break
        start = _index(text, source.base + one.start + one.size)
        end = _index(text, source.base + one.end - one.size - 1)
        if 0 <= start <= end:
            for index, place in ((start, one.start), (end + 1, one.end - one.size)):
                found.append((index, copied(source.text[place : place + one.size], source.base + place)))
    parts: list[Text] = []
    at = 0
    for index, mark in found:
        parts += [text.slice(at, index), mark]
        at = index
    return join((*parts, text.slice(at))) if found else text


def _index(text: Text, place: int) -> int:
    """Where the character of a place stands in a text; -1 when it does not."""
    at = 0
    for run in text.runs:
        if run.place != GLUE and run.place <= place < run.place + run.length:
            return at + place - run.place
        at += run.length
    return -1
