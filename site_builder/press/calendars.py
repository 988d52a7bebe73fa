"""A year of a paper in twelve months, with its gaps told apart from days on which nothing was to be expected."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from site_builder.newspaper.calendar import exact_day, printed
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Frequency, Suspension
from site_builder.press import routes
from site_builder.press.entries import Days, IssueEntry
from site_builder.press.views_fronts import CalendarView, DayLink, DayView, MonthView
from site_builder.press.views_site import Link
from site_builder.press.widths import breadth

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_STATES = ("held", "partial", "missing")


def calendar_view(
    paper: str,
    days: Days,
    frequency: Frequency | None,
    href: Callable[[str], str],
    current: IssueKey | None = None,
    *,
    suspended: Sequence[Suspension] = (),
) -> CalendarView:
    """The calendar of a year; `current` is the issue whose day is marked.

    A day without an issue is one of four kinds: none was to be expected, the paper is known not to have appeared,
    it should have appeared and nobody knows, or it lies outside of what is held.
    """
    by_day: dict[date, list[IssueEntry]] = {}
    undated: list[IssueEntry] = []
    for entry in days.entries:
        day = exact_day(entry.key.day)
        if day:
            by_day.setdefault(day, []).append(entry)
        else:
            undated.append(entry)

    def day_view(day: date, month: int) -> DayView:
        if day.month != month or day.year != int(days.year):
            return DayView(number=0, state="none", note="", issues=(), current=False)
        entries = by_day.get(day, [])
        state, note = ("none", "") if entries else _gap(day, frequency, suspended, days)
        return DayView(
            number=day.day,
            state=min((entry.state for entry in entries), key=_STATES.index) if entries else state,
            note=note,
            issues=tuple(_day_link(entry, href) for entry in entries),
            current=any(entry.key == current for entry in entries),
        )

    months = tuple(
        MonthView(
            number=month,
            issues=_held(entry for day, entries in by_day.items() if day.month == month for entry in entries),
            weeks=tuple(tuple(day_view(day, month) for day in week) for week in _weeks(int(days.year), month)),
        )
        for month in range(1, 13)
    )
    shown = [day for month in months for week in month.weeks for day in week]
    return CalendarView(
        year=days.year,
        months=months,
        years=tuple(
            Link(href=href(routes.year(paper, year)), text=year, current=year == days.year) for year in days.years
        ),
        issues=_held(days.entries),
        gaps=sum(day.state == "expected" for day in shown),
        partial=sum(entry.state == "partial" for entry in days.entries),
        missing=sum(entry.state == "missing" for entry in days.entries),
        suspended=sum(day.state == "suspended" for day in shown),
        undated=tuple(issue_link(entry, href) for entry in undated),
    )


def _held(entries: Iterable[IssueEntry]) -> int:
    return sum(entry.state != "missing" for entry in entries)


def issue_link(entry: IssueEntry, href: Callable[[str], str]) -> Link:
    """A link to an issue: its day and edition, its number beside it."""
    text = printed(entry.date) + (f" {entry.edition}" if entry.edition else "")
    return Link(href=href(routes.issue(entry.key)), text=text, note=entry.number, count=entry.articles)


def _day_link(entry: IssueEntry, href: Callable[[str], str]) -> DayLink:
    """An issue on its day of the calendar, where there is room for two characters."""
    link = issue_link(entry, href)
    mark = entry.edition if 0 < breadth(entry.edition) <= 2 else "＋"
    return DayLink(href=link.href, text=link.text, number=link.note, mark=mark, state=entry.state)


def _weeks(year: int, month: int) -> list[list[date]]:
    """The weeks of a month, Monday first; the days around it are those of the months beside it."""
    if year == 1 or year == 9999:  # datetime has no day before the first year nor after the last
        return []
    return calendar.Calendar(firstweekday=0).monthdatescalendar(year, month)


def _gap(day: date, frequency: Frequency | None, suspended: Sequence[Suspension], days: Days) -> tuple[str, str]:
    """What a day without an issue is, and the reason where one is known."""
    told = next((span for span in suspended if _spans(span.valid, day)), None)
    if told and (frequency is None or _rhythmic(day, frequency)):
        return "suspended", told.reason
    if frequency and days.first <= day.isoformat() <= days.last and _rhythmic(day, frequency):
        return "expected", ""
    return "none", ""


def _spans(valid: str, day: date) -> bool:
    """Whether an interval, or the single day, holds a day."""
    start, slash, end = valid.partition("/")
    return _from(start) <= day.isoformat() <= _until(end if slash else start)


def _rhythmic(day: date, frequency: Frequency) -> bool:
    """Whether the paper appears on such a day: its weekday is one of its days, within its dates."""
    wanted = frequency.days or (_WEEK if frequency.pattern in ("daily", "日报", "每日") else ())
    if _WEEK[day.weekday()] not in wanted:
        return False
    start, _, end = frequency.valid.partition("/")
    return _from(start) <= day.isoformat() <= _until(end)


def _from(text: str) -> str:
    """The first day an end of an interval allows; texts of days compare like days."""
    return "" if text in ("", "..") else text


def _until(text: str) -> str:
    return "9999" if text in ("", "..") else f"{text}-99"[:10]
