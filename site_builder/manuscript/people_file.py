"""people.yaml ⇄ `People`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from operator import attrgetter

from site_builder.errors import Problem, Severity, has_errors
from site_builder.manuscript import schema, yaml_text
from site_builder.manuscript.decoding import decode_text
from site_builder.manuscript.newspaper_words import NEWSPAPER
from site_builder.manuscript.yaml_nodes import Node
from site_builder.manuscript.yaml_writing import write_struct
from site_builder.newspaper.people import People


def read_people(text: str, path: str) -> tuple[People | None, list[Problem]]:
    """The people of a people.yaml's text; None and every fault at once when it has errors.

    A name that stands there twice is a warning (F036): one of the two notes is about somebody else, or too many.
    """
    settled, problems = decode_text(text, path)
    if settled is None:
        return None, problems
    node, faults = yaml_text.read(settled, path)
    problems += faults
    if node is None and faults:
        return None, problems
    salvaged = schema.salvage(node, People, path, NEWSPAPER)
    problems += salvaged.problems
    if salvaged.value is not None and "people" not in salvaged.unsure:
        problems += _twice(salvaged.value, node, path)
    return (None if has_errors(problems) else salvaged.value), sorted(problems, key=attrgetter("place"))


def write_people(people: People) -> str:
    """The canonical text of people.yaml; `read_people` of it is the same people."""
    return write_struct(people, People.__struct_fields__)


def _twice(people: People, node: Node | None, path: str) -> Iterator[Problem]:
    """Names that another person, or the same one, has already."""
    seen: dict[str, int] = {}
    for at, person in enumerate(people.people):
        place = schema.place_of(node, People, path, NEWSPAPER, "people", at)
        for name in (person.name, *person.also):
            key = "".join(unicodedata.normalize("NFKC", name).split())
            if key in seen:
                facts = {"name": name, "other": people.people[seen[key]].name}
                yield Problem(code="F036", place=place, facts=facts, severity=Severity.WARNING)
            seen.setdefault(key, at)
