"""Marks that send a reader to another page and say where a text comes from: （下转第三版）, （上接第一版）."""

from __future__ import annotations

import re

import msgspec

from site_builder.segmenting.folding import folded

_TO, _FROM = "(?:下转|下接|转接|转入?)", "(?:上接|续接|接上?)"
_BOTH = "紧接"
_NUMBER = "(?:[A-Z]{0,2}\\d{1,3}|[一二三四五六七八九十]{1,3})"
_WHERE = rf"[^()\[\]【】〔〕。,;!?]{{0,8}}?第? ?{_NUMBER} ?[版面](?:[^()\[\]【】〔〕。,;!?]{{0,16}})"
_OPEN, _CLOSE = r"[(\[【〔▶►▷☞➤→*■▲●]", r"[)\]】〕◀◁<*]"
JUMP = re.compile(
    rf"{_OPEN}*(?:{_TO}|{_FROM}|{_BOTH}|相关(?:报道|内容)|详见|见)(?:.{{0,6}})?第? ?[A-Z]{{0,2}}"
    rf"[\d一二三四五六七八九十]{{1,3}} ?[版面](?:[^)\]】〕,。;!?]{{0,16}}[)\]】〕◀◁<* ]*)"
)
"""A line that is nothing but such a mark, or sends to other texts."""

FROM_PAGE = re.compile(
    rf"(?:[(\[【〔](?:{_FROM}|{_BOTH}){_WHERE}[)\]】〕]|[▶►▷☞➤]*(?:上接|紧接){_WHERE}[:： ])(?=\s*\S)"
)
"""At the start of a text that goes on from another page."""

TO_PAGE = re.compile(
    rf"(?<=\S)\s*(?:[(\[【〔](?:未完 ?[,、]? ?)?(?:{_TO}|{_BOTH}){_WHERE}[)\]】〕]"
    rf"|[▶►▷☞➤→]*\s*下转第? ?{_NUMBER} ?[版面])[◀◁<*]*$"
)
"""At the end of a text that goes on on another page."""

_MARK = re.compile(rf"(?:(?P<to>{_TO})|(?P<from>{_FROM})|(?P<both>{_BOTH})).{{0,9}}?(?P<page>{_NUMBER}) ?[版面]")
_BEGINS = re.compile("下[转轉接]|上接|[紧緊]接(?![着著])|[续續]接|[(（\\[【〔](?:未完)?[，,、]?[转轉接]")
_DIGITS = "一二三四五六七八九"


class PageMark(msgspec.Struct, frozen=True, kw_only=True):
    """Where a text goes on, or comes from."""

    page: str
    """As pages are numbered here: 03, A05."""

    forth: bool | None = None
    """Whether the text goes on there; False where it comes from there, None for 紧接, which is said of both."""


def read_mark(text: str) -> PageMark | None:
    """The mark a text consists of or holds; None for one that only sends to other texts (详见第5版)."""
    found = _MARK.search(folded(text))
    if found is None:
        return None
    return PageMark(page=page_number(found["page"]), forth=None if found["both"] else found["to"] is not None)


def may_turn(line: str) -> bool:
    """Whether a line could hold such a mark, or the beginning of one."""
    return _BEGINS.search(line) is not None


def page_number(text: str) -> str:
    """The number of a page as it is kept, of one printed in figures or in characters: 三 → 03, A5 → A05, 十二 → 12."""
    letters = text.rstrip("0123456789")
    if text[len(letters) :]:
        return f"{letters}{int(text[len(letters) :]):02d}"
    tens, ten, ones = text.rpartition("十")
    number = (_DIGITS.find(tens) + 1 or 1) * 10 * bool(ten) + (_DIGITS.find(ones) + 1 if ones else 0)
    return f"{number:02d}"
