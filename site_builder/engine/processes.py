"""Workers that are processes of this machine."""

from __future__ import annotations

import gc
import os
import signal
import threading
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait

from site_builder.engine.circles import SELDOM


def start_processes(workers: int) -> Executor:
    """An executor of so many processes.

    They are spawned: a fork of a process with threads (a preview, a progress bar) may hang for ever.
    """
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_live_with_the_parent)


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
