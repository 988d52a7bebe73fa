"""Single texts → text, number, truth, word of a closed list; and where all faults of a file are gathered."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, TypeAlias

from site_builder.errors import Place, Problem
from site_builder.manuscript.nearest import nearest
from site_builder.manuscript.vocabulary import NOTHING, Form
from site_builder.manuscript.yaml_nodes import Listing, Node, Scalar, Table

_HINTS = 100
"""Faults of one file up to which near names are looked for."""

FAULT: Any = object()
"""What a reader answers when it has noted why there is no value."""

_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_FRACTION = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?(?:[eE][+-]?[0-9]{1,3})?")
_TRUTHS = {"true": True, "false": False, "True": True, "False": False, "是": True, "否": False}


class Trouble:
    """Gathers the problems of one file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def note(self, code: str, node: Node, **facts: str) -> Any:
        """Notes an error at a node; gives back FAULT."""
        place = Place(self.path, node.line, node.column)
        self.problems.append(Problem(code=code, place=place, facts=facts))
        return FAULT

    def wrong(self, node: Node, key: str, example: str) -> Any:
        """Notes that a value is not of the kind its key wants."""
        return self.note("F004", node, key=key, found=shown(node), example=f"{key}: {example}")

    def near(self, name: str, known: Iterable[str]) -> str:
        """The known name nearest to a name; of a file with very many faults nobody reads so many hints."""
        return nearest(name, known) if len(self.problems) < _HINTS else ""


Reader: TypeAlias = Callable[[Node, Trouble, str], Any]
"""Turns a node into a value, or notes why not and answers FAULT; the text is the key as the file has it."""


def shown(node: Node, longest: int = 40) -> str:
    """A value as it stands in the file, in one short line."""
    if isinstance(node, Scalar):
        text = " ".join(node.text.split())
    elif isinstance(node, Listing):
        text = f"[{', '.join(shown(item, 12) for item in node.items[:3])}{', …' * (len(node.items) > 3)}]"
    else:
        text = f"{{{', '.join(f'{key}: …' for key in list(node.entries)[:3])}}}"
    return text if len(text) <= longest else text[: longest - 1] + "…"


def text_in(form: Form | None, example: str) -> Reader:
    """A reader of texts of a form; of any text when there is none."""

    def read(node: Node, trouble: Trouble, key: str) -> Any:
        if type(node) is not Scalar or (node.plain and node.text in NOTHING):
            return trouble.wrong(node, key, example)
        if form is None:
            return node.text
        if (settled := form.settle(node.text)) is not None:
            return settled
        code, facts = form.fault(node.text)
        return trouble.note(code, node, key=key, found=shown(node), example=f"{key}: {example}", **facts)

    return read


def whole_number(example: str, least: int = 0) -> Reader:
    """A reader of whole numbers not below the least."""

    def read(node: Node, trouble: Trouble, key: str) -> Any:
        if type(node) is Scalar and _WHOLE.fullmatch(node.text) and int(node.text) >= least:
            return int(node.text)
        return trouble.wrong(node, key, example)

    return read


def fraction(example: str) -> Reader:
    """A reader of numbers with or without a fraction; never infinite."""

    def read(node: Node, trouble: Trouble, key: str) -> Any:
        if type(node) is Scalar and _FRACTION.fullmatch(node.text) and math.isfinite(float(node.text)):
            return float(node.text)
        return trouble.wrong(node, key, example)

    return read


def flag(example: str) -> Reader:
    """A reader of true and false. `no` and `yes` are refused: in half of all programs they mean something else."""

    def read(node: Node, trouble: Trouble, key: str) -> Any:
        if type(node) is Scalar and node.text in _TRUTHS:
            return _TRUTHS[node.text]
        return trouble.wrong(node, key, example)

    return read


def word_of(words: type[StrEnum], others: dict[str, StrEnum], fold: Callable[[str], str]) -> Reader:
    """A reader of a closed list's words, by their own or another name."""
    known: dict[str, StrEnum] = {**{word.value: word for word in words}, **others}
    named = {word: name for name, word in reversed(others.items())}
    listed = ", ".join(f"{word.value} {named[word]}" if word in named else word.value for word in words)

    def read(node: Node, trouble: Trouble, key: str) -> Any:
        if type(node) is Scalar and (word := known.get(node.text) or known.get(fold(node.text))) is not None:
            return word
        facts = {"key": key, "found": shown(node), "known": listed}
        if near := trouble.near(node.text, known) if isinstance(node, Scalar) else "":
            facts["near"] = near
        return trouble.note("F006", node, **facts)

    return read


def is_nothing(node: Node) -> bool:
    """Whether a value says that nothing is filled in."""
    return isinstance(node, Scalar) and node.plain and node.text in NOTHING


def table_of(field: str, node: Scalar) -> Table:
    """The table a plain text stands for."""
    return Table({field: (node, node)}, node.line, node.column)
