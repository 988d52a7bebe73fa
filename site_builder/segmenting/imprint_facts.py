"""What the furniture of a page says of the paper, the issue and the page, where it says it plainly."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from site_builder.newspaper.calendar import WEEKDAYS, exact_day
from site_builder.newspaper.model import Role
from site_builder.segmenting.credits import read_credits
from site_builder.segmenting.folding import folded
from site_builder.segmenting.furniture_rules import is_paper_name
from site_builder.segmenting.page_marks import page_number
from site_builder.segmenting.pieces import Stray

_DAY = re.compile(r"((?:19|20)\d\d) ?[年./-] ?(\d{1,2}) ?[月./-] ?(\d{1,2})")
_NUMBER = re.compile(r"总第? ?(\d{1,6}) ?期|第 ?(\d{1,6}) ?期")
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])")
_SERIAL = re.compile(r"CN ?\d{2} ?-? ?\d{4}(?:/[A-Z])?", re.IGNORECASE)
_ISSN = re.compile(r"ISSN ?(\d{4}-\d{3}[\dX])", re.IGNORECASE)
_PERMIT = re.compile(r"准印证号? ?[:：]? ?([^\s,，]{4,30})")
_PUBLISHED = re.compile(r"([^\s,;；，:：]{2,40}?) ?(主办|主管|承办|出版)(?=$|[\s,;；，。])")
_PUBLISHED_BY = re.compile(r"(主办|主管|承办|出版)(?:单位|者)?[:：] ?([^\s,;；]{2,60})")
_PAGE = re.compile(r"第? ?([A-D]?\d{1,2}|[一二三四五六七八九十]{1,3}) ?版[ :：·|/丨-]*([\u4e00-\u9fff·]{2,8})?")
_LINK = re.compile(r"https?://[^\s，。）)]+|www\.[^\s，。）)]+")
_EDITORS = re.compile(
    r"(?:责任编辑|本版编辑|责编|编辑|值班编辑)[: ]+([\u4e00-\u9fff、 ]{2,20}?)(?=$|版式|美编|校对"
    r"|组版|审核|电话|[:：,，(])"
)


class Imprint(msgspec.Struct, frozen=True, kw_only=True):
    """Facts of a masthead and of folio lines, each empty when the page does not state it."""

    name: str = ""
    date: str = ""
    weekday: str = ""
    number: str = ""
    supervisor: tuple[str, ...] = ()
    sponsor: tuple[str, ...] = ()
    organizer: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    cn: str = ""
    issn: str = ""
    permit: str = ""
    websites: tuple[str, ...] = ()
    page: str = ""
    page_name: str = ""
    editors: tuple[str, ...] = ()


def read_imprint(strays: Iterable[Stray]) -> Imprint:
    """The facts in the furniture of a printed page; of a web page nothing is taken."""
    lines = list(strays)
    if any(stray.kind in ("source-line", "breadcrumb") for stray in lines):
        return Imprint()
    found: dict[str, object] = {}
    lists: dict[str, list[str]] = {}
    for stray in lines:
        if stray.kind in ("contents", "related", "tools", "navigation", "rule", "comment", "picture", "jump"):
            continue
        _read_line(stray, found, lists)
    facts = {**found, **{key: tuple(dict.fromkeys(value)) for key, value in lists.items()}}
    return msgspec.convert(facts, Imprint)


def _read_line(stray: Stray, found: dict[str, object], lists: dict[str, list[str]]) -> None:
    printed, line = stray.text.string, folded(stray.text.string)
    if stray.kind == "masthead" and "name" not in found and is_paper_name(printed) and len(printed) <= 20:
        found["name"] = printed
    if (day := _DAY.search(line)) and "date" not in found:
        iso = f"{int(day[1]):04d}-{int(day[2]):02d}-{int(day[3]):02d}"
        if exact_day(iso):
            found["date"] = iso
    if weekday := _WEEKDAY.search(line):
        found.setdefault("weekday", WEEKDAYS["一二三四五六日天".index(weekday[1]) % 7 if weekday[1] != "天" else 6])
    if number := _NUMBER.search(line):
        found.setdefault("number", number[1] or number[2])
    if page := _PAGE.search(line):
        found.setdefault("page", page_number(page[1]))
        if page[2] and stray.kind in ("folio", "masthead"):
            found.setdefault("page_name", printed[page.start(2) : page.end(2)])
    keys = {"主管": "supervisor", "主办": "sponsor", "承办": "organizer", "出版": "publisher"}
    if stray.kind == "publisher":
        for match in _PUBLISHED_BY.finditer(line):
            lists.setdefault(keys[match[1]], []).extend(_bodies(printed[match.start(2) : match.end(2)]))
        if not any(mark in line for mark in ":："):
            for match in _PUBLISHED.finditer(line):
                lists.setdefault(keys[match[2]], []).extend(_bodies(printed[match.start(1) : match.end(1)]))
    for key, pattern, group in (("cn", _SERIAL, 0), ("issn", _ISSN, 1), ("permit", _PERMIT, 1)):
        if stated := pattern.search(line):
            found.setdefault(key, stated[group])
    lists.setdefault("websites", []).extend(_LINK.findall(line))
    if stray.kind in ("editor", "folio") and (editors := _EDITORS.search(line)):
        people = read_credits(printed[editors.start(1) : editors.end(1)], Role.EDITOR)
        if people.clean:
            lists.setdefault("editors", []).extend(person.name for person in people.people)


def _bodies(text: str) -> list[str]:
    return [body for body in re.split("[、 ]", text) if len(body) > 1]
