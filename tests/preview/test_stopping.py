"""Ctrl-C ends a preview even where the exception it raises is lost."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import suppress

import pytest

from site_builder.preview.stopping import ended_by_signals


@pytest.fixture(autouse=True)
def _heard() -> Iterator[None]:
    """What runs behind a shell is born deaf to Ctrl-C, and these tests with it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_that_is_lost_ends_the_preview_all_the_same() -> None:
    ended: list[bool] = []

    def interrupted() -> None:
        with ended_by_signals(lambda: ended.append(True)), suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert ended == [True]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_where_nobody_interrupts_nothing_is_raised() -> None:
    with ended_by_signals(lambda: pytest.fail("nobody asked for it")):
        pass


def test_who_is_not_to_hear_ctrl_c_does_not() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with ended_by_signals(lambda: pytest.fail("it is not heard")):
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)
