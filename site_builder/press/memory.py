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

    def keep(key: object, first: object, answer: object) -> Any:
        if len(kept) >= HELD:
            kept.clear()
        kept[key] = (first, answer)
        return answer

    def ask_alone(first: object) -> Any:
        found = kept.get(id(first))
        if found is not None and found[0] is first:  # kept alive here, so no other object has its id
            return found[1]
        return keep(id(first), first, work(first))

    def ask_with_others(first: object, *others: Any, **named: Any) -> Any:
        key = (id(first), *others, *named.items())
        found = kept.get(key)
        if found is not None and found[0] is first:
            return found[1]
        return keep(key, first, work(first, *others, **named))

    code = work.__code__
    ask: Any = ask_alone if code.co_argcount + code.co_kwonlyargcount == 1 else ask_with_others
    ask.__doc__, ask.__name__, ask.__wrapped__ = work.__doc__, work.__name__, work
    return cast("F", ask)
