"""`site-builder review [PAPER[/DAY]…]`."""

from __future__ import annotations

import datetime
import getpass
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.cli.language import language, say
from site_builder.cli.options import root_option
from site_builder.cli.spoken import SpokenCommand

if TYPE_CHECKING:
    from site_builder.errors import Problem
    from site_builder.workflows.rerun import IssueFolder
    from site_builder.workflows.review import Question

KEYS = "aresq"


@click.command("review", cls=SpokenCommand, help=say("cli.review.help"), short_help=say("cli.short.review"))
@click.argument("names", nargs=-1, metavar="[PAPER[/DAY]]...")
@click.option("--by", default="", metavar="NAME", help=say("cli.option.by"))
@click.option("--dry-run", is_flag=True, help=say("cli.option.dry_run"))
@root_option
def command(names: tuple[str, ...], by: str, dry_run: bool, root: Path) -> int:
    """Ask about every open doubt and write each answer down at once."""
    from site_builder.cli.console import show_problems
    from site_builder.workflows.import_lock import one_at_a_time
    from site_builder.workflows.layout import layout
    from site_builder.workflows.rerun import find_issues
    from site_builder.workflows.review import Open, open_questions

    asker = Asker(by=by or _who(), date=datetime.date.today().isoformat(), dry_run=dry_run)
    faults = 0
    try:
        for folder in find_issues(root, names):
            with one_at_a_time(layout(root).cache, folder.key.paper, dry_run=dry_run) as busy:
                opened = open_questions(folder) if busy is None else Open(questions=(), problems=(busy,))
                show_problems(opened.problems)
                faults += len(opened.problems)
                if not asker.ask(folder, opened.questions):
                    break
    finally:
        click.echo(say("cli.review.done", decided=asker.decided, left=asker.left))
    return 1 if faults else 0


def _who() -> str:
    """Who decides: as Git knows the person, else as the system does."""
    try:
        asked = subprocess.run(["git", "config", "user.name"], capture_output=True, encoding="utf-8", check=False)
        if name := asked.stdout.strip():
            return name
    except OSError:
        pass
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


class Asker:
    """Asks one question after the other; what was decided is written before the next is asked."""

    def __init__(self, *, by: str, date: str, dry_run: bool) -> None:
        self._by, self._date, self._dry_run = by, date, dry_run
        self.decided = 0
        self.left = 0

    def ask(self, folder: IssueFolder, questions: tuple[Question, ...]) -> bool:
        """Ask all questions of an issue; False when the person has had enough."""
        from site_builder.workflows.review import settle_when_all_are_taken

        self.left += len(questions)
        taken: dict[str, dict[str, bool]] = {}
        for number, question in enumerate(questions, start=1):
            self._show(question, number, len(questions))
            while True:
                key = self._key()
                if key == "q":
                    return False
                if key == "s":
                    break
                if question.clash is not None and key == "e":
                    continue
                if question.clash is not None:
                    taken.setdefault(question.article, {})[question.problem.facts["field"]] = key == "a"
                    problem = settle_when_all_are_taken(
                        folder, question, questions, taken[question.article], dry_run=self._dry_run
                    )
                else:
                    problem = self._answer(folder, question, key)
                if problem:
                    from site_builder.cli.console import show_problems

                    show_problems([problem])
                    continue
                self.decided += 1
                self.left -= 1
                break
        return True

    def _answer(self, folder: IssueFolder, question: Question, key: str) -> Problem | None:
        from site_builder.workflows import review_answers as answers
        from site_builder.workflows.review import record

        verdict = {"a": "accepted", "r": "rejected", "e": "edited"}[key]
        problem = None
        facts = {"by": self._by, "date": self._date}
        if question.suspicion is not None and key == "a":
            now = question.suspicion.suggestion
            problem = answers.emend(folder, question, question.text, now, dry_run=self._dry_run, **facts)
        elif question.suspicion is not None and key == "r":
            problem = answers.dismiss(folder, question, dry_run=self._dry_run)
        elif key == "e":
            was = question.text if question.suspicion is not None else self._words("cli.review.was")
            now = self._words("cli.review.now")
            problem = answers.emend(folder, question, was, now, dry_run=self._dry_run, **facts)
        elif key == "r" and answers.can_turn(question):
            problem = answers.turn(folder, question, dry_run=self._dry_run)
        elif key == "r":
            click.echo(say("cli.review.by_hand", place=question.problem.place))
        if problem is None and not self._dry_run:
            record(folder, question, verdict, **facts)
        return problem

    def _show(self, question: Question, number: int, total: int) -> None:
        from site_builder.errors import wording

        click.echo(f"\n[{number}/{total}] {question.problem.place}: {question.problem.code}")
        click.echo(wording.sentence(question.problem, language()))
        seen = question.excerpt
        if seen.marked:
            marked = click.style(f"【{seen.marked}】", bold=True)
            click.echo(say("cli.review.raw") + f" {seen.before}{marked}{seen.after}".replace("\n", "⏎"))
        if question.cleaned:
            click.echo(say("cli.review.cleaned") + f" {question.cleaned}".replace("\n", "¶"))
        if hint := wording.hint(question.problem, language()):
            click.echo("  " + hint)

    def _key(self) -> str:
        """One of the keys; the end of the input means enough."""
        while True:
            click.echo(say("cli.review.keys"), nl=False)
            if sys.stdin.isatty():
                key = click.getchar(echo=True).lower()
                click.echo()
            else:
                line = sys.stdin.readline()
                key = line.strip()[:1].lower() if line else "q"
                click.echo()
            if key and key in KEYS:
                return key

    def _words(self, name: str) -> str:
        click.echo(say(name), nl=False)
        return sys.stdin.readline().strip("\r\n")
