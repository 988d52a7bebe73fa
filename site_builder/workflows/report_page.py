"""The doubts of an import as a page for the browser: the weightiest first, each with its words marked in the source."""

from __future__ import annotations

from site_builder.errors import wording
from site_builder.errors.wording import say
from site_builder.workflows.import_report import Entry, ImportReport
from site_builder.workflows.slips import Element, el, page


def report_page(report: ImportReport, language: str) -> str:
    """The page of a report."""
    title = say("import.page.title", language, issue=report.issue)
    body = [
        el("h1", title),
        el("p", say("import.page.about", language), css="soft"),
        el("h2", say("import.doubts", language, count=len(report.entries))),
        el("ol", *(_doubt(entry, language) for entry in report.entries), css="doubts"),
        el("h2", say("import.made", language, articles=len(report.articles), furniture=report.furniture)),
        el("table", *(el("tr", el("td", one.id), el("td", one.title), _place(one.lines)) for one in report.articles)),
        el("h2", say("import.read", language, count=len(report.sources), issue=report.issue)),
        el(
            "table",
            *(
                el("tr", _place(one.name), el("td", one.encoding), el("td", one.form), _place(one.sha256))
                for one in report.sources
            ),
        ),
    ]
    return page(title, language, body)


def _place(words: str) -> Element:
    return el("td", words, css="place")


def _doubt(entry: Entry, language: str) -> Element:
    inside = [
        el("p", el("span", str(entry.problem.place), css="place"), css="soft"),
        el("p", wording.sentence(entry.problem, language), css="did"),
    ]
    if entry.excerpt.marked:
        seen = entry.excerpt
        words = el("p", "…" if seen.before else "", seen.before, el("mark", seen.marked), seen.after, css="words raw")
        inside.append(words)
    if hint := wording.hint(entry.problem, language):
        inside.append(el("p", hint))
    facts = [say("import.page.rule", language, rule=entry.rule, code=entry.problem.code)]
    if entry.chosen:
        facts.append(say("import.page.chosen", language, chosen=entry.chosen))
    if entry.alternative:
        facts.append(say("import.page.alternative", language, alternative=entry.alternative))
    if entry.score < 1:
        facts.append(say("import.page.score", language, score=f"{entry.score:.0%}"))
    if entry.evidence:
        facts.append(say("import.page.evidence", language, evidence=entry.evidence))
    inside.append(el("p", " · ".join(facts), css="rule"))
    return el("li", *inside)
