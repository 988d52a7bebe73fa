"""An index and a question → hits; the twin of assets/js/search/engine.js, on lunr.py where that is on lunr.js.

Every part of a question must be answered. If that leaves nothing, most of the characters of a part will do, as one may
have been misread; if that leaves nothing either, some of the words will.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from site_builder.search.asking import Asked, ask, vary
from site_builder.search.filters import NO_FILTERS, Filtered, Filters, filtered
from site_builder.search.grammar import Demand, Kind, Part, parse
from site_builder.search.normalise import runs, squeeze
from site_builder.search.ranking import rank
from site_builder.search.reading import LOOKED_AT, headed, settle, surest_first, without
from site_builder.search.shelf import Shelf

MOST_CHARACTERS = 64
"""Characters of a question that are looked for; the rest of a longer one is left out, and that is said."""

_FIGURES = re.compile("[0-9]{3,}")


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """An article that was found."""

    number: int
    """Its place in the archive."""

    url: str
    """Its page, below the site's root."""

    date: str
    paper: str
    issue: str
    page: str
    page_name: str
    headline: str
    kicker: str
    byline: str
    column: str
    type: str
    opening: str
    score: float
    exact: bool
    """It holds a part of the question as it was typed."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a question found."""

    total: int
    hits: tuple[Hit, ...]
    """Those asked for, the best first, the newest first among equals."""

    widened: Literal["", "variants", "some-words"] = ""
    """No article answers every part: these hold most of its characters, or some of its words."""

    shortened: tuple[str, ...] = ()
    """What of the question was left out because it was too long."""

    unverified: bool = False
    """A quoted phrase was not held against all texts: there may be articles that only hold its pieces."""

    proved: int = 0
    """Articles of which it is then known nevertheless; they come first."""

    unread: tuple[str, ...] = ()
    """Files that are missing or not whole."""

    counts: Filtered
    words: tuple[str, ...] = ()
    """What to mark in what is shown, normalised."""


def open_index(files: Mapping[str, bytes]) -> Shelf:
    """The index in these files, of which only those are read that a question needs.

    ContentError (S001, S002) when there is none or it is not whole.
    """
    return Shelf(files)


def search(files: Mapping[str, bytes], text: str) -> tuple[Hit, ...]:
    """The first ten articles a question finds in the files of an index, as the search page lists them."""
    return find(open_index(files), text).hits


def matching(shelf: Shelf, text: str) -> set[int]:
    """All articles a question finds."""
    parts, _ = shorten(parse(text))
    asked = [ask(shelf, part, number, weighed=False) for number, part in enumerate(parts)]
    docs, _ = _answering(shelf, asked, filters=False)
    return docs


def finds(shelf: Shelf, text: str, article: int) -> bool:
    """Whether a question finds an article; the texts of others are read only when it does not answer by itself."""
    parts, _ = shorten(parse(text))
    if any(part.demand is Demand.NOT for part in parts):
        return article in matching(shelf, text)
    asked = [ask(shelf, part, number, weighed=False, sought=article) for number, part in enumerate(parts)]
    return (bool(asked) and all(article in one.docs for one in asked)) or article in matching(shelf, text)


