"""Where a page comes from, in the words and addresses the badge shows."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

import msgspec

from site_builder.errors.wording import hint, sentence
from site_builder.workflows.page_facts import PageFacts, anchor_of


class ToldProblem(msgspec.Struct, frozen=True, kw_only=True):
    """One problem of the page's file."""

    code: str
    severity: str
    line: int
    sentence: str
    hint: str
    anchor: str
    """The paragraph it is about; empty when it is about none."""


class ToldFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the badge shows of a page."""

    file: str
    draft: bool
    lines: Mapping[str, int]
    editor: str
    """The address that opens a line of the file, with `{line}` in it; empty when no editor is known."""

    problems: tuple[ToldProblem, ...]


def told(facts: PageFacts, language: str, editor: str) -> ToldFacts:
    """The facts in words; `editor` is an address with `{path}` and `{line}` in it."""
    return ToldFacts(
        file=facts.file,
        draft=facts.draft,
        lines=facts.lines,
        editor=editor.replace("{path}", quote(facts.path)) if editor else "",
        problems=tuple(
            ToldProblem(
                code=problem.code,
                severity=problem.severity.value,
                line=problem.place.line,
                sentence=sentence(problem, language),
                hint=hint(problem, language),
                anchor=anchor_of(problem.place.line, facts.lines),
            )
            for problem in facts.problems
        ),
    )
