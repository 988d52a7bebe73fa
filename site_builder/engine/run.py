"""Runs steps: what is known is kept, the rest is done by whoever the crew is, a few batches ahead at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from typing import Any, TypeVar

import msgspec

from site_builder.engine.events import Began, Kept, Made, Noticed, Reporter
from site_builder.engine.executors import Crew
from site_builder.engine.labour import Outcome, Task, do_and_keep, do_and_print
from site_builder.engine.output_folder import OutputFolder
from site_builder.engine.steps import Desk, Files, Step, Value
from site_builder.engine.store import Record
from site_builder.engine.sums import Sums
from site_builder.engine.writer import Receipt
from site_builder.errors import ContentError, Problem, Severity

R = TypeVar("R")

AHEAD = 4
"""Batches outstanding for each worker: none waits, and a million jobs do not become a million futures."""

LARGEST_BATCH = 16
"""Jobs sent at once when there are many: a batch costs the same to send as a job."""


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """All that running a step takes besides its jobs."""

    crew: Crew
    desk: Desk
    toolchain: str
    tell: Reporter


def keep(
    step: Step[Value], jobs: Mapping[str, Any], work: Work, *, anew: frozenset[str] = frozenset()
) -> dict[str, Outcome[Record]]:
    """What became of all jobs, by name: their records, from the store or by doing the work.

    Jobs named in `anew` are done whatever the store knows. A job whose problems are errors has a record all the same:
    it would have the same problems again.
    """

    def known(task: Task) -> Outcome[Record] | None:
        record = None if task.name in anew else work.desk.store.record(task.key)
        if record is None:
            return None
        return Outcome(name=task.name, key=task.key, made=False, answer=record, problems=record.problems)

    return _by_name(_run(step, jobs, work, known, do_and_keep))


def print_(
    step: Step[Files], jobs: Mapping[str, Any], work: Work, output: OutputFolder, *, settled: int = 0
) -> dict[str, Outcome[Receipt]]:
    """What became of all jobs, by name: what they have in the output folder, where it is entered as theirs.

    So many others of the step are `settled` (see `OutputFolder.settle`); they are told of, and nothing more.
    """

    def known(task: Task) -> Outcome[Receipt] | None:
        receipt = output.known(f"{step.name} {task.name}", task.key)
        return None if receipt is None else Outcome(name=task.name, key=task.key, made=False, answer=receipt)

    def entered(outcome: Outcome[Receipt]) -> Outcome[Receipt]:
        if outcome.answer is None:
            return outcome
        output.claim(f"{step.name} {outcome.name}", outcome.key, outcome.answer, outcome.last)
        known_there = msgspec.structs.replace(outcome.answer, files=Sums("", b""), looks={})
        return msgspec.structs.replace(outcome, answer=known_there, last={})

    return _by_name(map(entered, _run(step, jobs, work, known, do_and_print, settled)))


def _by_name(outcomes: Iterator[Outcome[R]]) -> dict[str, Outcome[R]]:
    return dict(sorted(((outcome.name, outcome) for outcome in outcomes), key=lambda item: item[0]))


def _run(
    step: Step[Any],
    jobs: Mapping[str, Any],
    work: Work,
    known: Callable[[Task], Outcome[R] | None],
    do: Callable[[Step[Any], Desk, Sequence[Task]], list[Outcome[R]]],
    settled: int = 0,
) -> Iterator[Outcome[R]]:
    """Outcomes in the order in which they come, each told of."""
    work.tell(Began(step.name, settled + len(jobs)))
    if settled:
        work.tell(Kept(step.name, "", settled))
    todo = []
    for name, job in jobs.items():
        task = Task(name=name, key=step.key(job, work.toolchain), job=job)
        outcome = known(task)
        if outcome is None:
            todo.append(task)
        else:
            work.tell(Kept(step.name, name))
            _notice(outcome.problems, work.tell)
            yield outcome
    for outcome in _work_off(step, todo, work, do):
        if outcome.answer is not None:
            work.tell(Made(step.name, outcome.name))
        _notice(outcome.problems, work.tell)
        yield outcome


def _work_off(
    step: Step[Any],
    todo: Sequence[Task],
    work: Work,
    do: Callable[[Step[Any], Desk, Sequence[Task]], list[Outcome[R]]],
) -> Iterator[Outcome[R]]:
    if not todo:
        return
    count = max(1, len(todo) // step.many)
    executor = work.crew.for_jobs(count)
    batches = deque(_batches(todo, step.many, 2 * AHEAD * work.crew.workers))
    waiting: dict[Future[list[Outcome[R]]], Sequence[Task]] = {}
    deaths = 0
    try:
        while batches or waiting:
            lost: list[Sequence[Task]] = []
            while batches and len(waiting) < AHEAD * work.crew.workers and not lost:
                batch = batches.popleft()
                try:
                    waiting[executor.submit(do, step, work.desk, batch)] = batch
                except work.crew.deaths:
                    lost.append(batch)
            for future in wait(waiting, return_when=FIRST_COMPLETED).done if waiting else ():
                batch = waiting.pop(future)
                error = _death(future, work.crew.deaths)
                if error is None:
                    yield from future.result()
                else:
                    lost.append(batch)
            if not lost:
                continue
            work.crew.replace()
            deaths += 1
            if deaths > work.crew.replaced:
                raise ContentError(Problem(code="B055", facts={"step": step.name}))
            # Who is killed takes the others of a pool along: all that waits is to be done again, and not more at once.
            lost += waiting.values()
            waiting.clear()
            batches.extendleft([task] for batch in reversed(lost) for task in reversed(batch))
            facts = {"step": step.name, "count": str(sum(map(len, lost)))}
            work.tell(Noticed(Problem(code="B057", facts=facts, severity=Severity.WARNING)))
            executor = work.crew.for_jobs(count)
    finally:
        for future in waiting:
            future.cancel()


def _batches(todo: Sequence[Task], many: int, share: int) -> Iterator[Sequence[Task]]:
    """The tasks in batches, each the same share of what is left: at the end of a step nobody waits long for another.

    So `many` are the least, and what is sent at most as often.
    """
    start = 0
    while start < len(todo):
        size = max(many, min(LARGEST_BATCH * many, (len(todo) - start) // share))
        yield todo[start : start + size]
        start += size


def _death(future: Future[Any], deaths: tuple[type[BaseException], ...]) -> BaseException | None:
    """How whoever did the work died; None when nobody did, whatever else went wrong."""
    try:
        error = future.exception()
    except CancelledError as cancelled:
        error = cancelled
    return error if isinstance(error, deaths) else None


def _notice(problems: Sequence[Problem], tell: Reporter) -> None:
    for problem in problems:
        tell(Noticed(problem))
