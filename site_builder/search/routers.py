"""In which file of the index a key is, and where in it; docs/search-format.md says how."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

MARK = 5
"""Characters of a mark."""

LAST = chr(sys.maxunicode)
"""No key has a character behind this one."""


class Router(msgspec.Struct, frozen=True):
    """In which file a key is."""

    first: list[str]
    marks: str
    depth: int = 0
    bytes: int = 0


def _router(value: Any) -> Router:
    return Router(value["first"], value["marks"]) if value else Router([], "")


def _name(kind: str, router: Router, at: int) -> str:
    return f"{kind}/{ord(router.first[at][0]) >> 7:x}-{router.marks[at * MARK : (at + 1) * MARK]}"


def _places(first: list[str], key: str) -> list[int]:
    """The places of the files a key may be in."""
    after = bisect_right(first, key)
    equal = [at for at in range(after) if first[at] == key]
    return equal or ([after - 1] if after else [])


def all_names(read: Callable[[str], Any], kind: str, s: int, router: Router) -> Iterator[str]:
    """The names of all files of a kind."""
    if not router.depth:
        yield from (_name(f"{kind}{s}", router, at) for at in range(len(router.first)))
        return
    for at in range(len(router.first)):
        inner = _router(read(_name(f"r{s}", router, at)))
        yield from (_name(f"{kind}{s}", inner, place) for place in range(len(inner.first)))


def names_of(read: Callable[[str], Any], kind: str, s: int, router: Router, key: str) -> Iterator[str]:
    """The names of the files a key may be in; an empty one for those of a router that is not there."""
    places = _places(router.first, key)
    if not router.depth:
        yield from (_name(f"{kind}{s}", router, at) for at in places)
        return
    # A key may begin in the last files of the router before the one that begins with it.
    before = places[0] - 1 if places and places[0] and router.first[places[0]] == key else None
    for at in ([] if before is None else [before]) + places:
        value = read(_name(f"r{s}", router, at))
        if value is None:
            yield ""
        inner = _router(value)
        within = (place for place in _places(inner.first, key) if at != before or inner.first[place] == key)
        yield from (_name(f"{kind}{s}", inner, place) for place in within)


def names_from(read: Callable[[str], Any], kind: str, s: int, router: Router, start: str) -> Iterator[str]:
    """The names of the files in which keys that begin so may be."""
    for at in _reach(router.first, start):
        if not router.depth:
            yield _name(f"{kind}{s}", router, at)
            continue
        inner = _router(read(_name(f"r{s}", router, at)))
        yield from (_name(f"{kind}{s}", inner, place) for place in _reach(inner.first, start))


def _reach(first: list[str], start: str) -> range:
    low = bisect_left(first, start)
    return range(low if first[low : low + 1] == [start] else max(low - 1, 0), bisect_right(first, start + LAST))


def add_groups(groups: str, char: str, terms: dict[str, str]) -> None:
    """Adds the terms of a vocabulary file that begin with a character (empty: all), each with its higher class."""
    for group in groups.split("\n"):
        if not group or (char and group[0] != char):
            continue
        for entry in group[1:].split(" "):
            term, rank = group[0] + entry[:-1], entry[-1:]
            terms[term] = max(rank, terms.get(term, ""))
