"""The tree of a YAML text: texts, lists, tables, each with its line and column in the file, from 1."""

from __future__ import annotations

from typing import TypeAlias

import msgspec


class Scalar(msgspec.Struct, frozen=True, gc=False):
    """One text."""

    text: str
    line: int
    column: int
    plain: bool = True
    """Whether it stands without quotes: only then `null` means nothing."""


class Listing(msgspec.Struct, frozen=True):
    """`[a, b]`, or lines with dashes."""

    items: list[Node]
    line: int
    column: int


class Table(msgspec.Struct, frozen=True):
    """`key: value`, in the order of the file; of a key given twice the first counts."""

    entries: dict[str, tuple[Scalar, Node]]
    line: int
    column: int


Node: TypeAlias = Scalar | Listing | Table
