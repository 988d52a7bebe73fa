"""HTML → its tags, texts and comments, each with its place in the file, in time that grows with the file and no faster.

The standard library's parser needs a minute for 200 KB of `<!--`; this one never looks at a character more than a few
times, never raises, and gives the same tokens under every Python.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """What a token is."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    COMMENT = "comment"
    HIDDEN = "hidden"
    """What stands in a script or a style sheet, a doctype, an instruction: never text."""


class Token(NamedTuple):
    """A piece of a page; the tokens of a page laid end to end are the page."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    """Of a tag, in lower case."""

    inner: tuple[int, int] = (0, 0)
    """Span of a tag's attributes, or of a comment without its marks."""

    closed: bool = True
    """Whether a comment or a script has an end; without one it takes in the rest of the page."""


RAW = frozenset(("script", "style", "iframe", "noembed", "noframes", "noscript", "template", "svg", "math", "object"))
"""Elements whose inside no reader sees."""

VERBATIM = frozenset(("textarea", "title", "xmp"))
"""Elements whose inside is text even where it looks like tags."""

_FOREIGN = frozenset(("svg", "math", "object", "iframe"))
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in sorted(RAW | VERBATIM)}
_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*+)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_PLAIN_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*+)([^>]*+)>")
_ATTRIBUTE = re.compile(r"([^\s=/\"'>]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?")
_COMMENT_END = re.compile(r"--!?>")
FORGIVEN = 40
"""Tags with an unclosed quotation mark that are looked into; each may cost a look at the whole rest of the page."""


def tokens(page: str) -> Iterator[Token]:
    """The tokens of a page in order. A `<` that opens nothing is text."""
    at = text = 0
    bracket = -1
    patience = FORGIVEN
    endless: set[str] = set()
    while opening := _OPENING.search(page, at):
        at = opening.start()
        if bracket < at:
            bracket = page.find(">", at)
        if bracket < 0 and not page.startswith("<!--", at):
            break
        token, quoted = _token(page, at, quotes=patience > 0)
        patience -= quoted
        if token is None:
            at += 1
            continue
        if text < at:
            yield Token(Kind.TEXT, text, at)
        yield token
        at = text = token.end
        if token.kind is Kind.OPEN and token.name in _ENDS and token.name not in endless:
            inside = _inside(page, token)
            if not inside.closed:
                endless.add(token.name)
            if inside.end > inside.start:
                yield inside
                at = text = inside.end
    if text < len(page):
        yield Token(Kind.TEXT, text, len(page))


def attributes(page: str, token: Token) -> dict[str, str]:
    """The attributes of a tag, names in lower case; of a name that comes twice the first counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(page, *token.inner):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), html.unescape(value) if "&" in value else value)
    return found


def _token(page: str, at: int, *, quotes: bool) -> tuple[Token | None, bool]:
    """The token at a `<`, None when it opens nothing; and whether an unclosed quotation mark stood in the way."""
    if page.startswith("<!--", at):
        if page.startswith((">", "->"), at + 4):
            end = page.index(">", at) + 1
            return Token(Kind.COMMENT, at, end, inner=(end, end)), False
        match = _COMMENT_END.search(page, at + 4)
        if match is None:
            return Token(Kind.COMMENT, at, len(page), inner=(at + 4, len(page)), closed=False), False
        return Token(Kind.COMMENT, at, match.end(), inner=(at + 4, match.start())), False
    if page.startswith("<![CDATA[", at):
        return Token(Kind.HIDDEN, at, at + 9), False  # the mark only: what stands in it is text
    if page.startswith(("<!", "<?"), at):
        return Token(Kind.HIDDEN, at, page.index(">", at) + 1), False
    match = _TAG.match(page, at) if quotes else _PLAIN_TAG.match(page, at)
    unclosed = match is None and quotes and (match := _PLAIN_TAG.match(page, at)) is not None
    if match is None:
        return None, False
    kind = Kind.CLOSE if match[1] else Kind.OPEN
    return Token(kind, at, match.end(), match[2].lower(), match.span(3)), unclosed


def _inside(page: str, opened: Token) -> Token:
    """What stands between a tag that takes no tags and its end; of a title without an end, what stands before a tag."""
    kind = Kind.HIDDEN if opened.name in RAW else Kind.TEXT
    if page.endswith("/>", 0, opened.end) and opened.name in _FOREIGN:
        return Token(kind, opened.end, opened.end)
    close = _ENDS[opened.name].search(page, opened.end)
    if close is not None:
        return Token(kind, opened.end, close.start())
    end = len(page) if kind is Kind.HIDDEN else page.find("<", opened.end)
    return Token(kind, opened.end, end if end >= 0 else len(page), closed=False)
