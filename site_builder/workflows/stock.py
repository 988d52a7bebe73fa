"""What lies in content/, sorted: papers, issue folders and their files, by name and digest; nothing is opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from site_builder.engine.survey import Survey
from site_builder.errors import Place, Problem
from site_builder.newspaper.keys import PAPER_ID, IssueKey, issue_key
from site_builder.press import routes
from site_builder.workflows.layout import CONTENT

SOURCE = "source"
"""Raw texts beside the articles made from them; never read as articles, whatever they are called."""

PAPER_FILE = "paper.yaml"

ISSUE_FILE = "issue.yaml"

PEOPLE_FILE = "people.yaml"

_TAKEN = frozenset(path.partition("/")[0] for path in (routes.search(), routes.asset("")))
"""First parts of addresses that are not a paper's."""

_TEXT = re.compile(r".*\.(?:md|ya?ml)", re.IGNORECASE)


class StockedIssue(msgspec.Struct, frozen=True, kw_only=True):
    """An issue's folder."""

    key: IssueKey
    folder: str
    """As in the places of problems: `content/paper/2019/2019-04-19`."""

    texts: Mapping[str, str]
    """Name → digest of the files that may be manuscripts."""

    others: Mapping[str, str]
    """Path below the folder → digest of the rest: pictures."""


class StockedPaper(msgspec.Struct, frozen=True, kw_only=True):
    """A paper's folder."""

    id: str
    file: str = ""
    """Digest of paper.yaml; empty when there is none."""

    people: str = ""
    """Digest of people.yaml; empty when there is none."""

    issues: tuple[StockedIssue, ...] = ()
    """In the order of their keys."""


class Stock(msgspec.Struct, frozen=True, kw_only=True):
    """Everything in content/ that is to be printed."""

    papers: tuple[StockedPaper, ...]
    """In the order of their ids."""

    problems: tuple[Problem, ...] = ()
    """Folders whose names are none, and files that could not be taken in."""

    unsound: frozenset[str] = frozenset()
    """Issues (`paper/2019-04-19`) and papers (`paper`) in whose folders there is such a file."""


def take_stock(found: Survey) -> Stock:
    """The papers and issues of a surveyed content/, and what is wrong with the names in it."""
    folders: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for folder in found.files:
        parts = tuple(folder.split("/")) if folder else ()
        if parts:
            of_paper = folders.setdefault(parts[0], {})
            if len(parts) >= 3:
                of_paper.setdefault("/".join(parts[1:3]), []).append(parts)
    problems = list(found.problems)
    papers = []
    for paper in sorted(folders):
        if not _holds_text(found, paper):
            continue
        if PAPER_ID.fullmatch(paper) is None or paper in _TAKEN:
            code = "B102" if paper in _TAKEN else "B101"
            problems.append(Problem(code=code, place=Place(path=f"{CONTENT}/{paper}"), facts={"name": paper}))
            continue
        problems += _misplaced(found, paper)
        issues = sorted(_issues(found, paper, folders[paper]), key=lambda issue: issue.key)
        file = found.files[paper].get(PAPER_FILE, "")
        place = f"{CONTENT}/{paper}/{PAPER_FILE}"
        if not file and all(problem.place.path != place for problem in found.problems):
            problems.append(Problem(code="B105", place=Place(path=place)))
        people = found.files[paper].get(PEOPLE_FILE, "")
        papers.append(StockedPaper(id=paper, file=file, people=people, issues=tuple(issues)))
    return Stock(papers=tuple(papers), problems=tuple(problems), unsound=frozenset(_unsound(found.problems)))


def _issues(found: Survey, paper: str, folders: Mapping[str, list[tuple[str, ...]]]) -> Iterator[StockedIssue]:
    for name, below in folders.items():
        year, _, folder = name.partition("/")
        key = issue_key(paper, folder)
        if key is None or key.year != year:
            continue
        texts: dict[str, str] = {}
        others: dict[str, str] = {}
        for parts in sorted(below):
            prefix = "".join(f"{part}/" for part in parts[3:])
            for file, digest in found.files["/".join(parts)].items():
                (others if prefix or not _TEXT.fullmatch(file) else texts)[prefix + file] = digest
        if texts or others:
            yield StockedIssue(key=key, folder=f"{CONTENT}/{paper}/{name}", texts=texts, others=others)


def _misplaced(found: Survey, paper: str) -> Iterator[Problem]:
    """Folders of a paper that hold texts and are no issue: they would be left out and nobody would know."""
    for folder, files in found.files.items():
        parts = folder.split("/")
        if parts[0] != paper or not 2 <= len(parts) <= 3 or not any(_TEXT.fullmatch(name) for name in files):
            continue
        place = Place(path=f"{CONTENT}/{folder}")
        key = issue_key(paper, parts[-1])
        if len(parts) == 2 or key is None:
            yield Problem(code="B103", place=place, facts={"name": parts[-1]})
        elif key.year != parts[1]:
            yield Problem(code="B104", place=place, facts={"name": parts[-1], "year": key.year, "found": parts[1]})


def _holds_text(found: Survey, paper: str) -> bool:
    return any(
        _TEXT.fullmatch(name)
        for folder, files in found.files.items()
        if folder == paper or folder.startswith(f"{paper}/")
        for name in files
    )


def _unsound(problems: tuple[Problem, ...]) -> Iterator[str]:
    for problem in problems:
        parts = problem.place.path.split("/")[1:]
        if len(parts) >= 3:
            yield f"{parts[0]}/{parts[2]}"
        elif len(parts) == 2:
            yield parts[0]
