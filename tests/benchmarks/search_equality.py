"""Whether the shards answer as one lunr index over everything: 520 random questions of eight kinds.

    python -m tests.benchmarks.search_equality MAKE_CORPUS --articles 1000 --work DIR [--many 65] [--only-python]

The reference is made by lunr.py's own Builder of the same words with the same rounded lengths, and asked in lunr.py and
in lunr.js (which cannot load one of 50 000 articles: `--only-python`); the shards are asked in Node. Same: how many,
and the first twenty with their scores.
"""

from __future__ import annotations

import gc
import json
from collections import Counter

from lunr.index import Index

from tests.benchmarks.search_archive import SETTINGS, asked_for, corpus, index, kept_galleys
from tests.benchmarks.search_quality import node
from tests.search import reference


def main() -> None:
    """Prints how many answers are the same, and every question whose answer is not."""
    parser = asked_for(__doc__, 65)
    parser.add_argument("--only-python", action="store_true", help="lunr.js is not asked")
    given = parser.parse_args()
    gc.disable()  # an index of everything is millions of objects that stay, and nothing is in a circle
    content = corpus(given.maker, given.articles, given.work)
    site = index(content, given.work)
    saved = given.work / f"lunr-{given.articles}.json"
    if given.only_python:
        lunr = reference.reference(kept_galleys(content, given.work), SETTINGS)
    else:
        if not saved.exists():
            reference.save(reference.reference(kept_galleys(content, given.work), SETTINGS), saved)
        lunr = Index.load(json.loads(saved.read_text(encoding="utf-8")))
    asked = reference.questions(lunr.inverted_index, given.many)
    clauses = [one for _, one in asked]
    expected = [reference.ask(lunr, one) for one in clauses]
    shards = node("lunr", folder=str(site), questions=clauses)
    theirs = expected
    if not given.only_python:
        theirs = [reference.first_twenty(hits) for _, hits in node("monolith", index=str(saved), questions=clauses)]
    found, other = Counter[str](), Counter[str]()
    for (kind, one), (many, best), (ours, hits), (lunrs, firsts) in zip(asked, expected, shards, theirs, strict=True):
        found[kind] += bool(many)
        ids = [number for number, _ in best]
        same = many == ours == lunrs and ids == [number for number, _ in hits] == [number for number, _ in firsts]
        if not same or any(abs(a - b) > 1.01e-6 for (_, a), (_, b) in zip(best, hits, strict=True)):
            other[kind] += 1
            print(kind, one)
    print("| kind | questions | with hits | answered otherwise |\n|---|---|---|---|")
    for kind in found:
        print(f"| {kind} | {given.many} | {found[kind]} | {other[kind]} |")


if __name__ == "__main__":
    main()
