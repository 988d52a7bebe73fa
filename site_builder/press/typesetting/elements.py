"""What the block elements of a body carry: the level of subheadings, classes, the scope of column heads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markdown_it.token import Token

_TOP, _DEEPEST = 2, 4
"""h1 is the headline of the article; deeper than h4 nothing in print goes."""


def level_headings(tokens: Sequence[Token]) -> None:
    """Give the subheadings of a body the levels h2 to h4 by their rank among each other, without a gap downwards."""
    typed = sorted({int(token.tag[1]) for token in tokens if token.type == "heading_open"})
    previous = _TOP - 1
    for token in tokens:
        if token.type == "heading_open":
            previous = min(_TOP + typed.index(int(token.tag[1])), previous + 1, _DEEPEST)
            token.attrs["class"] = "subhead"
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{previous}"


def furnish(piece: Sequence[Token]) -> None:
    """Give the elements of one top-level block what the theme and a screen reader need."""
    if piece[0].type == "blockquote_open":
        piece[0].attrs["class"] = "pullquote"
    for token in piece:
        if token.type in ("th_open", "td_open"):
            _furnish_cell(token)
    _keep_numbers(piece)


def _furnish_cell(cell: Token) -> None:
    style = str(cell.attrs.pop("style", ""))  # the page allows no inline style
    if cell.type == "th_open":
        cell.attrs["scope"] = "col"
    if style:
        cell.attrs["class"] = style.rpartition(":")[2]


def _keep_numbers(tokens: Iterable[Token]) -> None:
    """Give items the number they were printed with where counting on from the start would show another."""
    expected: list[int] = []
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            expected.append(int(token.attrs.get("start", 1)))
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            expected.pop()
        elif token.type == "list_item_open" and token.info:
            if int(token.info) != expected[-1]:
                token.attrs["value"] = expected[-1] = int(token.info)
            expected[-1] += 1
