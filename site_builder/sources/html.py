"""Saved web pages as a source: whether a text is one, and its text, lines and facts."""

from __future__ import annotations

import re

import msgspec

from site_builder.newspaper.calendar import exact_day
from site_builder.newspaper.characters import width
from site_builder.newspaper.raw import Emphasis, RawLine
from site_builder.newspaper.runs import copied
from site_builder.sources.line_reading import TAB, legible
from site_builder.sources.main_part import zoned
from site_builder.sources.web_page import WebLine
from site_builder.sources.web_reader import parse

_SIGNS = re.compile(
    r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<!--\s*enpproperty|<founder-content|<(?:div|p"
    r"|table)\b[^<>]*>.*?</(?:div|p|table)>",
    re.IGNORECASE | re.DOTALL,
)
_PAGE = re.compile(r"第?\s*([A-Z]?\d{1,3})\s*版\s*[:：]?\s*(\S{0,12})")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class HtmlText(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a web page, its lines and what its mark-up states."""

    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]
    lines: tuple[RawLine, ...]
    marks: tuple[tuple[int, int], ...]
    """Spans of `text` that are Markdown marks: around what is bold or italic, and the bars of tables."""

    emphasis: tuple[Emphasis, ...]

    facts: dict[str, str]


def is_html(text: str) -> bool:
    """Whether a text is a web page: it opens like one, or is mostly tags."""
    head = text[:4000].lstrip()
    if head[:1] == "<" and _SIGNS.search(head):
        return True
    return len(re.findall(r"</(?:p|div|td|span|a|li|h\d)>", text[:100_000])) >= 5 and _SIGNS.search(text) is not None


def read_html(html: str, base: int, number: int) -> HtmlText:
    """What a reader would see of the page, line by line, with places from `base` on."""
    page = parse(html)
    parts: list[str] = []
    starts: list[int] = []
    numbers: list[int] = []
    lines: list[RawLine] = []
    marks: list[tuple[int, int]] = []
    emphasis: list[Emphasis] = []
    at = 0
    for line in zoned(page):
        text, breaks, places = _marked(line)
        for index, number_in_file in ((0, line.number), *breaks):
            starts.append(at + index)
            numbers.append(number_in_file)
        marks += [(at + start, at + end) for start, end in places]
        own = [] if line.zone == "table" else list(places)
        for (start, opened), (_, end) in zip(own[::2], own[1::2], strict=True):
            emphasis.append(Emphasis(start=at + start, end=at + end, size=opened - start))
        lines.append(
            RawLine(
                text=legible(copied(text, base + at).without(own)).strip(),
                number=line.number,
                gap=line.gap,
                indent=width(text[: len(text) - len(text.lstrip())].replace("\t", " " * TAB)),
                level=line.level,
                bold=line.bold and not line.level and len(line.text) < 60,
                quoted=line.quoted,
                zone=line.zone,
                source=number,
            )
        )
        parts.append(text)
        at += len(text) + 1
    text = "\n".join(parts)
    return HtmlText(
        text=text,
        starts=tuple(starts) or (0,),
        numbers=tuple(numbers) or (1,),
        lines=tuple(line for line in lines if line.text),
        marks=tuple(marks),
        emphasis=tuple(emphasis),
        facts=_facts(page.facts),
    )


def _marked(line: WebLine) -> tuple[str, tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """The text of a line with marks for what is bold or italic in it, where its lines of the file begin, and where its
    marks stand.

    Marks are set in running text alone, and around words.
    """
    if line.zone == "table":
        return line.text, line.breaks, line.marks
    emphasis = line.emphasis if not line.zone and not line.level and line.linked < 0.5 else ()
    text = ""
    at = 0
    marks: list[tuple[int, int]] = []
    moved: list[tuple[int, int]] = []
    for start, end, mark in emphasis:
        words = line.text[start:end]
        start += len(words) - len(words.lstrip())
        end = max(start, end - len(words) + len(words.rstrip()))
        if not any(map(str.isalnum, line.text[start:end])):
            continue
        for index in (start, end):
            text += line.text[at:index]
            at = index
            marks.append((len(text), len(text) + len(mark)))
            text += mark
            moved.append((index, len(mark)))
    breaks = tuple(
        (index + sum(size for place, size in moved if place <= index), number) for index, number in line.breaks
    )
    return text + line.text[at:], breaks, tuple(marks)


def _facts(stated: dict[str, str]) -> dict[str, str]:
    """What the head of a digital newspaper's page says of the paper."""
    facts: dict[str, str] = {}
    node = _PAGE.search(stated.get("nodename", "")) or _PAGE.search(f"{stated.get('pagenum', '')}版")
    if node:
        facts["page"], facts["page_name"] = node[1].lstrip("0") or node[1], node[2]
    day = _DAY.search(stated.get("date", "") or stated.get("meta:pubdate", "") or stated.get("meta:publishdate", ""))
    if day:
        iso = f"{int(day[1]):04d}-{int(day[2]):02d}-{int(day[3]):02d}"
        facts |= {"date": iso} if exact_day(iso) else {}
    if stated.get("author"):
        facts["author"] = stated["author"]
    return facts
