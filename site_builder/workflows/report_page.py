"""The doubts of an import as a page for the browser: the weightiest first, each with its words marked in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.errors import wording
from site_builder.errors.wording import say
from site_builder.workflows.import_report import Band, Entry, Group, ImportReport, encoding_words, grouped
from site_builder.workflows.slips import Element, el, page

_BLANK = re.compile(r"\n(?:[ \t\u3000]*\n)+")


def report_page(report: ImportReport, language: str) -> str:
    """The page of a report."""
    title = say("import.page.title", language, issue=report.issue)
    bands = grouped(report.entries)
    body = [
        el(
            "header",
            el("p", say("import.page.kicker", language), css="kicker"),
            el("h1", report.issue or title),
            el("p", say("import.doubts", language, count=len(report.entries)).rstrip("：:"), css="deck"),
            el("hr", css="wenwu"),
            el("ul", *_counts(report, bands, language), css="counts"),
        ),
        el("p", say("import.page.about", language), css="about"),
        *(_band(band, language) for band in bands),
        *_made(report, language),
        *_read(report, language),
        el("hr", css="wenwu turned"),
    ]
    return page(title, language, body)


def _counts(report: ImportReport, bands: list[Band], language: str) -> Iterator[Element]:
    """How much was read and made, and how much is to be looked at."""
    for name, count in (
        ("sources", len(report.sources)),
        ("articles", len(report.articles)),
        ("furniture", report.furniture),
        *((band.name, band.count) for band in bands),
    ):
        yield el("li", el("b", str(count)), say(f"import.page.count.{name}", language), css=name)


def _band(band: Band, language: str) -> Element:
    title = say(f"import.band.{band.name}", language, count=band.count)
    return el("section", el("h2", title), *(_group(group, language) for group in band.groups), css=f"band {band.name}")


def _group(group: Group, language: str) -> Element:
    head = [el("h3", _kind(group, language), el("span", f"{len(group.entries)}", css="many"))]
    hints = {wording.hint(entry.problem, language) for _, entry in group.entries}
    if len(hints) == 1 and (hint := hints.pop()):
        head.append(el("p", hint, css="settle"))
    doubts = (_doubt(rank, entry, language, hinted=bool(hints)) for rank, entry in group.entries)
    return el("section", el("div", *head, css="head"), el("ol", *doubts, css="doubts"), css="group")


def _kind(group: Group, language: str) -> str:
    """What doubts of a kind are about."""
    try:
        return say(f"import.doubt.{group.rule}", language)
    except KeyError:
        return group.code


def _doubt(rank: int, entry: Entry, language: str, *, hinted: bool) -> Element:
    inside = [
        el("p", el("span", str(rank), css="rank"), el("code", str(entry.problem.place)), css="where"),
        el("p", wording.sentence(entry.problem, language), css="did"),
    ]
    if entry.excerpt.marked:
        seen = entry.excerpt
        before, marked, after = map(_closed, (seen.before, seen.marked, seen.after))
        words = el("p", "…" if before else "", before, el("mark", marked), after, css="words raw")
        inside.append(words)
    if hinted and (hint := wording.hint(entry.problem, language)):
        inside.append(el("p", hint, css="settle"))
    inside.append(el("dl", *_facts(entry, language)))
    return el("li", *inside, value=str(rank))


def _closed(words: str) -> str:
    """Words of a source without the blank lines that some extractions leave between all lines."""
    return _BLANK.sub("\n", words)


def _facts(entry: Entry, language: str) -> Iterator[Element]:
    facts = (
        ("chosen", choice(entry.chosen, language)),
        ("alternative", choice(entry.alternative, language)),
        ("score", f"{entry.score:.0%}" if entry.score < 1 else ""),
        ("evidence", entry.evidence),
        ("rule", f"{entry.rule} {entry.problem.code}"),
    )
    for name, words in facts:
        if words:
            yield el("div", el("dt", say(f"import.page.{name}", language)), el("dd", words))


def choice(words: str, language: str) -> str:
    """What a rule chose, as a person says it; names and readings stay what they are."""
    if not words.isascii():
        return words
    try:
        return say(f"import.choice.{words.replace(' ', '_').replace('-', '_')}", language)
    except KeyError:
        return words


def _made(report: ImportReport, language: str) -> Iterator[Element]:
    if report.articles:
        yield el("h2", say("import.made", language, articles=len(report.articles), furniture=report.furniture))
        rows = (
            el("tr", el("td", one.id, css="id"), el("td", one.title, css="title"), _place(one.lines))
            for one in report.articles
        )
        yield el("table", *rows)


def _read(report: ImportReport, language: str) -> Iterator[Element]:
    if report.sources:
        yield el("h2", say("import.read", language, count=len(report.sources), issue=report.issue))
        rows = (
            el(
                "tr",
                el("td", one.name, css="title"),
                el("td", f"{encoding_words(one, language)} {one.form}"),
                _place(one.sha256),
            )
            for one in report.sources
        )
        yield el("table", *rows)


def _place(words: str) -> Element:
    return el("td", words, css="place")
