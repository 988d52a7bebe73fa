"""Raw text → drafts in content/, once and reviewable: read, reflow, segment, tidy, prove, write.

Nothing is written before the whole import is proven complete, nothing that is already there is overwritten, and every
file appears whole or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from site_builder.engine.events import Began, Noticed, Reporter, Taken
from site_builder.engine.events import Made as Done
from site_builder.errors import Place, Problem, Severity, has_errors
from site_builder.newspaper.calendar import is_edtf
from site_builder.newspaper.keys import ARTICLE_ID, PAPER_ID, IssueKey, issue_key
from site_builder.newspaper.raw import RawIssue
from site_builder.workflows.archive_texts import archive_texts
from site_builder.workflows.format_guard import check_format
from site_builder.workflows.import_lock import one_at_a_time
from site_builder.workflows.import_report import ImportReport, Made, SourceRead, entries
from site_builder.workflows.ingest_issue import Merged, existing_issue, merge, paper_text
from site_builder.workflows.ingest_misprints import with_suspicions
from site_builder.workflows.ingest_pages import PageDraft, draft_page
from site_builder.workflows.ingest_proof import prove
from site_builder.workflows.ingest_sources import Gathered, find_sources, gather
from site_builder.workflows.ingest_stated import stated_day
from site_builder.workflows.ingest_turns import turned_pages
from site_builder.workflows.ingest_writing import write_together
from site_builder.workflows.layout import layout
from site_builder.workflows.report_files import report_files

MOST_PAGES = 999
"""Pages of the longest issue; page numbers have three figures at most."""


class IngestResult(msgspec.Struct, frozen=True, kw_only=True):
    """How an import ended."""

    written: tuple[Path, ...] = ()
    """The files that were written; with `dry_run` those that would have been."""

    problems: tuple[Problem, ...] = ()
    """Errors and warnings; the doubts are in the report."""

    report: ImportReport = ImportReport()
    reports: tuple[Path, ...] = ()
    """Those of the written files that hold the report."""

    folder: Path = Path()
    """The folder of the issue."""

    @property
    def exit_code(self) -> int:
        """0, or 1 when something could not be imported."""
        return 1 if has_errors(self.problems) else 0


def ingest(
    root: Path,
    sources: Sequence[Path],
    *,
    paper: str,
    date: str,
    page: str = "",
    encoding: str = "",
    dry_run: bool = False,
    language: str = "",
    tell: Reporter,
) -> IngestResult:
    """Import files as drafts of one issue. Problems are values: a bad source stops itself, a bad option everything.

    Raises UsageError for an archive of a format this program does not know.
    `page` is the page of the first source; further sources are the pages after it. `encoding` holds for all of them.
    In `language` the report is kept beside the sources; it is not where that is empty.
    """
    check_format(root)
    with one_at_a_time(layout(root).cache, paper, dry_run=dry_run) as busy:
        if busy is not None:
            return _stopped([busy], tell)
        return _ingested(root, sources, paper, date, page, encoding, language, tell, dry_run=dry_run)


def _ingested(
    root: Path,
    sources: Sequence[Path],
    paper: str,
    date: str,
    page: str,
    encoding: str,
    language: str,
    tell: Reporter,
    *,
    dry_run: bool,
) -> IngestResult:
    archive = layout(root)
    files, faults = find_sources(sources, [path.resolve() for path in (archive.content, archive.output)])
    date, told = (date, []) if date or len(files) > MOST_PAGES else stated_day(files, encoding)
    key, problems = _key(paper, date, page)
    problems += faults + told
    if len(files) > MOST_PAGES:
        problems.append(Problem(code="I023", facts={"count": str(len(files)), "most": str(MOST_PAGES)}))
        return _stopped(problems, tell)
    if key is None or not files:
        return _stopped(problems, tell)
    archive = layout(root)
    folder = archive.content / paper / key.year / key.folder
    existing, faults = existing_issue(key, folder, shown=_shown(folder, root))
    problems += faults
    if has_errors(faults):
        return _stopped(problems, tell)
    tell(Began("ingest", len(files)))
    gathered = gather(files, page=page, encoding=encoding, kept=existing.kept, tell=tell)
    problems += gathered.problems
    if not gathered.raw.pages:
        return _stopped(problems, tell)
    pages = _drafted(gathered.raw, tell)
    gathered = msgspec.structs.replace(gathered, raw=_without_lines(gathered.raw))
    if beyond := _beyond(gathered.raw, pages):
        problems += beyond
        return _stopped(problems, tell, _report(key, gathered, pages, problems))
    lost, hyphens = prove(gathered.raw, (used for one in pages for used in one.used))
    pages = with_suspicions(gathered.raw, pages, archive_texts(archive.content, key, own=True))
    merged = merge(key, existing, gathered, pages, shown=_shown(folder, root))
    problems += lost + merged.problems
    if hyphens:
        name = gathered.raw.sources[0].name
        facts = {"count": str(hyphens)}
        problems.append(Problem(code="I103", place=Place(name), facts=facts, severity=Severity.DOUBT))
    report = _report(key, gathered, pages, [*problems, *merged.doubts])
    if has_errors(lost) or has_errors(merged.problems):
        return _stopped(problems, tell, report)
    kept = report_files(report, language) if language else {}
    reports = {folder / name: data for name, data in kept.items()}
    outputs = {**reports, **_outputs(archive.content / paper, folder, merged, gathered, pages, paper)}
    if not dry_run:
        write_together(outputs)
    result = _ended(problems, tell, report, tuple(outputs), folder)
    return msgspec.structs.replace(result, reports=tuple(reports))


def _key(paper: str, date: str, page: str) -> tuple[IssueKey | None, list[Problem]]:
    problems: list[Problem] = []
    if PAPER_ID.fullmatch(paper) is None:
        problems.append(Problem(code="I020", facts={"found": paper}))
    key = issue_key(paper, date)
    if key is None or not is_edtf(key.day):
        problems.append(Problem(code="I021", facts={"found": date}))
    if page and not (page.isdigit() and 1 <= int(page) <= 999 and page.isascii()):
        problems.append(Problem(code="I022", facts={"found": page}))
    return (None if problems else key), problems


def _drafted(raw: RawIssue, tell: Reporter) -> list[PageDraft]:
    """The drafts of every page."""
    tell(Began("pages", len(raw.pages)))
    drafts: list[PageDraft] = []
    turned = turned_pages(raw.pages)
    for page in raw.pages:
        tell(Taken("pages", page.number))
        drafts.append(draft_page(raw, page, *filter(None, (turned.get(page.number),))))
        tell(Done("pages", page.number))
    return drafts


def _without_lines(raw: RawIssue) -> RawIssue:
    """The issue when its lines are drafts: of each page the first line of every source, which says whose page it is.

    Lines take ten times the memory of their text.
    """
    return msgspec.structs.replace(
        raw,
        pages=tuple(
            msgspec.structs.replace(page, lines=tuple({line.source: line for line in reversed(page.lines)}.values()))
            for page in raw.pages
        ),
    )


def _beyond(raw: RawIssue, pages: Sequence[PageDraft]) -> list[Problem]:
    """The first article whose number, or whose page's, has no address: an issue has 999 pages of 999 articles."""
    for page in pages:
        for one in page.drafts:
            if ARTICLE_ID.fullmatch(one.article.id) is None:
                source, line = raw.where(one.first)
                facts = {"page": page.number, "count": str(len(page.drafts)), "most": str(MOST_PAGES)}
                return [Problem(code="I024", place=Place(source.name, line), facts=facts)]
    return []


