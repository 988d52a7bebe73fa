"""The lead marker 消息头 that opens a news item: 本报讯（…）, 新华社北京4月1日电, 【本報訊】, LONDON, May 3.—

Where one stands a piece begins. It is parted into the dateline 电头 and the byline 署名; the text begins after both.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import msgspec

from site_builder.newspaper.characters import HAN, KANA
from site_builder.segmenting.credits import read_credits
from site_builder.segmenting.folding import folded

_DAY = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_DATE = rf"(?:(?:\d{{4}}年)?(?:{_DAY}月)?{_DAY}[日号])"
_AGENCY = (
    r"(?:本[报刊网台社]|据?新华社|据?中新社|中新网|中央社|据?人民网|据?新华网"
    r"|[\u4e00-\u9fff]{2,6}(?:通讯社|日报|晚报|晨报|时报|商报)"
    r"|[\u4e00-\u9fff]{2,6}(?:新闻网|在线|网|报))"
)
_BARE = re.compile(
    rf"(?P<dateline>(?:本[报刊网台]|(?:[晚晨早日商快]|都市|周)报)(?:综合)?(?:讯|消息|特讯)|(?:{_AGENCY})[^。,，;:：、\s()（）]{{0,14}}?"
    rf"{_DATE}?[专特]?[电讯](?=[ (:：])"
    rf"|据?(?:新华社|中新社|中央社|本报)(?:(?:/[^。,，\s]{{2,8}})?[^。,，;:：\s()（）、]{{0,12}}?"
    rf"{_DATE})?(?:专|特|外)?[电讯]"
    rf"|[{HAN}]{{0,4}}[{HAN}]{{1,3}}社[^。,，;:：\s()（）、]{{0,10}}?{_DATE}[专特急]?电"
    rf"|本报[^。,，;:：\s()（）、]{{2,10}}?{_DATE}?(?:专电|特讯|电|讯(?!员)))[ :：]{{0,2}}"
)
_BYLINE = re.compile(
    r" *\((?P<byline>[^()]{0,90}?(?:记者|通讯员|作者|报道|供稿|见习|实习|评论员|文|摄"
    r"|[\u4e00-\u9fff]{2,4})[^()]{0,60})\) *"
)
_SPOKEN = re.compile(
    rf"(?P<byline>(?:[{HAN}]{{0,6}}记者|通讯员) ?[^。,，;!?/]{{2,20}}/ ?[{HAN}]{{2,8}}(?:综合)?(?:报[道导]|专?电|专访))"
    r"(?:[ :]+|$)"
    r"|(?P<spoken>(?:[\u4e00-\u9fff]{0,6}记者|通讯员)[ :]?[^。,，;!?]{2,40}?)(?:(?:综合)?报[道导](?:[:"
    r"：]| )|[:：]| (?!(?:综合)?报[道导])(?=[^ ]{12}))"
)
_BRACKET = re.compile(r"(?P<open>[【〔\[(「［])(?P<inside>[^】〕\])」］]{2,60})(?P<close>[】〕\])」］]) *")
_WORDS = re.compile(
    r"讯|电|记者|通讯员|特派员|报导|报道|消息|快讯|专访|共同|时事|特派|(?:AFP|ロイター|支局|本社|通信|発)|="
)
_NOT_LEAD = re.compile(r"见第|下转|上接|图|摄|编者按|通告|公告|更正|电影|电视|电话|电器|电力|电商")
_WIRE = re.compile(
    rf"(?P<dateline>[{HAN}]{{2,6}}{_DAY}日(?:急|专|特|路透|无线)?电|[{HAN}]{{2,4}}(?:急|专|特|路透|无线)电"
    rf"|[{HAN}]{{1,3}}(?![停来來充发發用供水漏触觸家核风風火断送节節放光闪閃导導])[{HAN}]电|又电|又讯|本埠讯?)"
    r"(?=[ :：])[ :：]{1,2}"
)
"""A telegram's head: 南京电, 济南八日专电. Power goes out in headlines too (停电), so those words are none."""

_WEST = re.compile(
    r"(?P<dateline>(?:[A-Z][A-Z.'’-]+(?:[ ,]+[A-Z][A-Z.'’-]+){0,3}|[A-Z][A-Za-z.'’-]+(?: [A-Z][a-z]+)?)"
    r"(?:, (?:[A-Z][a-z]+\.?,? ?)?)?(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov"
    r"|Dec)[a-z]*\.? ?\d{1,2}(?:, ?\d{4})?\.?)?"
    r"(?: ?\([A-Z][\w .]+\))?) ?[.,]? ?(?:[—–]|--|(?<=[.,\d) ])-|-(?= )) ?"
)
_SPREAD = re.compile("|".join(" ?".join(word) for word in ("本报讯", "新华社", "本报", "记者", "通讯员")))
_HOUSE = re.compile(r"(?:新华|中央|中新|中通|路透|法新|美联|共同|时事|塔斯|合众|合众国际|俄通)社|本报")
_TELEGRAM = re.compile(r"[专急特]?电$")
SHORTEST = 12
"""Characters of text that stand behind a byline on its line; with fewer it is a line of its own."""

