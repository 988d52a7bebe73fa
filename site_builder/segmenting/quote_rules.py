"""Pull quotes: a block set apart whose words stand in an article too. It is no article, and its place is not known."""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.newspaper.characters import printed
from site_builder.newspaper.raw import Decision
from site_builder.segmenting.overlap import pairs, share
from site_builder.segmenting.parts import BODY, HEADS, Item, Part, as_part

SHARE = 0.8
"""The part of its pairs of characters that must be found again in one article."""

SHORTEST = 30
LONGEST = 260


def pull_quotes(items: Sequence[Item]) -> tuple[list[Item], list[Decision]]:
    """Paragraphs between headings or at an end of the page that repeat what running text elsewhere says."""
    found = list(items)
    decisions: list[Decision] = []
    apart = [index for index, item in enumerate(items) if _could_be_one(item) and _set_apart(items, index)]
    bodies = [(index, pairs(item.string)) for index, item in enumerate(items) if apart and item.part in BODY]
    for index in apart:
        item = items[index]
        own = pairs(item.string)
        best = max((share(own, other) for at, other in bodies if at != index), default=0.0)
        if best >= SHARE:
            found[index] = as_part(item, Part.QUOTE)
            decisions.append(
                Decision(
                    rule="pull_quote",
                    chosen="quote",
                    alternative="paragraph",
                    score=0.7,
                    evidence=f"{best:.0%}",
                    text=item.text,
                )
            )
    return found, decisions


def _could_be_one(item: Item) -> bool:
    return item.part is Part.PARAGRAPH and not item.fixed and SHORTEST <= len(printed(item.string)) <= LONGEST


def _set_apart(items: Sequence[Item], index: int) -> bool:
    """Whether no running text of the same piece touches the block on either side."""
    before = items[index - 1] if index else None
    after = items[index + 1] if index + 1 < len(items) else None
    first = items[index].block.first
    if first.quoted or (before is not None and first.indent >= before.block.first.indent + 2 and first.indent >= 2):
        return True
    return all(other is None or other.part in HEADS or other.part not in BODY for other in (before, after))
