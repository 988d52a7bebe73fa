"""paper.yaml ⇄ `Paper`."""

from __future__ import annotations

from operator import attrgetter

from site_builder.errors import Problem, has_errors
from site_builder.manuscript import schema, yaml_text
from site_builder.manuscript.decoding import decode_text
from site_builder.manuscript.newspaper_words import NEWSPAPER
from site_builder.manuscript.yaml_writing import write_struct
from site_builder.newspaper.model import Paper


def read_paper(text: str, path: str) -> tuple[Paper | None, list[Problem]]:
    """The paper of a paper.yaml's text; None and every fault at once when it has errors."""
    settled, problems = decode_text(text, path)
    if settled is None:
        return None, problems
    node, faults = yaml_text.read(settled, path)
    problems += faults
    if node is None and faults:
        return None, problems
    paper, faults = schema.convert(node, Paper, path, NEWSPAPER)
    problems += faults
    return (None if has_errors(problems) else paper), sorted(problems, key=attrgetter("place"))


def write_paper(paper: Paper) -> str:
    """The canonical text of paper.yaml; `read_paper` of it is the paper."""
    return write_struct(paper, Paper.__struct_fields__)
