"""Words under a picture, and who took it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from site_builder.newspaper.raw import Decision
from site_builder.segmenting.credits import read_credits
from site_builder.segmenting.cues import CAPTION
from site_builder.segmenting.folding import folded
from site_builder.segmenting.parts import Item, Part, as_part

CAPTION_LENGTH = 220
_PHOTO = re.compile(
    r"(?:[(（][^()（）]{0,30}|[\s。．.]|^)(?:[\u4e00-\u9fff]{0,8}(?:记者"
    r"|通讯员) ?)?(?:[\u4e00-\u9fff·]{2,4} ?){1,3}摄影?[)）]?$"
)


def captions(items: Sequence[Item]) -> tuple[list[Item], list[Decision]]:
    """Words under a picture: 图为…, …摄; and the short line that follows a picture in the mark-up."""
    found = list(items)
    for index, item in enumerate(items):
        if item.fixed or item.block.level or len(item.string) > CAPTION_LENGTH:
            continue
        string = folded(item.string)
        after_picture = index > 0 and items[index - 1].part is Part.PICTURE and len(string) <= 60
        by_words = CAPTION.match(string) is not None or (_PHOTO.search(string) is not None and is_photo_credit(string))
        if by_words or (after_picture and item.block.ending != "terminal"):
            found[index] = as_part(item, Part.CAPTION)
    return found, []


def is_photo_credit(text: str) -> bool:
    """Whether a text ends by naming who took the photograph."""
    match = _PHOTO.search(folded(text))
    return match is not None and read_credits(match[0]).clean


def photo_credit(text: str) -> int:
    """Index where a caption's credit begins; 0 when it names nobody."""
    match = _PHOTO.search(folded(text))
    if match is None or not read_credits(match[0]).clean:
        return 0
    start = match.start()
    while start < len(text) and text[start] in " 　。．.":
        start += 1
    return start
