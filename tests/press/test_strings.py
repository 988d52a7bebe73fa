"""The words of the shipped theme: complete in three languages, and nothing too many."""

from __future__ import annotations

import re
import string

import pytest
from jinja2 import Environment, nodes

from site_builder.errors.wording import LANGUAGES
from site_builder.press.frame import SAID
from tests.press.printed import broadsheet


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    words = broadsheet().words

    assert set(words[language]) == set(words["zh-Hans"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fills_the_same_braces(language: str) -> None:
    words = broadsheet().words

    assert {name: fields(text) for name, text in words[language].items()} == {
        name: fields(text) for name, text in words["zh-Hans"].items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_empty(language: str) -> None:
    assert [name for name, text in broadsheet().words[language].items() if not text.strip()] == []


def test_twelve_months_and_seven_days() -> None:
    for words in broadsheet().words.values():
        assert len(words["calendar.months"].split()) == 12
        assert len(words["calendar.weekdays"].split()) == 7


def test_every_word_is_said_somewhere() -> None:
    said = set(SAID)
    starts: set[str] = set()
    for source in broadsheet().sheets.values():
        for call in Environment(autoescape=True).parse(source.text).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "t":
                first = call.args[0]
                options = [first.expr1, first.expr2] if isinstance(first, nodes.CondExpr) else [first]
                for option in options:
                    if isinstance(option, nodes.Const):
                        said.add(option.value)
                    elif isinstance(option, nodes.Concat):
                        starts.add(option.nodes[0].value)
    words = broadsheet().words["zh-Hans"]

    assert sorted(name for name in words if name not in said and not name.startswith(tuple(starts))) == []


def test_templates_say_nothing_of_their_own() -> None:
    """Every Chinese or English word a reader sees comes from the catalogue."""
    for name, source in broadsheet().sheets.items():
        shown = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", source.text, flags=re.S)
        assert not re.findall(r"[\u3400-\u9fff]", shown), name
