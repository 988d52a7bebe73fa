"""Pages of digital newspapers made with 方正 (Founder) software: what they state of an article beside its text.

They state it in a comment, `<!--enpproperty <title>…</title><introtitle>…</introtitle>… /enpproperty-->`, with or
without `founder-` before the names, or in elements of the page, `<founder-title>…</founder-title>`. Values may hold
tags, CDATA marks and other comments. Seen in the pages of many papers since about 2007; nobody has published how.
"""

from __future__ import annotations

import html
import re

LONGEST = 20_000
"""Characters of the longest comment that is looked into; real ones have some hundred."""

PREFIX = "founder-"
LINES = frozenset(("title", "introtitle", "subtitle", "author", "content"))
"""Fields whose elements are lines of their own; others (`founder-pagenum`) stand inside a line."""

_FIELD = re.compile(r"<(?:founder-)?([a-z]{2,20})>(.*?)</(?:founder-)?\1>", re.DOTALL | re.IGNORECASE)
_MARKS = re.compile(r"<!--.*?-->|<!\[CDATA\[|\]\]>|<[^<>]*>", re.DOTALL)
_SPACE = re.compile(r"[ \t\r\n]+")


def properties(comment: str) -> dict[str, str]:
    """The fields of an `enpproperty` comment that are not empty; nothing for another comment."""
    if "enpproperty" not in comment[:200]:
        return {}
    found: dict[str, str] = {}
    for name, value in _FIELD.findall(comment[:LONGEST]):
        words = _SPACE.sub(" ", html.unescape(_MARKS.sub(" ", value))).strip()
        if words:
            found.setdefault(name.lower(), words)
    return found


def field_of(tag: str) -> str:
    """The field an element of the page gives: `title` for `founder-title`; empty for other elements."""
    return tag.removeprefix(PREFIX) if tag.startswith(PREFIX) else ""
