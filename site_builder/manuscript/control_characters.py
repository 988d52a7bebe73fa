"""Characters that no page, feed or index may carry: NUL, form feeds, half a surrogate pair, noncharacters."""

from __future__ import annotations

import re

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML, HTML and JSON readers stumble over. Tab, line feed and carriage return are not among them."""

_SOUND = re.compile("[\xa0-\ud7ff\t\n\r -~\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]*+")
"""All other characters, Han first: a text of them is gone through sooner than one is searched for what is not there."""

_SPACING = "\x0b\x0c\x85"


def first_control(text: str) -> int:
    """Where the first control character of a text stands; -1 when there is none."""
    if _SOUND.fullmatch(text):
        return -1
    found = CONTROL.search(text)
    return found.start() if found else -1


def without_controls(text: str) -> str:
    """The text without control characters; those that once moved the paper or the line become a space."""
    return CONTROL.sub(lambda match: " " if match[0] in _SPACING else "", text)


def names(text: str) -> str:
    """The control characters of a text as a person can look them up: `U+0000 U+000C`, each once."""
    return " ".join(f"U+{ord(character):04X}" for character in sorted(set(CONTROL.findall(text))))
