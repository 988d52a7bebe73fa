"""Suspected misprints of an import: noted beside the text in `suspected` and in the report, never put right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, groupby

import msgspec

from site_builder.manuscript.paragraphs import blocks, numbers
from site_builder.newspaper.model import Suspicion
from site_builder.newspaper.raw import Decision, RawIssue
from site_builder.newspaper.runs import EMPTY, Text
from site_builder.segmenting.look_alikes import Misprint, look_alikes
from site_builder.segmenting.mixed_forms import mixed_forms
from site_builder.segmenting.two_forms import two_forms
from site_builder.workflows.ingest_drafts import Draft
from site_builder.workflows.ingest_pages import PageDraft

RULE = "suspected"
HEADINGS = ("kicker", "headline", "deck")
WIDEST = 12
"""Characters beside the suspected ones that may be quoted to tell them from the same words elsewhere in a paragraph."""


class _Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    page: int
    draft: int
    source: int
    """Where in the import the source begins that it is from."""

    at: str
    """`p3`, or `headline`, `kicker`, `deck`; empty where nothing can point: subheadings, quotations."""

    string: str
    text: Text
    """The same words with their places."""


def with_suspicions(raw: RawIssue, pages: Sequence[PageDraft], archive: Iterable[str]) -> list[PageDraft]:
    """The pages with what is suspected in their texts and headings; `archive` are the bodies that speak for others."""
    paragraphs = [
        paragraph
        for page, one in enumerate(pages)
        for number, draft in enumerate(one.drafts)
        for paragraph in (*_headings(raw, page, number, draft), *_paragraphs(raw, page, number, draft))
    ]
    told = tuple(f".{field}" for field in (*HEADINGS, "body"))
    beside = [used.written for page in pages for used in page.used if not used.field.endswith(told)]
    texts = [paragraph.string for paragraph in paragraphs]
    both = two_forms(texts)
    alike = [one for one in look_alikes(texts, chain(beside, archive)) if not any(_within(one, form) for form in both)]
    found = [(paragraphs[misprint.text], misprint) for misprint in (*alike, *both)]
    for _, of_source in groupby(paragraphs, key=lambda paragraph: paragraph.source):
        document = list(of_source)
        texts = [paragraph.string for paragraph in document]
        found += [(document[misprint.text], misprint) for misprint in mixed_forms(texts)]
    noted: dict[tuple[int, int], list[Suspicion]] = {}
    decisions: dict[int, list[Decision]] = {}
    for paragraph, misprint in found:
        if not paragraph.at:
            continue
        suspicion, start, end = _quoted(paragraph, misprint)
        suspicions = noted.setdefault((paragraph.page, paragraph.draft), [])
        if suspicion in suspicions:
            continue
        suspicions.append(suspicion)
        decisions.setdefault(paragraph.page, []).append(
            Decision(
                rule=RULE,
                chosen=suspicion.printed,
                alternative=suspicion.suggestion,
                score=misprint.score,
                evidence=misprint.evidence,
                text=paragraph.text.slice(start, end),
            )
        )
    return [
        msgspec.structs.replace(
            page,
            drafts=tuple(_noted(draft, noted.get((index, number), [])) for number, draft in enumerate(page.drafts)),
            decisions=(*page.decisions, *decisions.get(index, [])),
        )
        for index, page in enumerate(pages)
    ]


def _within(one: Misprint, other: Misprint) -> bool:
    return one.text == other.text and other.start <= one.start and one.end <= other.end


def _noted(draft: Draft, suspicions: Sequence[Suspicion]) -> Draft:
    if not suspicions:
        return draft
    ordered = sorted(suspicions, key=lambda one: int(one.at[1:]) if one.at not in HEADINGS else 0)
    return msgspec.structs.replace(draft, article=msgspec.structs.replace(draft.article, suspected=tuple(ordered)))


def _headings(raw: RawIssue, page: int, number: int, draft: Draft) -> Iterable[_Paragraph]:
    """The lines of a heading."""
    for used in draft.used:
        field = used.field.rpartition(".")[2]
        if field in HEADINGS and used.field.count(".") == 1 and used.text.place() >= 0:
            source = raw.where(used.text.place())[0].base
            yield _Paragraph(page=page, draft=number, source=source, at=field, string=used.text.string, text=used.text)


def _paragraphs(raw: RawIssue, page: int, number: int, draft: Draft) -> Iterable[_Paragraph]:
    """The paragraphs of a body, and what stands between them."""
    body = next((used.text for used in draft.used if used.field == f"{draft.article.id}.body"), EMPTY)
    parts = blocks(body.string)
    texts = body.slices(_spans(body.string, parts))
    for part, count, text in zip(parts, numbers(parts), texts, strict=True):
        if text.place() >= 0:
            source = raw.where(text.place())[0].base
            anchor = f"p{count}" if count else ""
            yield _Paragraph(page=page, draft=number, source=source, at=anchor, string=part, text=text)


def _spans(string: str, parts: Iterable[str]) -> Iterable[tuple[int, int]]:
    """Where the parts of a string stand in it, one after the other."""
    at = 0
    for part in parts:
        start = string.index(part, at)
        at = start + len(part)
        yield start, at


def _quoted(paragraph: _Paragraph, misprint: Misprint) -> tuple[Suspicion, int, int]:
    """The suspicion, quoted with as much beside it as makes it the only one of its paragraph."""
    string, start, end = paragraph.string, misprint.start, misprint.end
    for _ in range(WIDEST):
        if string.count(string[start:end]) == 1:
            break
        start, end = max(0, start - 1), min(len(string), end + 1)
    before, after = string[start : misprint.start], string[misprint.end : end]
    suspicion = Suspicion(
        at=paragraph.at,
        printed=string[start:end],
        suggestion=before + misprint.suggestion + after,
        evidence=misprint.evidence,
    )
    return suspicion, start, end
