"""A comparison of an article with its source as a page for the browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

from site_builder.errors.wording import say
from site_builder.workflows.import_changes import RULES, Change, RawShown
from site_builder.workflows.import_diff import Comparison, Facsimile, Row, Span
from site_builder.workflows.report_page import choice
from site_builder.workflows.slips import Element, el, page

TAGS = {"deleted": "del", "inserted": "ins"}


AROUND = 2.0
"""Percent of a 版 shown around an article's place on its scan."""


def _style() -> str:
    """A colour for what each kind of rule did; where one is not ticked, both sides are as without it."""
    rules = [
        ".undone { display: none; background: var(--mark); }",
        ".facsimile { margin: 1rem 0; } .facsimile svg { display: block; inline-size: 100%; max-block-size: 92vh; }",
        "@media (min-width: 72rem) { body:has(.facsimile) { max-width: 92rem; }",
        "body:has(.facsimile) .beside { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 26rem)"
        " minmax(0, 1fr); column-gap: 1.8rem; }",
        ".beside .facsimile { grid-area: 1 / 2 / span 9999; position: sticky; inset-block-start: 1rem;"
        " align-self: start; }",
        ".beside:has(.facsimile) .row { display: contents; } .beside:has(.facsimile) .row > h2 { grid-column: 1; }",
        ".beside:has(.facsimile) .raw { grid-column: 1; } .beside:has(.facsimile) .cleaned { grid-column: 3; } }",
        ".rules { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: 1rem 0; padding: 0; border: 0; }",
        ".rules label { display: flex; gap: .35em; align-items: center; font: 400 .875rem/1.7 var(--hei); }",
    ]
    for number, kind in enumerate(RULES):
        hue = 360 * number // len(RULES)
        colour = f"light-dark(oklch(50% .16 {hue}), oklch(80% .12 {hue}))"
        rules.append(f".rules .{kind}, .raw .{kind}, .changes .{kind} {{ color: {colour}; opacity: 1; }}")
        off = f"body:has(#rule-{kind}:not(:checked))"
        rules.append(f"{off} .raw .{kind} {{ color: inherit; }} {off} :is(li, .done).{kind} {{ display: none; }}")
        rules.append(f"{off} .undone.{kind} {{ display: inline; }}")
    return "\n".join(rules)


def diff_page(found: Comparison, language: str, folder: str = "") -> str:
    """The page: a row for each field and paragraph, the source on the left, the article on the right.

    Between them is the place on the scan where there is one; `folder` is the way from the page to the issue's folder,
    empty or with a slash at its end.
    """
    body = [
        el("h1", found.title),
        el("p", el("code", found.file), css="soft"),
        el("hr", css="wenwu"),
        el("p", say("import.diff.legend", language), css="about"),
    ]
    if found.newer:
        body.append(el("p", say("import.diff.newer", language), css="did"))
    body += _rules(found, language)
    rows = [_row(row, language) for row in found.rows]
    body.append(el("div", *_facsimile(found.facsimile, folder, language), *rows, css="beside"))
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


def _facsimile(scan: Facsimile | None, folder: str, language: str) -> Iterator[Element]:
    """The scan of the 版, as much of it as shows where the article stands."""
    if scan is None:
        return
    x, y, width, height = scan.area or (0.0, 0.0, 100.0, 100.0)
    left, top = max(x - AROUND, 0.0), max(y - AROUND, 0.0)
    right, bottom = min(x + width + AROUND, 100.0), min(y + height + AROUND, 100.0)
    across, down = scan.size
    box = (left * across, top * down, (right - left) * across, (bottom - top) * down)
    address = quote(folder + scan.file)
    picture = el("image", href=address, width=str(across), height=str(down))
    drawn = el("svg", picture, viewBox=" ".join(f"{side / 100:g}" for side in box), role="img")
    drawn.set("aria-label", say("import.diff.facsimile", language))
    yield el("figure", el("a", drawn, href=address), css="facsimile")


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
    right = [el("p", *_words(row), css="words")]
    if row.changes:
        items = (el("li", change_words(one, language), css=one.kind) for one in row.changes)
        right.append(el("ul", *items, css="changes"))
    left = el("ol", *(_line(one) for one in row.raw))
    return el(
        "section",
        el("h2", part_words(row.part, language)),
        el("div", left, css="raw"),
        el("div", *right, css="cleaned"),
        css="row",
    )


def _words(row: Row) -> Iterator[Element | str]:
    """The words of the article, and at each seam what would stand there without the rule."""
    at = 0
    waiting = list(reversed(row.seams))
    for span in row.cleaned:
        if span.kind == "inserted":
            yield _span(span, span.text)
            continue
        end = at + len(span.text)
        place = at
        while waiting and waiting[-1].at < end:
            seam = waiting.pop()
            start, stop = max(seam.at, place), min(seam.at + seam.length, end)
            yield _span(span, span.text[place - at : start - at])
            if stop > start:
                yield el("span", _span(span, span.text[start - at : stop - at]), css=f"done {seam.kind}")
            if seam.without:
                yield el("span", seam.without, css=f"undone {seam.kind}")
            place = max(start, stop)
        yield _span(span, span.text[place - at :])
        at = end


def _span(span: Span, words: str) -> Element | str:
    return el(TAGS[span.kind], words) if span.kind and words else words


def _line(shown: RawShown) -> Element:
    return el("li", el("span", str(shown.line), css="number", title=shown.file), el("span", *_spans(shown)))


def _spans(shown: RawShown) -> Iterator[Element | str]:
    for span in shown.spans:
        yield el("span", span.text, css=span.kind) if span.kind else span.text
