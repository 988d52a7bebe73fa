"""Files and a question → hits; the twin of assets/js/search/engine.js, on lunr.py where that is on lunr.js.

Every word must be there; if that leaves nothing, what was typed is looked for as it stands; if that leaves nothing
either, some of the words will do. A quoted phrase is looked for in the texts themselves, so it is found wherever it
stands and nowhere else.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from site_builder.errors import ContentError, Place, Problem
from site_builder.search.grammar import Demand, Kind, Part, parse
from site_builder.search.normalise import figures, is_han, normalise, runs, squeeze
from site_builder.search.scripts import MANIFEST, load
from site_builder.search.segment import Vocabulary, segment, vocabulary
from site_builder.search.terms import LONGEST

HEAD = ("url", "date", "page", "page_name", "kicker", "byline", "opening", "headline", "deck", "names", "column")
"""What `index.bind` says of each article, in its order."""

MOST_CLAUSES = 48
"""Words of a question that are looked up; the rest of a longer one is left out, and that is said."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """An article that was found."""

    number: int
    """Its place in the archive by day, paper and id."""

    score: float
    url: str
    """Its page, below the site's root."""

    date: str
    page: str
    page_name: str
    kicker: str
    headline: str
    byline: str
    opening: str


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a question found."""

    hits: tuple[Hit, ...]
    """All of them, the best first, the newest first among equals."""

    relaxed: bool = False
    """No article holds every word; these hold some."""

    shortened: bool = False
    """The question was too long and its end was left out."""


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """What lunr is asked: a term of the index, or the beginning of one."""

    term: str
    required: bool
    prefix: bool = False
    fields: tuple[str, ...] = ()


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """The files of an index, read."""

    lunr: Any
    words: Vocabulary
    terms: frozenset[str]
    fields: tuple[str, ...]
    heads: Sequence[Sequence[str]]
    bodies: Sequence[str]


def search(files: Mapping[str, bytes], text: str) -> tuple[Hit, ...]:
    """The articles a question finds in the files of `index.bind`, as the search page would list them."""
    return answer(open_index(files), text).hits


def open_index(files: Mapping[str, bytes]) -> Index:
    """The index in the files of `index.bind`. ContentError (S001, S002) when there is none or it is not whole."""
    from lunr.index import Index as Lunr

    if MANIFEST not in files:
        raise ContentError(Problem(code="S001", place=Place(MANIFEST)))
    name = "manifest"
    try:
        contents = load(files, name)
        index = load(files, name := contents["index"])
        heads = load(files, name := contents["heads"])
        bodies: list[str] = []
        for part in contents["texts"]:
            bodies += load(files, name := part["name"])
    except (KeyError, ValueError, TypeError) as broken:
        raise ContentError(Problem(code="S002", place=Place(f"search/{name}.js"))) from broken
    terms = [term for term, _ in index["lunr"]["invertedIndex"]]
    return Index(
        lunr=Lunr.load(index["lunr"]),
        words=vocabulary(filter(is_han, terms), index["classes"]),
        terms=frozenset(terms),
        fields=tuple(contents["fields"]),
        heads=heads,
        bodies=bodies,
    )


def answer(index: Index, text: str) -> Answer:
    """What a question finds. Every text has an answer."""
    parts = parse(text)
    wanted = [part for part in parts if part.demand is not Demand.NOT]
    clauses = [clause for part in wanted for clause in _clauses(part, index)]
    shortened = len(clauses) > MOST_CLAUSES
    clauses = clauses[:MOST_CLAUSES]
    scores = _scores(index, clauses, _kept(index, parts), whole=all(part.kind is Kind.PHRASE for part in wanted))
    relaxed = False
    if not scores and any(clause.required for clause in clauses):
        eased = [msgspec.structs.replace(clause, required=False) for clause in clauses]
        typed = [piece for part in parts for piece in _as_typed(part)]
        scores = _scores(index, eased, _kept(index, typed, demanded=True), whole=True)
        relaxed = not scores
        if relaxed:
            sure = any(part.kind is Kind.PHRASE or part.demand is Demand.MUST for part in wanted)
            scores = _scores(index, eased, _kept(index, parts, demanded=True), whole=sure)
    order = sorted(scores, key=lambda number: (-scores[number], -number))
    return Answer(
        hits=tuple(_hit(index.heads[number], number, scores[number]) for number in order),
        relaxed=relaxed and bool(scores),
        shortened=shortened,
    )


def _clauses(part: Part, index: Index) -> Iterator[Clause]:
    fields = tuple(field for field in part.fields if field in index.fields)
    if part.kind is Kind.PREFIX:
        yield Clause(term=part.text, required=True, prefix=True, fields=fields)
        return
    # A phrase is held against the texts; its words only weigh what is found there.
    required = part.kind is Kind.WORDS
    for run in runs(figures(part.text)):
        words = segment(run, index.words) if is_han(run) else [run[:LONGEST]]
        for word in dict.fromkeys(words):
            yield Clause(term=word, required=required, fields=fields)
        if len(words) > 1 and run in index.terms:
            yield Clause(term=run, required=False, fields=fields)


def _as_typed(part: Part) -> list[Part]:
    """A part run by run: Han as a phrase, however the text around it made jieba cut it there; other runs as words.

    A part that must not be there stays what it is.
    """
    if part.demand is Demand.NOT or part.kind is Kind.PHRASE:
        return [part]
    pieces = [msgspec.structs.replace(part, text=run, demand=Demand.MUST) for run in runs(part.text)]
    return [msgspec.structs.replace(piece, kind=Kind.PHRASE) if is_han(piece.text) else piece for piece in pieces]


def _kept(index: Index, parts: Iterable[Part], demanded: bool = False) -> set[int] | None:
    """The articles that hold every phrase, and what is `demanded`, and nothing that must not be there.

    None when no part says so.
    """
    kept: set[int] | None = None
    for part in parts:
        unwanted = part.demand is Demand.NOT
        if unwanted or part.kind is Kind.PHRASE or (demanded and part.demand is Demand.MUST):
            among = set(range(len(index.heads))) if kept is None else kept
            found = _having(index, among, part)
            kept = among - found if unwanted else found
    return kept


def _having(index: Index, among: set[int], part: Part) -> set[int]:
    """Those that hold a part: a phrase as it stands, words by lunr or as they stand."""
    if part.kind is Kind.PHRASE:
        return {number for number in among if _holds(index, number, part)}
    found = among & set(_ask(index, list(_clauses(part, index))[:MOST_CLAUSES]))
    pieces = _as_typed(msgspec.structs.replace(part, demand=Demand.MUST))
    if any(piece.kind is Kind.PHRASE for piece in pieces):
        for piece in pieces:
            among = _having(index, among, piece)
        found |= among
    return found


def _holds(index: Index, number: int, part: Part) -> bool:
    """Whether an article holds a phrase, white space not counted, numerals in either form."""
    fields = [field for field in part.fields if field in index.fields] or index.fields
    head = dict(zip(HEAD, index.heads[number], strict=True))
    texts = (index.bodies[number] if field == "body" else head[field] for field in fields)
    phrase = squeeze(part.text)
    return any(phrase in (plain := _plain(text)) or figures(phrase) in figures(plain) for text in texts)


@functools.lru_cache(4096)
def _plain(text: str) -> str:
    return squeeze(normalise(text))


def _scores(index: Index, clauses: Sequence[Clause], kept: set[int] | None, whole: bool) -> dict[int, float]:
    """What lunr finds of the articles kept, with its score; with `whole` the others that are kept as well."""
    scores = _ask(index, clauses)
    if kept is None:
        return scores
    return {number: scores.get(number, 0.0) for number in kept if whole or number in scores}


def _ask(index: Index, clauses: Sequence[Clause]) -> dict[int, float]:
    """What lunr finds: scores by number, to the sixth decimal, so that equals are equal on both sides."""
    from lunr.query import Query, QueryPresence

    if not clauses:
        return {}
    query = index.lunr.create_query()
    for clause in clauses:
        query.clause(
            clause.term,
            fields=list(clause.fields),
            use_pipeline=False,
            wildcard=Query.WILDCARD_TRAILING if clause.prefix else Query.WILDCARD_NONE,
            presence=QueryPresence.REQUIRED if clause.required else QueryPresence.OPTIONAL,
        )
    return {int(found["ref"]): math.floor(found["score"] * 1e6 + 0.5) / 1e6 for found in index.lunr.query(query)}


def _hit(row: Sequence[str], number: int, score: float) -> Hit:
    head = dict(zip(HEAD, row, strict=True))
    shown = {name: head[name] for name in Hit.__struct_fields__ if name in head}
    return Hit(number=number, score=score, **shown)
