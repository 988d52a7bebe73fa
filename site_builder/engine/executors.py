"""Who does the work: this process, several, or a cluster. Code that makes pages never mentions any of them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import ParamSpec, TypeVar

from site_builder.errors import Problem, UsageError

P = ParamSpec("P")
T = TypeVar("T")

WORTH_STARTING = 12
"""Jobs below which no processes are started, however many were asked for: one costs as much as some ten issues."""

MOST_DEATHS = 3

MOST_PROCESSES = 61 if os.name == "nt" else 1024


class SerialExecutor(Executor):
    """Does each call at once, in this process, with the face of `concurrent.futures`."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """A future that is already done; what stops the program (Ctrl-C) stops it here."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Crew:
    """Who does the work of one build; whoever is needed is started when there is work for them."""

    def __init__(
        self,
        workers: int = 1,
        start: Callable[[], Executor] = SerialExecutor,
        least: int = 0,
        *,
        deaths: tuple[type[BaseException], ...] = (BrokenExecutor,),
        replaced: int = MOST_DEATHS,
    ) -> None:
        self.workers, self._start, self._least = workers, start, least
        self.deaths = deaths
        """What a future raises whose work was lost with whoever did it."""
        self.replaced = replaced
        """So many times in a step it is worth starting others; then it is the work that kills."""
        self._serial = SerialExecutor()
        self._started: Executor | None = None
        self._coming: Executor | None = None

    def for_jobs(self, count: int) -> Executor:
        """The executor for so many jobs: this process when starting others would cost more than it saves."""
        if self._started is None:
            if count < self._least:
                return self._serial
            self._started, self._coming = self._coming or self._start(), None
        return self._started

    def expect(self, count: int, ready: Callable[[], object]) -> None:
        """Have processes start for so many jobs that are to come, and do `ready` first, while this one does other work.

        Where `for_jobs` would start none, none are; a cluster is at work already. What few jobs come before them are
        still done here: who is only starting would keep them waiting.
        """
        if self._least and count >= self._least and not (self._started or self._coming):
            self._coming = self._start()
            for _ in range(self.workers):
                self._coming.submit(ready)

    def replace(self) -> None:
        """Send those home who are left after a death; whoever is asked for next is new."""
        if self._started is not None:
            self._started.shutdown(wait=False)
            self._started = None

    def dismiss(self) -> None:
        """Send everyone home, once those at work have finished; whoever handed out work cancels what was not begun."""
        for executor in (self._started, self._coming):
            if executor is not None:
                executor.shutdown(wait=True)  # Dask's executor knows no more than this


@contextmanager
def hire(
    jobs: str, *, shared: Sequence[Path] = (), signature: Callable[[], Mapping[str, str]] | None = None
) -> Iterator[Crew]:
    """The crew that `jobs` asks for: `1` or `serial`, a number of processes, `auto`, or `dask://HOST:PORT`.

    `shared` are folders that workers on other machines must see, `signature` a function of a module that must answer
    the same there as here (which versions do the work, by name). Raises UsageError for an unknown word, a cluster that
    does not answer, or a worker that cannot do this work.
    """
    with ExitStack() as stack:
        if jobs.startswith("dask://"):
            from site_builder.engine.cluster import join

            crew = stack.enter_context(join(jobs.removeprefix("dask://"), shared, signature))
        else:
            crew = _processes(jobs)
        stack.callback(crew.dismiss)
        yield crew


def _processes(jobs: str) -> Crew:
    auto = jobs == "auto"
    if not (auto or jobs == "serial" or re.fullmatch(r"[1-9]\d{0,3}", jobs)):
        raise UsageError(Problem(code="B050", facts={"jobs": jobs}))
    workers = 1 if jobs == "serial" else min(_processors() if auto else int(jobs), MOST_PROCESSES)
    if workers == 1:
        return Crew()

    def start() -> Executor:
        from site_builder.engine.processes import start_processes

        return start_processes(workers)

    return Crew(workers, start, WORTH_STARTING)


def _processors() -> int:
    """Processors this process may use, which is what a container was given and not what the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
