"""Markdown as OCR tools write it: `#` headings, `**bold**`, `>` quotes, pictures, rules, a little HTML.

What is mark-up is told apart from text here, once; the rules after this see levels and flags. Bold inside a line stays
where it is, for the articles are Markdown too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from site_builder.newspaper.raw import RawLine
from site_builder.newspaper.runs import Text
from site_builder.sources.line_reading import inked, legible_line

_LINE_END = re.compile("[\n\f]")
"""A page may end inside a line; either ends what a mark can reach."""

_HEADING = re.compile(r"(#{1,6})(?:[ \t\u3000]+|(?=[^\s#\w])|(?=[\u3400-\u9fff]))(.*?)(?:[ \t]+#+)?", re.DOTALL)
_BOLD = re.compile(r"(\*\*|__)((?:(?!\1).)+)\1")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_RULE = re.compile(r"([-*_])(?:[ \t]*\1){2,}")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_TABLE = re.compile(r"\|.*\|")
_COMMENT = re.compile(r"<!--.*?-->")
_TAG = re.compile(
    r"</?(?:p|div|span|br|b|i|u|em|strong|sup|sub|center|font|table|thead|tbody|tr|td|th|figure|figcaption|h[1-6])\b[^<>]*>",
    re.IGNORECASE,
)
_SIGNS = (
    re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE),
    re.compile(r"^ {0,3}#{1,6}[\u3400-\u9fff]", re.MULTILINE),
    re.compile(r"\*\*[^\s*](?:[^*\n]*[^\s*])?\*\*"),
    re.compile(r"!\[[^\]\n]*\]\([^)\n]+\)"),
    re.compile(r"^\|(?:[ :]*-{3,}[ :]*\|)+[ \t]*$", re.MULTILINE),
)


def is_markdown(text: str) -> bool:
    """Whether a text uses marks that no printed newspaper has."""
    return any(sign.search(text) for sign in _SIGNS)


def marks(text: str) -> Iterator[tuple[int, int]]:
    """Spans of a Markdown text that are mark-up and may be left out, in order."""
    at = 0
    for raw in _LINE_END.split(text):
        line, seen = legible_line(raw)
        tags = [tag.span() for tag in _TAG.finditer(line)]
        plain, places = _without(line, tags) if tags else (line, range(len(line)))
        found = [*tags, *((places[start], places[end - 1] + 1) for start, end in _line_marks(plain))]
        yield from sorted((at + seen[start], at + seen[end - 1] + 1) for start, end in found)
        at += len(raw) + 1


def _line_marks(line: str) -> Iterator[tuple[int, int]]:
    """The spans of a line without tags that are mark-up, as `read` takes them."""
    start, last = inked(line)
    bare = line[start:last]
    if heading := _HEADING.fullmatch(bare):
        yield start, start + len(heading[1])
        closing = heading.end(2)
        if bare[closing:].strip():
            yield start + closing, last
    elif _RULE.fullmatch(bare):
        yield start, last
    elif quote := _QUOTE.match(bare):
        yield start, start + quote.end()
    elif bare.endswith("\\"):
        yield last - 1, last
    for bold in _BOLD.finditer(line):
        yield bold.start(), bold.start() + 2
        yield bold.end() - 2, bold.end()


def _without(line: str, spans: Sequence[tuple[int, int]]) -> tuple[str, Sequence[int]]:
    """A line without some spans, and where each character of it stood."""
    gone = {place for start, end in spans for place in range(start, end)}
    places = [place for place in range(len(line)) if place not in gone]
    return "".join(line[place] for place in places), places


def read(line: RawLine) -> RawLine:
    """The line without its mark-up; what the mark-up said is in its flags."""
    text, string = line.text, line.text.string
    if _RULE.fullmatch(string):
        return msgspec.structs.replace(line, text=text.slice(0, 0), zone="rule")
    if _IMAGE.fullmatch(string):
        return msgspec.structs.replace(line, zone="image")
    if _COMMENT.fullmatch(string):
        return msgspec.structs.replace(line, zone="comment")
    if "<" in string:
        text = _untagged(text)
        line = msgspec.structs.replace(line, text=text, zone="table" if "<t" in string else line.zone)
        string = text.string
    if _TABLE.fullmatch(string):
        return msgspec.structs.replace(line, zone="table")
    if quote := _QUOTE.match(string):
        return msgspec.structs.replace(line, text=text.slice(quote.end()).strip(), quoted=quote[0].count(">"))
    if heading := _HEADING.fullmatch(string):
        inner = text.slice(heading.start(2), heading.end(2)).strip()
        return msgspec.structs.replace(line, text=_unbold(inner), level=len(heading[1]))
    if string.endswith("\\"):
        text, string = text.slice(0, -1).strip(), string[:-1].strip()
        line = msgspec.structs.replace(line, text=text, hard=True)
    bold = _BOLD.fullmatch(string)
    if bold:
        return msgspec.structs.replace(line, text=text.slice(2, -2).strip(), bold=True)
    return msgspec.structs.replace(line, text=text)


def _unbold(text: Text) -> Text:
    spans: list[tuple[int, int]] = []
    for bold in _BOLD.finditer(text.string):
        spans += [(bold.start(), bold.start() + 2), (bold.end() - 2, bold.end())]
    return text.without(spans)


def _untagged(text: Text) -> Text:
    changes = [
        (tag.start(), tag.end(), " " if tag[0].lower().startswith(("</td", "</th", "<br")) else "")
        for tag in _TAG.finditer(text.string)
    ]
    return text.replaced(changes).strip()
