"""Pages for the archivist's own browser: one file, no script, styles inside, every text escaped by construction."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")

STYLE = """
:root { color-scheme: light dark; --ink: #1d1b18; --paper: #fbfaf7; --soft: #6d675e; --line: #d9d3c7;
  --mark: #fff0b8; --gone: #b3261e; --new: #1b6e3c; --note: #2a4d8f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e4dc; --paper: #1b1a18; --soft: #a39c90; --line: #3b3833;
  --mark: #5a4a12; --gone: #ff8a80; --new: #7fd6a0; --note: #9db9f2; } }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem 1rem 4rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.7 "Source Han Serif SC", "Noto Serif CJK SC", Songti SC, SimSun, serif; }
h1 { font-size: 1.5rem; line-height: 1.35; margin: 0 0 .5rem; }
.soft, .rule { color: var(--soft); font-size: .875rem; }
code, .place, .raw { font-family: "Source Han Mono SC", "Noto Sans Mono CJK SC", ui-monospace, monospace;
  font-size: .9rem; overflow-wrap: anywhere; }
mark { background: var(--mark); color: inherit; padding: 0 .1em; }
del, .joined, .space, .hyphen, .markup, .elsewhere { color: var(--gone); }
ins, .escape { color: var(--new); }
.aside { color: var(--soft); opacity: .6; }
.row { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.5rem; padding: .75rem 0;
  border-top: 1px solid var(--line); }
.row > * { min-width: 0; }
.row > h2 { grid-column: 1 / -1; font-size: .875rem; color: var(--note); margin: 0; font-weight: 600; }
.raw ol { list-style: none; margin: 0; padding: 0; }
.raw li { display: flex; gap: .75rem; white-space: pre-wrap; }
.raw .number { flex: 0 0 3.5rem; text-align: right; color: var(--soft); user-select: none; }
.words { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
ul.changes { margin: .4rem 0 0; padding-left: 1.2rem; color: var(--note); font-size: .875rem; }
ol.doubts { padding-left: 2.2rem; } ol.doubts > li { border-top: 1px solid var(--line); padding: .75rem 0; }
ol.doubts p { margin: .15rem 0; } .did { font-weight: 600; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: .9rem; }
td, th { border-top: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
@media (max-width: 46rem) { .row { grid-template-columns: 1fr; } }
@media print { body { max-width: none; font-size: 10pt; } .row, li { break-inside: avoid; } }
"""

Element = ElementTree.Element


def el(tag: str, *inside: Element | str, css: str = "", **attributes: str) -> Element:
    """An element with texts and elements in it."""
    made = Element(tag, {**({"class": css} if css else {}), **attributes})
    for one in inside:
        if isinstance(one, str):
            words = _UNPRINTABLE.sub("\ufffd", one)
            if len(made):
                made[-1].tail = (made[-1].tail or "") + words
            else:
                made.text = (made.text or "") + words
        else:
            made.append(one)
    return made


def page(title: str, language: str, body: Iterable[Element]) -> str:
    """A whole HTML document."""
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="robots", content="noindex"),
        el("title", title),
        el("style", STYLE),
    )
    document = el("html", head, el("body", *body), lang=language)
    return "<!DOCTYPE html>\n" + ElementTree.tostring(document, encoding="unicode", method="html") + "\n"
