"""A real page with bold heads: every one of them is set bold."""

from __future__ import annotations

import re
from pathlib import Path

from tests.typesetting.setting import blocks

BOLD = re.compile(r"\*\*[^*]+\*\*")


def test_every_bold_span_of_a_real_page_is_strong(real_inputs: Path) -> None:
    (page,) = (real_inputs / "seeds").glob("003*")
    text = page.read_text(encoding="utf-8")
    spans = BOLD.findall(text)

    shown = "".join(block.html for block in blocks(text))

    assert len(spans) == 20
    assert shown.count("<strong") == len(spans)
    assert "**" not in shown
    for span in spans:
        assert f">{span.strip('*')}</strong>" in shown


def test_no_character_of_the_real_pages_is_lost(real_inputs: Path) -> None:
    for page in sorted((real_inputs / "seeds").glob("*.txt")):
        text = page.read_text(encoding="utf-8")
        han = re.compile("[\u3400-\u9fff，。“”（）、；：]")

        said = "".join(block.text for block in blocks(text))

        assert han.findall(said) == han.findall(re.sub(r"!\[(.*?)\]\(.*?\)", r"[\1]", text)), page.name
