"""The issue an import goes into: what is already there, what comes to it, and what stands in the way."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from site_builder.errors import Place, Problem, Severity, has_errors
from site_builder.manuscript.article_file import read_article, write_article
from site_builder.manuscript.issue_file import open_issue
from site_builder.manuscript.issue_folder import ISSUE_FILE, is_article, read_issue, write_issue
from site_builder.manuscript.paper_file import write_paper
from site_builder.newspaper.calendar import weekday
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Article, DateBasis, Issue, Page, Paper, SourceFile
from site_builder.newspaper.raw import RawIssue
from site_builder.segmenting.imprint_facts import Imprint
from site_builder.sources.reading import TEXTS_OF
from site_builder.sources.scripts import language_of
from site_builder.workflows.import_base import BASE_FILE, Base, read_base, stamp, stamped, with_articles, write_base
from site_builder.workflows.ingest_drafts import Draft
from site_builder.workflows.ingest_pages import PageDraft
from site_builder.workflows.ingest_sources import KEPT, Gathered
from site_builder.workflows.ingest_written import prove_written

_MONTH_AND_DAY = re.compile(r"(?<![年\d度])(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])日")


class Existing(msgspec.Struct, frozen=True, kw_only=True):
    """An issue's folder as it is before the import."""

    issue: Issue | None = None
    """None when there is no issue.yaml yet."""

    names: frozenset[str] = frozenset()
    articles: Mapping[str, str] = {}
    """The articles' files by name."""

    left: frozenset[str] = frozenset()
    """Articles of an import that stopped before its end."""

    errors: Sequence[Problem] = ()
    """What is wrong with the issue unless this import completes that one."""

    kept: Mapping[str, str] = {}
    """The raw texts already kept: name → sha256."""

    base: Base = Base()
    """What earlier imports made."""


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """The files to be written, or why they cannot be."""

    files: Mapping[str, bytes] = {}
    problems: list[Problem] = []
    doubts: list[Problem] = []


def existing_issue(key: IssueKey, folder: Path, shown: str) -> tuple[Existing, list[Problem]]:
    """Read what is in the folder. An issue that has errors is not touched: they are shown instead."""
    if not folder.is_dir():
        return Existing(), []
    kept = {
        f"{KEPT}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((folder / KEPT).glob("*"))
        if path.is_file()
    }
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.suffix in (".md", ".yaml") else b""
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] != KEPT
    }
    names = frozenset(files)
    articles = {name: data.decode("utf-8", "replace") for name, data in files.items() if is_article(name)}
    if ISSUE_FILE not in files:
        return Existing(names=names, articles=articles, kept=kept, base=read_base(folder)), []
    issue, problems = read_issue(key, files, shown)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if issue is None or has_errors(errors):
        errors.insert(0, Problem(code="I031", place=Place(f"{shown}/{ISSUE_FILE}")))
        left = _left_behind(key, files, shown)
        issue, problems = read_issue(key, {name: data for name, data in files.items() if name not in left}, shown)
        if issue is None or has_errors(problems) or not left:
            return Existing(names=names, kept=kept), errors
        base = read_base(folder)
        whole = Existing(issue=issue, names=names, articles=articles, kept=kept, base=base, left=left, errors=errors)
        return whole, []
    return Existing(issue=issue, names=names, articles=articles, kept=kept, base=read_base(folder)), []


def _left_behind(key: IssueKey, files: Mapping[str, bytes], shown: str) -> frozenset[str]:
    """The articles of an import that stopped before its end: nobody changed them, and issue.yaml, which is written
    last, does not name their source.
    """
    issue = open_issue(files[ISSUE_FILE].decode("utf-8", "replace"), f"{shown}/{ISSUE_FILE}", key).issue
    entered = {source.file for source in issue.sources} if issue is not None else set()
    found: set[str] = set()
    for name in filter(is_article, files):
        article, _ = read_article(files[name].decode("utf-8", "replace"), name)
        if article is not None and article.imported == stamp(article) and article.provenance:
            found |= {name} if not entered & {one.file for one in article.provenance} else set()
    return frozenset(found)


def merge(key: IssueKey, existing: Existing, gathered: Gathered, pages: Sequence[PageDraft], *, shown: str) -> Merged:
    """The issue with the new pages in it, as files; existing articles are not among them, they are never written."""
    problems: list[Problem] = []
    doubts: list[Problem] = []
    articles: list[Article] = []
    texts: dict[str, str] = {}
    for page in pages:
        for one in page.drafts:
            name = f"{one.article.id}.md"
            if name in existing.names and not _is_left(one, existing):
                source, line = gathered.raw.where(one.first)
                facts = {"id": one.article.id, "file": f"{shown}/{name}", "page": page.number}
                problems.append(Problem(code="I030", place=Place(source.name, line), facts=facts))
            article, texts[one.article.id] = stamped(one.article)
            articles.append(article)
    if problems or existing.left - {f"{article.id}.md" for article in articles}:
        return Merged(problems=problems or list(existing.errors))
    issue = existing.issue or _new_issue(key, pages, gathered.raw, doubts)
    doubts += _other_pages(pages, gathered.raw)
    furniture = [piece for page in pages for piece in page.furniture if piece.text]
    known = [one for one in existing.base.furniture if one not in furniture]
    base = with_articles(existing.base, texts, [*known, *furniture])
    made = {article.id for article in articles}
    issue = msgspec.structs.replace(
        issue,
        pages=_pages(issue.pages, pages),
        sources=_sources(issue.sources, gathered),
        furniture=(*issue.furniture, *furniture),
        articles=(*(one for one in issue.articles if one.id not in made), *articles),
    )
    files = write_issue(issue)
    if unwritten := prove_written(key, articles, issue.furniture, files, shown):
        return Merged(problems=unwritten)
    new = {f"{article.id}.md" for article in articles} | {ISSUE_FILE}
    ordered = sorted(new, key=lambda name: (not is_article(name), name))
    return Merged(files={BASE_FILE: write_base(base)} | {name: files[name] for name in ordered}, doubts=doubts)


