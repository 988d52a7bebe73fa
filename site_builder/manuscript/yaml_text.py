"""YAML as people write it, read as strings only: no `no` becomes false, no `0123` becomes 83.

What comes out is a tree of our own nodes, each with its line and column in the file. Anchors, aliases, tags, merge
keys are refused, a key given twice is an error, depth and size are bounded: a hostile file costs what its length costs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from site_builder.errors import Place, Problem, Severity
from site_builder.manuscript.control_characters import CONTROL, names, without_controls
from site_builder.manuscript.plain_yaml import read_plain
from site_builder.manuscript.yaml_faults import diagnose
from site_builder.manuscript.yaml_nodes import Listing, Node, Scalar, Table

_FastParser: Any = getattr(getattr(yaml, "cyaml", None), "CParser", None)
"""libyaml's parser; None where PyYAML was built without it: the same answers then, some eight times slower."""

LONGEST = 4_000_000
"""Characters of YAML in one file. An issue.yaml with all the furniture of sixty pages has about 200 000."""

DEEPEST = 16
"""Levels of lists and tables; the model needs five."""


_NO_KEY = Scalar("", 0, 0)
"""Stands for a key that was refused; its value is read and dropped."""


def read(text: str, path: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML text whose first line is line `first_line` of its file; None when empty or not to be read.

    The text must have been settled (`decoding.settle`). With problems the tree may still be there, so that what else
    is wrong with the file can be said at the same time.
    """
    if len(text) > LONGEST:
        return None, [Problem(code="F014", place=Place(path, first_line), facts={"limit": f"{LONGEST:,}"})]
    if "\u2028" in text or "\u2029" in text:
        # YAML takes these for line ends, no editor does; a text that means them writes "\L" and "\P".
        text = text.replace("\u2028", " ").replace("\u2029", " ")
    plain = read_plain(text, first_line)
    return (plain, []) if plain is not None else parsed(text, path, first_line)


def parsed(text: str, path: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """What `read` says of a text that is not too long, by a parser of YAML whatever the text is."""
    reader = _Reader(path, first_line)
    try:
        return reader.tree(_events(text)), reader.problems
    except yaml.YAMLError as error:
        return None, [*reader.problems, diagnose(error, text, path, first_line)]


def comment_lines(text: str) -> list[int]:
    """Lines (from 1) of a YAML text that hold a comment. The text must be one that `read` accepts."""
    if "#" not in text:
        return []
    scalars: list[Any] = [event for event in _events(text) if type(event) is ScalarEvent and event.style]
    quoted = [(event.start_mark.index, event.end_mark.index) for event in scalars]
    starts = [start for start, _ in quoted]
    found = []
    at = text.find("#")
    while at >= 0:
        before = bisect_right(starts, at) - 1
        if (at == 0 or text[at - 1] in " \t\n") and (before < 0 or at >= quoted[before][1]):
            found.append(text.count("\n", 0, at) + 1)
            at = text.find("\n", at)
        at = text.find("#", at + 1) if at >= 0 else -1
    return found


def _events(text: str) -> Iterator[Any]:
    if _FastParser is None:
        return iter(yaml.parse(text, Loader=yaml.BaseLoader))
    return iter(_FastParser(text).get_event, None)


class _Reader:
    """Builds the tree of one text; with a list instead of recursion, so that depth costs no stack."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.problems: list[Problem] = []

    def tree(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        above: list[Listing | Table] = []
        keys: list[Scalar | None] = []  # beside `above`: the key that waits for its value
        documents = 0
        for event in events:
            kind = type(event)
            if kind is ScalarEvent and event.anchor is None and event.tag is None and event.style != '"':
                mark = event.start_mark  # nine of ten nodes; every call spared here counts
                node: Node = Scalar(event.value, mark.line + self.first_line, mark.column + 1, not event.style)
            elif kind is ScalarEvent or kind is MappingStartEvent or kind is SequenceStartEvent or kind is AliasEvent:
                node = self._node(event, kind)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                above.pop()
                keys.pop()
                continue
            else:
                documents += kind is DocumentStartEvent
                if documents == 2:
                    self._note("F015", self._place(event))
                    return root
                continue

            if not above:
                root = node
            elif isinstance(holder := above[-1], Listing):
                holder.items.append(node)
            elif (key := keys[-1]) is None:
                keys[-1] = node if isinstance(node, Scalar) and node.text != "<<" else self._refused_key(node)
            else:
                keys[-1] = None
                if key is not _NO_KEY and (first := holder.entries.setdefault(key.text, (key, node))[0]) is not key:
                    self._note("F007", Place(self.path, key.line, key.column), key=key.text, first=str(first.line))
            if not isinstance(node, Scalar):
                above.append(node)
                keys.append(None)
                if len(above) > DEEPEST:
                    self._note("F014", self._place(event), limit=str(DEEPEST))
                    return None
        return root

    def _node(self, event: Any, kind: type) -> Node:
        mark = event.start_mark
        line, column = mark.line + self.first_line, mark.column + 1
        if event.anchor is not None or (kind is not AliasEvent and event.tag is not None):
            self._refuse(event)
        if kind is ScalarEvent:
            text = event.value
            if CONTROL.search(text):
                self._note("F020", Place(self.path, line, column), Severity.WARNING, found=names(text))
                text = without_controls(text)
            return Scalar(text, line, column, not event.style)
        if kind is MappingStartEvent:
            return Table({}, line, column)
        if kind is SequenceStartEvent:
            return Listing([], line, column)
        return Scalar("", line, column)

    def _refused_key(self, node: Node) -> Scalar:
        place = Place(self.path, node.line, node.column)
        if isinstance(node, Scalar) and node.plain:
            self._note("F008", place, found=node.text)
        else:
            self._note("F029", place)
        return _NO_KEY

    def _refuse(self, event: Any) -> None:
        if type(event) is AliasEvent:
            found = f"*{event.anchor}"
        else:
            found = f"&{event.anchor}" if event.anchor is not None else event.tag
        self._note("F008", self._place(event), found=found)

    def _place(self, event: Any) -> Place:
        return Place(self.path, event.start_mark.line + self.first_line, event.start_mark.column + 1)

    def _note(self, code: str, place: Place, severity: Severity = Severity.ERROR, **facts: str) -> None:
        self.problems.append(Problem(code=code, place=place, facts=facts, severity=severity))
