"""What a paper must print (出版形式).

The basic profile asks for what a reader needs to cite the paper. The national one follows what 《报纸出版管理规定》
(2005) article 31 wants in a fixed place of every issue, what 《内部资料性出版物管理办法》 (2015) wants of internal
publications, and the classes of 《报纸期刊质量管理规定》 (2020), as far as the model holds it: editors-in-chief, prices
and printers are not in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.checks.settings import CheckSettings
from site_builder.errors import Place, Problem, Severity
from site_builder.newspaper.facts import IssueFacts
from site_builder.newspaper.model import Paper

_CN = re.compile(r"(?:CN\s?)?\d{2}-\d{4}(?:/[A-Z0-9]{1,4})?")
_ISSN = re.compile(r"(?:ISSN\s?)?(\d{4})-(\d{3}[\dXx])")

BASIC = {"newspaper": ("cn", "sponsor"), "internal": ("permit", "sponsor")}
NATIONAL = {
    "newspaper": ("cn", "supervisor", "sponsor", "publisher", "place"),
    "internal": ("permit", "sponsor", "place"),
}
"""Fields of paper.yaml that must be filled in, by the kind of paper."""


def of_paper(paper: Paper, path: str, settings: CheckSettings) -> Iterator[Problem]:
    """What is missing or misshapen in a masthead."""
    if settings.profile == "none":
        return
    asked = (NATIONAL if settings.profile == "national" else BASIC)[paper.kind]
    # Of a newspaper the maker may stand as organizer: many district papers print 承办 and no 出版单位.
    held = {"publisher": paper.publisher or paper.organizer}
    lost = [name for name in asked if not held.get(name, getattr(paper, name))]
    if lost:
        yield _warn("G001", Place(path), found=", ".join(lost))
    if settings.profile == "national" and paper.cn and not _CN.fullmatch(paper.cn.strip()):
        yield _warn("G003", Place(path), found=paper.cn)
    if paper.issn and not _is_issn(paper.issn.strip()):
        yield _warn("G004", Place(path), found=paper.issn)


def of_issue(issue: IssueFacts, paper: Paper | None, settings: CheckSettings) -> Iterator[Problem]:
    """What is missing in one issue."""
    if settings.profile == "none":
        return
    lost = []
    if not issue.number and issue.key.edition == "a" and (paper is None or paper.kind == "newspaper"):
        lost.append("number")
    if not issue.pages:
        lost.append("pages")
    if settings.profile == "national" and not issue.printed_date:
        lost.append("date")
    if lost:
        yield _warn("G002", issue.place, found=", ".join(lost))
    if settings.profile == "national":
        yield from _page_sequence(issue)
        yield from _imprint(issue, paper)


def _page_sequence(issue: IssueFacts) -> Iterator[Problem]:
    """版序: pages are numbered 1 … n, those that are missing counted."""
    numbers = sorted({int(page) for page in (*issue.pages, *issue.missing) if page.isdigit()})
    if numbers and numbers != list(range(1, len(numbers) + 1)):
        lost = [f"{number:02}" for number in range(1, numbers[-1]) if number not in numbers]
        yield _warn("G005", issue.place, found=", ".join(lost) or str(numbers[0]))


def _imprint(issue: IssueFacts, paper: Paper | None) -> Iterator[Problem]:
    """What the mastheads that are kept of an issue do not say; nothing where none is kept."""
    if not issue.imprint or paper is None:
        return
    said = "".join(issue.imprint.split())
    wanted = {"name": paper.name, "number": issue.number}
    lost = [name for name, text in wanted.items() if text and "".join(text.split()) not in said]
    if lost:
        yield Problem(code="G006", place=issue.place, facts={"found": ", ".join(lost)}, severity=Severity.DOUBT)


def _is_issn(text: str) -> bool:
    """ISO 3297: the last figure checks the others, weights 8 … 2, modulo 11, X for ten."""
    match = _ISSN.fullmatch(text)
    if match is None:
        return False
    figures = match[1] + match[2]
    total = sum(int(figure) * weight for figure, weight in zip(figures[:7], range(8, 1, -1), strict=True))
    check = (11 - total % 11) % 11
    return figures[7].upper() == ("X" if check == 10 else str(check))


def _warn(code: str, place: Place, **facts: str) -> Problem:
    return Problem(code=code, place=place, facts=facts, severity=Severity.WARNING)
