"""Where a page comes from, in the words and addresses the badge shows."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

import msgspec

from site_builder.errors import Problem, Severity
from site_builder.errors.wording import hint, say, sentence
from site_builder.workflows.page_facts import PageFacts, anchor_of
from site_builder.workflows.whereabouts import Withheld


class ToldProblem(msgspec.Struct, frozen=True, kw_only=True):
    """One problem of the page's file."""

    code: str
    severity: str
    line: int
    sentence: str
    hint: str
    anchor: str
    """The paragraph it is about; empty when it is about none."""

    settles: bool = False
    """Whether the tab may have it settled."""


class ToldFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the badge shows of a page."""

    file: str
    draft: bool
    lines: Mapping[str, int]
    editor: str
    """The address that opens a line of the file, with `{line}` in it; empty when no editor is known."""

    problems: tuple[ToldProblem, ...]


class ToldWhere(msgspec.Struct, frozen=True, kw_only=True):
    """What is said on a page that is not there."""

    sentence: str
    hint: str
    address: str = ""
    """Where it is now; empty when nobody knows."""

    link: str = ""
    """What leads there."""


class Wish(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a tab may ask to have written: that a note of its page is settled."""

    page: str
    """The address it shows."""

    code: str
    line: int


class ToldWish(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a wish."""

    done: bool
    sentence: str = ""
    """Why not."""


def told_where(address: str, headline: str, language: str, withheld: Withheld = "") -> ToldWhere:
    """Where a page went, in words; `address` is empty when nobody knows. It may only be `withheld`."""
    if withheld:
        hint = say("preview.broken_hint" if withheld == "broken" else "preview.hidden_hint", language)
        return ToldWhere(sentence=say(f"preview.{withheld}", language), hint=hint)
    if not address:
        return ToldWhere(sentence=say("preview.gone", language), hint=say("preview.gone_hint", language))
    return ToldWhere(
        sentence=say("preview.moved", language, headline=headline),
        hint=say("preview.moved_hint", language),
        address=address,
        link=say("preview.go", language),
    )


def told_of_wish(problem: Problem | None, language: str) -> ToldWish:
    """What became of a wish; `problem` says why it was not done."""
    return ToldWish(done=problem is None, sentence=sentence(problem, language) if problem else "")


def told(facts: PageFacts, language: str, editor: str, *, edit: bool = False) -> ToldFacts:
    """The facts in words; `editor` is an address with `{path}` and `{line}` in it. With `edit` notes can be settled."""
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
                settles=edit and bool(facts.lines) and problem.severity is not Severity.ERROR,
            )
            for problem in facts.problems
        ),
    )
