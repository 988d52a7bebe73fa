"""The one catalogue of sentences: problem codes and every word the program says, in three languages.

Each language is a folder, each room a file in it with two parts: `problems` (by code) and `say` (by name). A problem's
entry has a `sentence` with `{facts}` and one or more `hint`s: the first hint whose facts are all known is said.
"""

from __future__ import annotations

import functools
import string
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from site_builder.errors import Problem

LANGUAGES = ("zh-Hans", "zh-Hant", "en")

FOLDER = Path(__file__).parent


def sentence(problem: Problem, language: str = "zh-Hans") -> str:
    """The sentence of a problem, without its place, code and hint."""
    return _fill(_entry(problem.code, language)["sentence"], problem.facts)


def hint(problem: Problem, language: str = "zh-Hans") -> str:
    """What to do about a problem; empty when no hint fits the facts known."""
    hints = _entry(problem.code, language).get("hint", [])
    for text in [hints] if isinstance(hints, str) else hints:
        if all(name in problem.facts for name in _names(text)):
            return _fill(text, problem.facts)
    return ""


def say(name: str, language: str = "zh-Hans", /, **facts: object) -> str:
    """A word or sentence of the interface by its name (dotted: `build.done`).

    Raises KeyError for a name the catalogue does not have: that is our own mistake, and a test looks for it.
    """
    entry: Any = room(name.partition(".")[0], language)["say"]
    for part in name.split("."):
        entry = entry[part]
    return _fill(str(entry), {key: str(value) for key, value in facts.items()})


@functools.cache
def room(name: str, language: str) -> Mapping[str, Any]:
    """What one room says in one language: `problems` by code, and `say`, whose one key is the room's name."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: Mapping[str, Any] = yaml.load(_text(name, language), loader)
    return loaded


def rooms() -> list[str]:
    """The rooms that have something to say."""
    return sorted(file.name.removesuffix(".yaml") for file in (FOLDER / LANGUAGES[0]).iterdir())


@functools.cache
def problems(language: str) -> Mapping[str, Mapping[str, Any]]:
    """The entries of all problem codes, of every room, in one language."""
    return {code: entry for name in rooms() for code, entry in room(name, language).get("problems", {}).items()}


@functools.cache
def _entry(code: str, language: str) -> Mapping[str, Any]:
    """The entry of a code; of all rooms only the one that has it is read as YAML, which is what takes time."""
    for name in rooms():
        if f"{code}:" in _text(name, language):
            entry: Mapping[str, Any] | None = room(name, language).get("problems", {}).get(code)
            if entry is not None:
                return entry
    raise KeyError(code)


@functools.cache
def _text(name: str, language: str) -> str:
    return (FOLDER / language / f"{name}.yaml").read_text(encoding="utf-8")


def _names(text: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(text) if name]


class _Shown(dict[str, str]):
    """Facts for a sentence; one that is missing shows as its name rather than hiding the sentence."""

    def __missing__(self, key: str) -> str:
        return f"‹{key}›"


def _fill(text: str, facts: Mapping[str, str]) -> str:
    return text.format_map(_Shown(facts))
