"""Prints the indexes of a paper: each from nothing but its own front, the settings and the theme."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from typing import assert_never

from site_builder.newspaper.calendar import printed
from site_builder.press import routes
from site_builder.press.entries import ArticleEntry, IssueEntry
from site_builder.press.frame import Frame, crumbs, date_view, page_number, pager
from site_builder.press.index_fronts import (
    AboutFront,
    CorrectionsFront,
    DayFront,
    DaysFront,
    IndexFront,
    ListFront,
)
from site_builder.press.indexes import CorrectionEntry, Statuses
from site_builder.press.name_fronts import LISTS, NamesFront
from site_builder.press.name_pages import names_page
from site_builder.press.views_fronts import EntryView
from site_builder.press.views_indexes import (
    AboutPage,
    CorrectionEntryView,
    CorrectionsPage,
    DayIssueView,
    DayPage,
    DaysPage,
    ListPage,
    MonthDays,
    NamesPage,
    StatusView,
    TallyView,
)
from site_builder.press.views_issue import IssueView
from site_builder.press.views_site import Link

_ABOVE = {
    "column": (routes.columns, "columns"),
    "person": (routes.people, "people"),
    "editor": (routes.people, "people"),
    "series": (routes.serials, "serials"),
    "place": (routes.places, "places"),
}
"""Kind of list → the list of names it is found in, and what that is called."""

IndexPage = ListPage | NamesPage | DayPage | DaysPage | CorrectionsPage | AboutPage


def year_of(front: IndexFront) -> str:
    """The year at which a front's link to the issues opens."""
    match front:
        case ListFront():
            return front.years[-4:]
        case AboutFront():
            return front.latest
        case _:
            return front.year


def index_view(front: IndexFront, frame: Frame) -> IndexPage:
    """What the template of an index is filled with."""
    match front:
        case ListFront():
            return _list(front, frame)
        case NamesFront():
            return names_page(front, frame)
        case DayFront():
            return _day(front, frame)
        case DaysFront():
            return _days(front, frame)
        case CorrectionsFront():
            return _corrections(front, frame)
        case AboutFront():
            return _about(front, frame)
        case _:
            assert_never(front)


def issue_view(entry: IssueEntry, href: Callable[[str], str]) -> IssueView:
    """An issue as lists show it."""
    return IssueView(
        href=href(routes.issue(entry.key)),
        date=date_view(entry.date),
        number=entry.number,
        edition=entry.edition,
        pages=entry.pages,
        articles=entry.articles,
        state=entry.state,
        missing=tuple(page_number(number) for number in entry.missing),
        note="",
    )


def _list(front: ListFront, frame: Frame) -> ListPage:
    paper, address = front.shelf.id, LISTS[front.kind]
    above, word = _ABOVE[front.kind]
    title = front.title or front.name
    beside = None
    if front.edited:
        beside = Link(href=frame.href(routes.editor(paper, front.name)), text=title, count=front.edited)
    elif front.signed:
        beside = Link(href=frame.href(routes.person(paper, front.name)), text=title, count=front.signed)
    named = f"{frame.say('editors.title')} {title}" if front.kind == "editor" else title
    busiest = max((year.articles for year in front.tally), default=1)
    return ListPage(
        head=frame.head(
            front.kind,
            f"{named} · {front.shelf.paper.name}" + (f" {front.number}" if front.number > 1 else ""),
            previous=address(paper, front.name, front.number - 1) if front.number > 1 else "",
            next=address(paper, front.name, front.number + 1) if front.number < front.total else "",
            up=above(paper),
        ),
        site=frame.site_view(),
        paper=frame.paper_view(),
        crumbs=crumbs(frame, title, (above(paper), frame.say(f"{word}.title"))),
        name=title,
        total=front.count,
        roles=front.roles,
        years=front.years,
        tally=tuple(
            TallyView(
                year=year.year, articles=year.articles, pages=year.pages, share=round(100 * year.articles / busiest)
            )
            for year in front.tally
        ),
        beside=beside,
        entries=tuple(_entry(entry, frame.href) for entry in front.entries),
        pager=pager(front.number, front.total, lambda number: frame.href(address(paper, front.name, number))),
    )


def _day(front: DayFront, frame: Frame) -> DayPage:
    paper = front.shelf.id
    named = _day_name(front.day, frame)

    def beside(day: str) -> Link | None:
        return Link(href=frame.href(routes.day(paper, day)), text=_day_name(day, frame)) if day else None

    return DayPage(
        head=frame.head(
            "day",
            f"{named} · {front.shelf.paper.name}",
            previous=routes.day(paper, front.previous) if front.previous else "",
            next=routes.day(paper, front.next) if front.next else "",
            up=routes.days(paper),
        ),
        site=frame.site_view(),
        paper=frame.paper_view(),
        crumbs=crumbs(frame, named, (routes.days(paper), frame.say("days.title"))),
        day=named,
        issues=tuple(
            DayIssueView(
                issue=issue_view(issue.entry, frame.href),
                entries=tuple(_entry(entry, frame.href) for entry in issue.articles),
            )
            for issue in front.issues
        ),
        previous=beside(front.previous),
        next=beside(front.next),
    )


