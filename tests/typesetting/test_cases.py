"""The cases a librarian can edit: Markdown before, HTML after."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.casefiles import cases
from tests.typesetting.setting import blocks, heard, html

CASES = Path(__file__).parent / "cases"
WITH_TAGS = ("blocks", "safety")
WITHOUT_TAGS = ("emphasis_cjk", "emphasis_commonmark", "softbreaks", "openings")


def params(names: tuple[str, ...]) -> list[object]:
    return [
        pytest.param(before, after, id=f"{name}: {title}")
        for name in names
        for title, before, after in cases(CASES / f"{name}.md")
    ]


@pytest.mark.parametrize(("before", "after"), params(WITH_TAGS))
def test_blocks(before: str, after: str) -> None:
    assert html(before) == after


@pytest.mark.parametrize(("before", "after"), params(WITHOUT_TAGS))
def test_inside_a_paragraph(before: str, after: str) -> None:
    assert re.sub(r'<p(?: class="verse")? id="p\d">|</p>', "", html(before)) == after


@pytest.mark.parametrize(("before", "after"), params(WITH_TAGS + WITHOUT_TAGS))
def test_text_is_what_the_page_says(before: str, after: str) -> None:
    said = "".join(block.text for block in blocks(before))

    assert "".join(said.split()) == heard(after)


def test_every_case_file_is_read() -> None:
    assert {path.stem for path in CASES.glob("*.md")} == set(WITH_TAGS + WITHOUT_TAGS)
