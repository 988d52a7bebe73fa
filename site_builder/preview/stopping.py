"""Ctrl-C, which must end a preview wherever it comes."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def ended_by_signals(end: Callable[[], None]) -> Iterator[None]:
    """Where a signal raises KeyboardInterrupt, have it call `end` first; and raise again when the block has ended.

    Python raises it amid whatever is done just then, and there it may be lost (some code in C drops every exception):
    of a hundred previews that were interrupted at random moments one went on. `end` must be safe to be called anywhere.
    """
    told: list[int] = []

    def tell(number: int, frame: FrameType | None) -> None:
        told.append(number)
        end()
        signal.default_int_handler(number, frame)

    ours = threading.current_thread() is threading.main_thread()
    heard = [
        number
        for number in (signal.SIGINT, signal.SIGTERM)
        if ours and signal.getsignal(number) is signal.default_int_handler
    ]
    for number in heard:
        signal.signal(number, tell)
    try:
        yield
    finally:
        for number in heard:
            signal.signal(number, signal.default_int_handler)
    if told:
        raise KeyboardInterrupt
