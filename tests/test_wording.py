"""The catalogue says the same in three languages, once each, and knows every code the program can raise."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from site_builder.errors import Problem, wording
from site_builder.manuscript import yaml_text
from tests.problem_docs import DOC, LETTERS, table

PACKAGE = Path(__file__).parents[1] / "site_builder"

CODE = re.compile(r'"([A-Z]\d{3})"')
SAID = re.compile(r'(?:wording\.|(?<![.\w]))say\(\s*"([a-z_]+(?:\.[a-z_]+)+)"')


def names(tree: Any, path: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Every sentence of a tree by its dotted name, with the facts it is filled with."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from names(value, f"{path}.{key}")
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield from names(value, f"{path}.{number}")
    else:
        yield path, frozenset(name for _, name, _, _ in string.Formatter().parse(str(tree)) if name)


def source_texts() -> Iterator[tuple[Path, str]]:
    """Every module of the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", wording.LANGUAGES[1:])
@pytest.mark.parametrize("room", wording.rooms())
def test_every_language_says_the_same(room: str, language: str) -> None:
    assert dict(names(wording.room(room, language))) == dict(names(wording.room(room, wording.LANGUAGES[0])))


@pytest.mark.parametrize("room", wording.rooms())
def test_a_room_says_things_under_its_own_name(room: str) -> None:
    assert set(wording.room(room, "en").get("say", {})) <= {room}


@pytest.mark.parametrize("language", wording.LANGUAGES)
@pytest.mark.parametrize("room", wording.rooms())
def test_no_name_stands_twice_where_the_later_would_win(room: str, language: str) -> None:
    text = (wording.FOLDER / language / f"{room}.yaml").read_text(encoding="utf-8")

    assert yaml_text.read(text, room)[1] == []


def test_no_code_is_explained_twice() -> None:
    codes = [code for room in wording.rooms() for code in wording.room(room, "en").get("problems", {})]

    assert sorted(codes) == sorted(set(codes))


def test_every_code_raised_is_explained_and_every_explanation_is_raised() -> None:
    raised = {code for _, text in source_texts() for code in CODE.findall(text)}

    assert raised == set(wording.problems("en"))


def test_every_sentence_asked_for_is_there() -> None:
    asked = {name for _, text in source_texts() for name in SAID.findall(text)}

    assert asked
    for name in sorted(asked):
        wording.say(name, "en")


def test_every_code_has_a_sentence_a_hint_and_a_known_letter() -> None:
    for code, entry in wording.problems("zh-Hans").items():
        assert entry["sentence"], code
        assert entry["hint"], code
        assert code[0] in LETTERS, code


def test_the_documented_codes_are_the_codes() -> None:
    assert DOC.read_text(encoding="utf-8") == table(), "run `python -m tests.problem_docs`"


def test_the_first_hint_whose_facts_are_known_is_said() -> None:
    entry = {"X": {"sentence": "{found}", "hint": ["did you mean {near}?", "known: {known}"]}}
    near, known = (Problem(code="X", facts=facts) for facts in ({"near": "a"}, {"known": "b"}))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wording, "_entry", lambda code, _: entry[code])

        assert wording.hint(near, "en") == "did you mean a?"
        assert wording.hint(known, "en") == "known: b"
        assert wording.sentence(Problem(code="X", facts={"found": "{not a field}"}), "en") == "{not a field}"
        assert wording.sentence(Problem(code="X"), "en") == "‹found›"
