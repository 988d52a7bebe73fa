"""What a vocabulary says about the fields of Structs: their other names, their form, what they mean, an example."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

import msgspec

NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
"""Plain texts that say a field is not filled in."""


def _wrong(_: str) -> tuple[str, Mapping[str, str]]:
    return "F004", {}


class Form(msgspec.Struct, frozen=True):
    """What the text of a field must look like."""

    settle: Callable[[str], str | None]
    """The text in its canonical form; None when it is none of this form."""

    fault: Callable[[str], tuple[str, Mapping[str, str]]] = _wrong
    """The code of what is wrong with a text that is not, and facts beside key, found and example."""


class Key(msgspec.Struct, frozen=True):
    """A field as the archivist meets it."""

    aliases: str
    """Its other names, with spaces between them."""

    meaning: str
    """One English sentence for docs/model.md."""

    example: str
    """A value as one writes it in YAML."""

    form: Form | None = None
    least: int = 0
    """Of a number: the least it can be."""


class Shorthand(msgspec.Struct, frozen=True):
    """A key that fills a part of a list: `记者: 顾长舟` is a contributor with the role of reporter."""

    field: str
    preset: Mapping[str, Any]
    split: Callable[[str], Sequence[str]]
    """Several items written as one text."""


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The words of one kind of file. Compared by identity, so that what was made for it can be kept."""

    keys: Mapping[type, Mapping[str, Key]] = {}
    words: Mapping[type[StrEnum], dict[str, StrEnum]] = {}
    """Other names of the values of closed lists."""

    shorthands: Mapping[type, Mapping[str, Shorthand]] = {}
    bare: Mapping[type, str] = {}
    """The field that a plain text in place of a table fills."""

    elsewhere: Mapping[str, str] = {}
    """What other programs call our fields: never accepted, but the hint knows them."""

    folding: Mapping[int, str] = {}
    """Characters of keys and values of closed lists that count as others (Traditional as Simplified)."""

    def key(self, kind: type, field: str) -> Key | None:
        """What is known of a field; None where the vocabulary is silent."""
        return self.keys.get(kind, {}).get(field)

    def fold(self, name: str) -> str:
        """A name in the characters the aliases are written in."""
        return name.translate(self.folding)
