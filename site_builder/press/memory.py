"""Remembering what was worked out of a value that many pages ask about, by which value it is and not by what it holds.

The values of an issue are frozen and large: to compare an article with another costs as much as what is asked of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])

HELD = 512
"""Answers kept by each function; more than an issue has articles."""


def once(work: F) -> F:
    """The function, asked but once for each object that is its first argument; the others must be hashable.

    It must be pure, and its first argument must never change.
    """
    kept: dict[object, tuple[object, Any]] = {}

    def ask(first: object, *others: Any, **named: Any) -> Any:
        key = (id(first), *others, *named.items()) if others or named else id(first)
        found = kept.get(key)
        if found is not None and found[0] is first:  # kept alive here, so no other object has its id
            return found[1]
        answer = work(first, *others, **named)
        if len(kept) >= HELD:
            kept.clear()
        kept[key] = (first, answer)
        return answer

    ask.__doc__, ask.__name__, ask.__wrapped__ = work.__doc__, work.__name__, work  # type: ignore[attr-defined]
    return cast("F", ask)
