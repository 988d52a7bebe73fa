"""Everything one build has in hand, and its steps, each a method that takes what the one before it gave.

The order of the steps is build.py; what they do is issue_steps.py, index_steps.py and printing_steps.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from site_builder.engine.events import Noticed
from site_builder.engine.labour import Outcome
from site_builder.engine.last_good import read_last_good, write_last_good
from site_builder.engine.output_folder import OutputFolder
from site_builder.engine.run import Work, keep, print_
from site_builder.engine.steps import Files, Step, Value
from site_builder.engine.store import Record
from site_builder.engine.survey import survey
from site_builder.engine.writer import Receipt
from site_builder.errors import Place, Problem, Severity, has_errors
from site_builder.newspaper.model import Paper
from site_builder.press import routes
from site_builder.press.settings import WRITTEN, SiteSettings, ThemeSettings, TypesettingSettings
from site_builder.search.settings import SearchSettings
from site_builder.workflows import format_steps, issue_steps, printing_steps
from site_builder.workflows.desk import Desk
from site_builder.workflows.layout import CONTENT
from site_builder.workflows.origins import Origins
from site_builder.workflows.plan_room import Hands, Plan, PlanRoom, card_places, to_plan
from site_builder.workflows.printing_steps import ThemeNote
from site_builder.workflows.scope import Scope
from site_builder.workflows.shelves import SetIssue, Shelf
from site_builder.workflows.stock import PAPER_FILE, PEOPLE_FILE, Stock, StockedPaper

R = TypeVar("R")


class Pressroom:
    """One build at work."""

    def __init__(
        self, site: SiteSettings, desk: Desk, work: Work, output: OutputFolder, origins: Origins, scope: Scope
    ) -> None:
        self._site, self._desk, self._work, self._output = site, desk, work, output
        self._last_good_file = Path(desk.store.folder) / "last-good.json"
        self._last_good = read_last_good(self._last_good_file)
        self._good: dict[str, str] = {}
        self._reading: dict[str, printing_steps.ThemeJob] = {}
        self._setting: dict[str, issue_steps.TypesetJob] = {}
        self._galleys: dict[str, str] = {}
        self._planning, self._plans = PlanRoom(site), dict[str, Plan]()
        self._ties: Mapping[str, bytes] = {}
        self._keys: set[str] = set()
        self._digests: set[str] = set()
        self._new = False
        self._scope, self._origins = scope, origins
        self.changed, self.held_back, self.unprinted = list[str](), list[str](), list[str]()
        """The last two are issues outside the scope: edited since they were last printed, and never printed."""

    def read_theme(self, settings: ThemeSettings) -> ThemeNote | None:
        """The site's theme; None when it has errors."""
        cache = Path(self._desk.store.folder)
        surveys = [
            survey(Path(root), cache / f"themes-{number}.memo", shown=root, trusted=True)
            for number, root in enumerate(self._desk.themes)
        ]
        files = tuple(found.files for found in surveys)
        job = printing_steps.ThemeJob(settings=settings, language=self._site.language, files=files)
        self._reading = {settings.name: job}
        record = self._kept(printing_steps.THEME, self._reading)[settings.name].answer
        if record is None:
            return None
        self._lay_out(theme=record.digest)
        return msgspec.msgpack.decode(record.note, type=ThemeNote)

    def set_type(self, stock: Stock, settings: TypesettingSettings, *, drafts: bool) -> tuple[Shelf, ...]:
        """Every paper and issue as it is to be printed, or as it was printed last."""
        mastheads = {
            paper.id: issue_steps.MastheadJob(path=f"{CONTENT}/{paper.id}/{PAPER_FILE}", digest=paper.file)
            for paper in stock.papers
            if paper.file
        }
        read = self._kept(issue_steps.MASTHEAD, mastheads)
        self._setting = {
            str(issue.key): issue_steps.TypesetJob(
                key=issue.key,
                folder=issue.folder,
                texts=issue.texts,
                others=tuple(issue.others),
                drafts=drafts,
                settings=settings,
            )
            for paper in stock.papers
            for issue in paper.issues
        }
        self._scope.check(issue for paper in stock.papers for issue in paper.issues)
        wanted = {
            str(issue.key): self._setting[str(issue.key)]
            for paper in stock.papers
            for issue in paper.issues
            if self._scope.holds(issue) or not self._is_left(str(issue.key))
        }
        typeset = self._kept(issue_steps.TYPESET, wanted)
        names = self._names(stock)
        shelves = (
            self._shelf(paper, stock.unsound, read.get(paper.id), typeset, names.get(paper.id, ()))
            for paper in stock.papers
        )
        set_in_type = tuple(shelf for shelf in shelves if shelf is not None)
        self._galleys = {str(issue.stocked.key): issue.galley for shelf in set_in_type for issue in shelf.issues}
        return set_in_type

    def print_assets(self, theme: ThemeNote) -> None:
        """The files of the theme; those of the search only where there is one."""
        wanted = {path: of for path, of in theme.assets.items() if self._site.searchable or not routes.of_search(path)}
        jobs = {"theme": printing_steps.AssetsJob(assets=wanted)}
        self._printed(printing_steps.ASSETS, jobs, self._read_again)

    def bind(self, shelves: Sequence[Shelf], settings: SearchSettings) -> None:
        """The search index, if there is to be one; its entry waits for everything it leads to."""
        if not settings.enabled:
            return
        from site_builder.workflows.index_room import IndexRoom, ToPost
        from site_builder.workflows.last_merges import cache_of

        issues = [
            ToPost(key=issue.stocked.key, galley=issue.galley, articles=issue.note.articles, names=shelf.names)
            for shelf in shelves
            for issue in shelf.issues
        ]
        papers = {shelf.id: shelf.paper.name for shelf in shelves}
        desk, lay_out = self._desk, lambda digest: self._lay_out(arrangement=digest)
        cache = cache_of(desk.store.folder, drafts=desk.drafts)
        IndexRoom(cache, self._kept, self._printed, self._set_again, lay_out).make(issues, papers, settings)

    def print_issues(self, shelves: Sequence[Shelf], theme: ThemeNote) -> None:
        """Every issue but those that are to be left as they are."""
        fingerprints = {kind: theme.fingerprints[kind] for kind in printing_steps.ISSUE_KINDS}
        jobs = {}
        for shelf in shelves:
            for at, issue in enumerate(shelf.issues):
                if issue.sound:
                    jobs[str(issue.stocked.key)] = printing_steps.PrintJob(
                        galley=issue.galley,
                        folder=issue.stocked.folder,
                        pictures={name: issue.stocked.others[name] for name in issue.note.pictures},
                        before=shelf.issues[at - 1].note.before if at else None,
                        after=shelf.issues[at + 1].note.after if at + 1 < len(shelf.issues) else None,
                        ties=self._ties.get(str(issue.stocked.key), b""),
                        paper_id=shelf.id,
                        paper=shelf.paper,
                        site=self._site,
                        fingerprints=fingerprints,
                    )
        self._printed(printing_steps.PRINT, jobs, self._set_or_read_again)

    def print_formats(self, shelves: Sequence[Shelf]) -> None:
        """Every issue in other formats, but those that are to be left as they are."""
        jobs = {}
        for shelf in shelves:
            for issue in (issue for issue in shelf.issues if issue.sound):
                for name in self._site.formats:
                    held = {"text": (), "iiif": issue.note.scans}.get(name, issue.note.pictures)
                    unscanned = name == "iiif" and not (held and self._site.base_url)
                    if unscanned or (name in WRITTEN and not issue.note.articles):
                        continue
                    jobs[f"{issue.stocked.key} {name}"] = format_steps.FormatJob(
                        format=name,
                        galley=issue.galley,
                        folder=issue.stocked.folder,
                        pictures={path: issue.stocked.others[path] for path in held},
                        paper_id=shelf.id,
                        paper=shelf.paper,
                        site=format_steps.seen(self._site, name),
                    )
        self._printed(format_steps.FORMAT, jobs, self._set_again)

    def plan(self, shelves: Sequence[Shelf]) -> frozenset[str]:
        """Plan every page about more than one issue, and what ties the issues together; the paths they will have."""
        self._plans = self._planning.plan(to_plan(shelves), card_places(shelves), self._hands())
        self._ties = {key: ties for plan in self._plans.values() for key, ties in plan.ties.items()}
        self._lay_out(plans={name: plan.digest for name, plan in self._plans.items()})
        return frozenset(path for plan in self._plans.values() for path in plan.paths())

    def print_fronts(self, theme: ThemeNote) -> None:
        """Every page that was planned."""
        step, tools = printing_steps.FRONTS, self._tools()
        marks = {name: plan.mark(self._site, theme, tools) for name, plan in self._plans.items()}
        jobs: dict[str, Any] = {}
        settled = 0
        for name, plan in self._plans.items():
            if self._output.settle(step.name, name, marks[name], paths := plan.paths()):
                settled += len(paths)
            else:
                jobs |= plan.jobs(name, self._site, theme)

        def plan_again(lost: frozenset[str]) -> None:
            self._read_again(lost)
            self._planning.again(
                frozenset(name for name, plan in self._plans.items() if plan.digest in lost), self._hands()
            )

        self._printed(step, jobs, plan_again, settled=settled)
        for name, plan in self._plans.items():
            self._output.mark(step.name, name, marks[name], plan.paths())

    def print_redirects(self, redirects: Mapping[str, str]) -> None:
        """The pages of old addresses, and the rules for hosts."""
        if redirects:
            job = printing_steps.RedirectsJob(
                redirects=redirects, base_url=self._site.base_url, language=self._site.language
            )
            self._printed(printing_steps.REDIRECTS, {"site": job})

    def tidy(self) -> None:
        """Write down what is good, and throw away what is kept for nobody; trouble with that is none of the user's."""
        known = self._setting.keys() | {name.partition("/")[0] for name in self._setting}
        stale = {name: key for name, key in self._last_good.items() if name.partition(" ")[2] in known}
        good = stale | self._good
        with suppress(OSError):
            if good != self._last_good:
                write_last_good(self._last_good_file, good)
            if self._new:
                self._desk.store.prune(self._keys | set(good.values()), self._digests)

    def _shelf(
        self,
        paper: StockedPaper,
        unsound: frozenset[str],
        read: Outcome[Record] | None,
        typeset: Mapping[str, Outcome[Record]],
        names: tuple[str, ...],
    ) -> Shelf | None:
        """A paper as it is to be printed; None when nobody ever could read its masthead."""
        masthead, sound = self._or_last(issue_steps.MASTHEAD, paper.id, read, sound=paper.id not in unsound)
        if masthead is None or not masthead.note:
            return None
        issues = []
        for issue in paper.issues:
            name = str(issue.key)
            healthy = sound and name not in unsound
            record, now = self._or_last(issue_steps.TYPESET, name, typeset.get(name), sound=healthy)
            note = None if record is None else issue_steps.note_of(record.note)
            if record is None or note is None or not (now or self._output.has(f"{printing_steps.PRINT.name} {name}")):
                continue
            issues.append(SetIssue(stocked=issue, galley=record.digest, note=note, sound=now))
        known = msgspec.msgpack.decode(masthead.note, type=Paper)
        return Shelf(id=paper.id, paper=known, issues=tuple(issues), names=names)

    def _is_left(self, name: str) -> bool:
        """Whether an issue outside the scope stays as it is: as it was last printed, or not on the site at all.

        One that has not changed is printed with the others, since its pages speak of its neighbours; so is one that
        is on the site while nobody knows any more what it was printed from.
        """
        last = self._last_good.get(f"{issue_steps.TYPESET.name} {name}")
        known = last is not None and self._desk.store.record(last) is not None
        if known and last == issue_steps.TYPESET.key(self._setting[name], self._work.toolchain):
            return False
        printed = self._output.has(f"{printing_steps.PRINT.name} {name}")
        if printed and not known:
            return False
        (self.held_back if printed else self.unprinted).append(name)
        return True

    def _names(self, stock: Stock) -> dict[str, tuple[str, ...]]:
        """The words of each paper's people.yaml, or of what was last read of it."""
        jobs = {
            paper.id: issue_steps.PeopleJob(path=f"{CONTENT}/{paper.id}/{PEOPLE_FILE}", digest=paper.people)
            for paper in stock.papers
            if paper.people
        }
        outcomes = self._kept(issue_steps.PEOPLE, jobs) if jobs else {}
        records = {
            id_: self._or_last(issue_steps.PEOPLE, id_, outcome, sound=id_ not in stock.unsound)[0]
            for id_, outcome in outcomes.items()
        }
        return {
            id_: msgspec.msgpack.decode(record.note, type=tuple[str, ...])
            for id_, record in records.items()
            if record is not None and record.note
        }

    def _or_last(
        self, step: Step[Value], name: str, outcome: Outcome[Record] | None, *, sound: bool
    ) -> tuple[Record | None, bool]:
        """What a step made when nothing is wrong; else what it last made when nothing was. Also says which."""
        entry = f"{step.name} {name}"
        if sound and outcome is not None and outcome.answer is not None and not has_errors(outcome.problems):
            self._good[entry] = outcome.key
            return outcome.answer, True
        key = self._last_good.get(entry)
        record = None if key is None else self._desk.store.record(key)
        if record is not None:
            self._digests.add(record.digest)
        return record, False

    def _kept(
        self,
        step: Step[Value],
        jobs: Mapping[str, Any],
        repair: Callable[[frozenset[str]], object] | None = None,
        *,
        anew: frozenset[str] = frozenset(),
    ) -> dict[str, Outcome[Record]]:
        """What became of the jobs of a kept step; `repair` makes kept values again that it asks for in vain."""

        def run(names: frozenset[str]) -> dict[str, Outcome[Record]]:
            return keep(step, {name: jobs[name] for name in sorted(names)}, self._at_work(), anew=anew)

        outcomes = self._mended(step, run, frozenset(jobs), repair)
        for outcome in outcomes.values():
            self._keys.add(outcome.key)
            self._new |= outcome.made
            if outcome.answer is not None:
                self._digests.add(outcome.answer.digest)
            if outcome.spared:
                folder = self._desk.store.folder
                facts = {"folder": folder, "reason": outcome.spared}
                self._notice(Problem(code="B040", place=Place(folder), facts=facts, severity=Severity.WARNING))
        return outcomes

    def _printed(
        self,
        step: Step[Files],
        jobs: Mapping[str, Any],
        repair: Callable[[frozenset[str]], object] | None = None,
        *,
        settled: int = 0,
    ) -> None:
        """Have the jobs of a printing step done; `repair` makes kept values again that it asks for in vain.

        So many others are `settled` already.
        """
        before = [settled]

        def run(names: frozenset[str]) -> dict[str, Outcome[Receipt]]:
            work = msgspec.structs.replace(self._at_work(), toolchain=self._tools())
            settled = before.pop() if before else 0
            return print_(step, {name: jobs[name] for name in sorted(names)}, work, self._output, settled=settled)

        outcomes = self._mended(step, run, frozenset(jobs), repair)
        for outcome in outcomes.values():
            if outcome.answer is not None:
                self.changed += outcome.answer.changed
        made = {name for name, outcome in outcomes.items() if outcome.made and outcome.answer is not None}
        self._origins.note(step.name, jobs, made, self._work.toolchain)

    def _mended(
        self,
        step: Step[Any],
        run: Callable[[frozenset[str]], dict[str, Outcome[R]]],
        names: frozenset[str],
        repair: Callable[[frozenset[str]], object] | None,
    ) -> dict[str, Outcome[R]]:
        """Run a step, and again what asked for values that were lost, as long as others are made again."""
        outcomes, seen = run(names), set[str]()
        while lost := [outcome for outcome in outcomes.values() if outcome.lost]:
            digests = {digest for outcome in lost for digest in outcome.lost}
            if repair is None or digests <= seen:
                break
            seen |= digests
            repair(frozenset(digests))
            outcomes |= run(frozenset(outcome.name for outcome in lost))
        for outcome in lost:
            self._notice(Problem(code="B041", facts={"step": step.name, "name": outcome.name}))
        return outcomes

    def _read_again(self, lost: frozenset[str]) -> None:
        if self._desk.theme in lost:
            self._kept(printing_steps.THEME, self._reading, anew=frozenset(self._reading))

    def _set_or_read_again(self, lost: frozenset[str]) -> None:
        self._read_again(lost)
        self._set_again(lost)

    def _set_again(self, lost: frozenset[str]) -> None:
        """Set issues in type again whose galleys were lost; of what was last good the manuscripts are gone."""
        names = frozenset(name for name, galley in self._galleys.items() if galley in lost)
        self._kept(issue_steps.TYPESET, {name: self._setting[name] for name in sorted(names)}, anew=names)

    def _hands(self) -> Hands:
        return Hands(kept=self._kept, set_again=self._set_again, lay_out=lambda cards: self._lay_out(cards=cards))

    def _lay_out(self, **things: object) -> None:
        self._desk = msgspec.structs.replace(self._desk, **things)

    def _tools(self) -> str:
        """What printed files are made with, besides the job."""
        return " ".join([self._work.toolchain, *self._desk.writer.twins])

    def _at_work(self) -> Work:
        return msgspec.structs.replace(self._work, desk=self._desk)

    def _notice(self, problem: Problem) -> None:
        self._work.tell(Noticed(problem))
