"""Emphasis beside CJK punctuation: an inline rule in place of markdown-it's `emphasis`.

CommonMark (6.2, flanking delimiter runs) takes `**` between a punctuation mark and a letter to lean against the
letter only. Chinese sets no space after 。 or ”, so `**小标题。**正文` would stay as it is typed. The rule here is
that of the CommonMark CJK-friendly amendments (answer to commonmark-spec issue 650): CJK punctuation counts as a
letter, and a run beside a CJK character may lean either way; variation selectors belong to the character before
them. Two things are added, because the amendments leave them to the writer:

- “ ” ‘ ’ … — · are CJK punctuation in a paragraph that holds CJK (UAX #11: context decides);
- any other punctuation mark, symbols aside, that stands against a CJK character counts as CJK: `**抓落实.**5月`.

A paragraph without CJK is read exactly as CommonMark says.
"""

from __future__ import annotations

import unicodedata

import msgspec
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from site_builder.press.typesetting.widths import has_cjk, is_ambiguous_punctuation, is_wide


class _Side(msgspec.Struct, frozen=True):
    """What stands on one side of a run of delimiters."""

    space: bool
    punctuation: bool
    cjk: bool

    @property
    def foreign(self) -> bool:
        """Punctuation that is not CJK: the only kind CommonMark's punctuation rules still hold for."""
        return self.punctuation and not self.cjk


_FULL_WIDTH = "\ufe01"
"""The variation selector that asks for the full-width form of “ ” ‘ ’ (StandardizedVariants.txt)."""

_EDGE = _Side(space=True, punctuation=False, cjk=False)


def emphasis(state: StateInline, silent: bool) -> bool:
    """Markdown-it inline rule: push each `*` or `_` of a run as a delimiter that may open, close, or both."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    before, after = _before(state.src, state.pos), _after(state.src, end, state.posMax)
    opens, closes = _directions(before, after, inside_words=marker == "*")
    for _ in range(end - state.pos):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=end - state.pos,
                token=len(state.tokens) - 1,
                end=-1,
                open=opens,
                close=closes,
            )
        )
    state.pos = end
    return True


def _directions(before: _Side, after: _Side, *, inside_words: bool) -> tuple[bool, bool]:
    """Whether a run may open and may close emphasis."""
    left = not after.space and (not after.foreign or before.space or before.punctuation or before.cjk)
    right = not before.space and (not before.foreign or after.space or after.punctuation or after.cjk)
    opens = left and (inside_words or not right or before.punctuation)
    closes = right and (inside_words or not left or after.punctuation)
    return opens, closes


def _before(src: str, start: int) -> _Side:
    """The side before a run; a variation selector counts as the character it varies."""
    at = start - 1
    if at < 0:
        return _EDGE
    if "\U000e0100" <= src[at] <= "\U000e01ef":
        return _Side(space=False, punctuation=False, cjk=True)  # only ideographs are varied so
    varied = at > 0 and "\ufe00" <= src[at] <= "\ufe0e"
    return _side(src, at - varied, toward=-1)


def _after(src: str, end: int, limit: int) -> _Side:
    return _side(src, end, toward=1) if end < limit else _EDGE


def _side(src: str, at: int, *, toward: int) -> _Side:
    char = src[at]
    if isWhiteSpace(ord(char)):
        return _EDGE
    punctuation = isMdAsciiPunct(ord(char)) or isPunctChar(char)
    cjk = is_wide(char, src) or (src[at + 1 : at + 2] == _FULL_WIDTH and is_ambiguous_punctuation(char))
    if punctuation and not cjk and char not in "*_" and (char.isascii() or unicodedata.category(char)[0] == "P"):
        beyond = src[at + toward] if 0 <= at + toward < len(src) else " "
        cjk = has_cjk(beyond) and not isWhiteSpace(ord(beyond))
    return _Side(space=False, punctuation=punctuation, cjk=cjk)
