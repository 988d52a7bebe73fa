"""What is kept of an issue so that it can be found: a galley's words, counted, and what a list of hits shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from site_builder.newspaper.galley import Galley, SetArticle
from site_builder.search.dictionary import count
from site_builder.search.normalise import is_han, normalise, runs
from site_builder.search.settings import SearchSettings
from site_builder.search.terms import cut

FIELDS = {"headline": 10.0, "deck": 4.0, "names": 6.0, "column": 4.0, "body": 1.0}
"""What is searched, and how much a word weighs there.

`deck` holds kicker, deck and summary; `column` the column, the series and the tags.
"""


LONGEST_NAME = 12
"""Characters of a name or a column's heading that can be one word; longer ones are sentences."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An article as search knows it."""

    id: str
    page: str
    page_name: str
    kicker: str
    byline: str
    texts: Mapping[str, str]
    """The text of each field as printed, lines apart: what a quoted phrase is looked for in."""

    words: Mapping[str, Mapping[str, int]]
    """How often each word stands in each field."""


class Postings(msgspec.Struct, frozen=True, kw_only=True):
    """An issue as search knows it."""

    paper: str
    folder: str
    day: str
    entries: tuple[Entry, ...]
    names: tuple[str, ...]
    """People, columns and series of the issue in the form they are searched in; words wherever they stand."""

    counts: Mapping[str, int]
    """Of its Han words of two characters or more, those jieba's dictionary has, and how common it says they are.

    Single characters too. Kept so that the binding needs no dictionary.
    """


def post(galley: Galley, settings: SearchSettings) -> bytes:
    """The postings of an issue, to be kept; `read` gives them back. The same bytes for the same galley and settings."""
    pages = {page.number: page.name for page in galley.issue.pages}
    entries = tuple(_entry(piece, pages, settings) for piece in galley.articles)
    terms = sorted(filter(is_han, {word for entry in entries for words in entry.words.values() for word in words}))
    key = galley.issue.key
    postings = Postings(
        paper=key.paper,
        folder=key.folder,
        day=key.day,
        entries=entries,
        names=tuple(sorted({name for piece in galley.articles for name in _own_words(piece)})),
        counts={term: times for term in terms if (times := count(term))},
    )
    return msgspec.msgpack.encode(postings)


def read(kept: bytes) -> Postings:
    """The postings that `post` made."""
    return msgspec.msgpack.decode(kept, type=Postings)


def _entry(piece: SetArticle, pages: Mapping[str, str], settings: SearchSettings) -> Entry:
    article = piece.article
    texts = _texts(piece)
    return Entry(
        id=article.id,
        page=article.page,
        page_name=pages.get(article.page, ""),
        kicker=article.kicker,
        byline=article.byline,
        texts=texts,
        words={field: dict(sorted(Counter(cut(text, settings)).items())) for field, text in texts.items() if text},
    )


def _texts(piece: SetArticle) -> dict[str, str]:
    article = piece.article
    people = (person.name for person in article.contributors)
    signature = (article.signature.text,) if article.signature else ()
    shared = article.package.headline if article.package else ()
    body = [block.text for block in piece.blocks]
    captions = (picture.caption for picture in article.pictures)
    return {
        "headline": lines(article.headline or shared),
        "deck": lines((article.kicker, article.deck, article.summary, *(shared if article.headline else ()))),
        "names": lines((article.byline, *people, *article.editors, *signature)),
        "column": lines((*_headings(piece), *article.tags)),
        "body": lines((article.dateline, *body, *captions)),
    }


def _headings(piece: SetArticle) -> tuple[str, ...]:
    series = piece.article.series
    return (piece.article.column, *((series.name, series.label) if series else ()))


def _own_words(piece: SetArticle) -> Iterator[str]:
    """Names, columns, series and tags as words, in the form they are searched in: Han of two characters or more."""
    article = piece.article
    signed = (article.signature.name,) if article.signature else ()
    people = (*(person.name for person in article.contributors), *article.editors, *signed)
    for name in (*people, *_headings(piece), *article.tags):
        yield from (run for run in runs(normalise(name)) if is_han(run) and 2 <= len(run) <= LONGEST_NAME)


def lines(parts: Iterable[str]) -> str:
    """The parts that are not empty as lines, none that already stands in one before it."""
    kept: list[str] = []
    for part in parts:
        if part and not any(part in line for line in kept):
            kept.append(part)
    return "\n".join(kept)
