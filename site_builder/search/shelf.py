"""The files of an index, read when they are needed; docs/search-format.md says what is in them.

The twin of themes/broadsheet/assets/js/search/shelf.js. What is missing or not whole is noted in `unread` and counts as
empty; only without the manifest and the tables of issues there is no shelf.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeVar

import msgspec

from site_builder.errors import ContentError, Place, Problem
from site_builder.search.bits import GROUP, SEPARATOR, Bits, first_key, keys, plain_record, word_documents, word_record
from site_builder.search.issue_table import IssueRow, read_issues
from site_builder.search.lengths import BLOCK, LENGTHS
from site_builder.search.numbers import decode
from site_builder.search.routers import (
    Router,
    add_groups,
    all_names,
    names_from,
    names_of,
)
from site_builder.search.scripts import MANIFEST, load

T = TypeVar("T")

Posting = Mapping[str, Mapping[int, int]]
"""Field → article → how often a word stands there."""


class Segment(msgspec.Struct, frozen=True):
    """A run of whole issues, with files of its own."""

    first: int
    articles: int
    span: int
    totals: list[int]
    lengths: list[list[str]]
    issues: str
    words: Router
    vocabulary: Router
    facets: Router
    bigrams: Router | None = None


class Manifest(msgspec.Struct, frozen=True):
    """What the entry file says."""

    format: Literal[4]
    id: str
    articles: int
    fields: list[str]
    boosts: list[float]
    papers: dict[str, str]
    folding: str
    texts: bool
    substring: bool
    segments: list[Segment]
    heads: int
    """Articles of an issue whose heads are in one file."""

    rows: int
    """Articles of an issue whose texts are in one file."""

    folds: list[str] | None = None


class Head(msgspec.Struct, frozen=True):
    """What a hit shows of an article, as printed."""

    headline: str = ""
    kicker: str = ""
    byline: str = ""
    column: str = ""
    type: str = ""
    opening: str = ""


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """Where an article is."""

    url: str
    date: str
    paper: str
    issue: str
    page: str
    page_name: str


class Shelf:
    """An index that is open."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Reads the manifest and the tables of issues. ContentError (S001, S002) when there is none or it is broken."""
        self._files = files
        self.unread: set[str] = set()
        if MANIFEST not in files:
            raise ContentError(Problem(code="S001", place=Place(MANIFEST)))
        name = "manifest"
        try:
            self.manifest = msgspec.convert(load(files, name), Manifest)
            self.issues: list[IssueRow] = []
            for segment in self.manifest.segments:
                self.issues.extend(read_issues(load(files, name := segment.issues), segment.first))
        except (KeyError, ValueError, TypeError, IndexError, AttributeError) as broken:
            raise ContentError(Problem(code="S002", place=Place(f"search/{name}.js"))) from broken
        self._starts = [issue.first for issue in self.issues]
        totals = [segment.totals for segment in self.manifest.segments]
        self._averages = {
            field: sum(total[at] for total in totals) / max(1, self.manifest.articles)
            for at, field in enumerate(self.manifest.fields)
        }
        # Caches of this shelf, not of all.
        self.posting = functools.lru_cache(400)(self._posting)
        self.standing = functools.lru_cache(400)(self._standing)
        self.pair = functools.lru_cache(400)(self._pair)
        self.beginning = functools.lru_cache(400)(self._beginning)
        self._value = functools.lru_cache(600)(self._load)
        self._levels = functools.cache(self._read_levels)

    def forget(self) -> None:
        """Let go of what was read for the questions so far."""
        for cache in (self.posting, self.standing, self.pair, self.beginning, self._value):
            cache.cache_clear()

    def _posting(self, term: str) -> Posting:
        """Where a word stands, and how often."""
        fields: defaultdict[str, dict[int, int]] = defaultdict(dict)
        for record, segment in self._records("w", "words", term, self._read_word, self._read_word):
            for field, times in record.items():
                fields[field].update((segment.first + number, often) for number, often in times.items())
        return dict(fields)

    def _standing(self, term: str) -> Mapping[str, frozenset[int]]:
        """The articles in which a word stands, by field."""
        fields: defaultdict[str, frozenset[int]] = defaultdict(frozenset)
        for record, segment in self._records("w", "words", term, self._read_word, self._read_standing):
            for field, documents in record.items():
                fields[field] |= {segment.first + number for number in documents}
        return dict(fields)

    def _read_word(self, bits: Bits, segment: Segment) -> Mapping[str, Mapping[int, int]]:
        return word_record(bits, segment.span, self.manifest.fields)

    def _read_standing(self, bits: Bits, segment: Segment) -> Mapping[str, Sequence[int]]:
        return word_documents(bits, segment.span, self.manifest.fields)

    def _pair(self, pair: str) -> frozenset[int]:
        """The articles with two characters one after the other."""
        return self._docs("g", "bigrams", pair)

    def facet(self, key: str) -> frozenset[int]:
        """The articles of a facet: `c` and a column, `t` and a type, `p` and a person."""
        return self._docs("f", "facets", key)

    def facets(self, start: str) -> dict[str, frozenset[int]]:
        """All facets that begin so, and their articles."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for s, segment in enumerate(self.manifest.segments):
            for name in all_names(self._value, "f", s, segment.facets):
                if (value := self._value(name)) is None:
                    continue
                for at, key in enumerate(value[0]):
                    if not at % GROUP:
                        bits = Bits(value[1].split(SEPARATOR)[at // GROUP])
                    numbers = plain_record(bits, segment.span)
                    if key.startswith(start):
                        found[key].update(segment.first + number for number in numbers)
        return {key: frozenset(docs) for key, docs in found.items()}

    def _beginning(self, key: str) -> Mapping[str, str]:
        """The terms that begin with these one or two characters, the first of them itself, and the class of each.

        Others that begin with the first of them may be among them.
        """
        terms: dict[str, str] = {}
        for s, segment in enumerate(self.manifest.segments):
            for value in self._values("v", "vocabulary", key, s, segment):
                add_groups(value or "", key[0], terms)
        return terms

    def starting(self, char: str) -> Mapping[str, str]:
        """All terms that begin with a character, and the class of each."""
        terms: dict[str, str] = {}
        for s, segment in enumerate(self.manifest.segments):
            for name in names_from(self._value, "v", s, segment.vocabulary, char):
                add_groups(self._value(name) or "", char, terms)
        return terms

    def vocabulary(self) -> Mapping[str, str]:
        """All terms, and the class of each."""
        terms: dict[str, str] = {}
        for s, segment in enumerate(self.manifest.segments):
            for name in all_names(self._value, "v", s, segment.vocabulary):
                add_groups(self._value(name) or "", "", terms)
        return terms

    def average(self, field: str) -> float:
        """How many words a field has on the average of all articles."""
        return self._averages[field]

    def length(self, field: str, number: int) -> int:
        """How many words a field of an article has, rounded as the index rounds them."""
        return LENGTHS[self._levels(field)[number]]

    def _read_levels(self, field: str) -> list[int]:
        levels = [0] * self.manifest.articles
        at = self.manifest.fields.index(field)
        for s, segment in enumerate(self.manifest.segments):
            for k, mark in enumerate(segment.lengths[at]):
                least, *rest = decode(self._value(f"l{s}/{at}-{k}-{mark}") or " ")
                first = segment.first + k * BLOCK
                levels[first : first + len(rest)] = [level + least for level in rest]
        return levels

    def issue(self, number: int) -> IssueRow:
        """The issue of an article."""
        return self.issues[bisect_right(self._starts, number) - 1]

    def spot(self, number: int) -> Spot:
        """Where an article is."""
        issue = self.issue(number)
        stretch = [page for page in issue.pages if page.first <= number][-1]
        id_ = issue.ids[number - issue.first] if issue.ids else f"{stretch.page}-{number - stretch.first + 1:02}"
        return Spot(
            url=f"{issue.paper}/{issue.folder}/{id_}.html",
            date=issue.date,
            paper=issue.paper,
            issue=issue.label,
            page=stretch.page,
            page_name=stretch.name,
        )

    def head(self, number: int) -> Head:
        """What a hit shows of an article."""
        issue = self.issue(number)
        k, at = divmod(number - issue.first, self.manifest.heads)
        rows = self._value(f"h/{issue.paper}-{issue.folder}-{k}-{issue.heads}") or []
        head = Head(*rows[at]) if at < len(rows) else Head()
        return head if head.type else msgspec.structs.replace(head, type="article")

    def text_name(self, number: int) -> str:
        """The file the texts of an article are in; empty when there are none."""
        issue = self.issue(number)
        if not self.manifest.texts or issue.texts == "-":
            return ""
        return f"t/{issue.paper}-{issue.folder}-{(number - issue.first) // self.manifest.rows}-{issue.texts}"

    def texts(self, number: int) -> list[str] | None:
        """The text of each field as printed; None where there is none."""
        name = self.text_name(number)
        rows = self._value(name) if name else None
        at = (number - self.issue(number).first) % self.manifest.rows
        if rows is None or at >= len(rows):
            return None
        row = rows[at]
        rest = [self._value(more) or "" for more in (row[5] if len(row) > 5 else [])]
        return [*row[:4], row[4] + "".join(rest)]

    def _docs(self, kind: str, part: str, key: str) -> frozenset[int]:
        found: set[int] = set()
        for numbers, segment in self._records(kind, part, key, _read_plain, _read_plain):
            found.update(segment.first + number for number in numbers)
        return frozenset(found)

    def _records(
        self,
        kind: str,
        part: str,
        key: str,
        skip: Callable[[Bits, Segment], object],
        read: Callable[[Bits, Segment], T],
    ) -> Iterator[tuple[T, Segment]]:
        """Of each segment that has the key what is read of its record; one that is not whole is none."""
        for s, segment in enumerate(self.manifest.segments):
            values = list(self._values(kind, part, key, s, segment))
            if None in values or not values:
                continue
            found = [_placed(value, key) for value in values]
            if all(place is not None for _, place in found):
                # Of several files each holds a part of this record and nothing else.
                bits = found[0][0] if len(found) == 1 else Bits("".join(bits.rest() for bits, _ in found))
                for _ in range(found[-1][1] or 0):
                    skip(bits, segment)
                yield read(bits, segment), segment

    def _values(self, kind: str, part: str, key: str, s: int, segment: Segment) -> Iterator[Any]:
        router: Router | None = getattr(segment, part)
        for name in names_of(self._value, kind, s, router, key) if router else ():
            yield self._value(name) if name else None

    def _load(self, name: str) -> Any:
        try:
            return load(self._files, name)
        except (KeyError, ValueError):
            self.unread.add(name)
            return None


def _read_plain(bits: Bits, segment: Segment) -> Sequence[int]:
    return plain_record(bits, segment.span)


def _placed(value: Any, key: str) -> tuple[Bits, int | None]:
    """The bits of the group a key would be in, and the place of its record in what is left of them."""
    if isinstance(value, str):
        groups = value.split(SEPARATOR)
        bits = Bits(groups[max(0, bisect_right(groups, key, key=lambda group: first_key(Bits(group))) - 1)])
        held = keys(bits)
        return bits, held.index(key) if key in held else None
    held, records = value
    group, place = divmod(held.index(key) if key in held else 0, GROUP)
    return Bits(records.split(SEPARATOR)[group]), place if key in held else None
