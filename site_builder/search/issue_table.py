"""The table of issues → the address, day and page of any article of the index; docs/search-format.md says how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from site_builder.search.numbers import decode


class Stretch(msgspec.Struct, frozen=True):
    """The articles of an issue on one 版."""

    page: str
    name: str
    first: int
    many: int


class IssueRow(msgspec.Struct, frozen=True, kw_only=True):
    """An issue and its articles."""

    first: int
    many: int
    paper: str
    folder: str
    date: str
    label: str
    heads: str
    texts: str
    pages: list[Stretch]
    ids: list[str] | None


def read_issues(table: Any, first: int) -> Iterator[IssueRow]:
    """The issues of a segment whose first article has that number. KeyError, ValueError, … when it is no such table."""
    for at, line in enumerate(filter(None, table["issues"].split("\n"))):
        folder, paper, heads, texts, codes = line.split(" ", 4)
        numbers = decode(codes)
        pages, many = [], 0
        for page, count in zip(numbers[::2], numbers[1::2], strict=True):
            number, name = table["pages"][page]
            pages.append(Stretch(number, name, first + many, count))
            many += count
        yield IssueRow(
            first=first,
            many=many,
            paper=table["papers"][int(paper)],
            folder=folder,
            date=folder.rstrip("abcdefghijklmnopqrstuvwxyz"),
            label=table["labels"][at],
            heads=heads,
            texts=texts,
            pages=pages,
            ids=table["odd"].get(str(at)),
        )
        first += many
