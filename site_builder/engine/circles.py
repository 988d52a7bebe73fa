"""How often Python looks for objects that only hold each other."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 100_000
"""New objects after which Python looks for circles among them. What a job makes holds none, and most is gone with the
page it was for; to look every 700 objects took a twentieth of a build."""


@contextmanager
def seldom_looked_for() -> Iterator[None]:
    """Have Python look for circles seldom, but only meanwhile: what goes on living, as a preview, does make some.

    To end it costs a look at all that is new; so who does much work in a row has one around all of it.
    """
    before = gc.get_threshold()
    gc.set_threshold(SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
