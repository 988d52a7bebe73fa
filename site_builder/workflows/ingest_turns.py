"""The pages of an issue between which stories go on, judged together: 下转第三版."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from site_builder.newspaper.raw import Decision, RawPage
from site_builder.segmenting.page_marks import may_turn
from site_builder.segmenting.pages_joined import joined_pages
from site_builder.segmenting.segment import Segmented
from site_builder.workflows.ingest_parts import segmented_page

Judged = tuple[Segmented, list[Decision]]
"""The pieces of a page, and what was decided about its paragraphs."""


def turned_pages(pages: Sequence[RawPage]) -> Mapping[str, Judged]:
    """By their numbers, the pages that may hold a mark, with their stories put together; empty for fewer than two."""
    marked = [page for page in pages if any(may_turn(line.text.string) for line in page.lines)]
    if len(marked) < 2:
        return {}
    judged = [segmented_page(page.lines) for page in marked]
    joined = joined_pages([(page.number, made) for page, (made, _) in zip(marked, judged, strict=True)])
    return {page.number: (made, flowed) for page, made, (_, flowed) in zip(marked, joined, judged, strict=True)}
