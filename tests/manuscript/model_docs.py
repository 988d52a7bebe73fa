"""Writes the tables of docs/model.md from the vocabulary: `python -m tests.manuscript.model_docs`."""

from __future__ import annotations

from pathlib import Path

from site_builder.manuscript.key_tables import key_tables

DOC = Path(__file__).parents[2] / "docs" / "model.md"

MARK = "<!-- tables -->\n"


def page(text: str) -> str:
    """The page with its tables made anew; what stands above the mark is a person's."""
    return text.partition(MARK)[0] + MARK + "\n" + key_tables()


if __name__ == "__main__":
    DOC.write_text(page(DOC.read_text(encoding="utf-8")), encoding="utf-8")
