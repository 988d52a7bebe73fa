"""The shape of a block: whether it could be a heading, whether it reads like running text."""

from __future__ import annotations

import re

from site_builder.newspaper.characters import ending, is_western, printed, sentences_end
from site_builder.newspaper.raw import Block

LONGEST_HEADING = 70
"""Characters, white space not counted, of the longest heading of several lines that is still taken for one."""

_INNER_STOP = re.compile(r"[。；;](?=.)|[。；;]$")
_COMMAS = re.compile("[，,]")
_SPOKEN = re.compile("[。；;：:“”「」]|[！？!?](?=.)")
LONGEST_QUESTION = 26
"""Characters of the longest question that may be a headline though it has a comma."""


def is_heading_shaped(block: Block) -> bool:
    """Whether a block could be a heading: short, no full stop in it, hardly a comma, no mark at its end."""
    string = block.string.strip()
    length = len(printed(string))
    if not (0 if block.level else 1) < length <= LONGEST_HEADING * (3 if is_western(string) else 1):
        return False
    if block.level:
        return True
    if block.cue in ("ordinal", "speaker"):
        return False
    if is_western(string):
        return string.upper() == string or (len(string) <= 90 and block.ending in ("none", "colon"))
    if _INNER_STOP.search(string) or len(_COMMAS.findall(string)) > 2:
        return False
    if string[-1] in "！？!?…" and length <= 30 and not _COMMAS.search(string):
        return True
    return block.ending in ("none", "open") and ending(string) != "pause"


def is_question(block: Block) -> bool:
    """Whether a block is one question or one exclamation of two halves, as headlines are, and as people speak."""
    string = block.string.strip()
    asks = bool(string) and string[-1] in "！？!?" and len(_COMMAS.findall(string)) == 1
    return asks and len(printed(string)) <= LONGEST_QUESTION and not _SPOKEN.search(string)


def is_flowing(block: Block) -> bool:
    """Whether a block reads like running text: long, or with a sentence that ends inside it."""
    string = block.string
    if is_western(string):
        return len(string) > 90 or sentences_end(string)
    return len(printed(string)) >= 30 or "。" in string[:-1]
