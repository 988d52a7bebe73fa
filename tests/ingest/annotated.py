"""Pages in files, written as an archivist would mark them up: what each line is, and how the page is to be printed.

A line is a tag, a space and what was printed:

    print width=18 gaps=every indent=dropped     how the page is printed; several such lines print it several times
    = | F                                        a new article | a line of furniture
    C K H D B | P ## R U Q | S T                 column label, kicker, headline, deck, byline; paragraph ({lead}text),
                                                 subheading, line to be kept, caption, pull quote; signature, credit
    N reporter 甲乙 丙丁                           names the truth expects
    ~ text                                       the raw line instead of what the tag prints; several are several lines
    + text                                       a raw line more, before what follows: a page break, a rule

With `form=lines` every paragraph is one line; `form=markdown` puts `#`, `##` and `###` before headings.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from site_builder.newspaper.characters import is_western
from tests.ingest.shuffling import set_western, wrap

FIELDS = {"C": "series", "K": "kicker", "D": "deck"}
MARKS = {"K": "## ", "H": "# ", "D": "### ", "##": "### "}


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """How a page is printed."""

    form: str = "column"
    width: int = 18
    gaps: str = "none"
    """Blank lines: none, every, paragraph, article."""

    indent: str = "dropped"
    """dropped, kept or none."""

    after: bool = False
    spaced: bool = False
    """Whether OCR put a space between every two characters."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One tagged line of a page."""

    tag: str
    text: str
    raw: tuple[str, ...] | None = None


def read_page(path: Path) -> tuple[list[Setting], list[Line]]:
    """The settings and the tagged lines of a page's file."""
    settings: list[Setting] = []
    lines: list[Line] = []
    for row in path.read_text(encoding="utf-8").splitlines():
        tag, _, text = row.partition(" ")
        if tag == "print":
            settings.append(msgspec.convert(dict(pair.split("=") for pair in text.split()), Setting, strict=False))
        elif tag == "~":
            lines[-1] = msgspec.structs.replace(lines[-1], raw=(*(lines[-1].raw or ()), text))
        elif tag and tag != "#":
            lines.append(Line(tag=tag, text=text))
    return settings or [Setting()], lines


def printed_page(lines: list[Line], setting: Setting) -> tuple[str, dict[str, Any]]:
    """The raw text of a page and its truth, in the shape of the scorer's gold."""
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.tag == "=":
            groups.append([])
        groups[-1].append(line)
    raw: list[str] = []
    truth: dict[str, Any] = {"articles": [], "furniture": [], "packages": []}
    for group in groups:
        raw += _print(group, setting)
        if group and group[0].tag == "=":
            truth["articles"].append(_truth(group, len(truth["articles"]) + 1))
        truth["furniture"] += [{"type": "furniture", "text": line.text} for line in group if line.tag == "F"]
    text = "\n".join(raw) + "\n"
    return (_spaced(text) if setting.spaced else text), truth


def _print(group: list[Line], setting: Setting) -> list[str]:
    order = [line for line in group if line.tag not in ("=", "N")]
    if setting.after:
        head = [line for line in order if line.tag in FIELDS or line.tag == "H"]
        order = [line for line in order if line not in head] + head
    out: list[str] = []
    for line in order:
        made = list(line.raw) if line.raw is not None else list(_printed(line, setting))
        gap = setting.gaps == "every" or setting.form == "markdown"
        for row in made:
            out += [row, ""] if gap else [row]
        if setting.gaps == "paragraph" and not gap:
            out.append("")
    return [*out, ""] if setting.gaps == "article" else out


def _printed(line: Line, setting: Setting) -> Iterator[str]:
    if line.tag in ("P", "U", "Q"):
        text = line.text.replace("{", "").replace("}", "")
        if setting.form != "column":
            yield text
            return
        first = 0 if setting.indent == "none" or line.tag != "P" else 2
        western = is_western(text)
        rows = set_western(text, setting.width * 2, first) if western else wrap(text, setting.width, first)
        if setting.indent == "kept" and line.tag == "P":
            rows[0] = ("  " if western else "　　") + rows[0]
        yield from rows
    else:
        yield (MARKS.get(line.tag, "") if setting.form == "markdown" else "") + line.text


def _truth(group: list[Line], number: int) -> dict[str, Any]:
    gold: dict[str, Any] = {"id": f"a{number:02d}", "body": [], "meta_raw": [], "byline": {}}
    headline = [line.text for line in group if line.tag == "H"]
    gold["headline"] = " ".join(headline) or None
    for tag, field in FIELDS.items():
        if found := [line.text for line in group if line.tag == tag]:
            gold[field] = " ".join(found)
    kept: list[str] = []
    for line in [*group, Line(tag="", text="")]:
        if kept and line.tag != "R":
            gold["body"].append({"type": "paragraph", "text": "\n".join(kept)})
            kept = []
        if line.tag == "R":
            kept.append(line.text)
        elif line.tag in ("P", "U", "Q", "##"):
            gold["body"].append(_block(line, gold["meta_raw"]))
        elif line.tag in ("B", "S", "T"):
            role = {"B": "byline", "S": "signature", "T": "credit"}[line.tag]
            gold["meta_raw"].append(
                {"role": role, "text": line.text, "position": "head" if line.tag == "B" else "tail"}
            )
        elif line.tag == "N":
            role, *names = line.text.split()
            gold["byline"].setdefault(role, []).extend(name.replace("_", " ") for name in names)
    return gold


def _block(line: Line, meta: list[dict[str, str]]) -> dict[str, str]:
    kinds = {"P": "paragraph", "U": "caption", "Q": "pullquote", "##": "subheading"}
    if line.text.startswith("{"):
        lead, _, text = line.text[1:].partition("}")
        meta.append({"role": "lead", "text": lead, "position": "lead"})
        return {"type": kinds[line.tag], "lead": lead, "text": text}
    return {"type": kinds[line.tag], "text": line.text}


def _spaced(text: str) -> str:
    return "\n".join(" ".join(row) for row in text.split("\n"))
