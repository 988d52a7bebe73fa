"""Characters that no page, feed or index may carry: NUL, form feeds, half a surrogate pair, noncharacters."""

from __future__ import annotations

import re

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML, HTML and JSON readers stumble over. Tab, line feed and carriage return are not among them."""

_SPACING = "\x0b\x0c\x85"


def without_controls(text: str) -> str:
    """The text without control characters; those that once moved the paper or the line become a space."""
    return CONTROL.sub(lambda match: " " if match[0] in _SPACING else "", text)


def names(text: str) -> str:
    """The control characters of a text as a person can look them up: `U+0000 U+000C`, each once."""
    return " ".join(f"U+{ord(character):04X}" for character in sorted(set(CONTROL.findall(text))))
