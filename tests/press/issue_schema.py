"""docs/issue.schema.json, from the structs issue.json is made of: `python -m tests.press.issue_schema`."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from site_builder.press.issue_data import IssueData

SCHEMA = Path(__file__).parents[2] / "docs/issue.schema.json"


def schema() -> str:
    """The JSON Schema of issue.json, with the meaning of every field of its own."""
    told = msgspec.json.schema(IssueData, schema_hook=lambda _: {"type": "string"})
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "issue.json"}
    return json.dumps({**head, **told}, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema(), encoding="utf-8")
