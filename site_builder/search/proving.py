"""Whether an article holds a part of a question as it was typed, by what can be read of it.

The texts decide, where they are part of the index. Else what hits show can prove it, and nothing the contrary; in a
browser the article's page can do both. The twin is in asking.js.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable

from site_builder.search.grammar import Part
from site_builder.search.normalise import figures, normalise, squeeze
from site_builder.search.shelf import Head, Shelf

VERIFIED_PAGES = 10
"""Articles that are looked at one by one, so that what only holds the pieces of a part does not come first."""

VERIFIED_FILES = 120
"""Files of texts that may be read to see whether a quoted phrase stands where it seems to."""


def fields_of(shelf: Shelf, part: Part) -> tuple[str, ...]:
    """The fields in which a part is looked for."""
    return tuple(field for field in shelf.manifest.fields if not part.fields or field in part.fields)


def verified(shelf: Shelf, docs: Collection[int], part: Part, sought: int | None = None) -> Collection[int] | None:
    """Those that hold a part as it stands; None when the texts cannot say. Only of the one `sought` they are asked."""
    names = set(map(shelf.text_name, docs))
    if len(names) > VERIFIED_FILES or ("" in names and len(docs) > VERIFIED_PAGES):
        return None
    said = {number: proven(shelf, part, number) for number in docs if sought in (None, number)}
    return None if None in said.values() else {number for number in docs if said.get(number, True)}


def proven(shelf: Shelf, part: Part, number: int) -> bool | None:
    """Whether an article holds a part as it stands; None when that is not known."""
    phrase, fields = squeeze(part.text), fields_of(shelf, part)
    row = shelf.texts(number)
    if row is not None:
        return _holds((row[shelf.manifest.fields.index(field)] for field in fields), phrase)
    shown = _shown(shelf.head(number))
    return _holds((shown[field] for field in fields), phrase) or None


def _shown(head: Head) -> dict[str, str]:
    """What hits show of each field."""
    return {
        "headline": head.headline,
        "deck": head.kicker,
        "names": head.byline,
        "column": head.column,
        "body": head.opening,
    }


def _holds(texts: Iterable[str], phrase: str) -> bool:
    return any(phrase in (plain := _plain(text)) or figures(phrase) in figures(plain) for text in texts)


@functools.lru_cache(4096)
def _plain(text: str) -> str:
    return squeeze(normalise(text))
