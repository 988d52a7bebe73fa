"""Counted words → an index of lunr, as lunr.py builds it and both lunr.py and lunr.js load it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from site_builder.search.postings import FIELDS


def lunr_index(articles: Sequence[Mapping[str, Mapping[str, int]]], fields: Sequence[str]) -> dict[str, Any]:
    """The serialised index of articles given as field → word → how often; an article's ref is its place in the list.

    The pipelines are empty: lunr's trimmer and stemmer would not leave Chinese alone, and not in the same way on
    both sides. What a word is was settled before.
    """
    from lunr import __TARGET_JS_VERSION__
    from lunr.builder import Builder

    if not articles:  # the average length of no fields cannot be taken
        empty: dict[str, Any] = {"version": __TARGET_JS_VERSION__, "fields": list(fields)}
        return empty | {"fieldVectors": [], "invertedIndex": [], "pipeline": []}
    builder = Builder()
    for field in fields:
        builder.field(field, boost=FIELDS[field])
    terms = sorted({word for article in articles for words in article.values() for word in words})
    # Filled by hand and not by Builder.add, which makes an object of every occurrence of every word: a fifth of the
    # time, and the same index (a test compares them).
    builder.inverted_index = {term: {"_index": at, **{field: {} for field in fields}} for at, term in enumerate(terms)}
    for number, article in enumerate(articles):
        builder.document_count += 1
        builder._documents[str(number)] = {}
        for field in fields:
            words = article.get(field, {})
            builder.field_term_frequencies[f"{field}/{number}"] = {word: words[word] for word in sorted(words)}
            builder.field_lengths[f"{field}/{number}"] = sum(words.values())
            for word in words:
                builder.inverted_index[word][field][str(number)] = {}
    index: dict[str, Any] = builder.build().serialize()
    return index
