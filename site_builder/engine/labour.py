"""What a worker does with a batch: the work of each job, and with its answer what the kind of step asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import msgspec

from site_builder.engine.circles import seldom_looked_for
from site_builder.engine.output_folder import unwritable
from site_builder.engine.steps import Changed, Desk, Files, Step, Value
from site_builder.engine.store import Lost, Record
from site_builder.engine.writer import Receipt, Writer
from site_builder.errors import ContentError, Place, Problem, SiteBuilderError, has_errors

R = TypeVar("R")

TOGETHER = 1 << 20
"""Bytes of pages that are put in place together; an issue's are more."""


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A job on its way to a worker."""

    name: str
    key: str
    job: Any


class Outcome(msgspec.Struct, Generic[R], frozen=True, kw_only=True):
    """What became of a job."""

    name: str
    key: str
    made: bool
    """Whether work was done; False: the answer was known."""

    answer: R | None = None
    """None when there is none: the problems say why, or `lost` does."""

    problems: tuple[Problem, ...] = ()
    last: Mapping[str, bytes] = {}
    """Files of a printing job that wait for the end of the build."""

    lost: tuple[str, ...] = ()
    """Digests of kept values the work asked for in vain; once they are made again, so can this be."""

    spared: str = ""
    """Why the answer could not be kept beyond this build; empty when it could."""


def do_and_keep(step: Step[Value], desk: Desk, tasks: Sequence[Task]) -> list[Outcome[Record]]:
    """Do the work of a step and keep what it made; raises OSError when there is no room for it anywhere."""

    def one(task: Task) -> Outcome[Record]:
        value = step.work(task.job, desk)
        record, spared = desk.store.keep(task.key, value.body, value.note, value.problems)
        return Outcome(name=task.name, key=task.key, made=True, answer=record, problems=value.problems, spared=spared)

    with seldom_looked_for():
        return [_minded(one, task, step) for task in tasks]


def do_and_print(step: Step[Files], desk: Desk, tasks: Sequence[Task]) -> list[Outcome[Receipt]]:
    """Do the work of a step and put its files in place; raises ContentError when the output folder takes no more.

    The pages of small jobs are put there together: what announces them costs as much for one as for a hundred.
    """

    def one(task: Task) -> Outcome[Files]:
        printed = step.work(task.job, desk)
        files, last = desk.writer.pressed(printed.files), desk.writer.pressed(printed.last)
        problems = printed.problems + desk.writer.faults({**files, **last} if last else files)
        answer = None if has_errors(problems) else Files(files=files, last=last)
        return Outcome(name=task.name, key=task.key, made=True, answer=answer, problems=problems)

    outcomes: list[Outcome[Receipt]] = []
    waiting: list[Outcome[Files]] = []
    size = 0
    with seldom_looked_for():
        for task in tasks:
            outcome = _minded(one, task, step)
            waiting.append(outcome)
            size += sum(map(len, outcome.answer.files.values())) if outcome.answer else 0
            if size >= TOGETHER:
                outcomes += _put(waiting, desk.writer)
                waiting, size = [], 0
        outcomes += _put(waiting, desk.writer)
    return outcomes


def _put(printed: Sequence[Outcome[Files]], writer: Writer) -> list[Outcome[Receipt]]:
    """The outcomes with what their jobs have in the output folder now."""
    answers = [outcome.answer for outcome in printed if outcome.answer is not None]
    try:
        receipts = iter(writer.put_all([(answer.files, answer.last) for answer in answers]))
    except OSError as error:
        raise ContentError(unwritable(writer.folder, error)) from error
    return [
        Outcome(
            name=outcome.name,
            key=outcome.key,
            made=True,
            answer=None if outcome.answer is None else next(receipts),
            problems=outcome.problems,
            last={} if outcome.answer is None else outcome.answer.last,
            lost=outcome.lost,
        )
        for outcome in printed
    ]


def _minded(one: Callable[[Task], Outcome[R]], task: Task, step: Step[Any]) -> Outcome[R]:
    """The outcome of a task whose work may end in one of the ways that are nobody's mistake."""
    try:
        return one(task)
    except Lost as lost:
        return Outcome(name=task.name, key=task.key, made=True, lost=tuple(lost.args))
    except Changed as changed:
        problem = Problem(code="B024", place=Place(path=changed.args[0]))
        return Outcome(name=task.name, key=task.key, made=True, problems=(problem,))
    except SiteBuilderError as error:
        return Outcome(name=task.name, key=task.key, made=True, problems=error.problems)
    except Exception as error:
        error.add_note(f"while doing: {step.name} {task.name}")
        raise