_UNCLOSED = re.compile(
    rf"(?:本报讯|{_AGENCY}[^。,，;:：\s()（）]{{0,14}}?[电讯]) ?\([^()]*$|[【〔\[(](?:本[报刊网]"
    rf"|{_AGENCY})?[^】〕\])]{{0,6}}(?:记者|通讯员)[^】〕\])]*$"
)


class Lead(msgspec.Struct, frozen=True, kw_only=True):
    """Spans of a lead marker in its paragraph; an empty span where a part is missing."""

    dateline: tuple[int, int] = (0, 0)
    byline: tuple[int, int] = (0, 0)
    end: int = 0
    """Index where the text proper begins."""


LONGEST = 1000
"""Characters of a paragraph that are looked at; no lead is longer, and a paragraph may have millions."""


@functools.lru_cache(maxsize=2**12)
def read_lead(text: str) -> Lead | None:
    """The lead marker a paragraph opens with; None when it opens with none.

    Dateline and byline together cover everything before the text proper, Markdown marks and `报道：` among it.
    """
    bare, places = _unmarked(text[:LONGEST])
    string = folded(bare)
    start = len(string) - len(string.lstrip("▲△◎○●◇◆■□★☆⊙ "))
    found = _bare(string, start) or _bracketed(string, start) or _signed(string, start) or _wired(string, start)
    found = found or _western(bare)
    if found is None:
        return None
    end = places[found.end] if found.end < len(places) else len(text)
    parted = places[found.byline[0]] if found.byline[1] else end
    return Lead(dateline=(0, parted), byline=(parted, end if found.byline[1] else parted), end=end)


def opens_lead(line: str) -> bool:
    """Whether a printed line opens with a lead marker, though its bracket may close lines later."""
    return read_lead(line) is not None or _UNCLOSED.match(folded(_unmarked(line[:LONGEST])[0])) is not None


def _unmarked(text: str) -> tuple[str, Sequence[int]]:
    """The text without bold marks and stray spaces inside its set words, and where each of its characters stands."""
    if "**" not in text and " " not in folded(text):
        return text, range(len(text))
    stray = {match.start() + at for match in _SPREAD.finditer(folded(text)) for at in _spaces(match[0])}
    if "**" not in text and not stray:
        return text, range(len(text))
    places = [
        index
        for index in range(len(text))
        if not (index in stray or text.startswith("**", index) or text[index - 1 : index + 1] == "**")
    ]
    return "".join(text[index] for index in places), places


def _spaces(text: str) -> list[int]:
    return [index for index, character in enumerate(text) if character == " "]


def _bare(string: str, start: int) -> Lead | None:
    match = _BARE.match(string, start)
    if match is None:
        return None
    end = match.end()
    head = (match.start("dateline"), match.end("dateline"))
    byline = _BYLINE.match(string, end) or _SPOKEN.match(string, end)
    if byline is None:
        if not string[match.end("dateline") : match.end("dateline") + 1].strip() or match[0].startswith("本报讯"):
            return Lead(dateline=head, end=end)
        return Lead(dateline=head, end=end) if re.search(r"[电讯]$", match["dateline"]) else None
    return Lead(dateline=head, byline=_byline_span(string, byline), end=byline.end())


def _byline_span(string: str, match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span("byline" if match["byline"] is not None else "spoken")
    if string[start - 1 : start] == "(" and string[end : end + 1] == ")":
        return start - 1, end + 1
    return start, end


def _bracketed(string: str, start: int) -> Lead | None:
    match = _BRACKET.match(string, start)
    if match is None:
        return None
    inside = match["inside"]
    if match["open"] == "(" and not re.search(r"记者|通讯员|[电讯]$|报[道导]$", inside):
        return None
    if not (_WORDS.search(inside) or _HOUSE.fullmatch(inside)) or _NOT_LEAD.search(inside):
        return None
    span = (match.start("open"), match.end("close"))
    end = match.end()
    if re.search(r"记者|通讯员|特派员", inside) and read_credits(inside).people:
        return Lead(dateline=span, end=end) if _TELEGRAM.search(inside) else Lead(byline=span, end=end)
    following = _BYLINE.match(string, end) or _SPOKEN.match(string, end)
    if following is not None and re.search(r"记者|通讯员", following[0]):
        return Lead(dateline=span, byline=_byline_span(string, following), end=following.end())
    return Lead(dateline=span, end=end)


def _signed(string: str, start: int) -> Lead | None:
    """A reporter and a place without brackets, as in Taiwan: 記者陳小明／台北報導."""
    match = _SPOKEN.match(string, start)
    if match is None or match["byline"] is None or len(string) - match.end() < SHORTEST:
        return None
    return Lead(byline=match.span("byline"), end=match.end()) if read_credits(match["byline"]).people else None


def _wired(string: str, start: int) -> Lead | None:
    match = _WIRE.match(string, start)
    if match is None or _NOT_LEAD.search(match["dateline"]):
        return None
    return Lead(dateline=match.span("dateline"), end=match.end())


def _western(text: str) -> Lead | None:
    match = _WEST.match(text)
    if match is None or re.search(rf"[{HAN}{KANA}]", match[0]):
        return None
    name = match["dateline"]
    if not (name.isupper() or re.search(r"\d|\(", name)) or len(name) > 60:
        return None
    return Lead(dateline=match.span("dateline"), end=match.end())
