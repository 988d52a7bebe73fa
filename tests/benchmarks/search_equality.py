"""Whether the shards answer as one lunr index over everything: 520 random questions of eight kinds.

    python -m tests.benchmarks.search_equality MAKE_CORPUS --articles 1000 --work DIR [--many 65]

The reference is made by lunr.py's own Builder of the same words with the same rounded lengths, and asked in lunr.py and
in lunr.js; what they answer is kept in the work folder, because 50 000 articles take them a quarter of an hour of
CPU and 8 GB. The shards are asked in Node. Same: how many, and the first twenty with their scores.
"""

from __future__ import annotations

import gc
import json
from collections import Counter
from pathlib import Path
from typing import Any

from tests.benchmarks.search_archive import SETTINGS, asked_for, corpus, index, kept_galleys
from tests.benchmarks.search_quality import node
from tests.search import reference


def main() -> None:
    """Prints how many answers are the same, and every question whose answer is not."""
    given = asked_for(__doc__, 65).parse_args()
    content = corpus(given.maker, given.articles, given.work)
    kept = given.work / f"lunr-{given.articles}-{given.many}.json"
    if not kept.exists():
        kept.write_text(json.dumps(answered(content, given.work, given.many)), encoding="utf-8")
    asked, expected, theirs = json.loads(kept.read_text(encoding="utf-8"))
    shards = node("lunr", folder=str(index(content, given.work)), questions=[clauses for _, clauses in asked])
    found, other = Counter[str](), Counter[str]()
    for (kind, clauses), (many, best), (ours, hits), (lunrs, firsts) in zip(
        asked, expected, shards, theirs, strict=True
    ):
        found[kind] += bool(many)
        ids = [number for number, _ in best]
        same = many == ours == lunrs and ids == [number for number, _ in hits] == [number for number, _ in firsts]
        if not same or any(abs(a - b) > 1.01e-6 for (_, a), (_, b) in zip(best, hits, strict=True)):
            other[kind] += 1
            print(kind, clauses)
    print("| kind | questions | with hits | answered otherwise |\n|---|---|---|---|")
    for kind in found:
        print(f"| {kind} | {given.many} | {found[kind]} | {other[kind]} |")


def answered(content: Path, work: Path, many: int) -> Any:
    """Questions, and what lunr.py and lunr.js answer."""
    gc.disable()  # an index of everything is millions of objects that stay, and nothing is in a circle
    lunr = reference.reference(kept_galleys(content, work), SETTINGS)
    asked = reference.questions(lunr.inverted_index, many)
    expected = [reference.ask(lunr, clauses) for _, clauses in asked]
    saved = reference.save(lunr, work / f"lunr-{content.parent.name}.json")
    del lunr
    theirs = node("monolith", index=str(saved), questions=[clauses for _, clauses in asked])
    saved.unlink()
    return asked, expected, theirs


if __name__ == "__main__":
    main()
