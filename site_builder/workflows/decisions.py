"""What people decided about the doubts of an import: `source/import/decisions.yaml`, for Git and for the next import.

A decision is about words of a source that cannot change, so it holds through every rebuild; it is asked again only when
a rule comes to choose otherwise.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from site_builder.engine.reading import read_plain, unreadable
from site_builder.engine.whole_files import write_whole
from site_builder.errors import Problem, has_errors
from site_builder.manuscript import schema, yaml_text
from site_builder.manuscript.decoding import decode
from site_builder.manuscript.newspaper_words import NEWSPAPER
from site_builder.manuscript.yaml_writing import write_struct
from site_builder.workflows.import_base import FOLDER

DECISIONS_FILE = f"{FOLDER}/decisions.yaml"


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """One decision."""

    rule: str
    verdict: str
    """accepted, rejected or edited."""

    text: str = ""
    """The words it is about, as they were printed."""

    chosen: str = ""
    """What the rule chose, or the reading that was suggested."""

    file: str = ""
    line: str = ""
    article: str = ""
    by: str = ""
    date: str = ""

    def about(self) -> tuple[str, ...]:
        """What it decides: a doubt that says the same is not asked again."""
        return (self.rule, self.text, self.chosen, self.file, self.line, self.article)


class Decisions(msgspec.Struct, frozen=True, kw_only=True):
    """All decisions about an issue, in the order they were made."""

    decisions: tuple[Verdict, ...] = ()


def read_decisions(folder: Path, shown: str) -> tuple[Decisions, list[Problem]]:
    """The decisions about an issue; none where there is no such file; with the errors of one that was edited badly."""
    path = f"{shown}/{DECISIONS_FILE}"
    try:
        data = read_plain(folder / DECISIONS_FILE)
    except FileNotFoundError:
        return Decisions(), []
    except OSError as error:
        return Decisions(), [unreadable(error, path)]
    text, problems = decode(data, path)
    if text is None:
        return Decisions(), problems
    node, problems = yaml_text.read(text, path)
    found, faults = schema.convert(node, Decisions, path, NEWSPAPER)
    return found or Decisions(), [problem for problem in (*problems, *faults) if has_errors([problem])]


def add_decision(folder: Path, decisions: Decisions, verdict: Verdict) -> Decisions:
    """Write one more decision at once, so that nothing decided is lost however the review ends."""
    more = Decisions(decisions=(*decisions.decisions, verdict))
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    write_whole(folder / DECISIONS_FILE, write_struct(more, ("decisions",)).encode())
    return more
