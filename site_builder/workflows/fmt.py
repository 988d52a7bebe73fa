"""`site-builder fmt`: rewrites what people edit in content/ in the canonical form. The second time nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import msgspec

from site_builder.engine.survey import survey
from site_builder.engine.whole_files import write_whole
from site_builder.errors import Place, Problem, has_errors
from site_builder.manuscript.formatting import format_article, format_issue_file, format_paper, format_people
from site_builder.manuscript.issue_folder import ISSUE_FILE, is_article
from site_builder.workflows.format_guard import check_format
from site_builder.workflows.layout import CONTENT, check_archive, layout
from site_builder.workflows.stock import PAPER_FILE, PEOPLE_FILE, SOURCE, Stock, take_stock

Format = Callable[[bytes, str], tuple[bytes | None, list[Problem]]]


class FmtReport(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the files."""

    changed: tuple[str, ...]
    """Files that were rewritten, or would be, as one would type them."""

    problems: tuple[Problem, ...]
    """Why files were left as they are."""

    total: int
    """Files looked at."""

    failed: bool
    """Whether a file with errors was left as it is."""


def fmt(root: Path, *, check: bool = False) -> FmtReport:
    """Rewrite the papers, issues and articles of the archive at `root`; with `check` only say which would change.

    Each file is replaced whole or not at all, one with errors is left alone. Raises UsageError where no archive is.
    """
    archive = layout(root)
    check_archive(archive)
    check_format(root)
    stock = take_stock(survey(archive.content, archive.cache / "content.memo", shown=CONTENT, without=(SOURCE,)))
    changed: list[str] = []
    problems: list[Problem] = []
    total = 0
    for name, form in _files(stock):
        total += 1
        path = root / name
        try:
            data = path.read_bytes()
            formed, found = form(data, str(path))
            problems += found
            if formed is not None and formed != data:
                if not check:
                    write_whole(path, formed)
                changed.append(str(path))
        except OSError as error:
            reason = error.strerror or str(error)
            problems.append(Problem(code="F035", place=Place(str(path)), facts={"reason": reason}))
    return FmtReport(changed=tuple(changed), problems=tuple(problems), total=total, failed=has_errors(problems))


def _files(stock: Stock) -> Iterator[tuple[str, Format]]:
    """Every file that has a canonical form, below the root, with what makes it."""
    for paper in stock.papers:
        if paper.file:
            yield f"{CONTENT}/{paper.id}/{PAPER_FILE}", format_paper
        if paper.people:
            yield f"{CONTENT}/{paper.id}/{PEOPLE_FILE}", format_people
        for issue in paper.issues:
            for name in sorted(issue.texts):
                if name == ISSUE_FILE:
                    yield f"{issue.folder}/{name}", partial(format_issue_file, key=issue.key)
                elif is_article(name):
                    yield f"{issue.folder}/{name}", format_article
