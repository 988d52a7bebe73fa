"""`site-builder build`: content/ → output/, doing only what is not done.

    survey what lies there                        (stat, and read what moved)
    read the theme and the mastheads              kept
    set every issue in type                       kept: galleys and cards
    print the theme's files                       printed
    take the words of every issue                 kept: postings
    bind the index                                printed; its entry last
    write the issues in other formats             printed
    print the issues                              printed
    plan the fronts                               kept
    print the fronts                              printed
    enter it all in the ledger, sweep             when nothing failed

Files are written in this order, so that whatever a reader meets leads to something that is there.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import msgspec

from site_builder.checks.site import HOSTS, host_faults
from site_builder.config import Config, load_config, read_config
from site_builder.engine.events import Noticed, Reporter
from site_builder.engine.executors import Crew, hire
from site_builder.engine.output_folder import Conclusion, OutputFolder, opened, unwritable
from site_builder.engine.run import Work
from site_builder.engine.stillness import Glance
from site_builder.engine.store import Store
from site_builder.engine.survey import survey
from site_builder.engine.twins import endings
from site_builder.errors import ContentError, Place, Problem, Severity, UsageError, has_errors
from site_builder.press.settings import SiteSettings
from site_builder.workflows.changes import Changes, changes_since
from site_builder.workflows.desk import Desk
from site_builder.workflows.issue_steps import get_ready
from site_builder.workflows.layout import (
    CONTENT,
    PACKAGE,
    Layout,
    check_archive,
    layout,
    memo_name,
    published_memory,
    spare_folder,
)
from site_builder.workflows.origins import Origins
from site_builder.workflows.pressroom import Pressroom
from site_builder.workflows.publishing import Publication, claim_checksums
from site_builder.workflows.report import Books, BuildReport, from_here
from site_builder.workflows.scope import EVERYTHING, Scope
from site_builder.workflows.shelves import Shelf
from site_builder.workflows.stock import SOURCE, take_stock
from site_builder.workflows.toolchain import toolchain, versions

NAMED = 5
"""So many strays are named; the rest is counted."""


def build(
    root: Path,
    *,
    output: Path | None = None,
    jobs: str = "",
    tell: Reporter,
    drafts: bool = False,
    strict: bool = False,
    base_url: str | None = None,
    publish: bool = False,
    scope: Scope = EVERYTHING,
    precompress: bool = False,
) -> BuildReport:
    """Print the site of the archive at `root`, and say how that ended.

    `jobs` says who works (see `executors.hire`; empty: as the configuration says). An issue with errors keeps its last
    printed pages, everything else is printed, and nothing is swept. With `strict` warnings count as errors.
    Issues outside the `scope` that were edited are left as they were, on their own pages and on all that speak of them,
    and nothing is swept then. `precompress` puts pressed twins beside the files for servers that send those.
    To `publish` is to keep the promises made to readers: nothing is printed when an address would be lost, sources are
    verified, new addresses are entered in content/ and checksums of all files are printed beside them.
    Raises UsageError for a configuration, a command or an output folder that will not do, and ContentError when
    another build has the folder or it takes no more; what was printed before is then as it was, or printed whole.
    """
    started = time.monotonic()
    archive = layout(root, output)
    check_archive(archive)
    config, problems = load_config(root)
    if has_errors(problems):
        raise UsageError(*(from_here(problem, root) for problem in problems))
    site = config.site if base_url is None else _at(base_url, config.site)
    books = Books(root, tell)
    asked = _Asked(
        config=msgspec.structs.replace(config, site=site),
        problems=problems,
        jobs=jobs or config.build.jobs,
        drafts=drafts,
        strict=strict,
        publish=publish,
        scope=scope,
        twins=endings() if precompress else (),
    )
    done = _printed(archive, asked, books)
    # Now all that the build had in hand is let go, before as much is gathered for the report.
    return BuildReport(
        output=archive.output,
        made=dict(books.made),
        kept=dict(books.kept),
        problems=books.problems(),
        changed=tuple(sorted([*done.changed, *done.end.last])),
        swept=done.end.removed,
        issues=done.issues,
        articles=done.articles,
        seconds=time.monotonic() - started,
        changes=done.changes,
        steps=books.steps(),
        sizes=done.sizes,
        glances=done.glances,
        held_back=tuple(done.held_back),
        unprinted=tuple(done.unprinted),
        too_large=tuple(host.name for host in HOSTS.values() if any(host_faults(done.sizes, host))),
        failed=books.failed(strict=strict),
        refused=books.stopped("A"),
        unthemed=done.unthemed,
    )


class _Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a build."""

    config: Config
    problems: Sequence[Problem]
    """What is to be said of the configuration."""

    jobs: str
    drafts: bool
    strict: bool
    publish: bool
    scope: Scope
    twins: tuple[str, ...]


class _Done(msgspec.Struct, frozen=True, kw_only=True):
    """What is left of a build."""

    end: Conclusion
    changes: Changes
    issues: int
    articles: int
    changed: Sequence[str]
    held_back: Sequence[str]
    unprinted: Sequence[str]
    sizes: Mapping[str, int]
    glances: Mapping[str, Glance]
    unthemed: bool


