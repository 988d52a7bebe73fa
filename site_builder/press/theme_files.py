"""Reads the small YAML files of a theme: theme.yaml and the catalogues of words, with the line of every fault."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from difflib import get_close_matches

import msgspec
import yaml

from site_builder.errors import Place, Problem

KEYS = ("name", "title", "extends", "languages", "styles", "fronts", "indexes")
_LISTS = ("languages", "styles", "fronts", "indexes")


class Source(msgspec.Struct, frozen=True):
    """A template's text, and the path people know it by."""

    path: str
    text: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What theme.yaml says."""

    name: str = ""
    title: str = ""
    extends: str = ""
    """The theme whose files are used where this one has none; empty for a theme of its own."""

    languages: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    """Stylesheets below `assets/`, in the order in which they are joined into press.css."""

    fronts: tuple[str, ...] = ()
    """The same for fronts.css, which pages other than articles link to as well."""

    indexes: tuple[str, ...] = ()
    """The same for index.css, which those of them that are about more than one issue link to as well."""


class Word(msgspec.Struct, frozen=True):
    """A word or sentence of the interface, and the line it stands on."""

    text: str
    line: int


def read_manifest(text: str, path: str) -> tuple[Manifest, list[Problem]]:
    """The manifest and every fault of theme.yaml; what is faulty is left out of it."""
    root, problems = _compose(text, path)
    facts: dict[str, str | tuple[str, ...]] = {}
    for key, node in _entries(root):
        if key.value not in KEYS:
            nearest = get_close_matches(key.value, KEYS, 1)
            problems.append(
                Problem(
                    code="T003",
                    place=_place(path, key),
                    facts={"key": key.value, "known": ", ".join(KEYS)} | ({"nearest": nearest[0]} if nearest else {}),
                )
            )
        elif isinstance(node, yaml.SequenceNode) and key.value in _LISTS:
            facts[key.value] = tuple(str(item.value) for item in node.value)
        elif isinstance(node, yaml.ScalarNode) and key.value not in _LISTS:
            facts[key.value] = "" if node.value in ("null", "~") else node.value
        else:
            problems.append(Problem(code="T004", place=_place(path, node), facts={"key": key.value}))
    return msgspec.convert(facts, Manifest), problems


@functools.lru_cache(maxsize=8)  # as many as a theme and what it extends have: read again after each save of a theme
def read_words(text: str, path: str) -> tuple[Mapping[str, Word], tuple[Problem, ...]]:
    """Every word of a catalogue by its dotted name, and every fault of the file."""
    root, problems = _compose(text, path)
    words: dict[str, Word] = {}

    def gather(node: yaml.Node | None, prefix: str) -> None:
        for key, value in _entries(node):
            name = f"{prefix}{key.value}"
            if isinstance(value, yaml.MappingNode):
                gather(value, f"{name}.")
            elif not isinstance(value, yaml.ScalarNode):
                problems.append(Problem(code="T004", place=_place(path, value), facts={"key": name}))
            elif name in words:
                problems.append(Problem(code="T005", place=_place(path, key), facts={"key": name}))
            else:
                words[name] = Word(value.value, key.start_mark.line + 1)

    gather(root, "")
    return words, tuple(problems)


def _compose(text: str, path: str) -> tuple[yaml.Node | None, list[Problem]]:
    """The nodes of a YAML text, which must be a mapping at the top; nothing is constructed, so nothing can be run."""
    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        fault = getattr(error, "problem", None) or str(error)
        return None, [Problem(code="T002", place=place, facts={"fault": str(fault)})]
    if root is not None and not isinstance(root, yaml.MappingNode):
        return None, [Problem(code="T002", place=_place(path, root), facts={"fault": "not a mapping"})]
    return root, []


def _entries(node: yaml.Node | None) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        return []
    return [(key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]


def _place(path: str, node: yaml.Node) -> Place:
    return Place(path, node.start_mark.line + 1)
