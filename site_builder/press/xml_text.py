"""Text for XML: escaped, and without the characters XML cannot hold at all."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr


def text(told: str) -> str:
    """The content of an element."""
    return escape("".join(c for c in told if c in "\t\n" or not _unfit(c)))


def attribute(told: str) -> str:
    """The value of an attribute, in its quotation marks."""
    return quoteattr("".join(c for c in told if not _unfit(c)))


def _unfit(character: str) -> bool:
    code = ord(character)
    return code < 0x20 or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF)
