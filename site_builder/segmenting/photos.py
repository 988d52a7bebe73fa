"""Photographs without their article: a group of captions under a title, and two captions run together on one line."""

from __future__ import annotations

import re

from site_builder.newspaper.characters import is_western, printed
from site_builder.newspaper.raw import Decision
from site_builder.newspaper.runs import Text
from site_builder.segmenting.heads import Head
from site_builder.segmenting.parts import Part
from site_builder.segmenting.pieces import Passage, Piece, Stretch, decision

SHORTEST = 6
_GAP = re.compile(r"(?<=\S)[ \u3000]+(?=\S)")


def photo_piece(stretch: Stretch) -> tuple[Piece, list[Decision]]:
    """A heading group that heads no text: a title and captions; one line alone is a heading."""
    lines = [line for item in stretch.items for line in item.block.printed_lines() if line]
    if len(lines) == 1:
        made = decision("no_body", lines[0], "headline", "furniture", 0.5)
        return Piece(head=Head(headline=(lines[0],))), [made]
    decisions = [decision("photo_group", lines[0], "photo", "headlines", 0.6, str(len(lines) - 1))]
    captions: list[Text] = []
    for line in lines[1:]:
        parts = split_captions(line)
        if len(parts) > 1:
            decisions.append(decision("split_caption", line, "split", "one", 0.6))
        captions += parts
    passages = tuple(Passage(part=Part.PARAGRAPH, text=text) for text in captions)
    return Piece(head=Head(headline=(lines[0],)), passages=passages, photo=True), decisions


def split_captions(text: Text) -> list[Text]:
    """Two complete captions on one line, parted at the space between them; a single caption as it is."""
    if is_western(text.string):
        return [text]
    gaps = list(_GAP.finditer(text.string))
    if len(gaps) != 1 or text.string[-1:] in "摄攝影":
        return [text]
    left, right = text.slice(0, gaps[0].start()), text.slice(gaps[0].end())
    whole = all(len(printed(part.string)) >= SHORTEST for part in (left, right))
    lengths = sorted((len(printed(left.string)), len(printed(right.string))))
    return [left, right] if whole and lengths[1] >= 12 else [text]
