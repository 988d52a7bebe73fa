"""Plates: templates cast into one Python function a page, which prints the same bytes in a fraction of Jinja's time.

As a stereotype is cast from a forme of type, so a plate is cast from a template with all that it extends, includes and
imports, and from the words of one language (plate_casting.py). It knows what themes are made of and no more: a template
that uses something else has no plate, and where a plate fails in any way, Jinja prints the page or says what is wrong.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import markupsafe
import msgspec
from markupsafe import Markup

Plate = Callable[[msgspec.Struct, Callable[[str], str], Mapping[str, str]], str]
"""A page from its view, what makes the link to an asset, and the words; raises whatever its template makes it raise."""


class Uncast(Exception):  # noqa: N818 - a way out and no mistake
    """Only Jinja can tell what a template means here."""


@functools.lru_cache(maxsize=128)
def struck(source: str) -> Plate:
    """The plate with this source; made once in a process, by the first that prints with it.

    One that Python has no room for, as loops in loops in loops, leaves every page to Jinja.
    """
    namespace: dict[str, Any] = dict(_TOOLS)
    try:
        exec(compile(source, "<plate>", "exec"), namespace)  # from our own caster, which quotes all else
    except (SyntaxError, RecursionError, MemoryError):
        return _unstruck
    plate: Plate = namespace["plate"]
    return plate


def _unstruck(*_: object) -> str:
    raise Uncast


_inner: Callable[[str], str] = getattr(markupsafe, "_escape_inner", lambda text: str(markupsafe.escape(text)))
"""Escapes a plain text into a plain text; without it the same by way of `escape`."""


def escaped(value: object) -> str:
    """A value as it stands in a page."""
    if type(value) is str:
        return _inner(value)
    if hasattr(value, "__html__"):
        return str(value.__html__())
    return _inner(str(value))


class _Escape(dict[type, Callable[[Any], str]]):
    """What escapes the values of a type; a number has nothing to escape."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        return escaped


class _Figures(dict[float, str]):
    """How numbers are spelt that were met: a map has a dozen for each article, and most of them again and again."""

    def __missing__(self, number: float) -> str:
        spelt = str(number)
        if number:  # of the two zeros, which are equal, only one has a sign
            if len(self) >= _FIGURES:
                self.clear()
            self[number] = spelt
        return spelt


_FIGURES = 4096
"""Spelt numbers that are kept."""

_BEHIND = frozenset(
    {"format", "format_map", "mro", "gi_frame", "gi_code", "cr_frame", "cr_code", "f_globals", "f_builtins"}
)
"""Names without an underscore that lead from a value into Python."""


def hidden(attribute: str) -> bool:
    """Whether templates may not ask a value for this."""
    return attribute.startswith("_") or attribute in _BEHIND


def _missing() -> None:
    raise Uncast


def _item(value: Any, argument: object) -> Any:
    if isinstance(argument, str) and (type(value) is not dict or hidden(argument) or hasattr(value, argument)):
        raise Uncast  # a field by its name, or a method
    return value[argument]


def _before(sequence: Sequence[Any], at: int) -> Any:
    if not at:
        raise Uncast  # undefined, and some templates ask whether it is
    return sequence[at - 1]


def _soft(value: object) -> str:
    return value if isinstance(value, str) else str(value)


def _tied(*parts: object) -> str:
    """What `~` makes: markup as soon as one part is."""
    for part in parts:
        if type(part) is not str:
            break
    else:
        return "".join(parts)  # type: ignore[arg-type] # all are texts
    if any(hasattr(part, "__html__") for part in parts):
        return Markup("").join(parts)  # type: ignore[arg-type] # it escapes whatever is no markup
    return "".join(map(_soft, parts))


def _joined(values: Iterable[object], mark: str = "") -> str:
    """What the filter `join` makes."""
    every = list(values)
    if any(hasattr(value, "__html__") for value in every):
        return markupsafe.escape(mark).join(every)  # type: ignore[arg-type]
    return mark.join(map(str, every))


def _numbers(values: Iterable[Any]) -> list[Any]:
    every = list(values)
    if not every or any(isinstance(value, str) for value in every):
        raise Uncast  # Jinja compares texts without case
    return every


def _least(values: Iterable[Any]) -> Any:
    return min(_numbers(values))


def _greatest(values: Iterable[Any]) -> Any:
    return max(_numbers(values))


def _say(words: Mapping[str, str], key: str, /, **facts: object) -> str:
    text = words[key]
    return text.format_map({field: str(value) for field, value in facts.items()}) if "{" in text else text


def _said(macro: Callable[..., object], *given: object) -> str:
    pieces: list[str] = []
    macro(pieces.append, pieces.extend, *given)
    return "".join(pieces)


Kept = list[tuple[tuple[object, ...], dict[int, tuple[object, str]]]]
"""One pair: all that had a say in what a loop printed, and that by the id of the item it was printed of, which is kept
alive with it, so that no other object takes its place. Both are exchanged as one: a preview prints in several threads.
"""


def _stood(kept: Kept, print_one: Callable[..., object], items: Iterable[object], *seen: object) -> list[str]:
    """What a loop prints of each item, kept standing for the next page that shows the very same one; what else it sees
    must be the very same objects, too."""
    before, known = kept[0]
    if len(known) >= _STANDING or len(before) != len(seen) or not all(map(operator.is_, before, seen)):
        known = {}
        kept[0] = (seen, known)
    told = []
    for item in items:
        found = known.get(id(item))
        if found is None or found[0] is not item:
            pieces: list[str] = []
            print_one(pieces.append, pieces.extend, item)
            found = known[id(item)] = (item, "".join(pieces))
        told.append(found[1])
    return told


_STANDING = 512
"""Items kept standing by each loop; more than an issue has articles."""

_TOOLS = {
    "Markup": Markup,
    "escape": _Escape({int: str, float: _Figures().__getitem__}),
    "inner": _inner,
    "missing": _missing,
    "item": _item,
    "before": _before,
    "soft": _soft,
    "tied": _tied,
    "joined": _joined,
    "least": _least,
    "greatest": _greatest,
    "say": _say,
    "said": _said,
    "stood": _stood,
}
"""What the source of a plate may name."""
