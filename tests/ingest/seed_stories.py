"""The articles of the real texts beside the checkout, from what an archivist made of them, ready to be printed anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.ingest.shuffling import Story

ROLES = {"writer": "author"}
LINE = 24
"""Characters from which a headline of several halves is printed on several lines."""


def seed_stories(real_inputs: Path) -> list[Story]:
    """The articles that are running text and have a heading or a lead of their own; so are sections with headings."""
    stories: list[Story] = []
    for gold in sorted((real_inputs / "import/gold").glob("*.yaml")):
        for article in yaml.safe_load(gold.read_text(encoding="utf-8"))["articles"]:
            for entry in (article, *article.get("sections", [])):
                one = _story(entry)
                if one.paragraphs and (one.headline or one.lead_text):
                    stories.append(one)
    return stories


def _story(entry: dict[str, Any]) -> Story:
    meta = {(one["role"], one["position"]): one["text"] for one in entry.get("meta_raw") or []}
    credit = meta.get(("credit", "tail"), "")
    names = entry.get("byline") or {} if ("source-line", "head") not in meta else {}
    return Story(
        headline=_lines(entry.get("headline") or ""),
        kicker=entry.get("kicker") or "",
        deck=entry.get("deck") or "",
        lead_text=meta.get(("lead", "lead"), ""),
        signature=meta.get(("signature", "tail"), "") or credit,
        names={ROLES.get(role, role): tuple(people) for role, people in names.items()},
        paragraphs=tuple(
            "## " + block["text"]
            if block["type"] == "subheading"
            else block["text"].replace("\n", "").replace("**", "")
            for block in entry["body"]
            if block["type"] in ("paragraph", "subheading")
        ),
    )


def _lines(headline: str) -> tuple[str, ...]:
    return tuple(headline.split()) if len(headline) > LINE else (headline,) if headline else ()
