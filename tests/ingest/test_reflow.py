"""A paragraph wrapped to any width, with blank lines between its lines or without, comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.cleaning.reflow import reflow
from site_builder.segmenting.credits import credit_gaps, lost_gap
from site_builder.segmenting.cues import alone, opens
from site_builder.sources.reading import read
from tests.ingest.shuffling import Story, specimen_pages, wrap

STORIES = [story for page in specimen_pages() for story in page if len(story.paragraphs) > 3]


def paragraphs(story: Story) -> list[str]:
    """The paragraphs of a story without spaces: one that falls on a line's end cannot come back."""
    return [part.replace("\n", "").replace(" ", "") for part in story.paragraphs if not part.startswith(("#", ">"))]


def printed(parts: list[str], width: int, *, indent: int, gap: str) -> str:
    lines = [line for part in parts for line in wrap(part, width, indent)]
    return gap.join(lines) + "\n"


def blocks(text: str) -> list[str]:
    got, _ = read(text.encode(), "a.txt", "source/a.txt")
    assert got is not None
    found, _ = reflow(got.pages[0], opens, alone)
    return [block.string for block in found]


@given(
    story=st.sampled_from(STORIES),
    width=st.integers(12, 34),
    gap=st.sampled_from(["\n", "\n\n"]),
)
@settings(max_examples=60, deadline=None)
def test_no_character_moves_when_lines_are_joined(story: Story, width: int, gap: str) -> None:
    parts = paragraphs(story)

    assert "".join(blocks(printed(parts, width, indent=2, gap=gap))) == "".join(parts)


@pytest.mark.parametrize("width", range(12, 35, 2))
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["close", "blank"])
def test_paragraphs_come_back_from_any_width(width: int, gap: str) -> None:
    wrong = right = 0
    for story in STORIES:
        parts = paragraphs(story)
        found = blocks(printed(parts, width, indent=2, gap=gap))
        right += len(set(found) & set(parts))
        wrong += len(set(parts) - set(found))

    assert right / (right + wrong) >= 0.92


def test_indented_paragraphs_come_back_exactly() -> None:
    for story in STORIES:
        parts = paragraphs(story)
        lines = []
        for part in parts:
            first, *rest = wrap(part, 18, 2)
            lines += ["　　" + first, *rest]

        assert blocks("\n".join(lines) + "\n") == parts


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ("本报讯（记者 林可 通讯员", "申屠明）昨天", True),
        ("本报讯（记者 林可", "申屠明）昨天", True),
        ("本报讯（记者 林可", "通讯员 申屠明）昨天", True),
        ("本报讯（记者 陈小", "明 通讯员 申屠明）昨天", False),
        ("本报讯（记者 欧阳", "小明 通讯员 申屠明）昨天", False),
        ("本报讯（记者林可、通讯员", "申屠明）昨天", False),
        ("昨天（记者 林可）他", "高小兰 说", False),
    ],
)
def test_the_end_of_a_line_took_the_space_of_a_credit(before: str, after: str, lost: bool) -> None:
    assert lost_gap(before, after, spaced=False) is lost


def test_where_a_credit_does_not_show_its_spaces_the_page_does() -> None:
    spaced = credit_gaps(["本报讯（记者 林可）昨天上午，", "（通讯员", "申屠明）"])
    close = credit_gaps(["本报讯（记者林可）昨天上午，", "（通讯员", "申屠明）"])

    assert spaced("本报讯（通讯员", "申屠明）昨天")
    assert not close("本报讯（通讯员", "申屠明）昨天")
