"""`site-builder check`: everything that is wrong in content/, all of it at once; prints and writes no page.

Each issue is looked through once and what was found is kept; issues are then compared by small facts, so that
checking ten thousand articles again costs reading their facts and not their texts.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from site_builder.checks import crossings, names, print_form, sequence
from site_builder.config import Config, load_config
from site_builder.engine.events import Reporter
from site_builder.engine.executors import hire
from site_builder.engine.run import Work, keep
from site_builder.engine.store import Store
from site_builder.engine.survey import survey
from site_builder.engine.writer import Writer
from site_builder.errors import Place, Problem, Severity, has_errors
from site_builder.manuscript.people_file import read_people
from site_builder.newspaper.facts import IssueFacts
from site_builder.newspaper.model import Paper
from site_builder.press import address_book, aliases, routes
from site_builder.workflows.addresses import BOOK, issue_aliases, planned, read_addresses, read_aliases, reused
from site_builder.workflows.check_steps import LOOK, LookJob
from site_builder.workflows.desk import Desk
from site_builder.workflows.fixity import SOURCES_MEMO, Checksums, source_faults
from site_builder.workflows.layout import CONTENT, Layout, check_archive, layout, spare_folder
from site_builder.workflows.reading import read_masthead
from site_builder.workflows.report import from_here, told_once
from site_builder.workflows.stock import PAPER_FILE, PEOPLE_FILE, SOURCE, Stock, StockedPaper, take_stock
from site_builder.workflows.toolchain import toolchain, versions

_FACTS = msgspec.msgpack.Decoder(IssueFacts)


class CheckReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a check found."""

    issues: int
    articles: int
    """Those that could be read."""

    problems: tuple[Problem, ...]

    def failed(self, *, strict: bool) -> bool:
        """Whether there are errors (with `strict`: or warnings); doubts never fail a check."""
        grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return any(problem.severity in grave for problem in self.problems)


def check(root: Path, *, jobs: str = "1", tell: Reporter = lambda _: None) -> CheckReport:
    """Every problem of the archive at `root`, in the order of places; raises UsageError when there is none."""
    archive = layout(root)
    check_archive(archive)
    config, problems = load_config(root)
    stock = take_stock(survey(archive.content, archive.cache / "content.memo", shown=CONTENT, without=(SOURCE,)))
    problems = [*problems, *stock.problems]
    facts, found, failed = _looked_through(archive, stock, jobs or config.build.jobs, tell)
    problems += found
    papers: dict[str, tuple[IssueFacts, ...]] = {}
    for paper in stock.papers:
        masthead, faults = read_masthead(root, paper)
        problems += faults
        papers[paper.id] = tuple(facts[str(issue.key)] for issue in paper.issues if str(issue.key) in facts)
        people, faults = _people(root, paper)
        problems += faults
        problems += _of_paper(masthead, paper.id, papers[paper.id], people, config)
    problems += crossings.same_twice(papers)
    problems += _addresses(root, stock, papers, failed)
    problems += _sources(archive, stock, facts)
    shown = {msgspec.json.encode(one): one for one in (from_here(problem, root) for problem in told_once(problems))}
    return CheckReport(
        issues=len(facts) - len(failed),
        articles=sum(len(issue.articles) for name, issue in facts.items() if name not in failed),
        problems=tuple(sorted(shown.values(), key=lambda one: (one.place, one.code))),
    )


def read_facts(archive: Layout, jobs: str = "1") -> tuple[IssueFacts, ...]:
    """The facts of every issue of an archive that has no errors."""
    stock = take_stock(survey(archive.content, archive.cache / "content.memo", shown=CONTENT, without=(SOURCE,)))
    facts, _, failed = _looked_through(archive, stock, jobs, lambda _: None)
    return tuple(issue for name, issue in facts.items() if name not in failed)


