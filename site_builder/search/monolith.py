"""Partials → lunr's own index in one file, as lunr.py builds it and both lunr.py and lunr.js load it.

The reference by which the sharded index is judged, and an index other programs can use.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from site_builder.search.fields import FIELDS
from site_builder.search.lengths import rounded
from site_builder.search.partials import Source, directory_of, rows_of, slice_of
from site_builder.search.rows import FIELD_MARKS, documents
from site_builder.search.scripts import FOLDER

MONOLITH = FOLDER + "lunr-index.json"
"""Where the index lies below the site's root."""

Words = dict[str, dict[str, int]]
"""Field → word → how often it stands there."""


def monolith(partials: Sequence[Source]) -> bytes:
    """The file; partials in the order of documents. `Damaged` when one is not whole."""
    articles = [words for partial in partials for words in article_words(partial)]
    return json.dumps(lunr_index(articles), ensure_ascii=False, separators=(",", ":")).encode()


def article_words(partial: Source) -> Iterator[Words]:
    """The words of each article of an issue, as they went into its partial."""
    directory = directory_of(partial)
    found: list[Words] = [{field: {} for field in FIELDS} for _ in range(directory.facts.articles)]
    names = dict(zip(FIELD_MARKS, FIELDS, strict=True))
    place = slice_of(directory.kinds[0], 0, sys.maxunicode)
    for first, columns in rows_of(partial, place) if place else ():
        for key, held in documents(columns):
            for number, times in held:
                found[first + number][names[key[-1]]][key[:-1]] = times
    yield from found


def lunr_index(articles: Sequence[Words]) -> dict[str, Any]:
    """The serialised index of articles; an article's ref is its place among them.

    The lengths of fields are rounded as everywhere. The pipelines are empty: lunr's trimmer and stemmer would not
    leave Chinese alone, and not in the same way on both sides. What a word is was settled before.
    """
    from lunr import __TARGET_JS_VERSION__
    from lunr.builder import Builder

    if not articles:  # the average length of no fields cannot be taken
        empty: dict[str, Any] = {"version": __TARGET_JS_VERSION__, "fields": list(FIELDS)}
        return empty | {"fieldVectors": [], "invertedIndex": [], "pipeline": []}
    builder = Builder()
    for field, boost in FIELDS.items():
        builder.field(field, boost=boost)
    terms = sorted({word for article in articles for words in article.values() for word in words})
    # Filled by hand and not by Builder.add, which makes an object of every occurrence of every word: a fifth of the
    # time, and the same index (a test compares them).
    builder.inverted_index = {term: {"_index": at, **{field: {} for field in FIELDS}} for at, term in enumerate(terms)}
    for number, article in enumerate(articles):
        builder.document_count += 1
        builder._documents[str(number)] = {}
        for field in FIELDS:
            words = article.get(field, {})
            builder.field_term_frequencies[f"{field}/{number}"] = {word: words[word] for word in sorted(words)}
            builder.field_lengths[f"{field}/{number}"] = rounded(sum(words.values()))
            for word in words:
                builder.inverted_index[word][field][str(number)] = {}
    index: dict[str, Any] = builder.build().serialize()
    return index
