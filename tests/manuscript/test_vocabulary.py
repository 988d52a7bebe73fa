"""The vocabulary says something true of every field: each alias is one field's, each example can be read."""

from __future__ import annotations

import msgspec
import pytest

from site_builder.manuscript import schema, yaml_text
from site_builder.manuscript.newspaper_words import NEWSPAPER
from site_builder.newspaper.model import Article, Issue, Position
from tests.manuscript.model_docs import DOC, page

FROM_ELSEWHERE = {Article: {"body"}, Issue: {"key", "articles"}}
KINDS = list(NEWSPAPER.keys)
FIELDS = [pytest.param(kind, field, id=f"{kind.__name__}.{field}") for kind in KINDS for field in NEWSPAPER.keys[kind]]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_explained(kind: type[msgspec.Struct]) -> None:
    assert set(NEWSPAPER.keys[kind]) == set(kind.__struct_fields__) - FROM_ELSEWHERE.get(kind, set())


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_is_one_field_s(kind: type[msgspec.Struct]) -> None:
    names = [name for field, key in NEWSPAPER.keys[kind].items() for name in (field, *key.aliases.split())]
    names += NEWSPAPER.shorthands.get(kind, {})

    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_every_example_can_be_read_under_every_name(kind: type[msgspec.Struct], field: str) -> None:
    key = NEWSPAPER.keys[kind][field]
    texts = [f"{name}: {key.example}" for name in (field, *key.aliases.split())]
    read = [schema.salvage(yaml_text.read(text, "")[0], kind, "", NEWSPAPER) for text in texts]

    assert key.aliases, "an archivist need not know English"
    for salvaged in read:
        missing = {problem.facts["key"] for problem in salvaged.problems if problem.code == "F005"}
        assert field not in missing
        assert [problem for problem in salvaged.problems if problem.code != "F005"] == [] or "…" in key.example


@pytest.mark.parametrize("words", NEWSPAPER.words)
def test_every_word_of_a_closed_list_has_a_chinese_name(words: type[msgspec.Struct]) -> None:
    assert set(NEWSPAPER.words[words].values()) == set(words)


def test_traditional_characters_fold_to_names_that_are_known() -> None:
    simplified = {name for keys in NEWSPAPER.keys.values() for key in keys.values() for name in key.aliases.split()}
    simplified |= {name for words in NEWSPAPER.words.values() for name in words}
    simplified |= {name for names in NEWSPAPER.shorthands.values() for name in names}
    used = set("".join(simplified))

    assert set(NEWSPAPER.folding.values()) <= used
    assert used.isdisjoint(map(chr, NEWSPAPER.folding))


def test_what_other_programs_say_is_never_ours() -> None:
    for kind, keys in NEWSPAPER.keys.items():
        if kind is not Position:
            ours = set(keys) | {name for key in keys.values() for name in key.aliases.split()}
            assert [name for name, meant in NEWSPAPER.elsewhere.items() if meant in keys and name in ours] == []


def test_the_documented_fields_are_the_fields() -> None:
    text = DOC.read_text(encoding="utf-8")

    assert text == page(text), "run `python -m tests.manuscript.model_docs`"
