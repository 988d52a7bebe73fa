"""A comparison of an article with its source as a page for the browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from site_builder.errors.wording import say
from site_builder.workflows.import_changes import RULES, Change, RawShown
from site_builder.workflows.import_diff import Comparison, Row
from site_builder.workflows.report_page import choice
from site_builder.workflows.slips import Element, el, page

TAGS = {"deleted": "del", "inserted": "ins"}


def _style() -> str:
    """A colour for what each kind of rule did; one that is not ticked leaves the source as it was."""
    rules = [
        ".rules { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: 1rem 0; padding: 0; border: 0; }",
        ".rules label { display: flex; gap: .35em; align-items: center; font: 400 .875rem/1.7 var(--hei); }",
    ]
    for number, kind in enumerate(RULES):
        hue = 360 * number // len(RULES)
        colour = f"light-dark(oklch(50% .16 {hue}), oklch(80% .12 {hue}))"
        rules.append(f".rules .{kind}, .raw .{kind} {{ color: {colour}; opacity: 1; }}")
        off = f"body:has(#rule-{kind}:not(:checked))"
        rules.append(f"{off} .raw .{kind} {{ color: inherit; }} {off} li.{kind} {{ display: none; }}")
    return "\n".join(rules)


def diff_page(found: Comparison, language: str) -> str:
    """The page: a row for each field and paragraph, the source on the left, the article on the right."""
    body = [
        el("h1", found.title),
        el("p", el("code", found.file), css="soft"),
        el("hr", css="wenwu"),
        el("p", say("import.diff.legend", language), css="about"),
    ]
    if found.newer:
        body.append(el("p", say("import.diff.newer", language), css="did"))
    body += _rules(found, language)
    body += [_row(row, language) for row in found.rows]
    if found.edits:
        body.append(el("h2", say("import.diff.fields", language)))
        lines = [
            el("tr", el("th", one.field), el("td", el("del", one.theirs)), el("td", el("ins", one.mine)))
            for one in found.edits
        ]
        body.append(el("table", *lines))
    return page(found.title, language, body, _style())


def _rules(found: Comparison, language: str) -> Iterator[Element]:
    """The rules that did something, each with its colour, how often, and a box to look past it."""
    counts: dict[str, Counter[str]] = {}
    for change in (change for row in found.rows for change in row.changes if change.kind in RULES):
        counts.setdefault(change.kind, Counter())[change.rule] += change.count
    labels = []
    for kind in (kind for kind in RULES if kind in counts):
        said = say(f"import.diff.kind.{kind}", language)
        names = "、".join(sorted(counts[kind]))
        box = el("input", type="checkbox", id=f"rule-{kind}", checked="checked")
        labels.append(el("label", box, el("strong", f"{said} × {counts[kind].total()}", css=kind), f" {names}"))
    if labels:
        yield el("form", *labels, css="rules", autocomplete="off")


def change_words(change: Change, language: str) -> str:
    """What a change did, in a sentence, and the rule that made it."""
    facts = {"rule": change.rule, "count": change.count, "line": change.line, "chosen": choice(change.chosen, language)}
    if change.kind == "decided":
        return say("import.diff.decided", language, score=f"{change.score:.0%}", **facts)
    return say("import.diff.change", language, what=say(f"import.diff.kind.{change.kind}", language), **facts)


def part_words(part: str, language: str) -> str:
    """What a part of an article is called."""
    try:
        return say(f"import.diff.part.{part.replace(' ', '_')}", language)
    except KeyError:
        return part


def _row(row: Row, language: str) -> Element:
    words = [el(TAGS[span.kind], span.text) if span.kind else span.text for span in row.cleaned]
    right = [el("p", *words, css="words")]
    if row.changes:
        items = (el("li", change_words(one, language), css=one.kind) for one in row.changes)
        right.append(el("ul", *items, css="changes"))
    left = el("ol", *(_line(one) for one in row.raw))
    return el(
        "section", el("h2", part_words(row.part, language)), el("div", left, css="raw"), el("div", *right), css="row"
    )


def _line(shown: RawShown) -> Element:
    return el("li", el("span", str(shown.line), css="number", title=shown.file), el("span", *_spans(shown)))


def _spans(shown: RawShown) -> Iterator[Element | str]:
    for span in shown.spans:
        yield el("span", span.text, css=span.kind) if span.kind else span.text
