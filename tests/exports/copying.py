"""Copies of made-up issues, and of the specimen's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from site_builder.manuscript.issue_folder import read_issue
from site_builder.manuscript.paper_file import read_paper
from site_builder.newspaper.galley import Galley
from site_builder.newspaper.keys import issue_key
from site_builder.newspaper.model import Issue, Paper
from site_builder.press.settings import TypesettingSettings
from site_builder.press.typesetting import typeset
from site_builder.workflows.copies import copy_of

SPECIMEN = Path(__file__).parents[2] / "content/jinri-yanzhou"


def specimen() -> Iterator[tuple[Galley, Paper, dict[str, bytes]]]:
    """Every issue of the specimen in type, with its paper and its pictures."""
    paper, _ = read_paper((SPECIMEN / "paper.yaml").read_text(encoding="utf-8"), "paper.yaml")
    assert paper is not None
    for folder in sorted(SPECIMEN.glob("2*/2*")):
        key = issue_key("jinri-yanzhou", folder.name)
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        own = {name: data for name, data in files.items() if not name.startswith("source/")}
        assert key is not None
        issue, _ = read_issue(key, own, folder.name)
        assert issue is not None
        pictures = {name: data for name, data in own.items() if name.startswith("images/")}
        yield set_in_type(issue), paper, pictures


def set_in_type(issue: Issue) -> Galley:
    """An issue in type."""
    return typeset(issue, TypesettingSettings())


__all__ = ["copy_of", "set_in_type", "specimen"]
