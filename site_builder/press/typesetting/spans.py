"""A stretch of a paragraph put between the tags of a `<span>`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markdown_it.token import Token

from site_builder.press.typesetting.plain import inline_text


def wrapped(children: Sequence[Token], start: int, end: int, attributes: Mapping[str, str]) -> list[Token]:
    """Inline tokens with the characters from start to end of their text inside a span.

    Unchanged where the stretch is empty, or would cut through other markup.
    """
    first, last = _holder(children, start, at_end=False), _holder(children, end, at_end=True)
    if start >= end or first is None or last is None or not _balanced(children, first[0], last[0]):
        return list(children)
    (at_first, from_), (at_last, to) = first, last
    opening = Token("span_open", "span", 1, attrs=dict(attributes))
    closing = Token("span_close", "span", -1)
    if at_first == at_last:
        inside = [_text(children[at_first].content[from_:to])]
    else:
        inside = [
            _text(children[at_first].content[from_:]),
            *children[at_first + 1 : at_last],
            _text(children[at_last].content[:to]),
        ]
    return [
        *children[:at_first],
        _text(children[at_first].content[:from_]),
        opening,
        *inside,
        closing,
        _text(children[at_last].content[to:]),
        *children[at_last + 1 :],
    ]


def _holder(children: Sequence[Token], position: int, *, at_end: bool) -> tuple[int, int] | None:
    """The text token a position of the paragraph's text lies in, and the position inside it."""
    passed = 0
    for at, token in enumerate(children):
        length = len(inline_text([token]))
        inside = position - passed
        if token.type == "text" and (0 < inside <= length if at_end else 0 <= inside < length):
            return at, inside
        passed += length
    return None


def _balanced(children: Sequence[Token], first: int, last: int) -> bool:
    depth = 0
    for token in children[first : last + 1]:
        depth += token.nesting
        if depth < 0:
            return False
    return depth == 0


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
