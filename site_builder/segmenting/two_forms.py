"""The same thing written in two ways on the pages of one import: an office (区域改办 and 市城改办), a quoted slogan.

Which of the two is right cannot be known from the page, so each is reported where it stands, and neither preferred.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from site_builder.newspaper.characters import HAN
from site_builder.segmenting.look_alikes import Misprint, other_characters

OFFICE = re.compile("[办局委厅署科处院所站队镇村]")
"""What the name of an office ends with; a name is the three characters before it and itself."""

SHORTEST, LONGEST = 6, 16
"""Characters of a slogan that is compared: shorter ones differ on purpose."""

RARER = 4
"""An office stands in its rarer form at most this often."""

_QUOTED = re.compile(f"[“「『]([^“”「」『』]{{{SHORTEST},60}})[”」』]")
_CLAUSE = re.compile(rf"[{HAN}]{{{SHORTEST},{LONGEST}}}")
_COUNTS = frozenset("一二三四五六七八九十百千万两首前后上下左右东西南北大小新老内外甲乙丙丁第")
"""Two slogans that differ in one of these are two slogans."""

_Site = tuple[int, int, int]


def two_forms(texts: Sequence[str]) -> tuple[Misprint, ...]:
    """The offices and slogans of some texts that stand there in two forms, at each place of either."""
    return (*_offices(texts), *_slogans(texts))


def _offices(texts: Sequence[str]) -> Iterator[Misprint]:
    """Names of offices with a look-alike as their last but two: 域改办 and 城改办."""
    sites: dict[str, list[_Site]] = defaultdict(list)
    for number, text in enumerate(texts):
        for match in OFFICE.finditer(text):
            start = match.end() - 3
            if start >= 1 and other_characters(text[start]) and _is_han(text[start - 1 : match.end()]):
                sites[text[start : match.end()]].append((number, start, match.end()))
    for name, places in sites.items():
        for other in other_characters(name[0]):
            rival = sites.get(other + name[1:], [])
            if rival and min(len(places), len(rival)) <= RARER:
                evidence = f"{other + name[1:]} {len(rival)} : {name} {len(places)}"
                for number, start, end in places:
                    before = texts[number][start - 1]
                    yield _misprint((number, start - 1, end), before + other + name[1:], evidence)


def _slogans(texts: Sequence[str]) -> Iterator[Misprint]:
    """Clauses in quotation marks that differ in one character."""
    sites: dict[str, list[_Site]] = defaultdict(list)
    for number, text in enumerate(texts):
        for quoted in _QUOTED.finditer(text):
            for clause in _CLAUSE.finditer(quoted[1]):
                at = quoted.start(1) + clause.start()
                sites[clause[0]].append((number, at, at + len(clause[0])))
    by_shape: dict[tuple[int, str], set[str]] = defaultdict(set)
    for clause_ in sites:
        for index in range(len(clause_)):
            by_shape[index, clause_[:index] + clause_[index + 1 :]].add(clause_)
    for (index, _), forms in by_shape.items():
        if len(forms) != 2 or any(form[index] in _COUNTS for form in forms):
            continue
        one, other = sorted(forms)
        for own, rival in ((one, other), (other, one)):
            evidence = f"{rival} {len(sites[rival])} : {own} {len(sites[own])}"
            for site in sites[own]:
                yield _misprint(site, rival, evidence)


def _misprint(site: _Site, suggestion: str, evidence: str) -> Misprint:
    number, start, end = site
    return Misprint(text=number, start=start, end=end, suggestion=suggestion, evidence=evidence, score=0.5)


def _is_han(text: str) -> bool:
    return re.fullmatch(f"[{HAN}]+", text) is not None