def _printed(archive: Layout, asked: _Asked, books: Books) -> _Done:
    """Do what is not done."""
    root, config = archive.root, asked.config
    shelves: tuple[Shelf, ...] = ()
    with _at_hand(archive, asked.jobs, asked.twins) as (folder, crew, store):
        books.note((*asked.problems, *folder.problems))
        tools = toolchain(archive.cache / "code.memo")
        desk = Desk(
            store=store,
            writer=folder.writer,
            root=str(root.resolve()),
            themes=tuple(map(str, archive.themes)),
            tools=tools,
            drafts=asked.drafts,
        )
        origins = Origins(archive.cache / f"{memo_name(archive)}.origins")
        work = Work(crew=crew, desk=desk, toolchain=tools, tell=books.tell)
        pressroom = Pressroom(config.site, desk, work, folder, origins, asked.scope)
        stock = take_stock(survey(archive.content, archive.cache / "content.memo", shown=CONTENT, without=(SOURCE,)))
        books.note(stock.problems)

        if folder.writer.empty:  # all is to be done: whoever does it starts while the theme is read
            crew.expect(sum(len(paper.issues) for paper in stock.papers), get_ready)
        end, changes = Conclusion(), Changes()
        theme = pressroom.read_theme(config.theme)
        if theme is not None:
            shelves = pressroom.set_type(stock, config.typesetting, drafts=asked.drafts)
            publication = Publication(archive, stock, shelves, pressroom.plan(shelves))
            books.note(publication.problems)
            books.note(publication.faults() if asked.publish else ())
            if not books.stopped("A"):
                pressroom.print_assets(theme)
                pressroom.bind(shelves, config.search)
                pressroom.print_formats(shelves)
                pressroom.print_issues(shelves, theme)
                pressroom.print_fronts(theme)
                redirects = publication.redirects(folder.claimed())
                pressroom.print_redirects(redirects)
                books.note(folder.clashes())
                books.note(publication.source_faults() if asked.publish else ())
                if asked.publish:
                    claim_checksums(folder)
                end = _conclude(folder, whole=not (books.failed(strict=asked.strict) or pressroom.held_back))
                if asked.publish and not asked.drafts:
                    books.note(publication.enter(folder.claimed(), redirects))
                    memory = published_memory(archive)
                    changes = changes_since(memory, publication.articles(), redirects)
            pressroom.tidy()
            origins.remember(folder.jobs())
        sizes, glances = folder.sizes(), folder.glances()
        if end.strays:
            books.tell(Noticed(_strays(archive, end.strays)))
    return _Done(
        end=end,
        changes=changes,
        issues=sum(len(shelf.issues) for shelf in shelves),
        articles=sum(issue.note.articles for shelf in shelves for issue in shelf.issues),
        changed=pressroom.changed,
        held_back=pressroom.held_back,
        unprinted=pressroom.unprinted,
        sizes=sizes,
        glances=glances,
        unthemed=theme is None,
    )


def _at(base_url: str, site: SiteSettings) -> SiteSettings:
    """The site at another address, which must be one that site.yaml could give."""
    if base_url:
        _, problems = read_config(f"base_url: {json.dumps(base_url, ensure_ascii=False)}", "--base-url")
        if has_errors(problems):
            raise UsageError(*problems)
    return msgspec.structs.replace(site, base_url=base_url)


@contextmanager
def _at_hand(archive: Layout, jobs: str, twins: tuple[str, ...]) -> Iterator[tuple[OutputFolder, Crew, Store]]:
    """The output folder, whoever works, and the store with a spare folder for what the cache has no room for."""
    apart = [archive.content, *archive.themes, PACKAGE]
    if archive.output != archive.preview:  # the one folder of the cache that is there to be printed to
        apart.append(archive.cache)
    memo = archive.cache / f"{memo_name(archive)}.memo"
    spare = spare_folder()
    shared = [folder.resolve() for folder in (archive.output, archive.cache)]
    with ExitStack() as stack:
        folder = stack.enter_context(opened(archive.output, archive.root, apart, memo, twins))
        with suppress(OSError):  # without a cache it goes on, and says so when something is to be kept
            archive.cache.mkdir(exist_ok=True)
        crew = stack.enter_context(hire(jobs, shared=[each for each in shared if each.is_dir()], signature=versions))
        try:
            yield folder, crew, Store(folder=str(archive.cache.resolve()), spare=spare)
        finally:
            shutil.rmtree(spare, ignore_errors=True)


def _conclude(folder: OutputFolder, *, whole: bool) -> Conclusion:
    try:
        return folder.conclude(whole=whole)
    except OSError as error:
        raise ContentError(unwritable(folder.folder, error)) from error


def _strays(archive: Layout, strays: Sequence[str]) -> Problem:
    named = ", ".join(strays[:NAMED]) + (" …" if len(strays) > NAMED else "")
    facts = {"count": str(len(strays)), "names": named}
    return Problem(code="B012", place=Place(path=str(archive.output)), facts=facts, severity=Severity.WARNING)
