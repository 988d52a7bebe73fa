"""The folder of an issue ⇄ `Issue`: issue.yaml, one file an article, pictures below it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter

import msgspec

from site_builder.errors import Place, Problem, Severity, has_errors
from site_builder.manuscript import issue_checks
from site_builder.manuscript.article_file import OpenArticle, open_article, write_article
from site_builder.manuscript.decoding import decode
from site_builder.manuscript.issue_file import OpenIssue, open_issue, write_issue_file
from site_builder.manuscript.nearest import nearest
from site_builder.newspaper.keys import ARTICLE_ID, IssueKey
from site_builder.newspaper.model import Issue

ISSUE_FILE = "issue.yaml"

READ_LATELY = 256
"""Articles that are remembered as they were read."""

_LOOKS_READ = (".md", ".markdown", ".mdown", ".yml", ".yaml", ".txt")
"""Endings of files a person may believe to be read."""


class OpenFolder(msgspec.Struct, frozen=True, kw_only=True):
    """An issue's folder with everything that is known of its files."""

    issue: Issue | None
    """None when one of the files has errors."""

    file: OpenIssue | None
    articles: tuple[OpenArticle, ...]
    """Every article there is, those with errors too, in the order of their numbers."""

    problems: list[Problem]


def read_issue(key: IssueKey, files: Mapping[str, bytes], folder: str) -> tuple[Issue | None, list[Problem]]:
    """The issue of a folder, and every problem of all its files; None when there is an error among them.

    `files` go by their names below the folder; of pictures the names suffice. `folder` is how problems call it.
    """
    opened = open_folder(key, files, folder)
    return opened.issue, opened.problems


def open_folder(key: IssueKey, files: Mapping[str, bytes], folder: str) -> OpenFolder:
    """Like `read_issue`, with where everything lies in the files."""
    opened, problems = _open_issue_file(key, files, folder)
    articles = [
        _open_article_file(files[name], f"{folder}/{name}" if folder else name)
        for name in sorted(files, key=_by_number)
        if is_article(name)
    ]
    for article in articles:
        problems += article.problems
    problems += issue_checks.faults(opened, articles, frozenset(files))
    problems += _not_read(files, folder)
    problems = sorted(unsettled(problems, articles), key=attrgetter("place"))
    issue = None
    if opened is not None and opened.issue is not None and not has_errors(problems):
        whole = tuple(article.article for article in articles if article.article is not None)
        issue = msgspec.structs.replace(opened.issue, articles=whole)
    return OpenFolder(issue=issue, file=opened, articles=tuple(articles), problems=problems)


def sound_part(folder: OpenFolder) -> Issue | None:
    """The issue without the articles that have errors; None where other files have some."""
    wrong = {problem.place.path for problem in folder.problems if problem.severity is Severity.ERROR}
    if folder.file is None or folder.file.issue is None or not wrong <= {article.path for article in folder.articles}:
        return None
    sound = [one.article for one in folder.articles if one.article is not None and one.path not in wrong]
    return msgspec.structs.replace(folder.file.issue, articles=tuple(sound))


def unsettled(problems: Iterable[Problem], articles: Iterable[OpenArticle]) -> list[Problem]:
    """Those of the problems that nobody has settled in the article they are about; an error nobody can."""
    settled = {one.path: set(one.article.settled) for one in articles if one.article is not None}
    return [
        problem
        for problem in problems
        if problem.severity is Severity.ERROR
        or not {problem.code, note_of(problem)} & settled.get(problem.place.path, set())
    ]


def note_of(problem: Problem) -> str:
    """How `settled` names a problem: its code, and the words it is about where it says any."""
    words = " ".join(problem.facts.get("found", "").split())
    return f"{problem.code} {words}" if words else problem.code


def write_issue(issue: Issue) -> dict[str, bytes]:
    """The canonical files of an issue; `read_issue` of them, with its pictures, is the issue."""
    files = {ISSUE_FILE: write_issue_file(issue).encode()}
    for article in issue.articles:
        files[f"{article.id}.md"] = write_article(article).encode()
    return files


def is_article(name: str) -> bool:
    """Whether a file of an issue's folder is an article: `01-03.md`, at the top of the folder."""
    return name.endswith(".md") and ARTICLE_ID.fullmatch(name.removesuffix(".md")) is not None


def _open_issue_file(key: IssueKey, files: Mapping[str, bytes], folder: str) -> tuple[OpenIssue | None, list[Problem]]:
    path = f"{folder}/{ISSUE_FILE}" if folder else ISSUE_FILE
    if ISSUE_FILE not in files:
        facts = {"folder": key.folder, "day": key.day}
        if near := nearest(ISSUE_FILE, (name for name in files if "/" not in name and not is_article(name))):
            facts["near"] = near
        return None, [Problem(code="F031", place=Place(path), facts=facts)]
    text, problems = decode(files[ISSUE_FILE], path)
    if text is None:
        return None, problems
    opened = open_issue(text, path, key)
    return opened, problems + opened.problems


@functools.lru_cache(maxsize=READ_LATELY)
def _open_article_file(data: bytes, path: str) -> OpenArticle:
    """The article of a file's bytes. Of an issue that is read again while somebody edits it, all but one are known."""
    text, problems = decode(data, path)
    if text is None:
        return OpenArticle(path=path, article=None, problems=problems)
    opened = open_article(text, path)
    return msgspec.structs.replace(opened, problems=problems + opened.problems)


def _not_read(files: Mapping[str, bytes], folder: str) -> Iterator[Problem]:
    """Files at the top of the folder that look as if they were read."""
    for name in sorted(files):
        if "/" not in name and name.lower().endswith(_LOOKS_READ) and name != ISSUE_FILE and not is_article(name):
            place = Place(f"{folder}/{name}" if folder else name)
            yield Problem(code="F032", place=place, facts={"name": name}, severity=Severity.WARNING)


def _by_number(name: str) -> tuple[int, int, str]:
    match = ARTICLE_ID.match(name)
    return (int(match[1]), int(match[2]), name) if match else (0, 0, name)