def _looked_through(
    archive: Layout, stock: Stock, jobs: str, tell: Reporter
) -> tuple[dict[str, IssueFacts], list[Problem], frozenset[str]]:
    """The facts of every issue by name, what is wrong with each by itself, and which of them have errors."""
    spare = spare_folder()
    store = Store(folder=str((archive.cache / "check").resolve()), spare=spare)
    desk = Desk(store=store, writer=Writer(folder=""), root=str(archive.root.resolve()), themes=())
    look = {
        str(issue.key): LookJob(key=issue.key, folder=issue.folder, texts=issue.texts, others=tuple(issue.others))
        for paper in stock.papers
        for issue in paper.issues
    }
    try:
        with hire(jobs, signature=versions) as crew:
            tools = toolchain(archive.cache / "code.memo")
            outcomes = keep(LOOK, look, Work(crew=crew, desk=desk, toolchain=tools, tell=tell))
    finally:
        shutil.rmtree(spare, ignore_errors=True)
    answers = {name: outcome.answer for name, outcome in outcomes.items() if outcome.answer is not None}
    facts = {name: _FACTS.decode(answer.note) for name, answer in answers.items()}
    problems = [problem for outcome in outcomes.values() for problem in outcome.problems]
    failed = frozenset(name for name, outcome in outcomes.items() if has_errors(outcome.problems))
    if any(outcome.made for outcome in outcomes.values()):
        store.prune({outcome.key for outcome in outcomes.values()}, {answer.digest for answer in answers.values()})
    return facts, problems, failed


def _people(root: Path, stocked: StockedPaper) -> tuple[frozenset[str], list[Problem]]:
    """The names that people.yaml knows, and what is wrong with it."""
    path = f"{CONTENT}/{stocked.id}/{PEOPLE_FILE}"
    if not stocked.people:
        return frozenset(), []
    people, problems = read_people((root / path).read_bytes().decode("utf-8", "surrogateescape"), path)
    listed = people.people if people is not None else ()
    return frozenset(name for person in listed for name in (person.name, *person.also)), problems


def _of_paper(
    paper: Paper | None, id_: str, issues: Sequence[IssueFacts], people: frozenset[str], config: Config
) -> Iterator[Problem]:
    """What is wrong between the issues of a paper, and with what it must print."""
    if paper is not None:
        yield from print_form.of_paper(paper, f"{CONTENT}/{id_}/{PAPER_FILE}", config.check)
    for issue in issues:
        yield from print_form.of_issue(issue, paper, config.check)
    yield from sequence.faults(issues, paper.frequency if paper is not None else None)
    yield from crossings.faults(issues)
    yield from names.faults((article for issue in issues for article in issue.articles), people)


def _addresses(
    root: Path, stock: Stock, papers: dict[str, tuple[IssueFacts, ...]], failed: frozenset[str]
) -> Iterator[Problem]:
    """Addresses that were published and lead nowhere now, aliases that do not hold, ids used for another article."""
    book, problems = read_addresses(root)
    written, faults = read_aliases(root)
    yield from (*problems, *faults)
    if not (book.addresses or written or _has_aliases(papers)):
        return
    live = planned(
        {
            id_: [
                (issue.key, issue.pages, [article.id for article in issue.articles if not article.draft])
                for issue in issues
            ]
            for id_, issues in papers.items()
        }
    )
    sketches: dict[str, tuple[str, str, Place]] = {}
    for issues in papers.values():
        for issue in issues:
            public = [article for article in issue.articles if not article.draft]
            for article in public:
                sketches[routes.article(issue.key, article.id)] = (article.sketch, article.headline, article.place)
            written += issue_aliases(
                issue.key,
                {said.text: said.place for said in issue.aliases},
                {article.id: {said.text: said.place for said in article.aliases} for article in public},
            )
    # Lists, pictures and machines' files are not planned by a check: those the book knows are taken to be there.
    perhaps = {address for address in book.addresses if not address_book.is_lasting(address)}
    redirects, faults = aliases.settled(written, live, book.addresses, perhaps)
    yield from faults
    lost = address_book.lost(book, live, redirects, failed | stock.unsound)
    yield from address_book.told(lost, book, live, BOOK)
    yield from reused(book, sketches)


def _has_aliases(papers: dict[str, tuple[IssueFacts, ...]]) -> bool:
    return any(
        issue.aliases or any(article.aliases for article in issue.articles)
        for issues in papers.values()
        for issue in issues
    )


def _sources(archive: Layout, stock: Stock, facts: dict[str, IssueFacts]) -> Iterator[Problem]:
    checksums = Checksums(archive.cache / SOURCES_MEMO)
    for paper in stock.papers:
        for issue in paper.issues:
            known = facts.get(str(issue.key))
            if known is not None:
                yield from source_faults(archive.root, issue.folder, known.sources, known.sources_place, checksums)
    checksums.remember()
