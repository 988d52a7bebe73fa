"""Builds the whole site in the background, in a process of its own: what no page on request can be, the search index.

One process for many builds: it keeps the dictionary loaded and does not hold up who asks for a page. Only after a large
build is it followed by another one, because what that took in memory is not given back to the system.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from site_builder.engine.events import Began, Event, Noticed
from site_builder.engine.processes import deaf_from_birth
from site_builder.errors import Place, Problem, SiteBuilderError
from site_builder.preview.faults import our_own
from site_builder.workflows.issue_steps import MASTHEAD, TYPESET
from site_builder.workflows.layout import CONTENT
from site_builder.workflows.printing_steps import THEME

QUIET = 0.3
"""Seconds without another save before the site is built."""

PATIENCE = 2.0
"""Seconds a process has to end by itself; killing it harms nothing."""


LARGE = 1000
"""Jobs of a build after which its process is let go."""

READ_BY_THE_PREVIEW = ("", THEME.name, MASTHEAD.name, TYPESET.name)
"""Steps whose problems the preview finds by itself, sooner; before the first of them are the configuration's."""


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """How a build in the background ended."""

    changed: frozenset[str] = frozenset()
    """Files written and removed, as paths in the folder."""

    made: int = 0
    """How many jobs were done."""

    problems: tuple[Problem, ...] = ()
    """What is wrong besides what the preview reads itself: the configuration, theme, mastheads and issues."""


class Printer:
    """Brings a folder up to date after each `ask`, and tells of it; asks that come meanwhile are one."""

    def __init__(
        self, root: Path, folder: Path, output: Path | None = None, *, done: Callable[[Printed], None]
    ) -> None:
        """Starts nothing before the first `ask`. `done` is called from a thread of the printer's.

        `output` is another folder to be filled, with what readers are to see: without drafts.
        """
        self._settings = (str(root), str(folder), str(output) if output else "")
        self._drafts = True
        self._done = done
        self._asked = threading.Event()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="printer", daemon=True)
        self._thread.start()

    def ask(self, *, drafts: bool) -> None:
        """Have the site built, soon; with drafts or without."""
        self._drafts = drafts
        self._asked.set()

    def close(self) -> None:
        """End it, from any thread."""
        self._closed = True
        self._asked.set()
        self._thread.join(2 * PATIENCE)

    def _run(self) -> None:
        jobs = ""  # the first build may be all of it: as the configuration says; later ones are small
        while self._wait():
            ours, theirs = multiprocessing.Pipe()
            process = multiprocessing.get_context("spawn").Process(target=_work, args=(theirs, *self._settings))
            with deaf_from_birth():
                process.start()
            theirs.close()
            try:
                while True:
                    ours.send((jobs, self._drafts))
                    printed = self._answer(ours)
                    self._done(printed)
                    jobs = "1"
                    if printed.made > LARGE:
                        break
                    if not self._wait():
                        return
            except (EOFError, OSError):
                continue  # it died, or we are to end; with the next save there is another
            finally:
                ours.close()
                process.join(0 if self._closed else PATIENCE)
                process.kill()
                process.join()

    def _answer(self, child: Connection) -> Printed:
        while not child.poll(0.1):
            if self._closed:
                raise EOFError
        printed: Printed = child.recv()
        return printed

    def _wait(self) -> bool:
        """Wait to be asked, and for some quiet after that; False when it is over."""
        self._asked.wait()
        while self._asked.is_set() and not self._closed:
            self._asked.clear()
            self._asked.wait(QUIET)
        return not self._closed


class _Others:
    """A reporter that notes what is wrong besides what the preview reads itself."""

    def __init__(self, root: str) -> None:
        self.problems: list[Problem] = []
        self._content, self._step = f"{root}/{CONTENT}/", ""

    def tell(self, event: Event) -> None:
        """Take one event; the places of problems are as the preview has them."""
        if isinstance(event, Began):
            self._step = event.step
        elif isinstance(event, Noticed) and self._step not in READ_BY_THE_PREVIEW:
            place = event.problem.place
            if place.path.startswith(self._content):
                below = Place(CONTENT + "/" + place.path.removeprefix(self._content), place.line, place.column)
                self.problems.append(msgspec.structs.replace(event.problem, place=below))
            else:
                self.problems.append(event.problem)


def _work(asked: Connection, root: str, folder: str, output: str) -> None:
    """The child: builds whenever it is told to, until nobody is there to tell it."""
    from site_builder.workflows.build import build

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started us ends us
    with suppress(AttributeError, OSError):
        os.nice(10)  # what is looked at comes first, on two processors as well
    with suppress(EOFError, OSError):
        while True:
            jobs, drafts = asked.recv()
            try:
                others = _Others(root)
                report = build(Path(root), output=Path(folder), jobs=jobs, drafts=drafts, tell=others.tell)
                if output:
                    build(Path(root), output=Path(output), jobs=jobs, tell=others.tell)
                changed = frozenset((*report.changed, *report.swept))
                printed = Printed(changed=changed, made=sum(report.made.values()), problems=tuple(others.problems))
            except SiteBuilderError as error:
                printed = Printed(problems=error.problems)
            except Exception as error:
                printed = Printed(problems=(our_own(error),))
            asked.send(printed)
