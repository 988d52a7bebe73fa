"""The step of a check: everything that can be said of one issue by itself, and its facts for holding it to others."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

import msgspec

from site_builder.engine.steps import Step, Value
from site_builder.errors import Place, Problem, Severity
from site_builder.manuscript.issue_folder import OpenFolder, unsettled
from site_builder.newspaper.keys import IssueKey
from site_builder.workflows.desk import Desk

LATELY = 256
"""Articles of which it is remembered what is doubtful in them, for an issue that is looked through after each save."""


class LookJob(msgspec.Struct, frozen=True, kw_only=True):
    """Look through an issue's folder."""

    key: IssueKey
    folder: str
    texts: Mapping[str, str]
    """File name → digest."""

    others: tuple[str, ...]
    """Names of the pictures that are held."""


def look_through(job: LookJob, desk: Desk) -> Value:
    """The `IssueFacts` as the note, and every problem of the issue."""
    from site_builder.manuscript.facts import facts_of

    opened, problems = _looked_through(job, desk)
    return Value(note=msgspec.msgpack.encode(facts_of(job.key, job.folder, opened)), problems=problems)


def doubts_of(job: LookJob, desk: Desk) -> tuple[Problem, ...]:
    """The same problems, for whoever holds the issue against no other."""
    return _looked_through(job, desk)[1]


def _looked_through(job: LookJob, desk: Desk) -> tuple[OpenFolder, tuple[Problem, ...]]:
    from site_builder.manuscript.issue_folder import open_folder

    files = {name: desk.read(f"{job.folder}/{name}", digest) for name, digest in job.texts.items()}
    opened = open_folder(job.key, files | dict.fromkeys(job.others, b""), job.folder)
    problems = [*opened.problems, *_suspected(opened)]
    ids = frozenset(one.article.id for one in opened.articles if one.article is not None)
    for one in opened.articles:
        if one.article is not None:
            problems += _of_text(one.article.body, Place(one.path, one.body_line), ids)
    return opened, tuple(unsettled(_settled(problems, opened), opened.articles))


@functools.lru_cache(maxsize=LATELY)
def _of_text(body: str, place: Place, ids: frozenset[str]) -> tuple[Problem, ...]:
    """What is doubtful in the text of an article."""
    from site_builder.checks import texts
    from site_builder.search.normalise import folding

    return (*texts.dead_links(body, place, ids), *texts.doubts(body, place, folding()))


def _suspected(opened: OpenFolder) -> Iterator[Problem]:
    """What somebody doubted: still open, or found to be the paper's own error."""
    for one in opened.articles:
        for number, doubt in enumerate(one.article.suspected if one.article is not None else ()):
            facts = {"printed": doubt.printed, "suggestion": doubt.suggestion}
            code = "M040" if doubt.kind == "printed" else "M038"
            yield Problem(code=code, place=one.place("suspected", number), facts=facts, severity=Severity.DOUBT)


def _settled(problems: list[Problem], opened: OpenFolder) -> Iterator[Problem]:
    """The problems without doubts about words of which somebody saw that the paper has them so."""
    printed = {
        one.path: [doubt.printed for doubt in one.article.suspected if doubt.kind == "printed" and doubt.printed]
        for one in opened.articles
        if one.article is not None
    }
    for problem in problems:
        found = problem.facts.get("found", "")
        accepted = printed.get(problem.place.path, ())
        if problem.code in ("M023", "M024", "M028", "M029", "M030") and any(
            words in found or found in words for words in accepted
        ):
            continue
        yield problem


LOOK = Step("look", 3, look_through)
