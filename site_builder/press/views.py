"""What templates see: one frozen struct for each kind of page, every field documented; docs/themes.md shows it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from site_builder.press.views_article import ArticleView, CitationView, RecordView
from site_builder.press.views_fronts import CalendarView, EntryView, NameGroup, PaperFront, RowView
from site_builder.press.views_issue import IssueView, PageTab
from site_builder.press.views_site import Crumb, HeadView, Link, Pager, PaperView, SiteView
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


class YearPage(msgspec.Struct, frozen=True, kw_only=True):
    """year.html: the issues of a year."""

    head: HeadView
    """What stands in the head."""

    site: SiteView
    """The site."""

    paper: PaperView
    """The paper."""

    crumbs: tuple[Crumb, ...]
    """The way here."""

    calendar: CalendarView
    """The twelve months."""

    rows: tuple[RowView, ...]
    """The issues of this page of the list, oldest first."""

    pager: Pager
    """Where one is in the list."""


class IssuePage(msgspec.Struct, frozen=True, kw_only=True):
    """issue.html: an issue, opened at its first 版, with its contents."""

    head: HeadView
    """What stands in the head."""

    site: SiteView
    """The site."""

    paper: PaperView
    """The paper."""

    crumbs: tuple[Crumb, ...]
    """The way here."""

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

    previous: Link | None
    """The issue before."""

    next: Link | None
    """The issue after."""


class PagePage(msgspec.Struct, frozen=True, kw_only=True):
    """page.html: one 版 of an issue."""

    head: HeadView
    """What stands in the head."""

    site: SiteView
    """The site."""

    paper: PaperView
    """The paper."""

    crumbs: tuple[Crumb, ...]
    """The way here."""

    issue: IssueView
    """The issue."""

    tabs: tuple[PageTab, ...]
    """The 版 of the issue."""

    page: PageTab
    """This 版."""

    editors: tuple[str, ...]
    """责任编辑 of the 版."""

    layout: BoxView | None
    """The 版 re-set; None when it has no articles."""

    map: MapView | None
    """Its map."""

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


class ArticlePage(msgspec.Struct, frozen=True, kw_only=True):
    """article.html: one article."""

    head: HeadView
    """What stands in the head."""

    site: SiteView
    """The site."""

    paper: PaperView
    """The paper."""

    crumbs: tuple[Crumb, ...]
    """The way here."""

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

    previous: Link | None
    """The article before; before the first of an issue comes the last of the issue before."""

    next: Link | None
    """The article after."""

    previous_page: Link | None
    """The 版 before."""

    next_page: Link | None
    """The 版 after."""

    previous_issue: Link | None
    """The issue before."""

    next_issue: Link | None
    """The issue after."""


class ListPage(msgspec.Struct, frozen=True, kw_only=True):
    """column.html and person.html: the articles of a column, or those a person signed."""

    head: HeadView
    """What stands in the head."""

    site: SiteView
    """The site."""

    paper: PaperView
    """The paper."""

    crumbs: tuple[Crumb, ...]
    """The way here."""

    name: str
    """The column, or the person."""

    total: int
    """How many articles there are."""

    roles: tuple[str, ...]
    """The parts the person had, as the words `role.<role>`; empty for a column."""

    years: str
    """From the first year to the last."""

    entries: tuple[EntryView, ...]
    """The articles of this page of the list, oldest first."""

    pager: Pager
    """Where one is in the list."""


class NamesPage(msgspec.Struct, frozen=True, kw_only=True):
    """columns.html and people.html: all columns, or all people who signed something."""

    head: HeadView
    """What stands in the head."""

    site: SiteView
    """The site."""

    paper: PaperView
    """The paper."""

    crumbs: tuple[Crumb, ...]
    """The way here."""

    groups: tuple[NameGroup, ...]
    """The names, by their first letter where it is known."""

    total: int
    """How many names there are."""


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
    "column": ListPage,
    "person": ListPage,
    "columns": NamesPage,
    "people": NamesPage,
    "search": SearchPage,
    "404": NotFoundPage,
}
"""Page kind → the view its template `<kind>.html` is filled with."""

Page = HomePage | YearPage | IssuePage | PagePage | ArticlePage | ListPage | NamesPage | SearchPage | NotFoundPage
"""Any page."""
