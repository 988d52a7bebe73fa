"""What an archive holds now: its configuration, its theme, and every issue in type, kept up to date edit by edit.

What is broken stays as it last was without faults, an article or, where it is more than that, an issue; the faults are
listed by what they are faults of.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from site_builder.config import Config, load_config
from site_builder.engine.digests import digest, digest_bytes
from site_builder.engine.events import Reporter, silence
from site_builder.engine.executors import hire
from site_builder.engine.run import Work
from site_builder.engine.steps import Changed
from site_builder.engine.store import Lost, Record, Store
from site_builder.engine.survey import Survey, survey, survey_folder
from site_builder.engine.writer import Writer
from site_builder.errors import Problem, SiteBuilderError, has_errors
from site_builder.manuscript.article_file import open_article
from site_builder.newspaper.archive import IssueCard
from site_builder.newspaper.galley import Galley
from site_builder.newspaper.keys import IssueKey, issue_key
from site_builder.newspaper.model import Paper
from site_builder.press.drawings import shown
from site_builder.workflows import check_steps, issue_steps, printing_steps
from site_builder.workflows.desk_at_hand import DeskAtHand
from site_builder.workflows.held_theme import HeldTheme
from site_builder.workflows.held_values import HeldValues
from site_builder.workflows.in_type import CardMark, CardPlace, card_at, galley_of
from site_builder.workflows.issue_steps import IssueNote, note_of
from site_builder.workflows.layout import CONTENT, check_archive, layout
from site_builder.workflows.stock import PAPER_FILE, SOURCE, StockedIssue, StockedPaper, take_stock
from site_builder.workflows.toolchain import toolchain
from site_builder.workflows.what_is_sound import what_is_sound

AT_HAND = 8
"""Issues somebody looks at or edits, whose galleys are at hand."""

FEW = 100
"""So many issues with errors are set without what is wrong in them; of more it is no article that is wrong."""

AT_ONCE = 8
"""Issues set between two looks whether somebody saves again."""

BY_JOB = "job "
"""How the galley of an issue that was set here is called, before the digest of the job."""

Superseded = Callable[[], bool]
"""Whether something newer waits to be taken in."""


class SetIssue(msgspec.Struct, frozen=True, kw_only=True):
    """An issue in type."""

    stocked: StockedIssue
    galley: str
    """Digest of the galley; as long as it is at hand only, what stands for it."""

    note: IssueNote


class Holdings:
    """An archive as it is now. Not for several threads at once."""

    def __init__(self, root: Path, *, drafts: bool) -> None:
        """Reads nothing yet. Raises UsageError when there is no archive at `root`."""
        self._archive = layout(root)
        check_archive(self._archive)
        self._drafts = drafts
        self.desk = DeskAtHand(
            store=Store(folder=str(self._archive.cache.resolve())),
            writer=Writer(folder=""),
            root=str(root.resolve()),
            themes=tuple(map(str, self._archive.themes)),
        )
        self.config = Config()
        self.theme = HeldTheme()
        self.papers: dict[str, tuple[str, Paper]] = {}
        """Paper id → digest of paper.yaml, and what it says."""
        self.issues: dict[str, SetIssue] = {}
        self.order: tuple[str, ...] = ()
        """Names of the issues to be shown, by paper and day."""
        self.faults: dict[str, tuple[Problem, ...]] = {}
        """What is wrong, by what it is wrong with: `config`, `theme`, `stock`, an issue, a paper."""
        self.findings = 0
        """Goes up whenever something else is wrong than before."""
        self.edits = 0
        """Goes up whenever something is different that a page about many issues may show."""
        self.saves = 0
        """Goes up whenever anything may be different."""
        self._values = HeldValues(self.desk)
        self._galleys: OrderedDict[str, Galley] = OrderedDict()
        self._set_here: deque[str] = deque(maxlen=AT_HAND)
        """Of those the ones that were set by this process, of articles that are known here."""
        self._owed: dict[str, IssueKey] = {}
        """Folders of issues that were touched and not taken in yet, those to be taken in first before the others."""

    @property
    def owing(self) -> bool:
        """Whether `refresh` was superseded before it had taken in all that was touched."""
        return bool(self._owed)

    @property
    def root(self) -> Path:
        """The folder of the archive."""
        return self._archive.root

    def open(self, tell: Reporter = silence) -> None:
        """Read everything; what the cache knows is not done again."""
        self._read_config()
        with hire(self.config.build.jobs) as crew:
            work = self._work(crew, tell)
            self._read_theme(work)
            self._read_content(work)

    def refresh(self, paths: Iterable[Path], superseded: Superseded = lambda: False) -> None:
        """Take in that these files changed, appeared or vanished.

        When `superseded`, it ends after some issues; what it is `owing` then follows what is touched next.
        """
        self.saves += 1
        folders, everything, theme = self._touched(paths)
        with hire("1") as crew:
            work = self._work(crew, silence)
            if everything:
                self._read_config()
            if everything or theme:
                self.note("theme", self.theme.read_again(self.desk, self.config.theme))
            if everything:
                self._read_content(work, superseded)
            else:
                later = {folder: key for folder, key in self._owed.items() if folder not in folders}
                self._owed = {**dict(sorted(folders.items())), **later}
                self._read_issues(work, superseded)

    def galley(self, issue: SetIssue) -> Galley:
        """The galley of an issue, set again when the cache has lost it.

        Raises Changed while it is being saved, and Lost when it was saved since.
        """
        galley = self._galleys.get(issue.galley)
        if galley is None:
            try:
                galley = galley_of(self._values.value(issue.galley))
            except Lost:
                galley = issue_steps.set_issue(self._typeset_job(issue.stocked), self.desk)[0]
                if galley is None:
                    raise
        self._hold(issue.galley, galley)
        return galley

    def card(self, issue: SetIssue) -> IssueCard:
        """The card of an issue; raises what `galley` does."""
        with suppress(Lost):
            return card_at(self.desk.store, CardPlace(issue.galley, issue.note.card))
        return issue_steps.own_card(self.galley(issue))

    def take_in_hand(self, issue: SetIssue) -> bool:
        """Read and set an issue somebody looks at, so that of a save one article is; whether it had to be done."""
        if issue.galley in self._set_here:
            return False
        with suppress(Changed, SiteBuilderError):
            galley = issue_steps.set_issue(self._typeset_job(issue.stocked), self.desk)[0]
            if galley is not None:
                self._hold(issue.galley, galley)
                self._set_here.append(issue.galley)
        return True

    def _hold(self, name: str, galley: Galley) -> None:
        self._galleys[name] = galley
        self._galleys.move_to_end(name)
        if len(self._galleys) > AT_HAND:
            name, galley = self._galleys.popitem(last=False)
            issue = self.issues.get(str(galley.issue.key))
            if issue is not None and issue.galley == name and name.startswith(BY_JOB):
                # What builds behind us has kept it meanwhile, by its own digest.
                kept = digest_bytes(msgspec.msgpack.encode(galley))
                self.issues[str(galley.issue.key)] = msgspec.structs.replace(issue, galley=kept)

    def picture(self, issue: SetIssue, name: str) -> bytes:
        """A picture of an issue; nothing while it is being saved."""
        try:
            return shown(name, self.desk.read(f"{issue.stocked.folder}/{name}", issue.stocked.others[name]))
        except (Changed, KeyError):
            return b""

    def text(self, issue: SetIssue, name: str) -> str:
        """A manuscript of an issue as it lies there; nothing when it is gone."""
        try:
            return Path(self.desk.root, issue.stocked.folder, name).read_text(encoding="utf-8-sig", errors="replace")
        except OSError:
            return ""

    def hides(self, issue: SetIssue, name: str) -> bool:
        """Whether an article is a draft, and drafts are not shown."""
        article = None if self._drafts else open_article(self.text(issue, name), name).article
        return article is not None and article.draft

    def doubts(self, issue: SetIssue) -> tuple[Problem, ...]:
        """What `check` says of an issue by itself. Nothing while it is being saved."""
        job = check_steps.LookJob(
            key=issue.stocked.key,
            folder=issue.stocked.folder,
            texts=issue.stocked.texts,
            others=tuple(issue.stocked.others),
        )
        try:
            return check_steps.doubts_of(job, self.desk)
        except Changed:
            return ()

    def note(self, name: str, problems: Iterable[Problem]) -> None:
        """That this, and nothing else, is wrong with something."""
        if (found := tuple(problems)) != self.faults.get(name, ()):
            # (A save mostly leaves thousands as they were, and then nobody goes through them again.)
            self.findings += 1
            self.faults.pop(name, None)
            if found:
                self.faults[name] = found

    def _read_config(self) -> None:
        config, problems = load_config(self._archive.root)
        self.note("config", problems)
        if not has_errors(problems):
            self.config = config
            self.edits += 1

    def _read_theme(self, work: Work) -> None:
        found = tuple(survey(Path(root), None, shown=root, trusted=True).files for root in self.desk.themes)
        job = printing_steps.ThemeJob(settings=self.config.theme, language=self.config.site.language, files=found)
        outcome = self._values.kept(printing_steps.THEME, {"theme": job}, work)["theme"]
        self.note("theme", outcome.problems)
        if outcome.answer is not None and not has_errors(outcome.problems):
            try:
                body = self._values.value(outcome.answer.digest)
            except Lost:  # the cache has a damaged one: read it as if there were none
                body = printing_steps.THEME.work(job, self.desk).body
            self.theme.take(outcome.answer.digest, body)

    def _read_content(self, work: Work, superseded: Superseded | None = None) -> None:
        memo = self._archive.cache / "content.memo"
        stock = take_stock(survey(self._archive.content, memo, shown=CONTENT, without=(SOURCE,)))
        self.note("stock", stock.problems)
        held = {str(issue.key) for paper in stock.papers for issue in paper.issues}
        for gone in [name for name in {*self.issues, *self.faults} if "/" in name and name not in held]:
            self._forget(gone)
        self.papers = {paper.id: self.papers[paper.id] for paper in stock.papers if paper.id in self.papers}
        for paper in stock.papers:
            self._read_masthead(paper, work)
        issues = [issue for paper in stock.papers for issue in paper.issues]
        done = self._set_some(issues, work, superseded) if superseded else self._set(issues, work)
        self._owed = {issue.folder.removeprefix(f"{CONTENT}/"): issue.key for issue in issues[done:]}
        self._put_in_order()

    def _set_some(self, issues: Sequence[StockedIssue], work: Work, superseded: Superseded) -> int:
        """Set issues in type, as long as nothing newer waits; how many were."""
        done = 0
        while done < len(issues):
            done += self._set(issues[done : done + AT_ONCE], work)
            if superseded():
                break
        return done

    def _read_masthead(self, paper: StockedPaper, work: Work) -> None:
        if not paper.file:
            return
        job = issue_steps.MastheadJob(path=f"{CONTENT}/{paper.id}/{PAPER_FILE}", digest=paper.file)
        outcome = self._values.kept(issue_steps.MASTHEAD, {paper.id: job}, work)[paper.id]
        self.note(paper.id, outcome.problems)
        if outcome.answer is not None and outcome.answer.note and not has_errors(outcome.problems):
            self.papers[paper.id] = (paper.file, msgspec.msgpack.decode(outcome.answer.note, type=Paper))

    def _read_issues(self, work: Work, superseded: Superseded) -> None:
        """Set the issues whose folders were touched, as long as nothing newer waits; one of them in any case."""
        before = self._cards()
        alone = len(self._owed) == 1
        while self._owed:
            folder = next(iter(self._owed))
            key = self._owed.pop(folder)
            found = survey_folder(self._archive.content, folder, shown=CONTENT, without=(SOURCE,))
            stock = take_stock(Survey(files={key.paper: {PAPER_FILE: ""}, **found.files}, problems=found.problems))
            issues = [issue for paper in stock.papers for issue in paper.issues]
            if alone and issues:
                self._set_at_hand(issues[0])
            else:
                self._set(issues, work)
            if not issues:
                self._forget(str(key))
            if superseded():
                break
        if self._cards() != before:
            self._put_in_order()

    def _cards(self) -> dict[str, CardMark]:
        """What pages about many issues show of each."""
        return {name: issue.note.card for name, issue in self.issues.items()}

    def _set(self, issues: Sequence[StockedIssue], work: Work) -> int:
        """Set issues in type, and say how many; of one with errors, what has none."""
        stocked = {str(issue.key): issue for issue in issues}
        jobs = {name: self._typeset_job(issue) for name, issue in stocked.items()}
        outcomes = self._values.kept(issue_steps.TYPESET, jobs, work)
        for name, outcome in outcomes.items():
            self.note(name, outcome.problems)
            self._take(stocked[name], outcome.answer)
        broken = [name for name, outcome in outcomes.items() if has_errors(outcome.problems)]
        for name in broken if len(broken) <= FEW else ():
            self._set_what_is_sound(stocked[name], jobs[name], outcomes[name].problems)
        return len(issues)

    def _set_what_is_sound(self, issue: StockedIssue, job: issue_steps.TypesetJob, problems: Sequence[Problem]) -> None:
        """Set what has no errors of an issue, and let the rest of it stand; where that cannot be done all of it."""
        held = self.issues.get(str(issue.key))
        sound = what_is_sound(job, problems, held.stocked.texts if held else {})
        if sound is None:
            return
        with suppress(Changed, Lost, SiteBuilderError):
            pieces = self.galley(held).articles if held and sound.standing else ()
            standing = [piece for piece in pieces if f"{piece.article.id}.md" in sound.standing]
            record = self._values.hold(issue_steps.typeset_what_is_sound(job, standing, self.desk))
            self._take(msgspec.structs.replace(issue, texts=sound.texts), record)

    def _take(self, issue: StockedIssue, record: Record | None) -> None:
        """Hold an issue that was set, if nothing is wrong with it."""
        note = note_of(record.note) if record is not None else None
        if record is not None and note is not None and not has_errors(record.problems):
            self.issues[str(issue.key)] = SetIssue(stocked=issue, galley=record.digest, note=note)

    def _set_at_hand(self, issue: StockedIssue) -> None:
        """Set the one issue somebody is editing: whoever waits for it need not wait for the cache as well.

        Nor is all of it encoded for its digest: as long as the galley is at hand it goes by the digest of its job.
        """
        name, job = str(issue.key), self._typeset_job(issue)
        try:
            galley, note, problems = issue_steps.set_issue(job, self.desk)
        except SiteBuilderError as error:
            self.note(name, error.problems)
            return
        except Changed:  # saved again: there will be another batch
            return
        self.note(name, problems)
        if has_errors(problems):
            self._set_what_is_sound(issue, job, problems)
        elif galley is not None and note is not None:
            given = BY_JOB + digest(job)
            self._hold(given, galley)
            self._set_here.append(given)
            self.issues[name] = SetIssue(stocked=issue, galley=given, note=note)

    def _typeset_job(self, issue: StockedIssue) -> issue_steps.TypesetJob:
        return issue_steps.TypesetJob(
            key=issue.key,
            folder=issue.folder,
            texts=issue.texts,
            others=tuple(issue.others),
            drafts=self._drafts,
            settings=self.config.typesetting,
        )

    def _forget(self, name: str) -> None:
        self.issues.pop(name, None)
        self.note(name, ())

    def _put_in_order(self) -> None:
        shown = [name for name, issue in self.issues.items() if issue.stocked.key.paper in self.papers]
        self.order = tuple(sorted(shown, key=lambda name: self.issues[name].stocked.key))
        self.edits += 1

    def _touched(self, paths: Iterable[Path]) -> tuple[Mapping[str, IssueKey], bool, bool]:
        """The folders of issues that were touched, whether more of content/ was, and whether a theme was."""
        content = self._archive.content.resolve()
        folders: dict[str, IssueKey] = {}
        everything = theme = False
        for path in paths:
            if not path.is_relative_to(content):
                theme = True
                continue
            parts = path.relative_to(content).parts
            key = issue_key(parts[0], parts[2]) if len(parts) > 3 else None
            if key is None or key.year != parts[1] or key.paper not in self.papers:
                everything = True
            elif parts[3] != SOURCE:
                folders["/".join(parts[:3])] = key
        return folders, everything, theme

    def _work(self, crew: Any, tell: Reporter) -> Work:
        return Work(crew=crew, desk=self.desk, toolchain=toolchain(self._archive.cache / "code.memo"), tell=tell)
