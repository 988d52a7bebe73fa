"""The words of one line of a web page as they are gathered: white space closed up, with what is bold and which line of
the file each word stands on.
"""

from __future__ import annotations

import re

import msgspec

from site_builder.newspaper.characters import CJK

PLAIN, BOLD, ITALIC = "", "**", "*"

_SPACE = re.compile(r"\s+")
_SQUARE = re.compile(f"[{CJK}]")


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """A line: its words, and by index in them what is set otherwise and where a line of the file begins."""

    text: str = ""
    emphasis: tuple[tuple[int, int, str], ...] = ()
    """Spans that are bold (`**`) or italic (`*`), apart and in order."""

    breaks: tuple[tuple[int, int], ...] = ()
    """(index, line of the file), the first at index 0."""


class Gathering:
    """Takes the words of a line piece by piece."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._space = ""
        self._styles: list[tuple[int, int, str]] = []
        self._breaks: list[tuple[int, int]] = []
        self._line = 0

    def __bool__(self) -> bool:
        """Whether anything was taken that prints."""
        return self._length > 0

    def take(self, words: str, line: int, style: str = PLAIN, *, verbatim: bool = False) -> None:
        """Take some words, the first of which stands on `line` of the file; `verbatim` keeps their white space."""
        self._line = line
        at = 0
        for space in _SPACE.finditer(words) if not verbatim else ():
            self._put(words[at : space.start()], style)
            self._space += space[0]
            self._line += space[0].count("\n")
            at = space.end()
        self._put(words[at:], style)

    def gathered(self) -> Gathered:
        """The line as it was taken so far."""
        return Gathered(
            text="".join(self._parts),
            emphasis=tuple(span for span in self._styles if span[2]),
            breaks=tuple(self._breaks),
        )

    def _put(self, words: str, style: str) -> None:
        if not words:
            return
        if self._parts and self._space:
            between = _between(self._parts[-1][-1], self._space, words[0])
            self._add(between, style if self._styles[-1][2] == style else PLAIN)
        self._space = ""
        if not self._breaks or self._breaks[-1][1] != self._line:
            self._breaks.append((self._length, self._line))
        self._add(words, style)

    def _add(self, words: str, style: str) -> None:
        if not words:
            return
        self._parts.append(words)
        end = self._length + len(words)
        if self._styles and self._styles[-1][2] == style:
            self._styles[-1] = (self._styles[-1][0], end, style)
        else:
            self._styles.append((self._length, end, style))
        self._length = end


def _between(before: str, space: str, after: str) -> str:
    """What stands for white space: nothing where a line of the file ends between two squares (CSS Text 3, §4.1.3)."""
    return "" if "\n" in space and _SQUARE.match(before) and _SQUARE.match(after) else " "
