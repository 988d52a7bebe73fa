"""Line breaks inside a paragraph: the ones between Han disappear, the others stay white space.

The rule is the segment break transformation of CSS Text 3 (4.1.3): a break goes when the character before it and the
one after it are both wide and neither is Hangul, or when one is a zero-width space. “ ” … — are wide among Han, as in
`widths`. Spaces and tabs around a break always go. Browsers do this differently, so it is done here, once.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from site_builder.press.typesetting.widths import is_hangul, is_wide

_AROUND = re.compile(r"[ \t]*\n[ \t]*")
_ZERO_WIDTH_SPACE = "\u200b"


def joined(text: str) -> str:
    """A plain text of several lines as one, by the rule of the segment break; a break that stays is a newline."""
    if "\n" not in text:
        return text
    lines = _AROUND.split(text)
    parts = lines[:1]
    for before, after in itertools.pairwise(lines):
        parts += [_break(before[-1:], after[:1], text), after]
    return "".join(parts)


def soft_breaks(state: StateCore) -> None:
    """Markdown-it core rule: every soft break becomes text, a newline or nothing."""
    for token in state.tokens:
        if token.type == "inline" and "\n" in token.content:
            _settle(token.children or (), token.content)


def _settle(children: Sequence[Token], paragraph: str) -> None:
    for at, token in enumerate(children):
        if token.type == "image":
            _settle(token.children or (), paragraph)
        elif token.type == "softbreak":
            _trim(children, at)
            token.type, token.tag = "text", ""
            token.content = _break(_last(children[:at]), _first(children[at + 1 :]), paragraph)


def _trim(children: Sequence[Token], at: int) -> None:
    """Take the spaces and tabs next to a break away."""
    if at and children[at - 1].type == "text":
        children[at - 1].content = children[at - 1].content.rstrip(" \t")
    if at + 1 < len(children) and children[at + 1].type == "text":
        children[at + 1].content = children[at + 1].content.lstrip(" \t")


def _break(before: str, after: str, paragraph: str) -> str:
    if _ZERO_WIDTH_SPACE in (before, after):
        return ""
    return "" if _swallows(before, paragraph) and _swallows(after, paragraph) else "\n"


def _swallows(char: str, paragraph: str) -> bool:
    return bool(char) and is_wide(char, paragraph) and not is_hangul(char)


def _last(tokens: Sequence[Token]) -> str:
    """The last character that will be seen before the end of some inline tokens; empty when it is a picture or none."""
    for token in reversed(tokens):
        if token.content or token.type in ("hardbreak", "image"):
            return token.content[-1:] if token.type in ("text", "code_inline") else ""
    return ""


def _first(tokens: Sequence[Token]) -> str:
    for token in tokens:
        if token.content or token.type in ("hardbreak", "image", "softbreak"):
            return token.content[:1] if token.type in ("text", "code_inline") else ""
    return ""