def find(
    shelf: Shelf,
    text: str,
    *,
    filters: Filters = NO_FILTERS,
    order: Literal["relevance", "date"] = "relevance",
    first: int = 0,
    count: int = 10,
    facets: bool = True,
) -> Answer:
    """What a question finds. Every text has an answer.

    An empty question with a filter finds everything that passes it. `facets`: also count columns and types.
    """
    parts, shortened = shorten(parse(text))
    asked = [ask(shelf, part, number) for number, part in enumerate(parts)]
    docs, widened = _answering(shelf, asked, filters != NO_FILTERS)
    counts = filtered(shelf, docs, filters, facets=facets)
    wanted = [one for one in asked if one.part.demand is not Demand.NOT]
    doubts = [one for one in wanted if one.open]
    quoted = [one for one in doubts if one.part.kind is Kind.PHRASE]
    clauses = [clause for one in wanted for clause in one.clauses]
    many = first + count
    most = many + LOOKED_AT if doubts and count else many
    newest = order == "date" or not clauses

    def best() -> list[tuple[int, float]]:
        among = counts.docs[-most:] if newest else counts.docs
        terms = {term: weights for one in wanted for term, weights in one.terms.items()}
        ranked = rank(clauses, terms, among, shelf.manifest.fields, most)
        return sorted(ranked, reverse=True) if newest else ranked

    ranked = best()
    if count:
        numbers = [number for number, _ in ranked]
        heads = headed(shelf, asked, numbers) if not newest else set()
        # Who types a whole headline wants that article: of the others it does not matter how they hold it.
        read = quoted if heads else doubts
        settled = settle(shelf, read, numbers, many, widened=bool(widened))
        if settled.gone:
            counts = filtered(shelf, docs - settled.gone, filters, facets=facets)
        if settled.false or heads != set(numbers[: len(heads)]):
            ranked = best()
        if quoted or not newest:
            ranked = surest_first(doubts, ranked)
    exact = {number for one in wanted for number in one.exact if number not in one.open}
    open_ = set(counts.docs).intersection(set[int]().union(*(one.open for one in quoted)))
    return Answer(
        total=len(counts.docs),
        hits=tuple(_hit(shelf, number, score, number in exact) for number, score in ranked[first:many]),
        widened=widened,
        shortened=shortened,
        unverified=bool(open_) or any(one.unverified for one in asked if one.part.demand is Demand.NOT),
        proved=len(counts.docs) - len(open_) if quoted else 0,
        unread=tuple(sorted(shelf.unread)),
        counts=counts,
        words=_words(wanted),
    )


def shorten(parts: Sequence[Part]) -> tuple[list[Part], tuple[str, ...]]:
    """The parts of a question that are looked for, and what was left out."""
    kept, left = [], []
    room = MOST_CHARACTERS
    for part in parts:
        text = part.text[:room]
        room -= len(text)
        if runs(text):
            kept.append(msgspec.structs.replace(part, text=text))
        if text != part.text:
            left.append(part.text[len(text) :])
    return kept, tuple(left)


def _answering(
    shelf: Shelf, asked: Sequence[Asked], filters: bool
) -> tuple[set[int], Literal["", "variants", "some-words"]]:
    """The articles that answer every part; if there are none, those that nearly do."""
    wanted = [one for one in asked if one.part.demand is not Demand.NOT]
    if not wanted:
        everything = set(range(shelf.manifest.articles)) if asked or filters else set()
        return without(shelf, asked, everything), ""
    if docs := without(shelf, asked, _every(wanted)):
        return docs, ""
    loose = [one for one in wanted if one.part.kind is Kind.WORDS and one.part.demand is Demand.NONE]
    for one in loose:
        vary(shelf, one, list(asked).index(one))
    docs = without(shelf, asked, _every(wanted))
    if docs or not loose:
        return docs, "variants" if docs else ""
    eased = (Kind.WORDS, Kind.PREFIX, Kind.FUZZY)
    sure = [one for one in wanted if one.part.demand is Demand.MUST or one.part.kind not in eased]
    some = {number for one in wanted for number in (*one.some, *one.docs)}
    docs = without(shelf, asked, _every(sure) & some if sure else some)
    return docs, "some-words" if docs else ""


def _every(asked: Iterable[Asked]) -> set[int]:
    return set.intersection(*(one.docs for one in asked))


def _hit(shelf: Shelf, number: int, score: float, exact: bool) -> Hit:
    spot = msgspec.structs.asdict(shelf.spot(number))
    head = msgspec.structs.asdict(shelf.head(number))
    return Hit(number=number, score=score, exact=exact, **spot, **head)


def _words(wanted: Sequence[Asked]) -> tuple[str, ...]:
    typed: list[str] = []
    cut: list[str] = []
    for one in wanted:
        kind = one.part.kind
        if kind is Kind.PHRASE:
            typed.append(squeeze(one.part.text))
        elif kind in (Kind.WORDS, Kind.PREFIX):
            typed += runs(one.part.text)
        if kind in (Kind.WORDS, Kind.FUZZY):
            cut += one.words
    every = list(dict.fromkeys(typed + cut))
    # A single character is everywhere; it is marked only when nothing else was asked for.
    needles = [word for word in every if len(word) > 1] or every
    years = [word for word in needles if _FIGURES.fullmatch(word)]
    han = (
        year.translate(str.maketrans("0123456789", zero + "一二三四五六七八九")) for zero in "〇零" for year in years
    )
    return (*needles, *han)
