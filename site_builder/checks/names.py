"""Names that are one character away from a name that stands under more articles: one of the two is a misreading."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set

from site_builder.errors import Place, Problem, Severity
from site_builder.newspaper.facts import ArticleFacts, NamedPerson

SHORTEST = 3
"""Characters a Chinese name must have: of two, every second pair of names shares one."""

SHORTEST_LATIN = 6

KNOWN = 2
"""Articles under which a name must stand to be one that is known."""


def faults(articles: Iterable[ArticleFacts], settled: Set[str]) -> Iterator[Problem]:
    """Names of one paper that stand under one article, beside a known one that differs in one character.

    `settled` are the names of people.yaml: they are right, however seldom they stand.
    """
    uses: Counter[str] = Counter()
    places: dict[str, Place] = {}
    for article in articles:
        for name in {_plain(person) for person in article.people}:
            uses[name] += 1
        for person in article.people:
            places.setdefault(_plain(person), person.place)
    uses.update(dict.fromkeys(settled, KNOWN))
    known: defaultdict[str, list[str]] = defaultdict(list)
    for name, count in sorted(uses.items()):
        if count >= KNOWN and _is_long(name):
            for pattern in _patterns(name):
                known[pattern].append(name)
    for name, count in sorted(uses.items()):
        if count >= KNOWN or not _is_long(name):
            continue
        near = {other for pattern in _patterns(name) for other in known.get(pattern, ()) if other != name}
        if near:
            other = max(sorted(near), key=lambda candidate: uses[candidate])
            facts = {"found": name, "near": other, "count": str(uses[other])}
            yield Problem(code="M037", place=places[name], facts=facts, severity=Severity.WARNING)


def _plain(person: NamedPerson) -> str:
    """A name without the space that pads 王　凯 to three squares."""
    return person.name if person.name.isascii() else "".join(person.name.split())


def _is_long(name: str) -> bool:
    return len(name) >= (SHORTEST_LATIN if name.isascii() else SHORTEST)


def _patterns(name: str) -> Iterator[str]:
    """The name with one character not looked at: two names have one in common when they differ in that one."""
    for at in range(len(name)):
        yield f"{name[:at]}\0{name[at + 1 :]}"
