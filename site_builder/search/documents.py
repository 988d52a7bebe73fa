"""Articles as documents for search servers: the fields of the index, and the words they are found by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from site_builder.newspaper.galley import Galley, SetArticle
from site_builder.search.fields import FIELDS, own_words, texts
from site_builder.search.normalise import normalise
from site_builder.search.settings import SearchSettings
from site_builder.search.terms import cut_plain


def documents(galley: Galley, settings: SearchSettings, names: Iterable[str] = ()) -> list[Mapping[str, Any]]:
    """A document for each article, in reading order; `names` are words wherever they stand, as the index takes them.

    Each field is there as printed (`body`) and as its words with spaces between them (`body_words`), each word as
    often as the index counts it: a server that cuts at spaces and folds nothing then finds what the index finds.
    """
    brought = sorted({name for piece in galley.articles for name in own_words(piece)}.union(names))
    pages = {page.number: page.name for page in galley.issue.pages}
    return [_document(piece, galley, pages, settings, brought) for piece in galley.articles]


def _document(
    piece: SetArticle, galley: Galley, pages: Mapping[str, str], settings: SearchSettings, names: Sequence[str]
) -> Mapping[str, Any]:
    article, key = piece.article, galley.issue.key
    printed = dict(zip(FIELDS, texts(piece), strict=True))
    told: dict[str, Any] = {
        "id": f"{key.paper}_{key.folder}_{article.id}",
        "path": f"{key}/{article.id}.html",
        "paper": key.paper,
        "day": key.day,
        "year": int(key.year),
        "page": article.page,
        "page_name": pages.get(article.page, ""),
        "type": article.type.value,
        "genre": article.genre,
        "people": [person.name for person in article.contributors],
        "places": list(article.places),
        "tags": list(article.tags),
    }
    for field, text in printed.items():
        told[field] = _legible(text)
        told[f"{field}_words"] = " ".join(_words(text, settings, names))
    return told


def _words(text: str, settings: SearchSettings, names: Sequence[str]) -> list[str]:
    plain = normalise(text)
    words = Counter(cut_plain(plain, settings)) if plain else Counter[str]()
    for name in names:
        if times := plain.count(name):
            words[name] = max(words[name], times)
    return sorted(words.elements())


def _legible(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
