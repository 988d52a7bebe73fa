"""issue.yaml ⇄ `Issue` without its articles."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from site_builder.errors import Place, Problem, Severity, has_errors
from site_builder.manuscript import schema, yaml_text
from site_builder.manuscript.forms import PICTURE_TYPES, is_picture
from site_builder.manuscript.newspaper_words import NEWSPAPER
from site_builder.manuscript.yaml_nodes import Node
from site_builder.manuscript.yaml_writing import write_struct
from site_builder.newspaper import calendar
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Issue

ORDER = (
    *("date", "date_basis", "number", "edition", "weekday_printed", "pages", "completeness", "missing", "note"),
    *("sources", "furniture", "aliases"),
)
"""The canonical order of issue.yaml."""


class OpenIssue(msgspec.Struct, frozen=True, kw_only=True):
    """An issue.yaml with all that is known of the file while the issue is checked."""

    path: str
    issue: Issue | None
    """With errors: what could be made of it, good for looking for more faults only. Has no articles."""

    problems: list[Problem]
    node: Node | None = None

    @property
    def sound(self) -> bool:
        """Whether the issue is what its file says."""
        return self.issue is not None and not has_errors(self.problems)

    def place(self, *way: str | int) -> Place:
        """Where a field lies in the file."""
        return schema.place_of(self.node, Issue, self.path, NEWSPAPER, *way)


def open_issue(text: str, path: str, key: IssueKey) -> OpenIssue:
    """The issue of the settled text of an issue.yaml, together with where everything lies in it."""
    node, problems = yaml_text.read(text, path)
    issue = None
    if node is not None or not problems:
        salvaged = schema.salvage(node, Issue, path, NEWSPAPER, {"key": key, "articles": ()}, {"date": ""})
        issue = salvaged.value
        problems += salvaged.problems
    opened = OpenIssue(path=path, issue=issue, problems=problems, node=node)
    if issue is not None:
        problems.extend(_checked(issue, opened))
    return opened


def write_issue_file(issue: Issue) -> str:
    """The canonical text of issue.yaml."""
    return write_struct(issue, ORDER)


def _checked(issue: Issue, opened: OpenIssue) -> Iterator[Problem]:
    """What must hold in issue.yaml, whatever its articles are."""
    if issue.date and issue.date.rstrip("~?%") != issue.key.day:
        facts = {"found": issue.date, "folder": issue.key.folder, "day": issue.key.day}
        yield Problem(code="M005", place=opened.place("date"), facts=facts)
    weekday = calendar.weekday(issue.date)
    printed = issue.weekday_printed.replace("天", "日").strip()
    if weekday and printed and printed[-1] != weekday[-1]:
        facts = {"found": issue.weekday_printed, "date": issue.date, "weekday": weekday}
        yield Problem(code="M020", place=opened.place("weekday_printed"), facts=facts, severity=Severity.WARNING)
    numbers = [page.number for page in issue.pages]
    for position, page in enumerate(issue.pages):
        if page.number in numbers[:position]:
            yield Problem(code="M007", place=opened.place("pages", position), facts={"page": page.number})
        if page.scan and not is_picture(page.scan):
            facts = {"image": page.scan, "known": " ".join(PICTURE_TYPES)}
            yield Problem(code="F024", place=opened.place("pages", position, "scan"), facts=facts)
    for position, number in enumerate(issue.missing):
        if number in numbers:
            yield Problem(code="M008", place=opened.place("missing", position), facts={"page": number})
    for position, piece in enumerate(issue.furniture):
        if numbers and piece.page not in numbers:
            facts = {"page": piece.page, "known": ", ".join(dict.fromkeys(numbers))}
            yield Problem(code="M001", place=opened.place("furniture", position, "page"), facts=facts)
