"""What the templates of a paper's indexes see: lists of articles and of names, days of the year, corrections, and
what the archive says of itself."""

from __future__ import annotations

import msgspec

from site_builder.press.views_fronts import EntryView, LetterView, NameGroup
from site_builder.press.views_issue import IssueView
from site_builder.press.views_site import Link, Pager, PaperPage


class TallyView(msgspec.Struct, frozen=True, kw_only=True):
    """A year of a list."""

    year: str
    """Four figures."""

    articles: int
    """How many articles of the list it has."""

    pages: int
    """On how many 版 they stand."""

    share: int
    """How many articles that is in hundredths of the year with most."""


class ListPage(PaperPage, frozen=True, kw_only=True):
    """column.html, person.html, editor.html, series.html and place.html: the articles of a column, of a person, of a
    series or of a place, or the 版 that somebody edited."""

    name: str
    """The column, the person, the series or the place."""

    total: int
    """How many entries there are."""

    roles: tuple[str, ...]
    """The parts the person had, as the words `role.<role>`; empty on other pages."""

    years: str
    """From the first year to the last."""

    tally: tuple[TallyView, ...]
    """The years one by one; on the first page of a person, an editor or a place, else empty."""

    beside: Link | None
    """Of a person the list of the 版 they edited, of an editor that of the articles they signed; None where there is
    none. Its count says how many there are."""

    entries: tuple[EntryView, ...]
    """The articles of this page of the list: oldest first, those of a series in the order of its parts."""

    pager: Pager
    """Where one is in the list."""


class NamesPage(PaperPage, frozen=True, kw_only=True):
    """columns.html, people.html, serials.html and places.html: all columns, all people, all series, all places; where
    they are many, their letters, and on pages of their own the names of each letter."""

    title: str
    """What the names are."""

    people: bool
    """Whether they are names of people."""

    letter: str
    """The letter whose names are shown; empty on the page of the whole list."""

    letters: tuple[LetterView, ...]
    """All letters; empty where all names stand on one page."""

    groups: tuple[NameGroup, ...]
    """The names by their first letter where it is known, those of a letter by their first character; where the letters
    are shown instead, one group with the names that have most articles."""

    editors: tuple[NameGroup, ...]
    """责任编辑, apart from those who signed something; only on people.html, else empty."""

    editor_letters: tuple[LetterView, ...]
    """Their letters, where they are many; their names are then not here."""

    total: int
    """How many names there are, of a letter how many it has; editors beside the people not counted."""

    pager: Pager
    """Where one is among the parts of a letter."""


class DayIssueView(msgspec.Struct, frozen=True, kw_only=True):
    """An issue on the page of a day of the year."""

    issue: IssueView
    """The issue."""

    entries: tuple[EntryView, ...]
    """The first articles of its first 版."""


class DayPage(PaperPage, frozen=True, kw_only=True):
    """day.html: what the paper printed on one day of the year, in all its years."""

    day: str
    """4月19日."""

    issues: tuple[DayIssueView, ...]
    """The issues of that day, oldest first."""

    previous: Link | None
    """The nearest day before it that has issues."""

    next: Link | None
    """The nearest day after it that has issues."""


class MonthDays(msgspec.Struct, frozen=True, kw_only=True):
    """A month of the year, whichever."""

    number: int
    """1 to 12."""

    days: tuple[Link, ...]
    """Its days, 29 in February: the text is the figure, the count how many issues, the link empty where there are
    none."""


class DaysPage(PaperPage, frozen=True, kw_only=True):
    """days.html: the days of the year, each with the issues of all years."""

    months: tuple[MonthDays, ...]
    """January to December."""

    total: int
    """How many days have issues."""


class CorrectionEntryView(msgspec.Struct, frozen=True, kw_only=True):
    """A correction in the list of them."""

    entry: EntryView
    """The article that is corrected."""

    anchor: str
    """The paragraph there, `p3`; may be empty."""

    number: str
    """The same as a figure; may be empty."""

    note: str
    """What the correction says; may be empty."""

    by: EntryView | None
    """The article that corrects it; None when it is not held."""

    source: str
    """Where that article is said to stand, `2019-04-26/02-09`."""


class CorrectionsPage(PaperPage, frozen=True, kw_only=True):
    """corrections.html: what the paper itself took back later."""

    entries: tuple[CorrectionEntryView, ...]
    """The corrections of this page of the list, in the order of the articles they correct."""

    total: int
    """How many there are."""

    pager: Pager
    """Where one is in the list."""


class StatusView(msgspec.Struct, frozen=True, kw_only=True):
    """How far the articles of an issue, a year or a paper are proof-read, and what was noted in them."""

    label: Link
    """The year or the issue, with its link; empty for the paper."""

    state: str
    """Of an issue: held, partial or missing; else empty."""

    issues: int
    """How many issues are known."""

    partial: int
    """How many of them are not held, or not whole."""

    articles: int
    """How many articles are held."""

    characters: int
    """Length of their texts."""

    raw: int
    """Articles nobody has proof-read."""

    draft: int
    """Articles looked through once."""

    checked: int
    """Articles proof-read."""

    verified: int
    """Articles compared with the printed paper."""

    done: int
    """Percent of the articles that are checked or verified, rounded down."""

    emendations: int
    """Slips of the transcription put right."""

    suspected: int
    """Likely errors left as printed."""

    corrections: int
    """Corrections the paper printed later."""

    sources: int
    """Raw texts kept beside the issues."""


class AboutPage(PaperPage, frozen=True, kw_only=True):
    """about.html: what the archive says of itself, or of the issues of one year."""

    year: str
    """The year whose issues are told; empty where the whole archive is."""

    span: str
    """From the first year to the last."""

    license: str
    """The licence of the edition; may be empty."""

    whole: StatusView
    """All of it, or of the year, counted."""

    rows: tuple[StatusView, ...]
    """The years, or the issues of the year."""

    years: tuple[Link, ...]
    """The years, with their links."""

    corrections: str
    """Link to the list of corrections."""