def _is_left(made: Draft, existing: Existing) -> bool:
    """Whether an article is there, as this import makes it, because an earlier one stopped before its end."""
    name = f"{made.article.id}.md"
    expected = name in existing.left or existing.issue is None
    return expected and existing.articles.get(name) == write_article(stamped(made.article)[0])


def _new_issue(key: IssueKey, pages: Sequence[PageDraft], raw: RawIssue, doubts: list[Problem]) -> Issue:
    """issue.yaml where there was none: what the masthead says plainly, and the date that was asked for."""
    facts = [page.imprint for page in pages]
    printed = next((one.date for one in facts if one.date), "")
    if printed and printed != key.day and "X" not in key.day:
        name = raw.sources[0].name if raw.sources else ""
        doubts.append(
            Problem(
                code="I128",
                place=Place(name),
                facts={"printed": printed, "given": key.day},
                severity=Severity.DOUBT,
            )
        )
    if not printed and (found := _day_without_year(raw, key.day)) is not None:
        doubts.append(found)
    day_printed = next((one.weekday for one in facts if one.weekday), "")
    return Issue(
        key=key,
        date=key.day,
        date_basis=DateBasis.PRINTED if printed == key.day else DateBasis.EXTERNAL,
        number=next((one.number for one in facts if one.number), ""),
        weekday_printed=day_printed if day_printed == weekday(key.day) or printed == key.day else "",
    )


def _other_pages(pages: Sequence[PageDraft], raw: RawIssue) -> list[Problem]:
    """The doubt of every page whose folio prints another number than it was imported with."""
    return [
        Problem(
            code="I107",
            place=Place(raw.where(page.drafts[0].first)[0].name),
            facts={"printed": page.imprint.page, "given": page.number},
            severity=Severity.DOUBT,
        )
        for page in pages
        if page.drafts and page.imprint.page not in ("", page.number)
    ]


def _day_without_year(raw: RawIssue, day: str) -> Problem | None:
    """The doubt of an issue that prints a month and a day and no year: the day asked for, else the first there is."""
    found: list[tuple[bool, Problem]] = []
    year, _, rest = day.partition("-")
    for source in raw.sources:
        for match in _MONTH_AND_DAY.finditer(source.text):
            other = f"{int(match[1]):02d}-{int(match[2]):02d}" != rest
            _, line = raw.where(source.base + match.start())
            facts = {"printed": match[0], "year": year}
            problem = Problem(code="I105", place=Place(source.name, line), facts=facts, severity=Severity.DOUBT)
            found.append((other, problem))
            if not other:
                break
    return min(found, key=lambda one: one[0])[1] if found else None


def _pages(held: Sequence[Page], new: Sequence[PageDraft]) -> tuple[Page, ...]:
    pages = {page.number: page for page in held}
    for one in new:
        stated = one.imprint if one.imprint.page in ("", one.number) else Imprint()
        if one.number not in pages:
            pages[one.number] = Page(number=one.number, name=stated.page_name, editors=stated.editors)
    return tuple(pages[number] for number in sorted(pages, key=int))


def _sources(held: Sequence[SourceFile], gathered: Gathered) -> tuple[SourceFile, ...]:
    """What the issue is made from: each text with the page it begins with, before it the file it was taken out of."""
    names = {source.file for source in held}
    first: dict[int, str] = {}
    for page in gathered.raw.pages:
        for line in page.lines:
            first.setdefault(line.source, page.number)
    texts = {source.file for source in gathered.raw.sources}
    found = list(held)
    for number, source in enumerate(gathered.raw.sources):
        original = next((source.file.removesuffix(end) for end in TEXTS_OF if source.file.endswith(end)), source.file)
        if original in gathered.data and original not in texts | names:
            found.append(SourceFile(file=original, sha256=hashlib.sha256(gathered.data[original]).hexdigest()))
        if source.file not in names:
            found.append(
                SourceFile(file=source.file, sha256=source.sha256, encoding=source.encoding, page=first.get(number, ""))
            )
    return tuple(found)


def paper_text(paper: str, facts: Sequence[Imprint], raw: RawIssue) -> str:
    """paper.yaml for a paper that has none: what the masthead says of it, its id for a name where it says nothing."""

    def first(field: str) -> str:
        return next((getattr(one, field) for one in facts if getattr(one, field)), "")

    def all_of(field: str) -> tuple[str, ...]:
        return next((getattr(one, field) for one in facts if getattr(one, field)), ())

    return write_paper(
        Paper(
            name=first("name") or paper,
            language=language_of("".join(source.text[:20000] for source in raw.sources[:20])),
            cn=first("cn"),
            issn=first("issn"),
            permit=first("permit"),
            supervisor=all_of("supervisor"),
            sponsor=all_of("sponsor"),
            organizer=all_of("organizer"),
            publisher=all_of("publisher"),
            websites=all_of("websites"),
        )
    )
