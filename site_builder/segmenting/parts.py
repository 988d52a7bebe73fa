"""What a block is on the page, and the rules that say so: each takes the page's items and returns them better known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

import msgspec

from site_builder.newspaper.raw import Block, Decision
from site_builder.newspaper.runs import Text


class Part(StrEnum):
    """The part a block plays."""

    PARAGRAPH = "paragraph"
    LEAD = "lead"
    """A paragraph that opens with a lead marker: here a news item begins."""

    HEADING = "heading"
    """Belongs to the heading of a piece: kicker, headline, deck."""

    SUBHEADING = "subheading"
    BYLINE = "byline"
    SIGNATURE = "signature"
    CREDIT = "credit"
    ORIGIN = "origin"
    CAPTION = "caption"
    QUOTE = "quote"
    JUMP = "jump"
    """下转, 上接: where the story goes on."""

    PICTURE = "picture"
    TABLE = "table"
    VERSE = "verse"
    """Lines of text that stay lines."""

    FURNITURE = "furniture"


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """A mark at a text that no other text of its page goes with: another page may hold the other half."""

    mark: Text
    page: str
    """The page it names, as pages are numbered here."""

    forth: bool
    """Whether the text goes on there; else it comes from there."""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A block and the part it plays."""

    block: Block
    part: Part = Part.PARAGRAPH
    kind: str = ""
    """Of furniture: masthead, folio, breadcrumb, related …; of other parts what their rule wants to remember."""

    fixed: bool = False
    """Whether a rule was sure; later rules leave it."""

    turns: tuple[Turn, ...] = ()

    @property
    def text(self) -> Text:
        """What it says."""
        return self.block.text

    @property
    def string(self) -> str:
        """What it says, as a string."""
        return self.block.text.string


Rule = Callable[[Sequence[Item]], tuple[list[Item], list[Decision]]]
"""Takes the items of a page; returns all of them in order, and what was decided where there was a choice."""

HEADS = (Part.HEADING, Part.SUBHEADING)
ENDS = (Part.SIGNATURE, Part.CREDIT, Part.ORIGIN)
BODY = (Part.PARAGRAPH, Part.LEAD)
TEXT = (*BODY, Part.VERSE, Part.TABLE)
"""What a piece can consist of."""

ASIDE = (Part.FURNITURE, Part.QUOTE, Part.CAPTION, Part.PICTURE, Part.TABLE, Part.JUMP)
"""What may stand between two halves of a paragraph."""

TURNED = "turned"
"""The kind of a text that goes on on another page, or comes from one: it is no heading, however short."""


def as_part(item: Item, part: Part, kind: str = "") -> Item:
    """The item as a part that later rules leave alone."""
    return msgspec.structs.replace(item, part=part, kind=kind or item.kind, fixed=True)


def parted_block(block: Block, at: int) -> tuple[Block | None, Block | None]:
    """The lines of a block before line `at` and those from it on, each as a block; None where there would be none."""
    if not 0 < at < len(block.starts) or len(block.starts) != len(block.lines):
        return block, None
    cut = block.starts[at]
    before, after = block.text.slice(0, cut), block.text.slice(cut)
    return (
        msgspec.structs.replace(
            block, lines=block.lines[:at], text=before.strip(), starts=block.starts[:at], ending="none"
        ),
        msgspec.structs.replace(
            block,
            lines=block.lines[at:],
            text=after.strip(),
            starts=tuple(start - cut for start in block.starts[at:]),
            cue="",
        ),
    )
