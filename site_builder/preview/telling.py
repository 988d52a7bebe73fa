"""What the terminal has been told to be wrong: each problem once, until it is mended and comes back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from site_builder.errors import Problem
from site_builder.preview.voice import Voice
from site_builder.workflows.report import from_here

SHOWN = 3
"""So many problems of one code are told at once; the others are counted."""


class Telling:
    """Tells of problems through a voice. Not for several threads at once."""

    def __init__(self, root: Path, voice: Voice) -> None:
        """`root` is the archive, for places as one would type them where the program was called."""
        self._root, self._voice = root, voice
        self._last: Sequence[Problem] = ()
        self._told: dict[bytes, Problem] = {}
        self._seen: dict[int, tuple[Problem, bytes]] = {}
        """By identity: of eight thousand problems a save makes a few anew, and only those are looked at."""

    def tell(self, problems: Sequence[Problem]) -> None:
        """Tell of those of all known problems that were not among them last time.

        People hear of a few of each code and of how many more there are, programs of every one.
        """
        if problems is self._last:
            return
        self._last = problems
        seen: dict[int, tuple[Problem, bytes]] = {}
        for problem in problems:
            known = self._seen.get(id(problem))
            seen[id(problem)] = known or (problem, msgspec.json.encode(problem))
        told = {key: problem for problem, key in seen.values()}
        news: dict[str, list[Problem]] = {}
        for key, problem in told.items():
            if key not in self._told:
                news.setdefault(problem.code, []).append(problem)
        self._seen, self._told = seen, told
        for code, found in news.items():
            self._tell_of(code, found)

    def list_all(self) -> bool:
        """Tell of every one once more; whether there was any."""
        for problem in self._told.values():
            self._notice(problem)
        return bool(self._told)

    def _tell_of(self, code: str, found: Sequence[Problem]) -> None:
        few = found if self._voice.log or len(found) <= SHOWN + 1 else found[:SHOWN]
        for problem in few:
            self._notice(problem)
        if len(few) < len(found):
            self._voice.remark("others", code=code, count=len(found) - len(few))

    def _notice(self, problem: Problem) -> None:
        self._voice.notice(from_here(problem, self._root))
