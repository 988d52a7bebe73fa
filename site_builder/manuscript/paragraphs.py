"""A body as its blocks, and which of them are the paragraphs p1, p2 … that front matter and addresses speak of."""

from __future__ import annotations

import re
from collections.abc import Sequence

_APART = re.compile(r"\n(?:[ \t\u3000]*\n)+")
_UNCOUNTED = re.compile(
    r" {0,3}(?:#{1,6}(?:\s|$)|>|[-+*][ \t]|\d{1,9}[.)][ \t]|([-*_])(?:[ \t]*\1){2,}[ \t]*$|!\[[^\]]*\]\([^)]*\)\s*$)"
)

_TABLE = re.compile(
    r"[^\n]*\|[^\n]*\n {0,3}(?=[^\n]*\|)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*(?:\n|$)"
)
_NOTE = re.compile(r" {0,3}\[\^[^\]\s]+\]:")


def blocks(body: str) -> tuple[str, ...]:
    """What stands between blank lines, in order; nothing for an empty body."""
    return tuple(block for block in _APART.split(body.strip("\n")) if block.strip())


def joined(parts: Sequence[str]) -> str:
    """The body of some blocks."""
    return "\n\n".join(parts)


def numbers(parts: Sequence[str]) -> list[int]:
    """For every block its number among the paragraphs, from 1; 0 for what is not counted.

    Headings, quotes, lists, tables, pictures, rules and footnotes are not, as in print.
    """
    found: list[int] = []
    count = 0
    for part in parts:
        counted = not any(kind.match(part) for kind in (_UNCOUNTED, _TABLE, _NOTE))
        count += counted
        found.append(count if counted else 0)
    return found


def numbered(parts: Sequence[str], at: str) -> int:
    """The index of the block that is the paragraph `at` (`p3`); -1 when there is none."""
    number = int(at[1:]) if at[:1] == "p" and at[1:].isdigit() else 0
    return numbers(parts).index(number) if number and number in numbers(parts) else -1
