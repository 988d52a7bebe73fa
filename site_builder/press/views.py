"""What templates see: one frozen struct for each kind of page, every field documented; docs/themes.md shows it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from site_builder.press.views_article import ArticleView, CitationView, ErrataView, PersonView, RecordView
from site_builder.press.views_fronts import CalendarView, PaperFront, RowView
from site_builder.press.views_indexes import AboutPage, CorrectionsPage, DayPage, DaysPage, ListPage, NamesPage
from site_builder.press.views_issue import Download, IssueView, PageTab
from site_builder.press.views_site import HeadView, Link, Pager, PaperPage, PaperView, SiteView
from site_builder.press.views_story import BoxView, MapView


class HomePage(msgspec.Struct, frozen=True, kw_only=True):
    """home.html: the front of the site, or of one paper."""

    head: HeadView
    """What stands in the head."""

    site: SiteView
    """The site."""

    paper: PaperView | None
    """The paper, when the page is about one; None on the front of several papers and of none."""

    fronts: tuple[PaperFront, ...]
    """The papers: one is shown whole, several with their latest issue each, none while the archive is empty."""


class YearPage(PaperPage, frozen=True, kw_only=True):
    """year.html: the issues of a year."""

    calendar: CalendarView
    """The twelve months."""

    rows: tuple[RowView, ...]
    """The issues of this page of the list, oldest first."""

    pager: Pager
    """Where one is in the list."""


class IssuePage(PaperPage, frozen=True, kw_only=True):
    """issue.html: an issue, opened at its first 版, with its contents."""

    issue: IssueView
    """The issue."""

    tabs: tuple[PageTab, ...]
    """Its 版 with their headlines; those known and not held are among them."""

    page: PageTab | None
    """The 版 that is shown: the first one held; None when there is none."""

    layout: BoxView | None
    """That 版 re-set; None when it has no articles."""

    map: MapView | None
    """The map of that 版."""

    scan: MapView | None
    """原图: its scan with the regions of its articles; None when there is none."""

    reading: str
    """Link to the whole issue as one text (整版通读); empty where no article is held."""

    day: str
    """Link to the same day in other years; empty when the day is not known."""

    downloads: tuple[Download, ...]
    """Files of the whole issue."""

    previous: Link | None
    """The issue before."""

    next: Link | None
    """The issue after."""


class PagePage(PaperPage, frozen=True, kw_only=True):
    """page.html: one 版 of an issue."""

    issue: IssueView
    """The issue."""

    tabs: tuple[PageTab, ...]
    """The 版 of the issue."""

    page: PageTab
    """This 版; its headlines are what stands on it."""

    editors: tuple[PersonView, ...]
    """责任编辑 of the 版, each with the list of what they edited."""

    layout: BoxView | None
    """The 版 re-set; None when it has no articles."""

    map: MapView | None
    """Its map."""

    scan: MapView | None
    """原图: its scan with the regions of its articles; None when there is none."""

    reading: str
    """Link to where it stands in the whole issue (整版通读); empty where no article is held."""

    arrivals: tuple[Link, ...]
    """上接: stories that begin on another 版 and go on here."""

    previous: Link | None
    """The 版 before; across issues, the last 版 of the issue before is not shown here."""

    next: Link | None
    """The 版 after."""

    previous_issue: Link | None
    """The issue before."""

    next_issue: Link | None
    """The issue after."""


class ArticlePage(PaperPage, frozen=True, kw_only=True):
    """article.html: one article."""

    issue: IssueView
    """The issue it stands in."""

    page: PageTab
    """The 版 it begins on."""

    article: ArticleView
    """The article."""

    map: MapView
    """Where it stood on its page."""

    record: RecordView
    """How the text came here."""

    citation: CitationView
    """How to cite it."""

    errata: ErrataView | None
    """How to tell the editors of a slip; None where the site does not ask for it."""

    downloads: tuple[Download, ...]
    """Files of the whole issue."""

    previous: Link | None
    """The article before; before the first of an issue comes the last of the issue before."""

    next: Link | None
    """The article after."""

    series_previous: Link | None
    """The part of the series before this one."""

    series_next: Link | None
    """The part of the series after this one."""

    column_previous: Link | None
    """The article of its column before this one."""

    column_next: Link | None
    """The article of its column after this one."""

    place: str
    """Link back to where it stands on its 版."""

    reading: str
    """Link to where it stands in the whole issue (整版通读); empty where no article is held."""

    previous_page: Link | None
    """The 版 before."""

    next_page: Link | None
    """The 版 after."""

    previous_issue: Link | None
    """The issue before."""

    next_issue: Link | None
    """The issue after."""


class ReadArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article in the whole issue."""

    article: ArticleView
    """The article, whole; its anchors begin with its id."""

    href: str
    """Link to its own page."""

    anchor: str
    """Where it begins here, `a01-03`."""

    signed: str
    """Who wrote it, as printed, when the text does not begin with it; may be empty."""


class ReadSheet(msgspec.Struct, frozen=True, kw_only=True):
    """A 版 in the whole issue."""

    page: PageTab
    """The 版."""

    anchor: str
    """Where it begins, `v01`."""

    editors: tuple[PersonView, ...]
    """责任编辑."""

    articles: tuple[ReadArticle, ...]
    """Its articles in reading order, whole."""

    arrivals: tuple[Link, ...]
    """上接: stories that begin on another 版 and go on here."""


class ReadPage(PaperPage, frozen=True, kw_only=True):
    """read.html: all 版 of an issue as one text (整版通读)."""

    issue: IssueView
    """The issue."""

    tabs: tuple[PageTab, ...]
    """Its 版; those held lead to their places in this page."""

    sheets: tuple[ReadSheet, ...]
    """Its 版 with their articles."""

    previous: Link | None
    """The issue before, read likewise."""

    next: Link | None
    """The issue after, read likewise."""


class SearchPage(msgspec.Struct, frozen=True, kw_only=True):
    """search.html: the form, and where results go."""

    head: HeadView
    """What stands in the head."""

    site: SiteView
    """The site."""

    paper: PaperView | None
    """The paper when there is only one."""

    papers: tuple[PaperView, ...]
    """All papers, for those who read without scripts."""

    years: tuple[tuple[Link, ...], ...]
    """The lists of issues of each of them, year by year, the first first."""


class NotFoundPage(msgspec.Struct, frozen=True, kw_only=True):
    """404.html: what a host answers for an address that is not there."""

    head: HeadView
    """What stands in the head."""

    site: SiteView
    """The site."""

    paper: PaperView | None
    """The paper when there is only one."""

    papers: tuple[PaperView, ...]
    """All papers."""


PAGES: Mapping[str, type] = {
    "home": HomePage,
    "year": YearPage,
    "issue": IssuePage,
    "page": PagePage,
    "article": ArticlePage,
    "read": ReadPage,
    "column": ListPage,
    "person": ListPage,
    "editor": ListPage,
    "series": ListPage,
    "place": ListPage,
    "columns": NamesPage,
    "people": NamesPage,
    "serials": NamesPage,
    "places": NamesPage,
    "day": DayPage,
    "days": DaysPage,
    "corrections": CorrectionsPage,
    "about": AboutPage,
    "search": SearchPage,
    "404": NotFoundPage,
}
"""Page kind → the view its template `<kind>.html` is filled with."""

Page = (
    HomePage
    | YearPage
    | IssuePage
    | PagePage
    | ArticlePage
    | ReadPage
    | ListPage
    | NamesPage
    | DayPage
    | DaysPage
    | CorrectionsPage
    | AboutPage
    | SearchPage
    | NotFoundPage
)
"""Any page."""
