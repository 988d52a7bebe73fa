"""Saved web pages as a source: whether a text is one, and its text, lines and facts."""

from __future__ import annotations

import re

import msgspec

from site_builder.newspaper.calendar import exact_day
from site_builder.newspaper.raw import RawLine
from site_builder.newspaper.runs import copied
from site_builder.sources.main_part import zoned
from site_builder.sources.web_page import parse

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
    at = 0
    for line in zoned(page):
        starts.append(at)
        numbers.append(line.number)
        lines.append(
            RawLine(
                text=copied(line.text, base + at).strip(),
                number=line.number,
                level=line.level,
                bold=line.bold and not line.level and len(line.text) < 60,
                zone=line.zone,
                source=number,
            )
        )
        parts.append(line.text)
        at += len(line.text) + 1
    text = "\n".join(parts)
    return HtmlText(
        text=text,
        starts=tuple(starts) or (0,),
        numbers=tuple(numbers) or (1,),
        lines=tuple(line for line in lines if line.text),
        facts=_facts(page.facts),
    )


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
