"""What is previewed, as the session sees it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from site_builder.engine.events import Reporter
from site_builder.errors import Problem
from site_builder.preview.pages import Pages


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a save."""

    problems: Sequence[Problem] = ()
    """All that is wrong now."""

    changed: Collection[str] = ()
    """Files of the site that are different, new or gone: of the pages those that were asked about."""

    owing: bool = False
    """Whether a part of what was saved has not been taken in, because something newer waits."""


class Site(Pages, Protocol):
    """What is previewed: `LiveSite`, or what stands in for it."""

    @property
    def folder(self) -> Path:
        """Where the files lie that `read` does not know."""

    def open(self, tell: Reporter) -> Report:
        """Read everything."""

    def again(self, *, drafts: bool) -> Report:
        """Read everything anew, with or without drafts."""

    def refresh(self, paths: Sequence[Path], watched: Collection[str], superseded: Callable[[], bool]) -> Report:
        """Take in that files changed, until `superseded`; then what is owing comes after what is saved next.

        `watched` are the pages of which it matters whether they are different.
        """

    def page_of(self, file: Path) -> str:
        """The page a file is printed on; empty when it is on many, or on none."""

    def changed_at(self, page: str) -> str:
        """The anchor of the paragraph that the last save of an article's file changed first; empty for none."""

    def listen(self, later: Callable[[Report], None]) -> None:
        """`later` is given what becomes different by itself, from any thread."""

    def close(self) -> None:
        """Nothing is asked any more."""
