"""What a reader typed → the parts of the question; the twin of assets/js/search/grammar.js.

    区委 书记          both words             "文明城市"       these characters, exactly
    +必有              must be there          -不要            must not
    标题:旧改          in the headline        雁浦*            anything that begins so
    版:2  版:要闻      on that page           雁浦区~          one character may differ

Anything can be typed: what is no part of this is a separator. Held together by tests/vectors/grammar.json.
"""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec

from site_builder.search.normalise import SPACES, normalise, runs

FIELD_NAMES = {
    "标题": ("headline", "deck"),
    "题": ("headline", "deck"),
    "title": ("headline", "deck"),
    "headline": ("headline", "deck"),
    "作者": ("names",),
    "署名": ("names",),
    "记者": ("names",),
    "author": ("names",),
    "byline": ("names",),
    "栏目": ("column",),
    "标签": ("column",),
    "column": ("column",),
    "tag": ("column",),
    "正文": ("body",),
    "body": ("body",),
    "text": ("body",),
    "版": ("page",),
    "版面": ("page",),
    "page": ("page",),
}
"""What may stand before a colon, in the form it is searched in (標題 comes as 标题), and the fields it means.

`page` is no field of the index: a page is known by its number or its name.
"""

SHORTEST_FUZZY = 3
"""Characters of a word that may be looked for with one of them different; one of two would be anything."""

LONGEST_QUESTION = 1000
"""Characters of a question that are read."""


class Kind(StrEnum):
    """How a part of a question is looked for."""

    WORDS = "words"
    PHRASE = "phrase"
    PREFIX = "prefix"
    FUZZY = "fuzzy"
    PAGE = "page"


class Demand(StrEnum):
    """Whether the reader said that a part must or must not be there."""

    NONE = ""
    MUST = "+"
    NOT = "-"


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One thing asked for."""

    kind: Kind
    text: str
    """Normalised; holds at least one word, and for a prefix and a fuzzy word exactly one."""

    demand: Demand = Demand.NONE
    fields: tuple[str, ...] = ()
    """Where; empty: anywhere."""


_NAMES = "|".join(FIELD_NAMES)
_FUZZY = re.compile("~[0-9]?")
_PART = re.compile(
    f"([+\\-−]?)(?:({_NAMES}):[{SPACES}]*)?([+\\-−]?)"
    f'(?:"([^"”]*)["”]?|“([^"”]*)["”]?|「([^」]*)」?|『([^』]*)』?|([^{SPACES}"“「『]+))'
)


def parse(text: str) -> tuple[Part, ...]:
    """The parts of a question in the order typed. Any text has an answer, if only an empty one."""
    parts = (_part(match) for match in _PART.finditer(normalise(text[:LONGEST_QUESTION])))
    return tuple(part for part in parts if part is not None)


def _part(match: re.Match[str]) -> Part | None:
    before, name, after, *quoted, word = match.groups()
    phrase = next((text for text in quoted if text is not None), None)
    text = word if phrase is None else phrase
    found = runs(text)
    if not found:
        return None
    sign = after or before
    demand = Demand.NONE if not sign else Demand.MUST if sign == "+" else Demand.NOT
    fields = FIELD_NAMES[name] if name else ()
    if fields == FIELD_NAMES["page"]:
        return Part(kind=Kind.PAGE, text=text, demand=demand)
    kind = Kind.WORDS if phrase is None else Kind.PHRASE
    if kind is Kind.WORDS:
        rest = text.removeprefix(found[0])
        if rest == "*":
            kind, text = Kind.PREFIX, found[0]
        elif _FUZZY.fullmatch(rest):
            kind, text = (Kind.FUZZY if len(found[0]) >= SHORTEST_FUZZY else Kind.WORDS), found[0]
    return Part(kind=kind, text=text, demand=demand, fields=fields)
