"""`site-builder check --site`: the printed site, looked over page by page and then as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from site_builder.checks import site
from site_builder.checks.pages import PageFacts
from site_builder.checks.site import HOSTS, Expected
from site_builder.config import load_config
from site_builder.engine.digests import digest_file, of_checksum
from site_builder.engine.events import Reporter
from site_builder.engine.executors import hire
from site_builder.engine.ledger import NAME as LEDGER
from site_builder.engine.ledger import UNKNOWN, read_ledger
from site_builder.engine.run import Work, keep
from site_builder.engine.steps import Step, Value
from site_builder.engine.store import Store
from site_builder.engine.writer import Writer
from site_builder.errors import ContentError, Place, Problem, UsageError
from site_builder.press import routes
from site_builder.workflows.check import read_facts
from site_builder.workflows.desk import Desk
from site_builder.workflows.layout import Layout, check_archive, layout
from site_builder.workflows.toolchain import toolchain, versions

_FACTS = msgspec.msgpack.Decoder(list[PageFacts])


class PagesJob(msgspec.Struct, frozen=True, kw_only=True):
    """Look over the pages of one folder of the site."""

    output: str
    pages: Mapping[str, str]
    """Path → digest."""


class SiteReport(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in a printed site."""

    pages: int
    files: int
    bytes: int
    problems: tuple[Problem, ...]


def look_over(job: PagesJob, _: Desk) -> Value:
    """The `PageFacts` of the pages as the note, and what is wrong with each alone."""
    from site_builder.checks.pages import read_page

    facts, problems = [], []
    for path in sorted(job.pages):
        page, faults = read_page((Path(job.output) / path).read_text("utf-8", "replace"), path)
        facts.append(page)
        problems += faults
    return Value(note=msgspec.msgpack.encode(facts), problems=tuple(problems))


PAGES = Step("pages", 1, look_over)


def check_site(
    root: Path, *, output: Path | None = None, host: str = "", jobs: str = "1", tell: Reporter = lambda _: None
) -> SiteReport:
    """Every problem of the site printed from the archive at `root`, its places being paths below the output folder.

    Raises UsageError where no archive is, no printed site, or one whose ledger another version wrote.
    """
    archive = layout(root, output)
    check_archive(archive)
    config, _ = load_config(root)
    jobs = jobs or config.build.jobs
    files = _printed(archive.output)
    problems = list(_as_printed(archive, files))
    changed = {problem.place.path for problem in problems}
    pages, found = _looked_over(archive, {p: d for p, d in files.items() if p not in changed}, jobs, tell)
    problems += found
    problems += site.link_faults(pages, files.keys(), config.site.base_url)
    problems += site.metadata_faults(pages, _expected(archive, config.build.jobs))
    sizes = {path: (archive.output / path).stat().st_size for path in files if (archive.output / path).is_file()}
    if host:
        problems += site.host_faults(sizes, HOSTS[host])
    ordered = sorted(problems, key=lambda one: (one.place, one.code))
    return SiteReport(pages=len(pages), files=len(sizes), bytes=sum(sizes.values()), problems=tuple(ordered))


def _printed(output: Path) -> dict[str, str]:
    """What a build printed: path → digest."""
    of_another = UsageError(Problem(code="V014", place=Place(str(output / LEDGER))))
    try:
        ledger = read_ledger(output)
    except ValueError as error:  # what lies there cannot be told from what others have put there
        raise of_another from error
    if ledger is None:
        raise UsageError(Problem(code="V011", place=Place(str(output))))
    files = {path: known for entry in ledger.jobs.values() for path, known in entry.files.items()}
    if UNKNOWN in files.values():
        raise of_another
    return {path: of_checksum(known) for path, known in files.items()}


def _as_printed(archive: Layout, files: Mapping[str, str]) -> Iterator[Problem]:
    """Files that are gone or not what the ledger says they are."""
    for path, digest in sorted(files.items()):
        try:
            same = digest_file(str(archive.output / path)) == digest
        except OSError:
            same = False
        if not same:
            yield Problem(code="V012", place=Place(path), facts={"path": path})


def _looked_over(
    archive: Layout, files: Mapping[str, str], jobs: str, tell: Reporter
) -> tuple[list[PageFacts], list[Problem]]:
    folders: dict[str, dict[str, str]] = {}
    for path, digest in files.items():
        if path.endswith((".html", ".htm")):
            folders.setdefault(path.rpartition("/")[0], {})[path] = digest
    output = str(archive.output.resolve())
    look = {folder or "/": PagesJob(output=output, pages=pages) for folder, pages in sorted(folders.items())}
    store = Store(folder=str((archive.cache / "check-site").resolve()))
    desk = Desk(store=store, writer=Writer(folder=""), root=str(archive.root.resolve()), themes=())
    with hire(jobs, signature=versions) as crew:
        tools = toolchain(archive.cache / "code.memo")
        try:
            outcomes = keep(PAGES, look, Work(crew=crew, desk=desk, toolchain=tools, tell=tell))
        except OSError as error:
            reason = error.strerror or str(error)
            raise ContentError(Problem(code="B040", facts={"folder": store.folder, "reason": reason})) from error
    facts = [
        page
        for outcome in outcomes.values()
        if outcome.answer is not None
        for page in _FACTS.decode(outcome.answer.note)
    ]
    if any(outcome.made for outcome in outcomes.values()):
        answers = {outcome.answer.digest for outcome in outcomes.values() if outcome.answer is not None}
        store.prune({outcome.key for outcome in outcomes.values()}, answers)
    return facts, [problem for outcome in outcomes.values() for problem in outcome.problems]


def _expected(archive: Layout, jobs: str) -> dict[str, Expected]:
    """What the manuscripts say now of each article that is not a draft and has a headline of its own."""
    expected = {}
    for issue in read_facts(archive, jobs):
        for article in issue.articles:
            if not article.draft and article.headline:
                expected[routes.article(issue.key, article.id)] = Expected(
                    headline=article.headline, date=issue.date.rstrip("~?%"), number=issue.number
                )
    return expected
