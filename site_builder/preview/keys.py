"""Single keys pressed in the terminal while the preview runs."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

TURN = 0.2
"""Seconds between two looks whether it is over."""


@contextmanager
def keys(actions: Mapping[str, Callable[[], None]]) -> Iterator[bool]:
    """Call what belongs to a key when it is pressed, in a thread; gives whether there is a keyboard to listen to.

    Only where standard input is a terminal. Keys are taken one by one and not shown; the terminal is put back
    afterwards, however it ends.
    """
    if os.name == "nt" or not _is_terminal():
        yield False
        return
    import termios
    import tty

    stream = sys.stdin.fileno()
    before = termios.tcgetattr(stream)
    over = threading.Event()
    thread = threading.Thread(target=_listen, args=(stream, actions, over), name="keys", daemon=True)
    try:
        tty.setcbreak(stream)
        thread.start()
        yield True
    finally:
        over.set()
        thread.join(2 * TURN)
        with suppress(termios.error):
            termios.tcsetattr(stream, termios.TCSADRAIN, before)


def _listen(stream: int, actions: Mapping[str, Callable[[], None]], over: threading.Event) -> None:
    import select

    while not over.is_set():
        ready, _, _ = select.select([stream], [], [], TURN)
        if not ready:
            continue
        pressed = os.read(stream, 1).decode("ascii", "replace").lower()
        if not pressed:
            return  # the terminal is gone
        if pressed in actions:
            actions[pressed]()


def _is_terminal() -> bool:
    try:
        return sys.stdin.isatty()
    except (AttributeError, ValueError):
        return False
