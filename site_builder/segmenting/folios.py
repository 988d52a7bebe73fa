"""Folios: lines at the head of a page that say which page of which paper on which day it is, and who made it up.

Papers print these parts in any order and with any marks between them, so a folio is told by its parts: each is of a
kind that folios are made of, one at least is a date or a page, and what else there is, is short and no sentence.
"""

from __future__ import annotations

import re

from site_builder.segmenting.folding import folded
from site_builder.segmenting.page_marks import page_number

YEAR = r"(?:(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3}|(?:中华)?民国(?:\d{1,3}|[一二三四五六七八九十廿卅]{1,4}))"
DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})[日号]"
PAGE = r"(?:第? ?[A-Z]{0,3}\d{1,3} ?版|第[一二三四五六七八九十]{1,3}版|[A-D]\d{1,2}版?)"
WEEKDAY = "(?:星期|周|礼拜)[一二三四五六日天]"
LUNAR = (
    "(?:农历|夏历|阴历|古历)?(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?)?(?:[一二三四五六七八"
    "九十正冬腊闰]{1,3}月)[初廿十一二三四五六七八九卅]{1,3}日?"
)
FULL_DATE = rf"{YEAR} ?(?:年|[-./]) ?(?:{DAY}|\d{{1,2}} ?(?:月|[-./]) ?\d{{1,2}}(?: ?日)?)"

_MADE_UP_BY = (
    "(?:(?:本版)?(?:责任|执行|值班|版面|见习|图片|美术)?(?:编辑|主编|总编|编审|主任)|责编|美编|编审|版式|组版|排版|制图"
    "|校对|检校|审读|审校|监制|统筹|视觉|设计)"
)
_REACHED_AT = "(?:新闻|读者|报料|广告|发行|投稿|联系|值班|编辑部|订阅)?(?:热线|电话|传真|邮箱|信箱|网址|QQ|E-?mail)"
_BETWEEN = re.compile(r"[ :|/·,;<>«»【】\[\]■●—-]+")
_SURE = re.compile(rf"{FULL_DATE}|{PAGE}", re.IGNORECASE)
_KNOWN = re.compile(
    rf"{WEEKDAY}|{LUNAR}|{DAY}|{YEAR}年"
    rf"|{_MADE_UP_BY}(?:/{_MADE_UP_BY})* ?[:/ ] ?[\u4e00-\u9fff·]{{1,4}}(?:[、,/][\u4e00-\u9fff·]{{2,4}})*"
    rf"|{_REACHED_AT} ?[:/]? ?[\w@.()—-]{{5,40}}"
    r"|(?<= )\d{1,2}$|(?:总|第)?第? ?\d{1,6} ?期|(?:今日|本期|共)\d{1,3}版|第[一二三四五六七八九十\d]{1,3}[张叠]"
    r"|(?:零售|订|售|定)价 ?:? ?\S{2,8}"
    r"|https?:\S+|www\.\S+|[\w.-]+@[\w.-]+|(?:CN|ISSN) ?\d{2,4}-\d{3,4}(?:/\S{1,4})?",
    re.IGNORECASE,
)
_OTHER = re.compile(rf"[\u4e00-\u9fff]{{1,10}}?(?=$|{_BETWEEN.pattern}|{_SURE.pattern})|[A-Z][A-Za-z]{{2,14}}\b")

_STANDS_ON = re.compile(
    r"(?<![日共期出])第? ?(?P<page>[A-Z]{0,2}\d{1,3}|[一二三四五六七八九十]{1,3}) ?[版面]|\b(?P<bare>[A-D]\d{1,2})\b"
)

SURE = 2
"""Parts at least that only a folio has, a date or a page among them."""

OTHERS = 3
"""Parts at most that could be anything: the paper's name, the name of the page, an edition."""


def is_folio(line: str) -> bool:
    """Whether a folded line is the folio of a page, by its parts."""
    at, sure, known, others = 0, 0, 0, 0
    glued = False
    while at < len(line):
        if between := _BETWEEN.match(line, at):
            at, glued = between.end(), False
        elif part := _SURE.match(line, at):
            at, sure, glued = part.end(), sure + 1, True
        elif part := _KNOWN.match(line, at):
            at, known, glued = part.end(), known + 1, True
        elif not glued and (part := _OTHER.match(line, at)):
            at, others = part.end(), others + 1
        else:
            return False
    return bool(sure) and sure + known >= SURE and others <= OTHERS


def page_of(line: str) -> str:
    """The page a folio says it stands on, as pages are numbered here; empty where it says none."""
    found = _STANDS_ON.search(folded(line))
    return page_number(found["page"] or found["bare"]) if found else ""
