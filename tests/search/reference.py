"""The reference: one lunr.py index over all words of all articles, by lunr's own Builder, and questions for it."""

from __future__ import annotations

import json
import random
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from lunr import __TARGET_JS_VERSION__
from lunr.builder import Builder
from lunr.query import Query, QueryPresence

from site_builder.newspaper.galley import Galley
from site_builder.search.asking import EXPANSIONS
from site_builder.search.fields import FIELDS, own_words, texts
from site_builder.search.lengths import rounded
from site_builder.search.normalise import is_han, normalise
from site_builder.search.settings import SearchSettings
from site_builder.search.terms import cut_plain

Clause = dict[str, Any]
"""`{term, kind, fields, boost, presence}`; kind is "", prefix or fuzzy, presence may, must or not."""

_PRESENCE = {"may": QueryPresence.OPTIONAL, "must": QueryPresence.REQUIRED, "not": QueryPresence.PROHIBITED}


def reference(galleys: Iterable[Galley], settings: SearchSettings) -> Any:
    """The lunr.py index of issues in order, with the lengths rounded as the shards have them."""
    builder = Builder()
    for field, boost in FIELDS.items():
        builder.field(field, boost=boost)
    number = 0
    for galley in galleys:
        names = {name for piece in galley.articles for name in own_words(piece)}
        for piece in galley.articles:
            words = {}
            for field, text in zip(FIELDS, map(normalise, texts(piece)), strict=True):
                counts = Counter(cut_plain(text, settings))
                for name in names:
                    if name in text:
                        counts[name] = max(counts[name], text.count(name))
                words[field] = sorted(counts.elements())
            builder.add({"id": str(number), **words})
            for field in FIELDS:
                builder.field_lengths[f"{field}/{number}"] = rounded(len(words[field]))
            number += 1
    return builder.build()


def ask(index: Any, clauses: Sequence[Clause]) -> tuple[int, list[tuple[int, float]]]:
    """What the reference finds: how many, and the first twenty with their scores, the newest first among equals."""
    query = index.create_query()
    for clause in clauses:
        query.clause(
            clause["term"],
            fields=clause["fields"],
            boost=clause["boost"],
            use_pipeline=False,
            wildcard=Query.WILDCARD_TRAILING if clause["kind"] == "prefix" else Query.WILDCARD_NONE,
            edit_distance=1 if clause["kind"] == "fuzzy" else 0,
            presence=_PRESENCE[clause["presence"]],
        )
    return first_twenty([(int(found["ref"]), found["score"]) for found in index.query(query)])


def first_twenty(found: Sequence[tuple[int, float]]) -> tuple[int, list[tuple[int, float]]]:
    """How many, and the first twenty in the order the search page has them."""
    rounded_ = [(number, int(score * 1e6 + 0.5) / 1e6) for number, score in found]
    return len(found), sorted(rounded_, key=lambda hit: (-hit[1], -hit[0]))[:20]


def questions(terms: Iterable[str], many: int, seed: int = 7) -> list[tuple[str, list[Clause]]]:
    """So many random questions of each of eight kinds, with the name of the kind."""
    chance = random.Random(seed)
    known = sorted(terms)
    # Half of them from what is frequent, as words of few characters are; half from everything.
    short = [term for term in known if is_han(term) and len(term) == 2] or known
    long = [term for term in known if len(term) >= 3] or known
    everywhere = list(FIELDS)

    def word() -> str:
        return chance.choice(short if chance.random() < 0.5 else known)

    def clause(term: str, presence: str = "may", kind: str = "", **more: Any) -> Clause:
        return {"term": term, "kind": kind, "fields": everywhere, "boost": 1, "presence": presence, **more}

    kinds = {
        "one word": lambda: [clause(word())],
        "several words": lambda: [clause(word()) for _ in range(chance.randint(2, 5))],
        "required": lambda: [clause(word(), "must"), clause(word())],
        "prohibited": lambda: [clause(word()), clause(word(), "not")],
        "in a field": lambda: [clause(word(), fields=[chance.choice(everywhere)]), clause(word())],
        "boosted": lambda: [clause(word(), boost=chance.choice((2, 3, 10))), clause(word())],
        "beginnings": lambda: [clause(_beginning(chance, long, known), kind="prefix"), clause(word())],
        "fuzzy": lambda: [clause(_misread(chance, chance.choice(long), known), kind="fuzzy"), clause(word())],
    }
    return [(kind, make()) for kind, make in kinds.items() for _ in range(many)]


def _beginning(chance: random.Random, terms: Sequence[str], known: Sequence[str]) -> str:
    """One or two characters that not too many words begin with: of more, only the most usual are looked up."""
    while True:
        start = chance.choice(terms)[: chance.randint(1, 2)]
        if bisect_left(known, start + "\uffff") - bisect_left(known, start) <= EXPANSIONS:
            return start


def _misread(chance: random.Random, term: str, known: Sequence[str]) -> str:
    """A word with one character other, more, less or out of its place."""
    at = chance.randrange(len(term))
    other = chance.choice(known)[0]
    return chance.choice(
        (
            term[:at] + other + term[at + 1 :],
            term[:at] + other + term[at:],
            term[:at] + term[at + 1 :],
            term[:at] + term[at : at + 2][::-1] + term[at + 2 :],
        )
    )


def save(index: Any, path: Path) -> Path:
    """The reference in a file for lunr.js: what lunr serialises, in lines, as no program reads a text of 700 MB.

    The first line has all but the vectors of the fields and the terms, of which it has the numbers; these follow, each
    in a line.
    """
    vectors, terms = index.field_vectors, index.inverted_index
    head = {"version": __TARGET_JS_VERSION__, "fields": index.fields, "pipeline": index.pipeline.serialize()}
    with path.open("w", encoding="utf-8") as file:
        json.dump(head | {"fieldVectors": len(vectors), "invertedIndex": len(terms)}, file)
        for line in ([ref, vector.serialize()] for ref, vector in vectors.items()):
            file.write("\n" + json.dumps(line))
        for term in sorted(terms):
            file.write("\n" + json.dumps([term, terms[term]]))
    return path