def _outputs(
    shelf: Path, folder: Path, merged: Merged, gathered: Gathered, pages: Sequence[PageDraft], paper: str
) -> dict[Path, bytes]:
    """What is to be written, the articles before the issue.yaml that names their pages."""
    outputs: dict[Path, bytes] = {}
    for name, data in gathered.data.items():
        if not (folder / name).exists():
            outputs[folder / name] = data
    if not (shelf / "paper.yaml").exists():
        outputs[shelf / "paper.yaml"] = paper_text(paper, [one.imprint for one in pages], gathered.raw).encode()
    outputs |= {folder / name: data for name, data in merged.files.items()}
    return outputs


def _report(key: IssueKey, gathered: Gathered, pages: Sequence[PageDraft], problems: Sequence[Problem]) -> ImportReport:
    raw: RawIssue = gathered.raw
    return ImportReport(
        issue=str(key),
        sources=tuple(
            SourceRead(
                name=one.name,
                encoding=one.encoding,
                form=one.form.value,
                sha256=one.sha256,
                runner_up=one.runner_up,
                margin=one.margin,
            )
            for one in raw.sources
        ),
        articles=tuple(
            Made(
                id=one.article.id,
                title=" ".join(one.article.headline) or (one.article.signature.text if one.article.signature else ""),
                characters=len(one.article.body),
                lines=";".join(f"{p.file}:{p.lines}" for p in one.article.provenance),
            )
            for page in pages
            for one in page.drafts
        ),
        furniture=sum(len(page.furniture) for page in pages),
        entries=entries(raw, (decision for page in pages for decision in page.decisions), problems),
    )


def _stopped(problems: list[Problem], tell: Reporter, report: ImportReport | None = None) -> IngestResult:
    return _ended(problems, tell, report or ImportReport(), (), Path())


def _ended(
    problems: list[Problem], tell: Reporter, report: ImportReport, written: tuple[Path, ...], folder: Path
) -> IngestResult:
    told = tuple(problem for problem in problems if problem.severity is not Severity.DOUBT)
    for problem in told:
        tell(Noticed(problem))
    return IngestResult(written=written, problems=told, report=report, folder=folder)


def _shown(path: Path, root: Path) -> str:
    """A path as the user would type it."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return str(path)
