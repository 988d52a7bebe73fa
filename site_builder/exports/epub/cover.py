"""The cover of a publication: the 报头, the day, and what stands on the pages, as a bookshelf shows it.

An SVG (a core media type of EPUB 3.3), because its letters are then the reader's own, sharp at every size.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate
from xml.sax.saxutils import quoteattr

from site_builder.exports.copies import Copy
from site_builder.exports.epub.xhtml import page_name, text
from site_builder.exports.markup import legible
from site_builder.exports.words import word
from site_builder.newspaper.calendar import printed, weekday

FILE = "cover.svg"
WIDTH, HEIGHT = 1200, 1600
_LEFT, _RIGHT = 90, 1110
_LEAD = 84
"""Size of the lead's headline, in units of the drawing."""

_ROWS = 7
"""Headlines under the lead's."""

_FACE = "'Source Han Serif', 'Noto Serif CJK SC', 'Songti SC', STSong, SimSun, serif"


def cover(copy: Copy) -> bytes:
    """The drawing; everything on it is inside its edges, however long a name or a headline."""
    paper, issue = copy.paper, copy.galley.issue
    language = paper.language
    number = word("number", language, n=issue.number) if issue.number else ""
    below = "　".join(filter(None, (printed(issue.date), weekday(issue.date), issue.edition, number)))
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f' xml:lang={quoteattr(legible(language))} font-family={quoteattr(_FACE)} fill="#161917">',
        f"<title>{text(paper.name)}　{text(below)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fbfcfa"/>',
        _line(paper.name, 340, 250, fill="#b3201a", weight="bold"),
        _rule(400, 8),
        _rule(414, 2),
        _line(below, 474, 38),
        _rule(506, 2),
        *_contents(copy),
        _rule(1490, 2),
        _line("　".join(paper.publisher or paper.sponsor), 1540, 32),
        "</svg>",
    ]
    return "\n".join(filter(None, lines)).encode("utf-8", "replace") + b"\n"


def _contents(copy: Copy) -> Iterator[str]:
    """The lead's headline in its lines, then the first of each 版 with its folio."""
    pages = copy.pages()
    pieces = [piece for _, held in pages for piece in held]
    lead = next((piece for piece in pieces if piece.article.position.lead), next(iter(pieces), None))
    if lead is None:
        return
    lines = _broken(copy.headlines.get(lead.article.id) or (copy.title(lead),))
    widest = max(map(_width, lines))
    y = 640
    for one in lines:
        yield _line(one, y, min(_LEAD, int((_RIGHT - _LEFT) / widest)), weight="bold")
        y += 116
    firsts = [(page, next((piece for piece in held if piece is not lead), None)) for page, held in pages]
    for page, piece in [(page, piece) for page, piece in firsts if piece is not None][:_ROWS]:
        yield _line(page_name(page, copy.paper.language), y, 30, fill="#5c625d", room=200)
        yield _line(copy.title(piece), y, 42, left=_LEFT + 220)
        y += 82


def _rule(y: int, thick: int) -> str:
    return f'<rect x="{_LEFT}" y="{y}" width="{_RIGHT - _LEFT}" height="{thick}"/>'


def _line(told: str, y: int, size: int, *, left: int = _LEFT, room: int = 0, fill: str = "", weight: str = "") -> str:
    """A line of text no wider than its room: set smaller down to two thirds of the size, then cut with ……."""
    room = room or _RIGHT - left
    told = _cut(told.strip(), room * 3 / 2 / size)
    if not told:
        return ""
    set_in = min(size, room / _width(told))
    more = "".join(f' {name}="{value}"' for name, value in (("fill", fill), ("font-weight", weight)) if value)
    return f'<text x="{left}" y="{y}" font-size="{set_in:.1f}"{more}>{text(told)}</text>'


def _broken(lines: Sequence[str]) -> list[str]:
    """A headline as it was broken in print; broken anew where a line of it is too long, and cut after three lines."""
    room = (_RIGHT - _LEFT) / _LEAD
    if max(map(_width, lines)) > room * 3 / 2:
        whole, lines = "　".join(lines), []
        while whole and len(lines) < 4:
            at = max(1, bisect(list(accumulate(map(_breadth, whole[:99]))), room))
            lines, whole = [*lines, whole[:at]], whole[at:].lstrip("　")
    return [*lines[:2], lines[2] + "……" if len(lines) > 3 else lines[2]] if len(lines) > 2 else list(lines)


def _cut(told: str, ems: float) -> str:
    reached = list(accumulate(map(_breadth, told)))
    if not reached or reached[-1] <= ems:
        return told
    return told[: bisect(reached, ems - 2)] + "……"


def _width(told: str) -> float:
    return max(1, sum(map(_breadth, told)))


def _breadth(character: str) -> float:
    """In ems, as wide as the widest faces set it."""
    return 1 if unicodedata.east_asian_width(character) in "WFA" else 0.62
