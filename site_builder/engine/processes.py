"""Workers that are processes of this machine."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import ParamSpec, TypeVar

from site_builder.engine.circles import SELDOM

P = ParamSpec("P")
T = TypeVar("T")


def start_processes(workers: int) -> Executor:
    """An executor of so many processes.

    They are spawned: a fork of a process with threads (a preview, a progress bar) may hang for ever.
    """
    return _Processes(workers, mp_context=get_context("spawn"), initializer=_live_with_the_parent)


@contextmanager
def deaf_from_birth() -> Iterator[None]:
    """Processes that this thread starts meanwhile do not hear Ctrl-C.

    A terminal sends it to all of them, and one that is still reading our modules would answer with a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # where it is yet to be started, that ends with Ctrl-C being heard again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Processes(ProcessPoolExecutor):
    """Starts its processes when there is work for them."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """What becomes of a call."""
        with deaf_from_birth():
            return super().submit(fn, *args, **kwargs)


def _live_with_the_parent() -> None:
    """Leave Ctrl-C to the parent, and die with it: a worker that outlived it would write into the next build."""
    gc.set_threshold(SELDOM)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_die_after, args=(parent.sentinel,), daemon=True).start()


def _die_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
