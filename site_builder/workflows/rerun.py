"""The import run again over the sources an issue keeps, as it was asked to run the first time; nothing is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from site_builder.engine.reading import read_plain, unreadable
from site_builder.errors import Place, Problem, Severity, UsageError, has_errors
from site_builder.manuscript.decoding import decode
from site_builder.manuscript.issue_file import open_issue
from site_builder.manuscript.issue_folder import ISSUE_FILE
from site_builder.newspaper.keys import PAPER_ID, IssueKey, issue_key
from site_builder.newspaper.model import Issue, Provenance, SourceFile
from site_builder.newspaper.raw import RawIssue, RawPage, RawSource
from site_builder.sources.reading import TEXTS_OF, Read, read
from site_builder.workflows.format_guard import check_format
from site_builder.workflows.ingest_pages import PageDraft, draft_page
from site_builder.workflows.ingest_proof import prove
from site_builder.workflows.ingest_turns import turned_pages
from site_builder.workflows.laying_pages import merged
from site_builder.workflows.layout import check_archive, layout


class IssueFolder(msgspec.Struct, frozen=True, kw_only=True):
    """An issue that was imported."""

    key: IssueKey
    path: Path
    shown: str
    """The folder as a user would type it; places of problems begin with it."""


class Rerun(msgspec.Struct, frozen=True, kw_only=True):
    """What the import makes of an issue's sources now."""

    issue: Issue
    """issue.yaml as it stands, without articles."""

    raw: RawIssue
    """Its sources are called as they are kept, so that messages point at files that are there."""

    pages: tuple[PageDraft, ...]
    doubts: tuple[Problem, ...] = ()
    """What was doubtful in reading them: encodings, broken characters."""


def find_issues(root: Path, names: Sequence[str]) -> list[IssueFolder]:
    """The issues meant by `paper`, `paper/2019-04-19`, or all; raises UsageError for a name that stands for none."""
    archive = layout(root)
    check_archive(archive)
    check_format(root)
    found: dict[Path, IssueFolder] = {}
    for name in names or ("",):
        paper, _, day = name.strip("/").partition("/")
        key = issue_key(paper, day) if day else None
        pattern = f"{paper or '*'}/{key.year if key else '*'}/{key.folder if key else '*'}/{ISSUE_FILE}"
        sound = (not paper or PAPER_ID.fullmatch(paper)) and (not day or key)
        files = sorted(archive.content.glob(pattern)) if sound else []
        if name and not files:
            raise UsageError(Problem(code="I036", facts={"found": name}))
        found |= {file.parent: folder for file in files if (folder := _folder(file.parent, root)) is not None}
    return list(found.values())


def _folder(path: Path, root: Path) -> IssueFolder | None:
    key = issue_key(path.parent.parent.name, path.name)
    return None if key is None else IssueFolder(key=key, path=path, shown=path.relative_to(root).as_posix())


def read_issue_file(folder: IssueFolder) -> tuple[Issue | None, list[Problem]]:
    """The issue.yaml of a folder; None with its errors when it has any."""
    shown = f"{folder.shown}/{ISSUE_FILE}"
    try:
        data = read_plain(folder.path / ISSUE_FILE)
    except OSError as error:
        return None, [unreadable(error, shown)]
    text, problems = decode(data, shown)
    if text is None:
        return None, problems
    opened = open_issue(text, shown, folder.key)
    errors = [problem for problem in opened.problems if has_errors([problem])]
    return (opened.issue if opened.sound else None), errors


def rerun(folder: IssueFolder) -> tuple[Rerun | None, list[Problem]]:
    """Run the import over the kept sources of an issue; None with the errors when one is gone or was edited."""
    issue, problems = read_issue_file(folder)
    if issue is None:
        return None, problems
    sources: list[RawSource] = []
    pages: list[RawPage] = []
    doubts: list[Problem] = []
    base = 0
    for one in issue.sources:
        data, faults = _kept(folder, one)
        problems += faults
        if data is None or _is_original(one, issue.sources):
            continue
        name = f"{folder.shown}/{one.file}"
        got, faults = read(data, name, one.file, base=base, number=len(sources))
        if one.encoding and (got is None or got.source.encoding != one.encoding):  # somebody named it with --encoding
            got, faults = read(data, name, one.file, base=base, number=len(sources), encoding=one.encoding)
        problems += [fault for fault in faults if has_errors([fault])]
        doubts += [fault for fault in faults if fault.severity is Severity.DOUBT]
        if got is None:
            continue
        sources.append(got.source)
        base += len(got.source.text)
        pages += _pages(got, one, pages)
    raw = RawIssue(sources=tuple(sources), pages=merged(pages))
    turned = turned_pages(raw.pages)
    drafts = tuple(draft_page(raw, page, *filter(None, (turned.get(page.number),))) for page in raw.pages)
    problems += prove(raw, (used for page in drafts for used in page.used))[0]
    if problems:
        return None, problems
    return Rerun(issue=issue, raw=raw, pages=drafts, doubts=tuple(doubts)), []


def _pages(got: Read, source: SourceFile, before: Sequence[RawPage]) -> Iterator[RawPage]:
    first = int(source.page or (before[-1].number if before else 0)) + (not source.page)
    for place, lines in zip(got.numbers, got.pages, strict=True):
        yield RawPage(number=f"{first + place - got.numbers[0]:02d}", lines=lines)


def _is_original(source: SourceFile, sources: Sequence[SourceFile]) -> bool:
    """Whether a source is kept for itself and its text beside it: a PDF, and what was read out of it."""
    return not source.encoding and any(other.file.removeprefix(source.file) in TEXTS_OF for other in sources)


def _kept(folder: IssueFolder, source: SourceFile) -> tuple[bytes | None, list[Problem]]:
    place = Place(f"{folder.shown}/{source.file}")
    path = folder.path / source.file
    inside = path.resolve().is_relative_to(folder.path.resolve())
    if not inside or not path.is_file():
        return None, [Problem(code="I032", place=place, facts={"issue": f"{folder.shown}/{ISSUE_FILE}"})]
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != source.sha256:
        return None, [Problem(code="I033", place=place, facts={"found": found, "recorded": source.sha256})]
    return data, []


def lines_of(provenance: Sequence[Provenance]) -> frozenset[tuple[str, int]]:
    """The lines of the sources that some provenance names, as (file, line)."""
    found: set[tuple[str, int]] = set()
    for one in provenance:
        for part in one.lines.split(",") if one.lines else ():
            first, _, last = part.partition("-")
            found |= {(one.file, line) for line in range(int(first), min(int(last or first), int(first) + 10**6) + 1)}
    return frozenset(found)


def owners(
    lines: Mapping[str, frozenset[tuple[str, int]]], new: Sequence[frozenset[tuple[str, int]]]
) -> dict[int, str]:
    """Which of the old names each of the new sets of lines is: pairs that share most lines first, each once."""
    shared = sorted(
        ((-len(old & lines_now), name, index) for name, old in lines.items() for index, lines_now in enumerate(new)),
    )
    found: dict[int, str] = {}
    for count, name, index in shared:
        if count and index not in found and name not in found.values():
            found[index] = name
    return found
