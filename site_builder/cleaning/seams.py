"""What goes between two printed lines that are joined: nothing, a space, or the loss of a hyphen."""

from __future__ import annotations

import re
from collections.abc import Collection

from site_builder.newspaper.characters import CJK, HANGUL, OPENING, UNSTARTABLE
from site_builder.newspaper.runs import Text, glue, join

_CJK = re.compile(f"[{CJK}]")
_HANGUL = re.compile(f"[{HANGUL}]")
_WORD_END = re.compile(r"([^\W\d_]+)[-\u2010\u00ac]$")
_WORD_START = re.compile(r"[^\W\d_]+")
_COMPOUND = frozenset(
    [
        "self",
        "well",
        "ill",
        "half",
        "ex",
        "non",
        "semi",
        "anti",
        "pro",
        "vice",
        "mother",
        "father",
        "sister",
        "brother",
        "step",
        "north",
        "south",
        "east",
        "west",
        "so",
        "to",
        "by",
        "co",
        "re",
        "pre",
        "post",
        "mid",
        "air",
        "high",
        "low",
        "long",
        "short",
        "old",
        "new",
        "first",
        "second",
        "third",
        "full",
        "all",
        "cross",
        "double",
        "ever",
        "far",
        "free",
        "good",
        "hard",
        "heavy",
        "home",
        "light",
        "much",
        "over",
        "under",
        "out",
        "open",
        "quarter",
        "single",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
    ]
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")


def seam(left: Text, right: Text, words: Collection[str] = ()) -> Text:
    """Two lines as one. Between squares stands nothing, between words a space.

    A hyphen at the end of a line goes when the whole word is among `words`, those the page writes elsewhere, or when
    its halves are no words of the page and the first is no usual part of a compound.
    """
    before, after = left.string[-1:], right.string[:1]
    if not before or not after:
        return join((left, right))
    if _CJK.match(before) or _CJK.match(after) or after in UNSTARTABLE or before in OPENING:
        return join((left, right))
    end, start = _WORD_END.search(left.string), _WORD_START.match(right.string)
    if end and start:
        return join((left.slice(0, -1) if _is_one_word(end[1], start[0], words) else left, right))
    if _ADDRESS.search(left.string) and before in "/._-?=&":
        return join((left, right))
    if _HANGUL.match(before) and _HANGUL.match(after):
        return join((left, glue(" "), right))
    return join((left, glue(" "), right))


def _is_one_word(first: str, second: str, words: Collection[str]) -> bool:
    """Whether a hyphen at a line's end only parts a word."""
    first, second = first.lower(), second
    if not second[0].islower():
        return False
    if first + second in words:
        return True
    return first not in words and second not in words and first not in _COMPOUND
