"""What an answer of a review does to an article: words put right are emendations, paragraphs are parted or joined."""

from __future__ import annotations

import msgspec

from site_builder.engine.whole_files import write_whole
from site_builder.errors import Place, Problem, Severity
from site_builder.manuscript import paragraphs
from site_builder.manuscript.merging import merge
from site_builder.newspaper.model import HEADING_FIELDS, Article, Emendation
from site_builder.workflows.rebuild import read_articles, rewritten
from site_builder.workflows.rerun import IssueFolder
from site_builder.workflows.review import Question


def emend(
    folder: IssueFolder, question: Question, was: str, now: str, *, by: str, date: str, dry_run: bool = False
) -> Problem | None:
    """Put words of an article right and note it as an emendation; the problem when they do not stand there once."""
    article, problem = _article(folder, question)
    if article is None:
        return problem
    at = question.suspicion.at if question.suspicion else ""
    changed = _changed(article, was, now, at)
    if changed is None or was == now:
        return Problem(code="I044", place=_place(folder, question), facts={"found": was})
    words, at = changed
    kind = "ocr" if question.suspicion else "text"
    made = Emendation(at=at, was=was, now=now, kind=kind, by=by, date=date)
    words = msgspec.structs.replace(
        words,
        emendations=(*article.emendations, made),
        suspected=tuple(one for one in article.suspected if one != question.suspicion),
    )
    return _write(folder, question, words, dry_run=dry_run)


def dismiss(folder: IssueFolder, question: Question, *, dry_run: bool = False) -> Problem | None:
    """Take a suspicion out of an article: the text is right as it stands."""
    article, problem = _article(folder, question)
    if article is None:
        return problem
    left = tuple(one for one in article.suspected if one != question.suspicion)
    return _write(folder, question, msgspec.structs.replace(article, suspected=left), dry_run=dry_run)


def can_turn(question: Question) -> bool:
    """Whether rejecting a doubt can be done by the program: a paragraph is parted, or joined to the one before."""
    return question.rule == "paragraph_start" and all(question.seam)


def turn(folder: IssueFolder, question: Question, *, dry_run: bool = False) -> Problem | None:
    """Part or join a paragraph where a rule was wrong; the problem when its words are not there any more."""
    article, problem = _article(folder, question)
    if article is None:
        return problem
    before, after = question.seam
    apart, close = f"{before}\n\n{after}", f"{before}{after}"
    was, now = (apart, close) if question.chosen == "break" else (close, apart)
    if article.body.count(was) != 1:
        return Problem(code="I044", place=_place(folder, question), facts={"found": was.replace("\n\n", " ¶ ")})
    changed = msgspec.structs.replace(article, body=article.body.replace(was, now))
    renumbered = merge(article, article, changed).article  # what names a later paragraph goes on naming it
    return _write(folder, question, renumbered, dry_run=dry_run)


def _changed(article: Article, was: str, now: str, at: str) -> tuple[Article, str] | None:
    """The article with some words changed, and the paragraph they are in; None when they do not stand there once.

    In the paragraph a suspicion names they must stand once, or not at all: then once in the whole article.
    """
    parts = list(paragraphs.blocks(article.body))
    index = paragraphs.numbered(parts, at) if at else -1
    if not was or (index >= 0 and parts[index].count(was) > 1):
        return None
    if index < 0 or not parts[index].count(was):
        fields = {name: _said(article, name) for name in HEADING_FIELDS}
        within = [fields[at]] if at in fields and was in fields[at] else [*parts, *fields.values()]
        if sum(text.count(was) for text in within) != 1:
            return None
        if at in fields and was in fields[at]:
            return _in_heading(article, at, was, now), at
        index = next((number for number, part in enumerate(parts) if was in part), -1)
    if index >= 0:
        number = next((one for one in reversed(paragraphs.numbers(parts)[: index + 1]) if one), 1)
        parts[index] = parts[index].replace(was, now)
        return msgspec.structs.replace(article, body=paragraphs.joined(parts)), f"p{number}"
    field = next(name for name in HEADING_FIELDS if was in _said(article, name))
    return _in_heading(article, field, was, now), field


def _said(article: Article, field: str) -> str:
    """What a field of the heading says; the lines of a headline one below the other."""
    return "\n".join(article.headline) if field == "headline" else str(getattr(article, field))


def _in_heading(article: Article, field: str, was: str, now: str) -> Article:
    said = _said(article, field).replace(was, now)
    changed: dict[str, object] = {field: tuple(said.split("\n")) if field == "headline" else said}
    return msgspec.structs.replace(article, **changed)


def _article(folder: IssueFolder, question: Question) -> tuple[Article | None, Problem | None]:
    articles, _, _ = read_articles(folder)
    article = articles.get(question.article)
    return article, None if article is not None else Problem(code="I035", place=_place(folder, question))


def _place(folder: IssueFolder, question: Question) -> Place:
    return Place(f"{folder.shown}/{question.article}.md")


def _write(folder: IssueFolder, question: Question, article: Article, *, dry_run: bool) -> Problem | None:
    path = folder.path / f"{question.article}.md"
    _, texts, _ = read_articles(folder)
    text = rewritten(texts[question.article], article)
    if text is None:
        return Problem(code="I146", place=_place(folder, question), severity=Severity.ERROR)
    if not dry_run:
        write_whole(path, text.encode())
    return None
