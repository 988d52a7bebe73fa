"""`site-builder review`: the open doubts of an import, one after the other, and what a person decides about them.

Doubts are had again by running the import over the kept sources; suspected errors and clashes come from the articles.
Every answer is written at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from site_builder.errors import Place, Problem, Severity
from site_builder.manuscript.merging import Clash
from site_builder.newspaper.model import Article, Suspicion
from site_builder.workflows.decisions import Verdict, add_decision, read_decisions
from site_builder.workflows.excerpts import Excerpt
from site_builder.workflows.import_base import read_base
from site_builder.workflows.import_report import Entry, entries
from site_builder.workflows.ingest_drafts import Draft
from site_builder.workflows.rebuild import planned, read_articles, settle
from site_builder.workflows.rerun import IssueFolder, Rerun, lines_of, owners, rerun

AROUND = 40
"""Characters of the article shown on either side of a doubt."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One open doubt."""

    problem: Problem
    """Its place is in the source, or in the article for suspected errors and clashes."""

    rule: str
    article: str = ""
    """Id; empty for what is about no article."""

    chosen: str = ""
    alternative: str = ""
    text: str = ""
    file: str = ""
    line: int = 0
    score: float = 1.0
    evidence: str = ""
    excerpt: Excerpt = Excerpt()
    cleaned: str = ""
    """The words as they stand in the article, or nearby."""

    seam: tuple[str, str] = ("", "")
    """Of a doubt about a paragraph's start: the words of the article before and after it."""

    suspicion: Suspicion | None = None
    clash: Clash | None = None

    def about(self) -> tuple[str, ...]:
        """What it is about, as a decision says it."""
        return (self.rule, self.text, self.chosen, self.file, str(self.line or ""), self.article)


class Open(msgspec.Struct, frozen=True, kw_only=True):
    """The open doubts of an issue."""

    questions: tuple[Question, ...]
    problems: tuple[Problem, ...] = ()


def open_questions(folder: IssueFolder) -> Open:
    """What nobody has decided yet: clashes first, then suspected errors, then doubts by their weight."""
    decisions, problems = read_decisions(folder.path, folder.shown)
    if problems:  # not to ask again what is decided there
        return Open(questions=(), problems=tuple(problems))
    found, faults = rerun(folder)
    problems += faults
    articles, _, faults = read_articles(folder)
    problems += faults
    questions = [one for article in articles.values() for one in _suspicions(folder, article)]
    if found is not None:
        questions = [*_clashes(folder, found), *questions, *_doubts(folder, found, articles)]
    decided = {verdict.about() for verdict in decisions.decisions}
    left = tuple(one for one in questions if one.about() not in decided)
    return Open(questions=left, problems=tuple(problems))


def _suspicions(folder: IssueFolder, article: Article) -> Iterator[Question]:
    for one in article.suspected:
        facts = {"text": one.printed, "other": one.suggestion, "evidence": one.evidence}
        place = Place(f"{folder.shown}/{article.id}.md")
        yield Question(
            problem=Problem(code="I123", place=place, facts=facts, severity=Severity.DOUBT),
            rule="suspected",
            article=article.id,
            chosen=one.suggestion,
            text=one.printed,
            evidence=one.evidence,
            cleaned=_around(article.body, one.printed),
            suspicion=one,
        )


def _clashes(folder: IssueFolder, found: Rerun) -> Iterator[Question]:
    for fate in planned(folder, found).values():
        for clash in fate.clashes if not fate.others else ():
            field = f"{clash.field} {clash.at}".strip()
            facts = {"field": field, "mine": clash.mine, "theirs": clash.theirs}
            place = Place(f"{folder.shown}/{fate.id}.md")
            yield Question(
                problem=Problem(code="I140", place=place, facts=facts, severity=Severity.WARNING),
                rule="clash",
                article=fate.id,
                chosen=clash.theirs,
                alternative=clash.mine,
                text=clash.mine,
                clash=clash,
            )


def _doubts(folder: IssueFolder, found: Rerun, articles: Mapping[str, Article]) -> Iterator[Question]:
    decisions = [decision for page in found.pages for decision in page.decisions if decision.rule != "suspected"]
    names = _names(folder, found, articles)
    for entry in entries(found.raw, decisions, found.doubts):
        owner, name = next(((draft, name) for draft, name in names if _holds(draft, entry.place)), (None, ""))
        cleaned, seam = _in_body(owner, entry) if owner is not None else ("", ("", ""))
        yield Question(
            problem=entry.problem,
            rule=entry.rule if entry.rule != "reading" else entry.problem.code,
            article=name,
            chosen=entry.chosen,
            alternative=entry.alternative,
            text=entry.text,
            file=entry.problem.place.path.removeprefix(f"{folder.shown}/"),
            line=entry.problem.place.line,
            score=entry.score,
            evidence=entry.evidence,
            excerpt=entry.excerpt,
            cleaned=cleaned,
            seam=seam,
        )


def _names(folder: IssueFolder, found: Rerun, articles: Mapping[str, Article]) -> list[tuple[Draft, str]]:
    """The drafts of the import with the ids their articles have."""
    base = read_base(folder.path)
    held = {name: base.article(name) or articles.get(name) for name in {*base.articles, *articles}}
    old = {name: lines_of(one.provenance) for name, one in held.items() if one is not None}
    drafts = [draft for page in found.pages for draft in page.drafts]
    known = owners(old, [lines_of(draft.article.provenance) for draft in drafts])
    return [(drafts[index], name) for index, name in known.items()]


def _holds(draft: Draft, place: int) -> bool:
    return any(first <= place < first + length for used in draft.used for first, length in used.text.places())


def _in_body(draft: Draft, entry: Entry) -> tuple[str, tuple[str, str]]:
    """The words of the article around a doubt, and those right before and after its place."""
    for used in draft.used:
        at = 0
        for run in used.text.runs:
            if run.place <= entry.place < run.place + run.length:
                index = at + entry.place - run.place
                words = used.written
                shown = words[max(0, index - AROUND) : index + len(entry.text) + AROUND]
                before = words[max(0, index - 12) : index].rstrip("\n")
                return shown, (before.rpartition("\n")[2], words[index : index + 12].partition("\n")[0])
            at += run.length
    return "", ("", "")


def _around(body: str, words: str) -> str:
    at = body.find(words)
    return body[max(0, at - AROUND) : at + len(words) + AROUND] if at >= 0 else ""


def record(folder: IssueFolder, question: Question, verdict: str, *, by: str, date: str) -> None:
    """Write a decision down; a question that was answered this way is not asked again."""
    made = Verdict(
        rule=question.rule,
        verdict=verdict,
        text=question.text,
        chosen=question.chosen,
        file=question.file,
        line=str(question.line or ""),
        article=question.article,
        by=by,
        date=date,
    )
    add_decision(folder.path, read_decisions(folder.path, folder.shown)[0], made)


def settle_when_all_are_taken(
    folder: IssueFolder, question: Question, questions: Sequence[Question], taken: Mapping[str, bool], *, dry_run: bool
) -> Problem | None:
    """Merge an article once every clash of it is answered: `taken` says by field whether the new rules are right."""
    fields = {
        one.problem.facts["field"] for one in questions if one.clash is not None and one.article == question.article
    }
    found, problems = rerun(folder)
    if found is None:
        return problems[0]
    if dry_run or fields - taken.keys():
        return None
    return settle(folder, found, question.article, lambda clash: taken.get(f"{clash.field} {clash.at}".strip(), False))
