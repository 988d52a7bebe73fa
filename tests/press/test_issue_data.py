"""issue.json: what its templates see, as the schema in the docs says."""

from __future__ import annotations

import json
from typing import Any

from site_builder.press.frame import ShelfFacts
from site_builder.press.issue_data import issue_data
from tests.press.issue_schema import SCHEMA, schema
from tests.press.printed import PICTURES
from tests.press.trialissue import PAPER, odd_issue, set_in_type


def told() -> dict[str, Any]:
    [galley] = set_in_type(odd_issue())
    return json.loads(issue_data(galley, PICTURES, ShelfFacts(id="shibao", paper=PAPER), "https://example.org/"))


def fits(value: Any, rule: dict[str, Any], whole: dict[str, Any]) -> bool:
    """Whether a value is what a schema made from structs says: the few words those use."""
    if "$ref" in rule:
        return fits(value, whole["$defs"][rule["$ref"].rpartition("/")[2]], whole)
    if "anyOf" in rule:
        return any(fits(value, one, whole) for one in rule["anyOf"])
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
    match rule.get("type"):
        case "object":
            known = rule.get("properties", {})
            return (
                isinstance(value, dict)
                and set(rule.get("required", ())) <= value.keys() <= known.keys()
                and all(fits(value[name], known[name], whole) for name in value)
            )
        case "array":
            return isinstance(value, list) and all(fits(item, rule.get("items", {}), whole) for item in value)
        case kind:
            return isinstance(value, kinds[kind]) if kind else True


def test_the_schema_of_the_docs_is_that_of_the_file() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema(), "run python -m tests.press.issue_schema"


def test_the_file_fits_its_schema() -> None:
    whole = json.loads(schema())

    assert fits(told(), whole, whole)
    assert not fits({**told(), "articles": [{}]}, whole, whole), "the test can tell"


def test_it_has_every_article_and_page_with_its_place() -> None:
    data = told()

    assert data["format"] == "site_builder issue 1"
    assert data["url"] == "https://example.org/shibao/2023-05-05/index.html"
    assert len(data["articles"]) == data["issue"]["articles"]
    assert {article["href"] for article in data["articles"]} == {
        region["href"] for page in data["pages"] if page["map"] for region in page["map"]["regions"]
    }
    assert data["articles"][0]["citation"]["gb2025"].endswith("雁洲试报，2023-05-05（1）.")
