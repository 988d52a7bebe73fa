"""Text for XML: escaped, and without the characters XML cannot hold at all."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_UNFIT = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_UNFIT_IN_TEXT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def text(told: str) -> str:
    """The content of an element."""
    return escape(_UNFIT_IN_TEXT.sub("", told))


def attribute(told: str) -> str:
    """The value of an attribute, in its quotation marks."""
    return quoteattr(_UNFIT.sub("", told))
