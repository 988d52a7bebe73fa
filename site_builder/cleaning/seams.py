"""What goes between two printed lines that are joined: nothing, a space, or the loss of a hyphen."""

from __future__ import annotations

import re
from collections.abc import Collection

from site_builder.newspaper.characters import CJK, HANGUL
from site_builder.newspaper.runs import Text, glue, join

_CJK = re.compile(f"[{CJK}]")
_HANGUL = re.compile(f"[{HANGUL}]")
_WORD_END = re.compile(r"([^\W\d_]+)[-\u2010\u00ac]$")
_WORD_START = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")


def seam(left: Text, right: Text, words: Collection[str] = ()) -> Text:
    """Two lines as one. Between squares stands nothing, between words a space.

    A hyphen at the end of a line goes only when the joined word is among `words`, those the paper writes elsewhere.
    """
    before, after = left.string[-1:], right.string[:1]
    if not before or not after:
        return join((left, right))
    if _CJK.match(before) or _CJK.match(after):
        return join((left, right))
    end, start = _WORD_END.search(left.string), _WORD_START.match(right.string)
    if end and start:
        if start[0][0].islower() and (end[1] + start[0]).lower() in words:
            return join((left.slice(0, -1), right))
        return join((left, right))
    if _ADDRESS.search(left.string) and before in "/._-?=&":
        return join((left, right))
    if _HANGUL.match(before) and _HANGUL.match(after):
        return join((left, glue(" "), right))
    return join((left, glue(" "), right))
