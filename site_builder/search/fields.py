"""What of an article is searched: five fields, each the text it is searched by as printed, lines apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.newspaper.galley import SetArticle
from site_builder.search.normalise import is_han, normalise, runs

FIELDS = {"headline": 10.0, "deck": 4.0, "names": 6.0, "column": 4.0, "body": 1.0}
"""What is searched, and how much a word weighs there.

`deck` holds kicker, deck and summary; `column` the column, the series and the tags.
"""

LONGEST_NAME = 12
"""Characters of a name or a column's heading that can be one word; longer ones are sentences."""


def texts(piece: SetArticle) -> tuple[str, ...]:
    """The text of each field, in the order of `FIELDS`."""
    article = piece.article
    people = (person.name for person in article.contributors)
    signature = (article.signature.text,) if article.signature else ()
    shared = article.package.headline if article.package else ()
    return (
        lines(article.headline or shared),
        lines((article.kicker, article.deck, article.summary, *(shared if article.headline else ()))),
        lines((article.byline, *people, *article.editors, *signature)),
        lines((*_headings(piece), *article.tags)),
        _body(piece),
    )


def own_words(piece: SetArticle) -> Iterator[str]:
    """Names, columns, series and tags as words, in the form they are searched in: Han of two characters or more."""
    article = piece.article
    signed = (article.signature.name,) if article.signature else ()
    people = (*(person.name for person in article.contributors), *article.editors, *signed)
    for name in (*people, *_headings(piece), *article.tags):
        yield from name_words(name)


def name_words(name: str) -> Iterator[str]:
    """The words a name is, in the form they are searched in."""
    return (run for run in runs(normalise(name)) if is_han(run) and 2 <= len(run) <= LONGEST_NAME)


def lines(parts: Iterable[str]) -> str:
    """The parts that are not empty as lines, none that already stands in one before it."""
    kept: list[str] = []
    for part in parts:
        if part and not any(part in line for line in kept):
            kept.append(part)
    return "\n".join(kept)


def _body(piece: SetArticle) -> str:
    """The paragraphs, and the dateline and captions unless they are in them."""
    body = "\n".join(block.text for block in piece.blocks if block.text)
    dateline = "" if piece.article.dateline in body else piece.article.dateline
    captions = (picture.caption for picture in piece.article.pictures if picture.caption not in body)
    return "\n".join(part for part in (dateline, body, *captions) if part)


def _headings(piece: SetArticle) -> tuple[str, ...]:
    series = piece.article.series
    return (piece.article.column, *((series.name, series.label) if series else ()))
