"""Whether a paper's issues follow each other: whole numbers, days, gaps.

Numbers are recorded as printed and never computed, so a number that does not fit is shown and left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from site_builder.errors import Place, Problem, Severity
from site_builder.newspaper import calendar
from site_builder.newspaper.facts import IssueFacts
from site_builder.newspaper.model import Frequency

NAMED = 12
"""So many gaps are named."""

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PRINTED_NUMBER = re.compile(r"总第?\s*([0-9０-９]{1,6})\s*期")


def faults(issues: Sequence[IssueFacts], frequency: Frequency | None) -> Iterator[Problem]:
    """What is wrong with the sequence of one paper's issues, given in the order of their keys."""
    numbered = [(int(issue.number), issue) for issue in issues if _is_number(issue.number) and _exact(issue)]
    yield from _order(numbered)
    yield from _gaps(numbered)
    for issue in issues:
        yield from _on_its_day(issue, frequency)
        yield from _as_printed(issue)


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= 9


def _exact(issue: IssueFacts) -> bool:
    return calendar.exact_day(issue.key.day) is not None


def _order(numbered: Sequence[tuple[int, IssueFacts]]) -> Iterator[Problem]:
    """Numbers that are out of order: the fewest that must be wrong for the others to be right."""
    taken: dict[int, IssueFacts] = {}
    single: list[tuple[int, IssueFacts]] = []
    for number, issue in numbered:
        first = taken.get(number)
        if first is None:
            taken[number] = issue
            single.append((number, issue))
        elif first.key.day != issue.key.day:  # a second edition of the day may share the number
            yield _warn("M032", issue.number_place, number=str(number), other=str(first.key))
    rising = _longest_rise([number for number, _ in single])
    for at, (number, issue) in enumerate(single):
        if at in rising:
            continue
        before = max((place for place in rising if place < at), default=-1)
        after = min((place for place in rising if place > at), default=-1)
        facts = {"number": str(number), "day": issue.key.day}
        if before >= 0:
            facts |= {"before": str(single[before][0]), "day_before": single[before][1].key.day}
        if after >= 0:
            facts |= {"after": str(single[after][0]), "day_after": single[after][1].key.day}
        yield Problem(code="M031", place=issue.number_place, facts=facts, severity=Severity.WARNING)


def _longest_rise(numbers: Sequence[int]) -> frozenset[int]:
    """The positions of one longest run of rising numbers, in n log n."""
    ends: list[int] = []
    at_end: list[int] = []
    before: list[int] = []
    for position, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(at_end[length - 1] if length else -1)
        if length == len(ends):
            ends.append(number)
            at_end.append(position)
        else:
            ends[length], at_end[length] = number, position
    found = set()
    position = at_end[-1] if at_end else -1
    while position >= 0:
        found.add(position)
        position = before[position]
    return frozenset(found)


def _gaps(numbered: Sequence[tuple[int, IssueFacts]]) -> Iterator[Problem]:
    """Whole numbers between the first and the last of which no issue is held, all in one."""
    held = sorted({number for number, _ in numbered})
    gaps = [(one + 1, other - 1) for one, other in pairwise(held) if other > one + 1]
    if not gaps:
        return
    named = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in gaps[:NAMED])
    facts = {
        "found": named + (" …" if len(gaps) > NAMED else ""),
        "count": str(sum(last - first + 1 for first, last in gaps)),
        "paper": numbered[0][1].key.paper,
    }
    place = Place(f"content/{numbered[0][1].key.paper}/paper.yaml")
    yield Problem(code="M033", place=place, facts=facts, severity=Severity.DOUBT)


def _on_its_day(issue: IssueFacts, frequency: Frequency | None) -> Iterator[Problem]:
    """An issue on a weekday on which the paper does not appear."""
    day = calendar.exact_day(issue.key.day)
    if frequency is None or not frequency.days or day is None or issue.edition not in ("", "正刊"):
        return
    if not _within(issue.key.day, frequency.valid) or _DAYS[day.weekday()] in frequency.days:
        return
    usual = "、".join(calendar.WEEKDAYS[_DAYS.index(name)] for name in frequency.days if name in _DAYS)
    facts = {"day": issue.key.day, "found": calendar.weekday(issue.key.day), "usual": usual}
    yield Problem(code="M034", place=issue.place, facts=facts, severity=Severity.DOUBT)


def _within(day: str, interval: str) -> bool:
    first, _, last = interval.partition("/")
    begun = first in ("", "..") or day[: len(first)] >= first
    return begun and (last in ("", "..") or day[: len(last)] <= last)


def _as_printed(issue: IssueFacts) -> Iterator[Problem]:
    """The whole number of issue.yaml beside the one in the mastheads that are kept."""
    printed = {str(int(number)) for number in _PRINTED_NUMBER.findall(issue.imprint)}
    if printed and _is_number(issue.number) and str(int(issue.number)) not in printed:
        found = "、".join(sorted(printed))
        yield _warn("M039", issue.number_place, number=issue.number, found=found)


def _warn(code: str, place: Place, **facts: str) -> Problem:
    return Problem(code=code, place=place, facts=facts, severity=Severity.WARNING)
