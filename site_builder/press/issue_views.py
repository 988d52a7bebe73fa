"""An issue as its own pages show it."""

from __future__ import annotations

from collections.abc import Callable

from site_builder.newspaper.model import Completeness, Issue
from site_builder.press import routes
from site_builder.press.frame import date_view, page_number
from site_builder.press.views_issue import IssueView


def issue_view(issue: Issue, href: Callable[[str], str], *, pages: int, articles: int) -> IssueView:
    """The view of an issue with so many 版 and articles; `href` makes links from the page it stands on."""
    held = "held" if issue.completeness is Completeness.COMPLETE and not issue.missing else "partial"
    return IssueView(
        href=href(routes.issue(issue.key)),
        date=date_view(issue.date, issue.date_basis),
        number=issue.number,
        edition=issue.edition,
        pages=pages,
        articles=articles,
        state=held if articles or any(page.scan for page in issue.pages) else "missing",
        missing=tuple(page_number(number) for number in issue.missing),
        note=issue.note,
    )
