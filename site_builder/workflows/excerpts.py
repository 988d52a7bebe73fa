"""The words of a source that a doubt is about, with what stands around them."""

from __future__ import annotations

import msgspec

from site_builder.newspaper.raw import RawIssue
from site_builder.newspaper.runs import Text

AROUND = 30
"""Characters shown on either side."""

MARKED = 160
"""Characters of the longest marked passage; of a longer one the beginning is shown."""


class Excerpt(msgspec.Struct, frozen=True, kw_only=True):
    """Some words as they stand in the source, line ends and all."""

    before: str = ""
    marked: str = ""
    after: str = ""


def excerpt(raw: RawIssue, text: Text) -> Excerpt:
    """Where a text stands in its source; nothing for one that stands in none."""
    first = text.place()
    if first < 0:
        return Excerpt()
    source, _ = raw.where(first)
    start = first - source.base
    end = start
    for place, length in text.places():
        low = place - source.base
        if start <= low <= len(source.text) and low + length - start <= MARKED:
            end = max(end, low + length)
    end = min(max(end, start + 1), len(source.text))
    return Excerpt(
        before=source.text[max(0, start - AROUND) : start],
        marked=source.text[start:end],
        after=source.text[end : end + AROUND],
    )
