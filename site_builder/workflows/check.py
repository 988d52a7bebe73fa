"""`site-builder check`: reads everything in content/ and lists what is wrong with it; prints and writes no page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from site_builder.config import load_config
from site_builder.engine.survey import survey
from site_builder.errors import Place, Problem
from site_builder.workflows.layout import check_archive, layout
from site_builder.workflows.reading import read_masthead, read_stocked
from site_builder.workflows.stock import CONTENT, SOURCE, take_stock


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
        problems += read_masthead(root, paper)[1]
        for stocked in paper.issues:
            issue, found = read_stocked(root, stocked)
            problems += found
            if issue is not None:
                issues += 1
                articles += len(issue.articles)
    return CheckReport(issues=issues, articles=articles, problems=tuple(_from_here(problems, root)))


def _from_here(problems: list[Problem], root: Path) -> Iterator[Problem]:
    """The problems in the order of places, each place as one would type it where the program was called."""
    for problem in sorted(problems, key=lambda one: (one.place, one.code)):
        place = problem.place
        if place.path.startswith(f"{CONTENT}/"):
            place = Place(str(root / place.path), place.line, place.column)
        yield msgspec.structs.replace(problem, place=place)