def _day_name(day: str, frame: Frame) -> str:
    month, _, number = day.partition("-")
    return frame.say("days.named", month=str(int(month)), day=str(int(number)))


def _days(front: DaysFront, frame: Frame) -> DaysPage:
    paper = front.shelf.id
    title = frame.say("days.title")

    def link(day: str, number: int) -> Link:
        count = front.days.get(day, 0)
        return Link(href=frame.href(routes.day(paper, day)) if count else "", text=str(number), count=count)

    return DaysPage(
        head=frame.head("days", f"{title} · {front.shelf.paper.name}", up=routes.paper_home(paper)),
        site=frame.site_view(),
        paper=frame.paper_view(),
        crumbs=crumbs(frame, title),
        months=tuple(
            MonthDays(
                number=month,
                days=tuple(
                    link(f"{month:02}-{number:02}", number)
                    for number in range(1, calendar.monthrange(2000, month)[1] + 1)  # a leap year
                ),
            )
            for month in range(1, 13)
        ),
        total=len(front.days),
    )


def _corrections(front: CorrectionsFront, frame: Frame) -> CorrectionsPage:
    paper = front.shelf.id
    title = frame.say("corrections.title")
    return CorrectionsPage(
        head=frame.head(
            "corrections",
            f"{title} · {front.shelf.paper.name}" + (f" {front.number}" if front.number > 1 else ""),
            previous=routes.corrections(paper, front.number - 1) if front.number > 1 else "",
            next=routes.corrections(paper, front.number + 1) if front.number < front.total else "",
            up=routes.paper_home(paper),
        ),
        site=frame.site_view(),
        paper=frame.paper_view(),
        crumbs=crumbs(frame, title),
        entries=tuple(_correction(entry, frame) for entry in front.entries),
        total=front.count,
        pager=pager(front.number, front.total, lambda number: frame.href(routes.corrections(paper, number))),
    )


def _correction(entry: CorrectionEntry, frame: Frame) -> CorrectionEntryView:
    correction = entry.correction
    return CorrectionEntryView(
        entry=_entry(entry.article, frame.href),
        anchor=correction.at,
        number=correction.at.removeprefix("p"),
        note=correction.note,
        by=_entry(entry.by, frame.href) if entry.by else None,
        source=correction.by,
    )


def _about(front: AboutFront, frame: Frame) -> AboutPage:
    paper = front.shelf.id
    title = frame.say("about.year", year=front.year) if front.year else frame.say("about.title")
    above = ((routes.about(paper), frame.say("about.title")),) if front.year else ()
    rows = (
        [(_year_link(year, frame), "", counted) for year, counted in front.years]
        if not front.year
        else [
            (
                Link(
                    href=frame.href(routes.issue(entry.key)),
                    text=printed(entry.date) + (f" {entry.edition}" if entry.edition else ""),
                    note=entry.number,
                ),
                entry.state,
                counted,
            )
            for entry, counted in front.issues
        ]
    )
    return AboutPage(
        head=frame.head(
            "about",
            f"{title} · {front.shelf.paper.name}",
            up=routes.about(paper) if front.year else routes.paper_home(paper),
        ),
        site=frame.site_view(),
        paper=frame.paper_view(),
        crumbs=crumbs(frame, title, *above),
        year=front.year,
        span="—".join(dict.fromkeys(year for year, _ in (front.years[:1] + front.years[-1:]))),
        license=front.shelf.paper.license,
        whole=_status(Link(href="", text=""), "", front.whole),
        rows=tuple(_status(label, state, counted) for label, state, counted in rows),
        years=tuple(_year_link(year, frame, current=year == front.year) for year, _ in front.years),
        corrections=frame.href(routes.corrections(paper)),
    )


def _year_link(year: str, frame: Frame, *, current: bool = False) -> Link:
    assert frame.shelf is not None
    return Link(href=frame.href(routes.about(frame.shelf.id, year)), text=year, current=current)


def _status(label: Link, state: str, counted: Statuses) -> StatusView:
    done = (counted.checked + counted.verified) * 100 // counted.articles if counted.articles else 0
    return StatusView(
        label=label,
        state=state,
        done=done,
        issues=counted.issues,
        partial=counted.partial,
        articles=counted.articles,
        characters=counted.characters,
        raw=counted.raw,
        draft=counted.draft,
        checked=counted.checked,
        verified=counted.verified,
        emendations=counted.emendations,
        suspected=counted.suspected,
        corrections=counted.corrections,
        sources=counted.sources,
    )


def _entry(entry: ArticleEntry, href: Callable[[str], str]) -> EntryView:
    address = routes.article(entry.key, entry.id) if entry.id else routes.page(entry.key, entry.page)
    return EntryView(
        href=href(address),
        kicker=entry.kicker,
        headline=entry.headline,
        deck=entry.deck,
        date=printed(entry.date),
        iso=entry.date,
        page=page_number(entry.page),
        page_name=entry.page_name,
        column=entry.column,
        role=entry.role,
        opening=entry.opening,
        part=entry.label or (str(entry.part) if entry.part else ""),
    )
