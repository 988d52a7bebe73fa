"""What is previewed: the edition in memory, and behind it a folder in which the whole site is being built."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import msgspec

from site_builder.engine.events import Reporter
from site_builder.errors import Problem, SiteBuilderError
from site_builder.preview.files import is_there, read_file
from site_builder.preview.printer import Printed, Printer
from site_builder.preview.site import Report
from site_builder.workflows.edition import SEARCH_ENTRY, Edition
from site_builder.workflows.layout import layout
from site_builder.workflows.page_facts import PageFacts
from site_builder.workflows.whereabouts import Withheld

PAUSE = 0.05
"""Seconds between two steps of work that nobody waits for."""


class LiveSite:
    """Pages come from memory as soon as a file is saved; the search index follows when it has been built."""

    def __init__(self, root: Path, *, drafts: bool = True, write: bool = False) -> None:
        """Reads nothing yet; with `write` output/ is filled, too. Raises UsageError when there is no archive."""
        self.drafts = drafts
        """Whether drafts are shown."""
        self._root = root
        self._edition = Edition(root, drafts=drafts)
        self._folder = layout(root).preview
        self._printer = Printer(root, self._folder, layout(root).output if write else None, done=self._printed)
        self._others: tuple[Problem, ...] = ()
        self._merged: tuple[tuple[Problem, ...], tuple[Problem, ...], tuple[Problem, ...]] = ((), (), ())
        self._opened = False
        self._closed = threading.Event()
        self._later: Callable[[Report], None] = lambda _: None

    @property
    def folder(self) -> Path:
        """Where the site is built."""
        return self._folder

    def open(self, tell: Reporter) -> Report:
        """Read the archive, and have the site built."""
        self._edition.open(tell)
        self._opened = True
        self._printer.ask(drafts=self.drafts)
        threading.Thread(target=self._warm, args=(self._edition,), name="warming", daemon=True).start()
        stale = {path for path, data in self._edition.assets().items() if read_file(self._folder, path) != data}
        return Report(problems=self._problems(), changed=stale)

    def _warm(self, edition: Edition) -> None:
        """Get ready for the first save of a template, without being in the way of anybody."""
        for _ in edition.warm():
            if self._closed.wait(PAUSE):
                return

    def again(self, *, drafts: bool) -> Report:
        """Read the archive anew, as if nothing had been read, and have the site built."""
        self.drafts = drafts
        edition = Edition(self._root, drafts=drafts)
        edition.open()
        self._edition = edition
        self._opened = True
        self._printer.ask(drafts=drafts)
        return Report(problems=self._problems())

    def refresh(self, paths: Sequence[Path], watched: Collection[str], superseded: Callable[[], bool]) -> Report:
        """Take in what was saved; the pages asked about that are different now, and the theme's files and pictures."""
        changed = self._edition.refresh(paths, watched, superseded)
        self._opened = True
        self._printer.ask(drafts=self.drafts)
        return Report(problems=self._problems(), changed=changed, owing=self._edition.owing)

    def read(self, path: str) -> bytes | None:
        """A file as it would be printed now, nothing when there would be none; None for what only a build makes.

        Until the archive has been read that is all a build has made: who asks meanwhile is told when it has been.
        """
        shown_at_once = path.endswith((".html", ".css", ".js")) and self.drafts
        if not self._opened and shown_at_once and is_there(self._folder, path):
            return None
        data = self._edition.read(path)
        return b"" if data is None and self._edition.claims(path) else data

    def facts(self, path: str) -> PageFacts | None:
        """Where a page comes from."""
        return self._edition.facts(path)

    def compared(self, path: str, language: str) -> str | None:
        """An article beside the raw text it was made of; None when there is no raw text."""
        from site_builder.workflows.diff_page import diff_page
        from site_builder.workflows.import_diff import compare

        found = self._edition.facts(path)
        if found is None:
            return None
        try:
            return diff_page(msgspec.structs.replace(compare(self._root, found.path), file=found.file), language)
        except SiteBuilderError:
            return None

    def where(self, path: str) -> tuple[str, str]:
        """Where a page went that is gone: its path and headline, or nothing."""
        return self._edition.where(path)

    def withheld(self, path: str) -> Withheld:
        """Why a page that content has is not there; empty of any other."""
        return self._edition.withheld(path)

    def accept(self, path: str, code: str, line: int) -> Problem | None:
        """Write into an article that a note about it is settled; why not, when that cannot be."""
        from site_builder.workflows.settling import settle

        found = self._edition.facts(path)
        for problem in found.notes() if found else ():
            if problem.code == code and problem.place.line == line:
                return settle(Path(found.path), problem) if found else None
        return Problem(code="P007", facts={"code": code})

    def changed_at(self, page: str) -> str:
        """The paragraph of an article that its last save changed first; empty when it was none."""
        return self._edition.changed_at(page)

    def page_of(self, file: Path) -> str:
        """The page an article's file is printed on; empty for any other file."""
        return self._edition.page_of(file)

    def listen(self, later: Callable[[Report], None]) -> None:
        """`later` is told when a build in the background has changed something."""
        self._later = later

    def close(self) -> None:
        """End the builds."""
        self._closed.set()
        self._printer.close()

    def _printed(self, printed: Printed) -> None:
        self._others = printed.problems
        self._later(Report(problems=self._problems(), changed=printed.changed & {SEARCH_ENTRY}))

    def _problems(self) -> tuple[Problem, ...]:
        """All that is known to be wrong, what only a build finds among it; the same tuple as long as it is the same."""
        known, others = self._edition.problems, self._others
        if not others:
            return known
        if self._merged[0] is not known or self._merged[1] is not others:
            codes = {problem.code for problem in others}
            rivals = [problem for problem in known if problem.code in codes]
            self._merged = (known, others, (*known, *(problem for problem in others if problem not in rivals)))
        return self._merged[2]
