"""Which XML a file is that is no web page: it says where words stand, and its tags read as text would help nobody."""

from __future__ import annotations

import re

KINDS = {
    "alto": "ALTO XML",
    "mets": "METS XML",
    "pcgts": "PAGE XML",
    "tei": "TEI XML",
    "nitf": "NITF XML",
    "newsitem": "NewsML-G2 XML",
    "rss": "RSS",
    "feed": "Atom",
    "document": "XML",
    "svg": "SVG",
}
"""What the root element says, by its name in lower case."""

_PROLOGUE = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^<>\[]*(?:\[.*?\]\s*)?>\s*)*", re.DOTALL)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
LONGEST = 200_000
"""Characters of a prologue that are looked through."""


def xml_kind(text: str) -> str:
    """What an XML file is; empty for a text, a web page, and XML of which nothing is known but that it is none."""
    beginning = text[:LONGEST].lstrip("\ufeff \t\r\n")
    if not beginning.startswith("<"):
        return ""
    declared = beginning.startswith("<?xml")
    prologue = _PROLOGUE.match(beginning)
    root = _ROOT.match(beginning, prologue.end() if prologue else 0)
    if root is None:
        return "XML" if declared else ""
    name = root[1].lower()
    if name in ("html", "body", "head"):
        return ""
    known = KINDS.get(name, "")
    return known if known and (declared or name not in ("document", "feed")) else "XML" if declared else ""
