"""Items of a page → pieces: which heading, byline, text, signature and captions belong together.

The page is read as heading groups and stretches of text in turn; a stretch ends at a heading, at the next lead marker
and after a signature. Whether headings stand over their texts or under them is decided for the whole page
(assignment.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from site_builder.newspaper.model import Role
from site_builder.newspaper.raw import Decision
from site_builder.newspaper.runs import EMPTY, Text
from site_builder.segmenting.credits import read_credits
from site_builder.segmenting.heads import Head
from site_builder.segmenting.parts import ENDS, TEXT, Item, Part, Turn

_REPLY = re.compile(
    "[（(【〔]?(?:[\u4e00-\u9fff]{0,6}(?:回音|答复|回复|复信|附言|附记|点评|评语)|编后(?:记|语)?|编者(?:按|注|的话)"
    "|记者(?:按|注)|编辑点评)[：:】〕]"
)
"""What an editor adds to a letter below its signature."""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One block of a piece's text."""

    part: Part
    text: Text
    level: int = 0
    turns: tuple[Turn, ...] = ()
    """Marks that say on which page it goes on, or from which it comes."""


class Stray(msgspec.Struct, frozen=True, kw_only=True):
    """Text of the page that belongs to no piece."""

    kind: str
    text: Text


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of the page with everything printed around it, every text with its places in the source."""

    head: Head = Head()
    package: Head | None = None
    """The heading it shares with its neighbours; the first piece of a package holds the text of it."""

    group: int = 0
    """Which package of the page it is in, counted from 1."""

    part: int = 0
    """Its number in the package, counted from 1."""

    byline: tuple[Text, ...] = ()
    dateline: Text = EMPTY
    passages: tuple[Passage, ...] = ()
    signature: Text = EMPTY
    credit: Text = EMPTY
    captions: tuple[Text, ...] = ()
    photo: bool = False
    source: Text = EMPTY
    """The source line of a web page; the text itself is furniture."""

    editors: Text = EMPTY
    turned: tuple[Turn, ...] = ()
    """Where it goes on: the marks at the ends of its parts on the pages before."""


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """A heading group, or text up to the next boundary, in the order of the page."""

    heading: bool
    items: tuple[Item, ...]


def stretches(items: Sequence[Item]) -> tuple[list[Stretch], list[Stray], list[Item]]:
    """The stretches of a page, what belongs to no piece, and the pull quotes whose place is not known."""
    found: list[tuple[bool, list[Item]]] = []
    strays: list[Stray] = []
    quotes: list[Item] = []
    closed = broken = False
    whole = any(item.part is Part.HEADING and item.kind == "title" for item in items)  # a web page is one piece
    for item in items:
        if item.part in (Part.FURNITURE, Part.PICTURE, Part.JUMP):
            strays.append(Stray(kind=item.kind or item.part.value, text=item.text))
            continue
        if item.part is Part.QUOTE:
            quotes.append(item)
            broken = True
            continue
        last = found[-1] if found else None
        if item.part is Part.HEADING:
            if last is None or not last[0] or broken:
                found.append((True, []))
        elif last is None or last[0] or (not whole and _opens(item, last[1], closed=closed)):
            found.append((False, []))
        found[-1][1].append(item)
        closed = item.part in ENDS and not _photo_only(item)
        broken = False
    return [Stretch(heading=heading, items=tuple(group)) for heading, group in found], strays, quotes


def _opens(item: Item, stretch: Sequence[Item], *, closed: bool) -> bool:
    """Whether an item begins a new stretch of text after what stands in this one."""
    has_text = any(other.part in TEXT for other in stretch)
    if item.part in (Part.LEAD, Part.BYLINE):
        return has_text
    if _REPLY.match(item.string):
        return False
    return closed and item.part in (Part.PARAGRAPH, Part.SUBHEADING, Part.VERSE)


def _photo_only(item: Item) -> bool:
    """Whether a credit names photographers alone: it stands under a picture and closes nothing."""
    people = read_credits(item.string).people
    return item.part is Part.CREDIT and bool(people) and all(person.role is Role.PHOTOGRAPHER for person in people)


def decision(
    rule: str, text: Text, chosen: str, alternative: str = "", score: float = 0.7, evidence: str = ""
) -> Decision:
    """A decision about a piece."""
    return Decision(rule=rule, chosen=chosen, alternative=alternative, score=score, evidence=evidence, text=text)
