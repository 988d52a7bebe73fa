"""Where the time goes: what a thread is doing is looked up many times a second, while it goes on doing it."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from types import FrameType, TracebackType

EVERY = 0.005
"""Seconds between two looks."""

DEEPEST = 120

Stack = tuple[str, ...]
"""Functions, the outermost first, as `package.module.function`."""


class Sampler:
    """Looks at the thread that opened it until it is closed; what other processes do it does not see."""

    def __init__(self) -> None:
        self.stacks: Counter[Stack] = Counter()
        self._thread = threading.get_ident()
        self._stop = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Sampler:
        self._looking.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._looking.join()

    def _look(self) -> None:
        while not self._stop.wait(EVERY):
            frame = sys._current_frames().get(self._thread)
            if frame is not None:
                self.stacks[_stack(frame)] += 1


def _stack(frame: FrameType | None) -> Stack:
    names: list[str] = []
    while frame is not None and len(names) < DEEPEST:
        names.append(f"{frame.f_globals.get('__name__', '?')}.{frame.f_code.co_name}")
        frame = frame.f_back
    return tuple(reversed(names))
