"""A saved web page → lines: what a reader would see, with what the mark-up says of each line.

Scripts, styles and comments are mark-up and are left out; everything else that would be seen is text and is kept, the
navigation too; what is there but not shown is kept as such. Which part is the article is judged by where the long,
punctuated blocks stand (main_part.py).
"""

from __future__ import annotations

import msgspec

BOLD, ITALIC = "**", "*"
HIDDEN = "hidden"
"""Zone of words that stand in the page and are not shown."""


class WebLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line as it would be seen."""

    text: str
    number: int
    path: tuple[int, ...]
    """The elements it is in, outermost first, by their order in the page."""

    breaks: tuple[tuple[int, int], ...] = ()
    """Where in it further lines of the file begin: (index, line)."""

    zone: str = ""
    level: int = 0
    bold: bool = False
    emphasis: tuple[tuple[int, int, str], ...] = ()
    """Spans that are bold (`**`) or italic (`*`), where not all of it is."""

    marks: tuple[tuple[int, int], ...] = ()
    """Spans that are Markdown marks: the bars of a table."""

    linked: float = 0.0
    """Share of its characters that are links."""

    quoted: int = 0
    gap: int = 0


class WebPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page's lines and what its head states."""

    lines: tuple[WebLine, ...]
    facts: dict[str, str]
