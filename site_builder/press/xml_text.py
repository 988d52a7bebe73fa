"""Text for XML: escaped, and without the characters XML cannot hold at all."""

from __future__ import annotations

import re

_UNFIT = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_UNFIT_IN_TEXT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ODD = re.compile('[\x00-\x1f\ud800-\udfff\ufffe\uffff&<>"]')
"""What a text may hold that is not written as it is; most hold nothing of the kind."""


def text(told: str) -> str:
    """The content of an element."""
    if _ODD.search(told) is None:
        return told
    return _escaped(_UNFIT_IN_TEXT.sub("", told))


def attribute(told: str) -> str:
    """The value of an attribute, in its quotation marks: single ones where it holds double ones and no single one."""
    if _ODD.search(told) is None:
        return f'"{told}"'
    value = _escaped(_UNFIT.sub("", told))
    if '"' not in value:
        return f'"{value}"'
    if "'" not in value:
        return f"'{value}'"
    return '"' + value.replace('"', "&quot;") + '"'


def _escaped(told: str) -> str:
    """What `xml.sax.saxutils.escape` gives, which brings a client for the web with it."""
    return told.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
