"""`site-builder check`: reads everything in content/ and lists what is wrong with it; prints and writes no page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from site_builder.config import load_config
from site_builder.engine.survey import survey
from site_builder.errors import Place, Problem
from site_builder.manuscript.issue_folder import read_issue
from site_builder.manuscript.paper_file import read_paper
from site_builder.workflows.layout import check_archive, layout
from site_builder.workflows.stock import CONTENT, PAPER_FILE, SOURCE, StockedIssue, StockedPaper, take_stock


class CheckReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a check found."""

    issues: int
    articles: int
    """Those that could be read."""

    problems: tuple[Problem, ...]


def check(root: Path) -> CheckReport:
    """Every problem of the archive at `root`, in the order of places; raises UsageError when there is none."""
    archive = layout(root)
    check_archive(archive)
    _, problems = load_config(root)
    stock = take_stock(survey(archive.content, archive.cache / "content.memo", shown=CONTENT, without=(SOURCE,)))
    problems = [*problems, *stock.problems]
    issues = articles = 0
    for paper in stock.papers:
        problems += _masthead(root, paper)
        for stocked in paper.issues:
            issue, found = read_issue(stocked.key, _files(root, stocked), stocked.folder)
            problems += found
            if issue is not None:
                issues += 1
                articles += len(issue.articles)
    return CheckReport(issues=issues, articles=articles, problems=tuple(_from_here(problems, root)))


def _masthead(root: Path, paper: StockedPaper) -> list[Problem]:
    if not paper.file:
        return []
    path = f"{CONTENT}/{paper.id}/{PAPER_FILE}"
    return read_paper((root / path).read_bytes().decode("utf-8", "surrogateescape"), path)[1]


def _files(root: Path, stocked: StockedIssue) -> dict[str, bytes]:
    """The manuscripts of an issue as bytes, and the names of its pictures."""
    texts = {name: (root / stocked.folder / name).read_bytes() for name in stocked.texts}
    return texts | dict.fromkeys(stocked.others, b"")


def _from_here(problems: list[Problem], root: Path) -> Iterator[Problem]:
    """The problems in the order of places, each place as one would type it where the program was called."""
    for problem in sorted(problems, key=lambda one: (one.place, one.code)):
        place = problem.place
        if place.path.startswith(f"{CONTENT}/"):
            place = Place(str(root / place.path), place.line, place.column)
        yield msgspec.structs.replace(problem, place=place)
