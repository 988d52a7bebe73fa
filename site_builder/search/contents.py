"""What leads to the shards: the manifest, the routers, the tables of issues and the lengths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import sub
from typing import Any

import msgspec

from site_builder.search.arrangement import Segment
from site_builder.search.fields import FIELDS
from site_builder.search.leaves import HEADS, TEXTS
from site_builder.search.lengths import BLOCK, LENGTHS
from site_builder.search.normalise import fold_lines
from site_builder.search.numbers import encode
from site_builder.search.partials import Facts
from site_builder.search.rows import bucket
from site_builder.search.scripts import file, mark, payload
from site_builder.search.shards import LETTERS, Shards, cut

MOST_SHARDS = 1024
"""Files of a kind that the manifest names itself."""

ROUTED = 192
"""Files a router names, or somewhat more."""

MOST_FOLDS = 200
"""Characters searched as another that the manifest lists; an archive with more needs the whole table anyway."""

K1, B = 1.2, 0.75
"""lunr's own."""


class Bound(msgspec.Struct, frozen=True):
    """A segment and what was made of it."""

    segment: Segment
    facts: Sequence[Facts]
    """Of its issues."""

    shards: Mapping[str, Sequence[Shards]]
    """By what the manifest calls them, each in the order of keys."""


def contents(bound: Sequence[Bound], papers: Mapping[str, str], *, texts: bool, substring: bool) -> dict[str, bytes]:
    """The files that lead to those of the segments, the manifest last; `papers` are the names by id."""
    files: dict[str, bytes] = {}
    entries = [_segment(number, one, files, texts=texts, substring=substring) for number, one in enumerate(bound)]
    folding = payload("\n".join(fold_lines()))
    folding_name = f"folding-{mark(folding)}"
    files |= [file(folding_name, folding)]
    manifest: dict[str, Any] = {
        "format": 4,
        "articles": sum(one.segment.articles for one in bound),
        "fields": list(FIELDS),
        "boosts": [int(boost) for boost in FIELDS.values()],
        "k1": K1,
        "b": B,
        "papers": {id_: papers[id_] for id_ in sorted({facts.paper for one in bound for facts in one.facts})},
        "folding": folding_name,
        "folds": _folds(facts.folds for one in bound for facts in one.facts),
        "heads": HEADS,
        "rows": TEXTS,
        "texts": texts,
        "substring": substring,
        "segments": entries,
    }
    whole = payload(manifest)
    marks = mark(whole) + mark(mark(whole) + whole)
    return files | dict([file("manifest", payload({"id": marks, **manifest}))])


def _segment(number: int, one: Bound, files: dict[str, bytes], *, texts: bool, substring: bool) -> dict[str, Any]:
    """What the manifest says of a segment; the files it names are added."""
    levels = [b"".join(facts.levels[at] for facts in one.facts) for at in range(len(FIELDS))]
    table = payload(_issues([facts for facts in one.facts if facts.articles], texts=texts))
    issues = f"i{number}-{mark(table)}"
    files |= [file(issues, table)]
    routers = {name: _router(number, kind, one.shards.get(name, ()), files) for name, kind in LETTERS.items()}
    return {
        "first": one.segment.first,
        "articles": one.segment.articles,
        "span": one.segment.span,
        "totals": [sum(map(LENGTHS.__getitem__, of)) for of in levels],
        "lengths": [list(_lengths(f"l{number}/{at}", of, files)) for at, of in enumerate(levels)],
        "issues": issues,
        **routers,
        **({} if substring else {"bigrams": None}),
    }


def _lengths(name: str, levels: bytes, files: dict[str, bytes]) -> Iterator[str]:
    """The marks of the blocks of a field's lengths, whose files are added."""
    if not any(levels):
        return
    for number, start in enumerate(range(0, len(levels), BLOCK)):
        block = levels[start : start + BLOCK]
        least = min(block)
        codes = list(map(encode, range(max(block) - least + 1)))
        text = payload(encode(least) + "".join(map(codes.__getitem__, map(sub, block, repeat(least)))))
        files |= [file(f"{name}-{number}-{mark(text)}", text)]
        yield mark(text)


def _router(number: int, kind: str, made: Sequence[Shards], files: dict[str, bytes]) -> dict[str, Any]:
    """The router of a kind; where it has two levels, the files of the second are added."""
    firsts = [first for shards in made for first in shards.firsts]
    marks = "".join(shards.marks for shards in made)
    size = sum(shards.size for shards in made)
    if kind != "g" and len(firsts) <= MOST_SHARDS:
        return {"depth": 0, "first": firsts, "marks": marks, "bytes": size}
    entries = [(first, marks[5 * at : 5 * at + 5]) for at, first in enumerate(firsts)]
    upper: list[tuple[str, str]] = []
    for low, high in cut(firsts, repeat(1, len(firsts)), ROUTED):
        part = entries[low:high]
        text = payload({"first": [first for first, _ in part], "marks": "".join(own for _, own in part)})
        own = mark(kind + text)
        files |= [file(f"r{number}/{bucket(part[0][0]):x}-{own}", text)]
        upper.append((part[0][0], own))
    return {
        "depth": 1,
        "first": [first for first, _ in upper],
        "marks": "".join(own for _, own in upper),
        "bytes": size,
    }


def _issues(facts: Sequence[Facts], *, texts: bool) -> dict[str, Any]:
    papers = sorted({one.paper for one in facts})
    pages = sorted({(stretch.page, stretch.name) for one in facts for stretch in one.stretches})
    places = {page: at for at, page in enumerate(pages)}
    lines = []
    for one in facts:
        codes = "".join(encode(places[each.page, each.name]) + encode(each.articles) for each in one.stretches)
        lines.append(f"{one.folder} {papers.index(one.paper)} {one.heads} {one.texts if texts else '-'} {codes}")
    return {
        "papers": papers,
        "pages": pages,
        "issues": "\n".join(lines),
        "labels": [one.label for one in facts],
        "odd": {str(at): one.odd for at, one in enumerate(facts) if one.odd},
    }


def _folds(characters: Iterable[str]) -> list[str] | None:
    """The lines of the folding table with the characters that stand in the archive; None when they are many."""
    there = set("".join(characters))
    if len(there) > MOST_FOLDS:
        return None
    lines = ((line[0], "".join(other for other in line[1:] if other in there)) for line in fold_lines())
    return [first + others for first, others in lines if others]
