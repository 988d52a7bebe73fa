"""The calendar: every day of the year once, and gaps told from days on which nothing was due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Frequency, Suspension
from site_builder.press.calendars import calendar_view
from site_builder.press.entries import Days, IssueEntry
from site_builder.press.views_fronts import CalendarView

FRIDAYS = Frequency(pattern="weekly", days=("fri",), valid="2020/..")


def entry(day: str, state: str = "held", edition: str = "a") -> IssueEntry:
    return IssueEntry(key=IssueKey(paper="p", day=day, edition=edition), date=day, state=state)


def days(year: str, *entries: IssueEntry, first: str = "", last: str = "") -> Days:
    return Days(year=year, years=(year,), entries=entries, first=first or f"{year}-01-01", last=last or f"{year}-12-31")


def view(told: Days, frequency: Frequency | None = FRIDAYS) -> CalendarView:
    return calendar_view("p", told, frequency, lambda path: path)


def states(calendar: CalendarView) -> dict[str, str]:
    return {
        f"{calendar.year}-{month.number:02}-{day.number:02}": day.state
        for month in calendar.months
        for week in month.weeks
        for day in week
        if day.number
    }


@given(st.integers(1700, 2100))
def test_every_day_of_a_year_stands_in_the_calendar_once_under_its_weekday(year: int) -> None:
    calendar = view(days(str(year)), None)
    day = date(year, 1, 1)

    assert len(states(calendar)) == (date(year + 1, 1, 1) - day).days
    for month in calendar.months:
        for week in month.weeks:
            assert len(week) == 7
            for weekday, shown in enumerate(week):
                if shown.number:
                    assert date(year, month.number, shown.number).weekday() == weekday
                    assert date(year, month.number, shown.number) == day
                    day += timedelta(1)


def test_held_partial_missing_expected_and_nothing() -> None:
    told = days("2023", entry("2023-04-07"), entry("2023-04-14", "partial"), entry("2023-04-21", "missing"))
    found = states(view(told))

    assert found["2023-04-07"] == "held"
    assert found["2023-04-14"] == "partial"
    assert found["2023-04-21"] == "missing"
    assert found["2023-04-28"] == "expected"
    assert found["2023-04-27"] == "none"


def test_outside_of_what_is_held_nothing_is_missed() -> None:
    """Before the first issue held and after the last nobody can say what there was."""
    found = states(view(days("2023", entry("2023-04-07"), entry("2023-04-28"), first="2023-04-07", last="2023-04-28")))

    assert [day for day, state in found.items() if state == "expected"] == ["2023-04-14", "2023-04-21"]


@pytest.mark.parametrize(
    ("valid", "expected"),
    [
        ("2020/..", 52),
        ("../2022", 0),
        ("2023-07/..", 26),
        ("../2023-06", 26),
        ("2023-04-07/2023-04-14", 2),
        ("", 52),
    ],
)
def test_a_rhythm_holds_within_its_dates(valid: str, expected: int) -> None:
    calendar = view(days("2023"), Frequency(pattern="weekly", days=("fri",), valid=valid))

    assert calendar.gaps == expected


@pytest.mark.parametrize(
    ("valid", "found"),
    [
        ("2023-04-14", ["2023-04-14"]),
        ("2023-04-10/2023-04-21", ["2023-04-14", "2023-04-21"]),
        ("2022-12/2023-01", ["2023-01-06", "2023-01-13", "2023-01-20", "2023-01-27"]),
        ("2024-01-01/..", []),
    ],
)
def test_days_on_which_the_paper_did_not_appear_are_no_gaps(valid: str, found: list[str]) -> None:
    spans = (Suspension(valid=valid, reason="汛期休刊"),)
    calendar = calendar_view("p", days("2023"), FRIDAYS, lambda path: path, suspended=spans)

    assert [day for day, state in states(calendar).items() if state == "suspended"] == found
    assert (calendar.suspended, calendar.gaps) == (len(found), 52 - len(found))
    assert {day.note for month in calendar.months for week in month.weeks for day in week} <= {"", "汛期休刊"}


def test_an_issue_that_appeared_all_the_same_is_shown() -> None:
    spans = (Suspension(valid="2023-04-01/2023-04-30"),)
    told = days("2023", entry("2023-04-07"), entry("2023-04-14", "missing"))
    calendar = calendar_view("p", told, FRIDAYS, lambda path: path, suspended=spans)
    found = states(calendar)

    assert (found["2023-04-07"], found["2023-04-14"], found["2023-04-21"]) == ("held", "missing", "suspended")
    assert calendar.missing == 1


def test_a_suspension_needs_no_rhythm() -> None:
    calendar = calendar_view(
        "p", days("2023"), None, lambda path: path, suspended=(Suspension(valid="2023-04-01/2023-04-03"),)
    )

    assert calendar.suspended == 3


def test_without_a_rhythm_nothing_is_expected() -> None:
    assert view(days("2023"), None).gaps == 0
    assert view(days("2023"), Frequency(pattern="irregular")).gaps == 0
    assert view(days("2023"), Frequency(pattern="daily")).gaps == 365


def test_several_editions_of_a_day() -> None:
    calendar = view(days("2023", entry("2023-04-07"), entry("2023-04-07", edition="b")))
    friday = next(day for week in calendar.months[3].weeks for day in week if day.number == 7)

    assert [link.href for link in friday.issues] == ["p/2023-04-07/index.html", "p/2023-04-07b/index.html"]


def test_an_issue_without_a_day_is_listed_beside_the_calendar() -> None:
    calendar = view(days("2023", entry("2023-04-XX")))

    assert [link.text for link in calendar.undated] == ["2023年4月"]
    assert "held" not in states(calendar).values()


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_the_ends_of_time_do_no_harm(year: str) -> None:
    assert len(view(days(year)).months) == 12
