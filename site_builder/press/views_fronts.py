"""Views of the fronts: what is shown of many issues at once."""

from __future__ import annotations

import msgspec

from site_builder.press.views_issue import IssueView, PageTab
from site_builder.press.views_site import Link, PaperView
from site_builder.press.views_story import MapView, StoryView


class DayLink(msgspec.Struct, frozen=True, kw_only=True):
    """An issue in the calendar."""

    href: str
    """Link to the issue."""

    text: str
    """Its day and edition."""

    number: str
    """Its number as printed; may be empty."""

    mark: str
    """What tells it from other issues of the day in little room: its edition when that is short, else ＋."""

    state: str
    """held, partial or missing."""


class DayView(msgspec.Struct, frozen=True, kw_only=True):
    """A day of the calendar."""

    number: int
    """Day of the month; 0 for the empty places before the first and after the last."""

    state: str
    """held, partial, missing (known to have appeared, nothing held), suspended (known not to have appeared),
    expected (by its rhythm the paper should have appeared, and nobody knows), or none; of several issues that of the
    one most of which is held."""

    note: str
    """Why the paper did not appear; empty where nobody told."""

    issues: tuple[DayLink, ...]
    """The issues of the day; several where there were several editions."""

    current: bool
    """Whether it is the day of the issue shown."""


class MonthView(msgspec.Struct, frozen=True, kw_only=True):
    """A month of the calendar."""

    number: int
    """1 to 12."""

    issues: int
    """How many issues of it are held, if only in part."""

    weeks: tuple[tuple[DayView, ...], ...]
    """Weeks of seven days, Monday first."""


class CalendarView(msgspec.Struct, frozen=True, kw_only=True):
    """A year in twelve months, with the gaps shown."""

    year: str
    """Four figures."""

    months: tuple[MonthView, ...]
    """January to December."""

    years: tuple[Link, ...]
    """All years there are issues of, oldest first."""

    issues: int
    """How many issues of the year are held, if only in part."""

    gaps: int
    """How many days of the year the paper should have appeared and nothing is held."""

    partial: int
    """How many issues of the year are held in part."""

    missing: int
    """How many issues of the year are known and not held at all."""

    suspended: int
    """How many days of the year the paper is known not to have appeared on though its rhythm asks for it."""

    undated: tuple[Link, ...]
    """Issues of the year whose day is not known."""


class RowView(msgspec.Struct, frozen=True, kw_only=True):
    """An issue in a list of issues."""

    issue: IssueView
    """The issue."""

    headline: str
    """Headline of its lead story; may be empty."""


class EntryView(msgspec.Struct, frozen=True, kw_only=True):
    """An article in a list of articles."""

    href: str
    """Link to the article."""

    kicker: str
    """引题; may be empty."""

    headline: str
    """主题 in one line."""

    deck: str
    """副题; may be empty."""

    date: str
    """Day of its issue as printed."""

    iso: str
    """The same as EDTF."""

    page: str
    """Printed number of its 版."""

    page_name: str
    """版名; may be empty."""

    column: str
    """栏目; may be empty."""

    role: str
    """The part the person of the page had in it; empty on other pages."""

    opening: str
    """Its first words; may be empty."""

    part: str
    """Which part of its series it is, as printed or as a figure; empty on other pages than that of a series."""


class NameGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Names that begin alike."""

    initial: str
    """The letter, or on the page of a letter the character; empty for names that have none."""

    anchor: str
    """Its id, where links lead to it; may be empty."""

    names: tuple[Link, ...]
    """The names."""


class LetterView(msgspec.Struct, frozen=True, kw_only=True):
    """A letter of a long list of names."""

    href: str
    """Link to its names."""

    text: str
    """A to Z, or the word for the others."""

    count: int
    """How many names it has; 0 where nobody counted."""

    current: bool
    """Whether it is the letter shown."""

    firsts: tuple[Link, ...]
    """The characters that many of its names begin with, with links to the first of these; empty where nobody asked."""


class PaperFront(msgspec.Struct, frozen=True, kw_only=True):
    """The front of a paper: its latest issue, its calendar and its indexes."""

    paper: PaperView
    """The paper."""

    issue: IssueView | None
    """The latest issue; None while there is none."""

    lead: StoryView | None
    """头条: the lead story of its first page."""

    stories: tuple[StoryView, ...]
    """The other stories of its first page."""

    pages: tuple[PageTab, ...]
    """Its 版, with their headlines."""

    map: MapView | None
    """Where the articles of the first page stand."""

    calendar: CalendarView | None
    """The year of the latest issue."""

    columns: tuple[Link, ...]
    """The columns with the most articles."""

    people: tuple[Link, ...]
    """The people with the most articles."""

    issues: int
    """How many issues are known."""

    span: str
    """First and last year, 2018—2023; the year alone when there is one."""
