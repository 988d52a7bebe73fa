"""Which blocks are headings of pieces and which are subheadings inside one.

Where mark-up gives levels, the levels that stand over leads and bylines are the headline levels of this file; without
levels a group is judged by what stands around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from site_builder.newspaper.raw import Decision
from site_builder.segmenting.heading_groups import heading_groups, is_box, is_summary
from site_builder.segmenting.heading_neighbours import below_byline, opens_news
from site_builder.segmenting.heading_scores import headline_levels, marked_score, plain_score
from site_builder.segmenting.parts import BODY, Item, Part, as_part

SURE = 0.6
"""Below this score the decision is reported."""

BOLD = 0.25
"""What it costs a bold line that it heads a piece where others have headings with levels."""


def headings(items: Sequence[Item]) -> tuple[list[Item], list[Decision]]:
    """Heading-shaped blocks become headings or subheadings, group by group."""
    groups = heading_groups(items)
    if not groups:
        return list(items), []
    marked = [group for group in groups if group.level <= 6]
    levels = headline_levels(items, marked)
    found = list(items)
    decisions: list[Decision] = []
    gaps = Counter(item.block.first.gap for item in items if item.part in BODY)
    usual_gap = gaps.most_common(1)[0][0] if gaps else 0
    for group in groups:
        if group.start and (is_summary(items[group.start]) or below_byline(items, group)):
            score = 0.05
        elif is_box(items[group.start]) and any(item.part in BODY for item in items[: group.start]):
            score = 0.2 if opens_news(items, group) else 0.05
        elif group.level <= 6:
            score = marked_score(items, group, levels)
        else:
            score = plain_score(items, group, groups, usual_gap, has_levels=bool(marked))
            score -= BOLD * (bool(marked) and group.level == 7)
        part = Part.HEADING if score > 0.5 else Part.SUBHEADING
        if max(score, 1 - score) < SURE:
            other = Part.SUBHEADING if part is Part.HEADING else Part.HEADING
            text = items[group.start].text
            sure = max(score, 1 - score)
            decisions.append(Decision(rule="heading", chosen=part, alternative=other, score=sure, text=text))
        for index in range(group.start, group.end):
            found[index] = as_part(items[index], part)
    return found, decisions
