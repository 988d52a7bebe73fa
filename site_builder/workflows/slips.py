"""Pages for the archivist's own browser: one file, no script, styles inside, every text escaped by construction."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")

STYLE = """
@font-face { font-family: "Points SC"; unicode-range: U+3001-3002, U+FF01, U+FF0C, U+FF1A-FF1B, U+FF1F;
  src: local("Noto Serif CJK SC"), local("NotoSerifCJKsc-Regular"), local("Source Han Serif SC"); }
:root { color-scheme: light dark; --paper: light-dark(#f3f4f1, #111312); --sheet: light-dark(#fbfcfa, #191c1a);
  --ink: light-dark(#161917, #e2e4de); --soft: light-dark(#4d5450, #a7ada7); --rule: light-dark(#161917, #7d837d);
  --hair: light-dark(#c8ccc5, #383d39); --spot: light-dark(#b3201a, #f2604c); --mark: light-dark(#ffe590, #5b4a10);
  --new: light-dark(#1b6e3c, #7fd6a0);
  --song: "Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC", "Songti SC", STSong, SimSun, serif;
  --kai: "LXGW WenKai", "Points SC", "AR PL UKai CN", "Kaiti SC", STKaiti, KaiTi, BiauKai, var(--song);
  --hei: "PingFang SC", "Source Han Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif;
  --mono: "Source Han Mono SC", "Noto Sans Mono CJK SC", ui-monospace, monospace; }
:root:lang(zh-Hant) {
  --song: "Source Han Serif TC", "Noto Serif CJK TC", "Noto Serif TC", "Songti TC", LiSong, PMingLiU, serif;
  --kai: "LXGW WenKai TC", "AR PL UKai TW", "Kaiti TC", BiauKai, DFKai-SB, var(--song);
  --hei: "PingFang TC", "Source Han Sans TC", "Noto Sans CJK TC", "Microsoft JhengHei", system-ui, sans-serif; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2.2rem clamp(1rem, 4vw, 3rem) 4rem; color: var(--ink);
  background: var(--paper); font: 400 1.0625rem/1.8 var(--song); -webkit-text-size-adjust: 100%; }
.wenwu { block-size: 7px; margin: 0; border: 0;
  background: linear-gradient(var(--rule) 0 4px, #0000 4px 6px, var(--rule) 6px 7px); }
.wenwu.turned { transform: scaleY(-1); margin-block-start: 3rem; }
h1 { margin: .1em 0 .15em; font: 900 clamp(1.7rem, 1.1rem + 2.6vw, 2.7rem)/1.25 var(--song); overflow-wrap: anywhere; }
h2 { margin: 2.6rem 0 .3rem; padding-block-start: .7rem; border-block-start: 1px solid var(--rule);
  font: 700 1.375rem/1.4 var(--song); text-wrap: pretty; }
h3 { margin: 0; font: 700 1.0625rem/1.5 var(--hei); }
p { margin: 0; }
.kicker, .deck, .about, .settle { font-family: var(--kai); color: var(--soft); }
.kicker { font-size: 1.125rem; } .deck { margin-block-end: .7rem; font-size: 1.125rem; }
.counts { display: flex; flex-wrap: wrap; gap: .2rem 1.8rem; margin: .8rem 0 0; padding: 0; list-style: none;
  font: 400 .875rem/1.7 var(--hei); color: var(--soft); }
.counts b { margin-inline-end: .35em; font: 700 1.25rem/1 var(--song); color: var(--ink); }
.counts .first b { color: var(--spot); }
.about { max-width: 36em; margin-block-start: 1rem; }
.band.first > h2::before { content: ""; display: inline-block; inline-size: .55em; block-size: .55em;
  margin-inline-end: .5em; background: var(--spot); vertical-align: .08em; }
.group { display: grid; grid-template-columns: 13rem minmax(0, 1fr); gap: 0 1.8rem; padding-block: 1.1rem .6rem; }
.group + .group { border-block-start: 1px solid var(--hair); }
.head { position: sticky; inset-block-start: 1rem; align-self: start; }
.many { margin-inline-start: .5em; font-weight: 400; color: var(--soft); }
.settle { margin-block-start: .2rem; font-size: .9375rem; line-height: 1.65; text-wrap: pretty; }
ol.doubts { margin: 0; padding: 0; list-style: none; }
ol.doubts > li { padding-block: 0 1.15rem; break-inside: avoid; }
ol.doubts > li + li { padding-block-start: 1rem; border-block-start: 1px solid var(--hair); }
.where { display: flex; gap: .7em; align-items: baseline; font: 400 .8125rem/1.6 var(--hei); color: var(--soft); }
.rank { min-inline-size: 1.6em; font-weight: 700; color: var(--spot); font-variant-numeric: tabular-nums; }
.did { text-wrap: pretty; overflow-wrap: anywhere; }
code, .place, .raw { font-family: var(--mono); font-size: .875rem; overflow-wrap: anywhere; }
.doubts .words { margin-block: .45rem .5rem; padding: .55rem .9rem; border-inline-start: 3px solid var(--hair);
  background: var(--sheet); font: 400 1rem/1.75 var(--song); }
dl { display: flex; flex-wrap: wrap; gap: .1rem 1.3rem; margin: .2rem 0 0; font: 400 .8125rem/1.7 var(--hei); }
dl div { display: flex; gap: .5em; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
mark { background: var(--mark); color: inherit; padding: .08em .1em; box-decoration-break: clone;
  -webkit-box-decoration-break: clone; }
.soft, .rule { color: var(--soft); font-size: .875rem; }
del, .joined, .space, .hyphen, .markup, .elsewhere { color: var(--spot); }
ins, .escape { color: var(--new); }
.aside { color: var(--soft); opacity: .6; }
.row { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.8rem; padding: .9rem 0;
  border-block-start: 1px solid var(--hair); }
.row > * { min-inline-size: 0; }
.row > h2 { grid-column: 1 / -1; margin: 0; padding: 0; border: 0; color: var(--soft); }
.row > h2 { font: 700 .875rem/1.7 var(--hei); }
.raw ol { list-style: none; margin: 0; padding: 0; }
.raw li { display: flex; gap: .75rem; white-space: pre-wrap; }
.raw .number { flex: 0 0 3.2rem; text-align: end; color: var(--soft); user-select: none; }
.words { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
ul.changes { margin: .4rem 0 0; padding-inline-start: 1.2rem; font: 400 .8125rem/1.7 var(--hei); color: var(--soft); }
table { border-collapse: collapse; inline-size: 100%; margin: .6rem 0 1rem; font-size: .9375rem; }
td, th { border-block-start: 1px solid var(--hair); padding: .4rem .8rem .4rem 0; text-align: start;
  vertical-align: baseline; }
td.id { font: 400 .875rem/1.7 var(--hei); white-space: nowrap; } td.place { color: var(--soft); font-size: .8125rem; }
@media (max-width: 46rem) { .row, .group { grid-template-columns: minmax(0, 1fr); }
  .head { position: static; margin-block-end: .6rem; }
  td { display: block; border: 0; padding: .1rem 0; } tr { display: block; padding-block: .5rem;
  border-block-start: 1px solid var(--hair); } }
@media print { body { max-width: none; font-size: 10pt; } .head { position: static; }
  .row, li { break-inside: avoid; } }
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


def page(title: str, language: str, body: Iterable[Element], style: str = "") -> str:
    """A whole HTML document; `style` is added to what all have."""
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="robots", content="noindex"),
        el("title", title),
        el("style", STYLE + style),
    )
    document = el("html", head, el("body", *body), lang=language)
    return "<!DOCTYPE html>\n" + ElementTree.tostring(document, encoding="unicode", method="html") + "\n"
