"""How a story opens: the dateline (电头) and the byline behind it, told by role words and shapes, never by names.

本报讯（记者 甲乙 通讯员 丙丁）…      【本报讯】…      新华社北京4月1日电（记者甲乙）…
本报记者 甲乙 报道 …                  据《某报》报道，…    （见习记者 甲乙）…
"""

from __future__ import annotations

import re

import msgspec

from site_builder.newspaper.patterns import late

_GAP = r"[ \t\u3000\n]*"
_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]"
_NUMBER = r"[0-9０-９〇零一二三四五六七八九十]{1,3}"
_DAY = rf"{_NUMBER}{_GAP}月{_GAP}{_NUMBER}{_GAP}日"
_OWN = r"本[报刊台网社]"
_ROLE = r"(?:(?:特约|见习|实习|驻外)?(?:记者|通讯员)|实习生|作者|摄影|撰文|整理|供稿|编译|[文图][/／])"
_LETTER = rf"(?!{_ROLE}|{_OWN}|综合|报道){_HAN}"
"""A character of a name: one with which no word of the grammar begins."""

_NAME = rf"(?:(?:{_LETTER}){{2,4}}+(?:·(?:{_LETTER}){{1,6}}+)?(?!{_LETTER})|{_HAN}[ \u3000]{{1,2}}{_HAN}(?!{_HAN}))"
_NAMES = rf"(?>{_NAME}(?:[ \u3000、]+{_NAME})*)"
_SIGNED = rf"(?>(?:{_OWN}|{_HAN}{{1,6}}?[报台网社])?{_GAP}{_ROLE}{_GAP}[:：]?{_GAP}{_NAMES})"
_ALL_SIGNED = rf"(?>(?:{_SIGNED}{_GAP}){{1,6}})"
_END = r"(?=[ \t\u3000\n（(：:，,。]|记者|通讯员|$)"

_SIGNED_AT_ALL = rf"(?:{_OWN}|.{{1,6}}?[报台网社])?{_GAP}{_ROLE}"
"""How all that is signed begins; said so roughly that it is compiled at once, where the exact grammar takes long."""

_DATELINES = (
    # 新华社北京4月1日电, 本报杭州四月一日讯, 据中新社4月1日电
    rf"[【\[]?(?:据{_GAP})?(?:{_HAN}|[A-Za-z/／·]){{2,20}}?{_GAP}{_DAY}{_GAP}(?:专?电|讯|消息)(?:[】\]]|{_END})",
    # 本报讯, 【本报讯】, 本台消息
    rf"[【\[（(]?{_GAP}本{_GAP}[报刊台网社]{_GAP}(?:综合)?(?:快{_GAP})?(?:讯|消息)(?:{_GAP}[】\]）)])?",
    # 新华社电, 某某日报讯: without a day, so the end must be plain
    rf"(?:据{_GAP})?{_HAN}{{1,8}}?[社报网]{_HAN}{{0,6}}?(?<!通)[讯电](?=[ \t\u3000\n（(：:]|$)",
    # 本报记者 甲乙 通讯员 丙丁 报道
    rf"{_ALL_SIGNED}(?:综合|摄影|图文)?报道{_END}",
    # 据《某报》报道, 据某局消息
    rf"据(?:《[^》\n]{{1,20}}》|{_HAN}{{2,16}}?)(?:记者{_NAME})?(?:消息|报道)(?=[，,：: \u3000])",
)
_SENT = ("讯", "电", "消息", "报道")
"""Words of which one stands in every dateline; many paragraphs have none, and are told sooner by that."""

_ROUGHLY = (
    rf"[【\[]?(?:据{_GAP})?.{{2,20}}?{_GAP}{_DAY}",
    "",
    rf"(?:据{_GAP})?.{{1,8}}?[社报网].{{0,6}}?[讯电]",
    _SIGNED_AT_ALL,
    "据",
)
"""What the text before a dateline of each shape begins with at the least."""

_SHAPES = tuple((re.compile(rough), late(shape)) for rough, shape in zip(_ROUGHLY, _DATELINES, strict=True))
_SIGNING = re.compile(rf"[□■◎●◆]?{_GAP}{_SIGNED_AT_ALL}")
_SIGNING_ON = re.compile(rf"[ \t\u3000\n]+{_SIGNED_AT_ALL}")
_BRACKETED = re.compile(rf"{_GAP}(?P<byline>[（(](?=[^（）()。]{{0,12}}?{_ROLE})[^（）()。]{{2,100}}[）)])")
_SPACED = late(rf"[ \t\u3000\n]+(?P<byline>{_SIGNED}(?:{_GAP}{_SIGNED}){{0,5}}(?:{_GAP}报道)?)(?:[ \t\u3000\n]|$)")
_WHOLE = late(rf"[□■◎●◆]?{_GAP}{_ALL_SIGNED}(?:[文图][/／][摄文图]|摄影报道|报道)?")


_FURTHEST = 160
"""Characters from the start within which an opening ends; keeps the work bounded whatever the text."""


class Opening(msgspec.Struct, frozen=True):
    """Where in the first paragraph's text the dateline and the byline stand; start = end: there is none."""

    dateline: tuple[int, int] = (0, 0)
    byline: tuple[int, int] = (0, 0)


def unprinted_lead(text: str, *, dateline: str, byline: str) -> str:
    """What an article records of its lead and its text does not begin with; empty when nothing is missing.

    An import takes 本报讯（记者 …） out of the text into two fields; in print it opens the first paragraph.
    A byline that is not in brackets stands elsewhere on the page.
    """
    signed = byline if byline.endswith((")", "）")) else ""
    lead = signed if signed.startswith(dateline) else dateline + signed
    if not lead or any(part and text.startswith(part) for part in (dateline, byline)) or _dateline_end(text, ""):
        return ""
    return lead if lead.endswith((")", "）", "】", "]")) else f"{lead} "


def opening(text: str, *, dateline: str = "", byline: str = "") -> Opening:
    """Finds dateline and byline at the beginning of a text.

    What the article itself records as its dateline or byline wins where the text begins with it.
    """
    start = text[:_FURTHEST]
    end = _dateline_end(text, dateline)
    if byline and text.startswith(byline) and len(byline) > end:
        own = byline[end:]
        return Opening(dateline=(0, end), byline=(len(byline) - len(own.lstrip()), len(byline)))
    if not end and len(text) <= _FURTHEST and _SIGNING.match(text) and _WHOLE.fullmatch(text):
        return Opening(byline=(0, len(text)))
    found = _BRACKETED.match(start, end)
    if not found and end and _SIGNING_ON.match(start, end):
        found = _SPACED.match(start, end)
    return Opening(dateline=(0, end), byline=found.span("byline") if found else (0, 0))


def _dateline_end(text: str, given: str) -> int:
    if given:
        return len(given) if text.startswith(given) else 0
    start = text[:_FURTHEST]
    if any(word in start for word in _SENT):
        for roughly, shape in _SHAPES:
            if roughly.match(start) and (found := shape.match(start)):
                return found.end()
    return 0
