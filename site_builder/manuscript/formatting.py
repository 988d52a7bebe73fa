"""Files in their canonical form. What a person remarked in them is not lost: fields with comments stay as they are."""

from __future__ import annotations

from site_builder.errors import Place, Problem, Severity, has_errors
from site_builder.manuscript import front_matter, yaml_text
from site_builder.manuscript.article_file import open_article, write_article
from site_builder.manuscript.decoding import decode
from site_builder.manuscript.issue_file import open_issue, write_issue_file
from site_builder.manuscript.paper_file import read_paper, write_paper
from site_builder.manuscript.people_file import read_people, write_people
from site_builder.newspaper.keys import IssueKey


def format_article(data: bytes, path: str) -> tuple[bytes | None, list[Problem]]:
    """The canonical bytes of an article's file; None and its errors when it has any. Idle the second time."""
    text, problems = decode(data, path)
    if text is None:
        return None, problems
    opened = open_article(text, path)
    sheet, _ = front_matter.take_apart(text, path)
    if opened.article is None or sheet is None or not opened.sound:
        return None, _errors(opened.problems)
    remarks = _remarks(sheet.header, path, first_line=2)
    if remarks:
        return front_matter.put_together(sheet.header, sheet.body).encode(), remarks
    return write_article(opened.article).encode(), []


def format_issue_file(data: bytes, path: str, key: IssueKey) -> tuple[bytes | None, list[Problem]]:
    """The canonical bytes of an issue.yaml; None and its errors when it has any. Idle the second time."""
    text, problems = decode(data, path)
    if text is None:
        return None, problems
    opened = open_issue(text, path, key)
    if opened.issue is None or not opened.sound:
        return None, _errors(opened.problems)
    return _with_remarks(text, path) or (write_issue_file(opened.issue).encode(), [])


def format_paper(data: bytes, path: str) -> tuple[bytes | None, list[Problem]]:
    """The canonical bytes of a paper.yaml; None and its errors when it has any. Idle the second time."""
    text, problems = decode(data, path)
    if text is None:
        return None, problems
    paper, problems = read_paper(text, path)
    if paper is None:
        return None, _errors(problems)
    return _with_remarks(text, path) or (write_paper(paper).encode(), [])


def format_people(data: bytes, path: str) -> tuple[bytes | None, list[Problem]]:
    """The canonical bytes of a people.yaml; None and its errors when it has any. Idle the second time."""
    text, problems = decode(data, path)
    if text is None:
        return None, problems
    people, problems = read_people(text, path)
    if people is None:
        return None, _errors(problems)
    return _with_remarks(text, path) or (write_people(people).encode(), [])


def _with_remarks(text: str, path: str) -> tuple[bytes, list[Problem]] | None:
    """A YAML file that holds comments, as it is but for its end; None when it holds none."""
    remarks = _remarks(text, path, first_line=1)
    return ((text.rstrip() + "\n").encode(), remarks) if remarks else None


def _remarks(text: str, path: str, first_line: int) -> list[Problem]:
    lines = yaml_text.comment_lines(text)
    place = Place(path, lines[0] + first_line - 1) if lines else Place()
    return [Problem(code="F034", place=place, severity=Severity.DOUBT)] if lines else []


def _errors(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if has_errors([problem])]
