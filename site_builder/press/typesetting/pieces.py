"""A body cut into its top-level pieces: plain paragraphs as text, everything else as Markdown tokens.

Most paragraphs of a newspaper hold no character that Markdown looks at; they never see the parser. That is only a
shortcut: `parsed` gives the same pieces for the whole body, and a test holds the two together.

What would make the parser slow, or so deep that it leaves text out, is taken as plain text, marks and all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from site_builder.press.typesetting.softbreaks import joined

Piece = str | list[Token]
"""A plain paragraph, or the tokens of one top-level block from its opening to its closing."""

_MARKS = "\\`*_[<&|"
"""Characters inline Markdown or a table may act on; `!` and `]` do nothing without `[`."""

_SHAPED = re.compile(r"\n(?:[ \t#>+\-]|\d{1,9}[.)][ \t\n])")
"""The beginning of a line that may mean something: a heading, a quote, a list, an indent."""

_BROKEN = (" \n", "\t\n")
"""The end of a line that may mean something: a hard break."""

_LINE_END = re.compile(r"\r\n?")
_BLANK_LINE = re.compile(r"\n[^\S\n]+(?=\n)")

_MOST_MARKS = 10_000
_MOST_MARKS_IN_A_CHUNK = 1_000
_LARGEST = 200_000
_DEEP = re.compile(r"\n(?:[ \t]{41}|[ \t]*(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*){21})")
"""More than 20 marks of quotes and lists on one line, or an indent that could hold more than 20 lists."""

_OUTER_SPACE = re.compile(r"[ \t]*\n[ \t]*")


def pieces(body: str, parser: MarkdownIt) -> Iterator[Piece]:
    """The top-level pieces of a body, in order."""
    found = chunks(body)
    whole = "\n\n".join(found)
    if not _is_shaped(whole):
        yield from map(joined, found)
        return
    untrusted = len(whole) > _LARGEST or _marks(whole) > _MOST_MARKS
    waiting: list[str] = []
    for chunk in found:
        if untrusted or _is_too_much(chunk):
            plain = _OUTER_SPACE.sub("\n", chunk).strip(" \t")
        elif _is_shaped(chunk):
            waiting.append(chunk)
            continue
        else:
            plain = chunk
        yield from parsed("\n\n".join(waiting), parser)
        waiting.clear()
        yield joined(plain)
    yield from parsed("\n\n".join(waiting), parser)


def chunks(body: str) -> list[str]:
    """What stands between blank lines; how many of them there are has no meaning."""
    body = _LINE_END.sub("\n", body)
    body = _BLANK_LINE.sub("\n", f"\n{body}\n")
    return [chunk for lines in body.split("\n\n") if (chunk := lines.strip("\n"))]


def parsed(text: str, parser: MarkdownIt) -> Iterator[list[Token]]:
    """The top-level pieces of a Markdown text, all of them as tokens."""
    piece: list[Token] = []
    for token in parser.parse(text) if text else ():
        piece.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield piece
            piece = []


def _is_shaped(text: str) -> bool:
    # A text is looked for in a text ten times faster than a class of characters.
    if any(mark in text for mark in _MARKS):
        return True
    lines = f"\n{text}\n"
    return any(end in lines for end in _BROKEN) or _SHAPED.search(lines) is not None


def _marks(text: str) -> int:
    return sum(text.count(mark) for mark in _MARKS)


def _is_too_much(chunk: str) -> bool:
    return (len(chunk) > _MOST_MARKS_IN_A_CHUNK < _marks(chunk)) or _DEEP.search(f"\n{chunk}") is not None
