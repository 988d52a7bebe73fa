"""What happens while steps run, as four small facts; whoever listens decides how to show them."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from site_builder.errors import Problem


class Began(msgspec.Struct, frozen=True):
    """A step began, with so many jobs before it."""

    step: str
    jobs: int


class Taken(msgspec.Struct, frozen=True):
    """A job is being worked on from now."""

    step: str
    name: str


class Made(msgspec.Struct, frozen=True):
    """A job's work was done."""

    step: str
    name: str


class Kept(msgspec.Struct, frozen=True):
    """A job's answer was known from an earlier build; or those of several jobs that are told of at once."""

    step: str
    name: str
    jobs: int = 1


class Noticed(msgspec.Struct, frozen=True):
    """Something a person should know."""

    problem: Problem


Event = Began | Taken | Made | Kept | Noticed

Reporter = Callable[[Event], None]
"""A console, a log, a list's `append`: anything that takes one event."""


def silence(event: Event) -> None:
    """Tell nobody."""
