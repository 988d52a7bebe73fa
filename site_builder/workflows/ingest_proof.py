"""The proof of every import: each character of the input stands in exactly one article field or piece of furniture.

It goes by places, not by counting characters: what was written is compared with the source run by run, so a text that
was moved, lost, doubled or changed cannot hide behind another one with the same characters.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from site_builder.errors import Place, Problem
from site_builder.newspaper.characters import printed
from site_builder.newspaper.raw import RawIssue
from site_builder.newspaper.runs import GLUE, Text

GLUE_MARKS = frozenset(" \n#>\\*")
"""All that an import may put in: white space and Markdown marks."""

HYPHENS = "-\u00ac\u2010"
SHOWN = 3
"""So many faults of one kind are listed; one is enough to stop the import."""


class Used(msgspec.Struct, frozen=True, kw_only=True):
    """A field as it will be written, with where its characters come from."""

    field: str
    written: str
    text: Text


def prove(raw: RawIssue, used: Iterable[Used]) -> tuple[list[Problem], int]:
    """What of the input was lost, doubled, changed or made up: nothing, or the import may not be written.

    Also returns how many line-end hyphens were dropped where the halves of a word were joined.
    """
    whole = "".join(source.text for source in raw.sources)
    seen = bytearray(len(whole))
    problems: list[Problem] = []
    for one in used:
        problems += _faults(raw, whole, seen, one)
    lost, hyphens = _lost(raw, whole, seen)
    return problems[:SHOWN] + lost[:SHOWN], hyphens


def _faults(raw: RawIssue, whole: str, seen: bytearray, used: Used) -> list[Problem]:
    problems: list[Problem] = []
    text = used.text
    if used.written != text.string or sum(run.length for run in text.runs) != len(text.string):
        problems.append(_problem(raw, text.place(), "I011", used.field, used.written[:40]))
    at = 0
    for run in text.runs:
        piece = text.string[at : at + run.length]
        at += run.length
        if run.place == GLUE:
            if not GLUE_MARKS.issuperset(piece):
                problems.append(_problem(raw, text.place(), "I011", used.field, piece[:40]))
            continue
        if whole[run.place : run.place + run.length] != piece:
            problems.append(_problem(raw, run.place, "I011", used.field, piece[:40]))
        if any(seen[run.place : run.place + run.length]):
            problems.append(_problem(raw, run.place, "I012", used.field, piece[:40]))
        seen[run.place : run.place + run.length] = b"\1" * run.length
    return problems


def _lost(raw: RawIssue, whole: str, seen: bytearray) -> tuple[list[Problem], int]:
    for source in raw.sources:
        for start, end in source.marks:
            seen[source.base + start : source.base + end] = b"\1" * (end - start)
    problems: list[Problem] = []
    hyphens = 0
    start = seen.find(0)
    while start >= 0:
        end = seen.find(1, start)
        end = len(whole) if end < 0 else end
        words = printed(whole[start:end])
        if len(words) == 1 and words in HYPHENS and _ends_line(whole, start + whole[start:end].index(words)):
            hyphens += 1
        elif words:
            problems.append(_problem(raw, start, "I010", "", words[:40]))
        start = seen.find(0, end)
    return problems, hyphens


def _ends_line(whole: str, place: int) -> bool:
    """Whether a hyphen stands between a letter and the end of a line."""
    rest = whole[place + 1 : place + 12]
    return whole[place - 1 : place].isalpha() and rest.lstrip(" \t").startswith("\n")


def _problem(raw: RawIssue, place: int, code: str, field: str, found: str) -> Problem:
    if place == GLUE or not raw.sources:
        return Problem(code=code, facts={"field": field, "found": found})
    source, line = raw.where(place)
    return Problem(code=code, place=Place(source.name, line), facts={"field": field, "found": found})
