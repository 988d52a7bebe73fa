"""Looking over folders in turns, where no event tells of a change: often where somebody is at work, seldom elsewhere.

A full round costs what the archive is large; a glance at the few folders that were saved to lately costs next to
nothing, so those are looked at several times as often.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path

from site_builder.workflows.sightings import Sightings, Stamp

LIVELY = 0.3
"""Seconds between two looks at a folder somebody is at work in."""

AT_WORK = 8
"""So many folders are looked at more often: those that were saved to last."""

SHARE = 10
"""A full round may take a tenth of the time: a large archive on a slow drive is not looked over without a break."""

PATIENCE = 10
"""How many quiet spells we wait in all for a writer that does not stop."""


class Rounds:
    """When to look where, and what has come to light; for the use of one thread."""

    def __init__(
        self,
        folders: Sequence[Path],
        sightings: Sightings,
        turn: float,
        quiet: float,
        pause: Callable[[float], bool],
    ) -> None:
        """A full round every `turn` seconds. `pause` waits so many seconds and says whether to go on.

        Two glances `quiet` seconds apart that are alike: nobody is writing.
        """
        self._roots = [str(folder) for folder in folders]
        self._sightings = sightings
        self._turn = turn
        self._quiet = quiet
        self._pause = pause
        self._lively: OrderedDict[str, dict[str, Stamp]] = OrderedDict()
        """Folders somebody is at work in, those of the last save last, and what a glance at their files told."""
        self._stamps: dict[str, Stamp] = {}
        """What the last full round told; nothing before the first, so that it misses nothing."""
        self._due = 0.0

    def next(self) -> set[str]:
        """Wait until it is time, look, and give the files that changed; mostly none."""
        left = max(self._due - time.monotonic(), 0.0)
        if not self._pause(min(left, LIVELY) if self._lively else left):
            return set()
        began = time.monotonic()
        full = began >= self._due
        moved = self._full_round_differs if full else self._glance_differs
        differs = moved()
        if full:
            self._due = time.monotonic() + max(self._turn, SHARE * (time.monotonic() - began))
        if not differs:
            return set()
        while self._pause(self._quiet) and moved() and time.monotonic() - began < self._quiet * PATIENCE:
            pass
        changed = self._sightings.look_everywhere() if full else self._sightings.look_into(self._lively)
        self._note(changed)
        return changed

    def _full_round_differs(self) -> bool:
        before, self._stamps = self._stamps, self._sightings.stamps()
        return before != self._stamps

    def _glance_differs(self) -> bool:
        before = list(self._lively.values())
        for folder in self._lively:
            self._lively[folder] = self._sightings.stamps_in(folder)
        return before != list(self._lively.values())

    def _note(self, changed: set[str]) -> None:
        """Somebody is at work where something changed."""
        for folder in sorted({str(Path(path).parent) for path in changed}):
            self._lively[folder] = self._sightings.stamps_in(folder)
            self._lively.move_to_end(folder)
        while len(self._lively) > AT_WORK:
            self._lively.popitem(last=False)
