"""The heading of a piece, parted into column label, kicker 引题, headline 主题 and deck 副题.

Where mark-up gives levels the most prominent line is the headline, what stands before it the kicker, after it the deck.
Without levels words and lengths decide: …时强调 ends a kicker, a long plain sentence after a slogan is a deck.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import msgspec

from site_builder.newspaper.characters import is_western, printed, width
from site_builder.newspaper.raw import Decision
from site_builder.newspaper.runs import EMPTY, Text, join
from site_builder.segmenting.folding import folded
from site_builder.segmenting.overlap import pairs, share
from site_builder.segmenting.parts import Item
from site_builder.segmenting.signatures import is_body

_SPOKE = re.compile(
    r"(?P<kicker>\S.{3,60}?(?:时|上|中|会|议)(?:强调|指出|要求|提出|表示|讲话|听取汇报)"
    r"|\S.{3,60}?(?:强调|指出))(?:[ :]+)(?P<headline>\S.{3,})"
)
_KICKER = re.compile(
    r"(?:强调|指出|要求|提出|表示|会议|(?:举行|召开|举办|参加|出席).{0,12}会|座谈会|交流会|大会|动员会|推进会|会议上|仪式上?|召开|举行|举办"
    r"|开幕|闭幕|启动|启用|开通|通车|建成|投用|揭牌|落成|竣工|开工|开业|揭晓|公布|出台|施行|发布|会见|讲话|致辞|主持|出席|签约|之际|以来|报告|精神|系列报道|报道|听证|发稿|小结"
    r"|盘点|对账|专访|追踪|特写|提醒|提示|呼吁|支招|告诫|通令[^，。]{0,4}|(?:昨|今|前|本)[日天晨晚夜午年月]|日前|近日)[:：]?$|^(?:本[报刊网台])?(?:记者)?(?:专访|对话|独家专访)\S{3,}"
)
_LABEL = re.compile(
    r"[【\[〔■□◆●▲].{1,16}|本[报刊社](?:特约)?评论员|.{0,8}(?:专栏|专题|系列|聚焦|特刊|专版|走基层|进行时|看台|观察|论坛|时评"
    r"|快评|短评|社论|言论|连载|副刊|简讯|快讯|简报|通讯|一线|回眸|速递|聚焦点|来信|信箱|问答|短波|点滴|快报|热线|速报|播报|广场|广角|园地|茶座|沙龙|视窗|之窗|长廊|集锦|拾零|文摘"
    r"|服务台|在线|法苑|文苑|诗苑|艺苑|钩沉|掌故|史话|漫笔|讲堂|天地|顾问|百科|小贴士|面对面|门诊|讲坛|闲话|杂谈|漫谈|夜话|茶话|笑话|幽默|快板|顺口溜|山歌|民歌|歌谣|调查|百态|众生相|会客厅|圆桌|先锋岗|光荣榜|龙虎榜)(?:[·①-⑳\d]{0,3})"
    r"|[^·]{2,4}·[^·]{2,4}|[^的了]{2,4}故事"
)
_DECK = re.compile(
    r"(?:——|—|--|与.{2,20}(?:谈|对话|同行|面对面)|记(?!者)|访|专访|独家专访|走进|写在|对话|来自|写给|致|寻找"
    r"|从.{2,20}(?:看|说起)|本报记者|记者|一[位个]|一[所座条名家支群].{2,}的.{1,6}$|[^，]{2,12}(?:侧记|纪事|见闻|纪实|观察|手记"
    r"|综述|回眸|巡礼))|.{4,}(?:侧记|纪事|见闻|纪实|手记|综述|回眸|巡礼|之[一二三四五六])$"
)
_INTERVIEW = re.compile("(?:独家)?专访")
"""Opens the deck of an interview, hardly ever its headline when a line stands above."""

_DATED = re.compile(
    r"[（(〔][^（）()]{0,8}(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月"
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})日)?[^（）()]{0,16}[)）〕]"
)
"""Below the title of a speech: when it was held."""

_WEST_LABEL = re.compile(
    r"(?:(?:OUR )?CORRESPONDENCE|(?:LETTERS?|NOTES?) (?:TO|FROM) (?:THE )?(?:EDITORS?|OUR READERS)|LETTERS|EDITORIAL"
    r"|OPINION|COMMENTARY|FEATURES?|NOTES (?:AND COMMENTS?|OF THE (?:WEEK|DAY))|LOCAL (?:AND GENERAL|NEWS|NOTES)"
    r"|TELEGRAMS|(?:SHIPPING|COMMERCIAL) INTELLIGENCE|OBITUARY|SPORTS?|IN BRIEF|BUSINESS)",
    re.IGNORECASE,
)
_HIRAGANA = re.compile("[\u3041-\u3096]")
_COMMA = re.compile("[，,；;]")
_NUMBERED_PART = re.compile(r"[（(][一二三四五六七八九十上中下\d]{1,3}[)）]$")
_QUOTED = re.compile("[“「『《].+?[”」』》]")
UNSURE = 0.15
"""Margin between the two best readings of a heading below which the report shows it."""

LABELS = 2
"""Labels one heading can have: the page's and the column's."""

TINY, BROKEN = 4, 3
"""Characters of a line over a heading twice as long that is a label whatever it says; from three on over any longer
heading, for no headline is broken so early.
"""

KICKER = 7
"""Characters from which a plain line over a slogan in two halves is rather its kicker than its first line."""

TOLD_AGAIN = 0.3
"""Share of a short line's pairs of characters that stand in the text below, from which it is no label."""

MOTTO = range(3, 6)
"""Characters of each half of a motto."""

LABEL = 14
"""Characters of the longest column label."""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """A heading in its parts."""

    label: Text = EMPTY
    kicker: Text = EMPTY
    headline: tuple[Text, ...] = ()
    deck: Text = EMPTY

    def texts(self) -> tuple[Text, ...]:
        """All of it, in the order of print."""
        return tuple(text for text in (self.label, self.kicker, *self.headline, self.deck) if text)


class _Line(msgspec.Struct, frozen=True):
    text: Text
    level: int
    shared: bool = False
    """Whether it is a line of a block whose lines were printed in a column of one width."""

    stated: bool = False
    """Whether the mark-up itself says which part of the heading it is."""


def part_head(items: Sequence[Item], text: str = "") -> tuple[Head, list[Decision]]:
    """The parts of a heading group; `text` is what it heads."""
    lines = _lines(items)
    if not lines:
        return Head(), []
    levels = {line.level for line in lines}
    if len(levels) > 1:
        return _by_level(lines, text)
    return _by_words(lines, text)


def _lines(items: Sequence[Item]) -> list[_Line]:
    lines: list[_Line] = []
    for item in items:
        level = item.block.level or (7 if item.block.first.bold else 8)
        printed_lines = [text for text in item.block.printed_lines() if text]
        if len(printed_lines) > 2 and _is_wrapped(printed_lines):
            printed_lines = [item.block.text]
        lines += [
            _Line(text, level, len(printed_lines) > 1, item.block.first.zone == "title") for text in printed_lines
        ]
    return lines


def _is_wrapped(lines: Sequence[Text]) -> bool:
    """Whether lines are one line of words cut at the width of a column: all but the last equally wide."""
    widths = [width(text.string) for text in lines]
    if any(is_slogan(text.string) for text in lines):
        return False
    return (
        max(widths[:-1]) - min(widths[:-1]) <= 1.5 and widths[-1] < widths[0] - 1 and not _SPOKE.match(lines[0].string)
    )


def _by_level(lines: Sequence[_Line], text: str) -> tuple[Head, list[Decision]]:
    top = min(line.level for line in lines)
    first = next(index for index, line in enumerate(lines) if line.level == top)
    last = first
    while last + 1 < len(lines) and lines[last + 1].level == top:
        last += 1
    before = [line.text for line in lines[:first]]
    label = EMPTY
    decisions: list[Decision] = []
    if before and not lines[0].stated and is_label(before[0].string):
        label = before.pop(0)
        decisions.append(Decision(rule="label", chosen="column", alternative="kicker", score=0.6, text=label))
    inner, more = _by_words(list(lines[first : last + 1]), text)
    head = Head(
        label=join([text for text in (label, inner.label) if text], " "),
        kicker=join([*before, *([inner.kicker] if inner.kicker else [])], " "),
        headline=inner.headline,
        deck=join([*([inner.deck] if inner.deck else []), *(line.text for line in lines[last + 1 :])], " "),
    )
    return head, decisions + more


def _by_words(lines: list[_Line], text: str) -> tuple[Head, list[Decision]]:
    texts = [line.text for line in lines]
    decisions: list[Decision] = []
    words = "".join(text.string for text in texts)
    if len(texts) > 1 and _WEST_LABEL.fullmatch(texts[0].string.strip()):
        label = texts.pop(0)
        decisions.append(Decision(rule="label", chosen="column", alternative="kicker", score=0.6, text=label))
        return Head(label=label, headline=(texts[0],), deck=join(texts[1:], " ")), decisions
    if is_western(words) or _HIRAGANA.search(words):
        return Head(headline=(texts[0],), deck=join(texts[1:], " ")), []
    label = EMPTY
    for _ in range(LABELS):
        if len(texts) > 1 and is_label(texts[0].string) and _is_marked_label(texts, text):
            label = join([label, texts.pop(0)], " ")
    if label:
        decisions.append(Decision(rule="label", chosen="column", alternative="kicker", score=0.6, text=label))
    kicker = EMPTY
    if spoke := _SPOKE.fullmatch(folded(texts[0].string)):
        first = texts.pop(0)
        kicker = first.slice(spoke.start("kicker"), spoke.end("kicker")).strip()
        texts.insert(0, first.slice(spoke.start("headline")).strip())
    first_line, last_line, margin = _parted([text.string for text in texts], kicked=bool(kicker))
    if first_line:
        kicker = join([kicker, *texts[:first_line]], " ")
    deck = join(texts[last_line:], " ")
    if margin < UNSURE and len(texts) > 1:
        told = deck or texts[-1]
        decisions.append(
            Decision(rule="deck", chosen="deck" if deck else "headline", score=0.5 + margin / 2, text=told)
        )
    return Head(label=label, kicker=kicker, headline=tuple(texts[first_line:last_line]), deck=deck), decisions


def _is_marked_label(texts: Sequence[Text], text: str) -> bool:
    """Whether the first line says that it is a label, or is much shorter than the heading below it and no word of it is
    the text's: a short headline is told in the text again, a label hardly ever.
    """
    first = texts[0].string
    length, below = len(printed(first)), len(printed(texts[1].string))
    longer = below >= 2 * length or (BROKEN <= length < below and not _NUMBERED_PART.fullmatch(texts[1].string))
    tiny = 2 <= length <= TINY and longer
    return says_label(first) or (tiny and share(pairs(first), pairs(text)) < TOLD_AGAIN)


def _parted(lines: Sequence[str], *, kicked: bool) -> tuple[int, int, float]:
    """How many lines are the kicker, where the deck begins, and by how much that is better than the next best way."""
    kickers = 0 if kicked else min(2, len(lines) - 1)
    ways = [
        (_fit(lines, first, last), first, last)
        for first in range(kickers + 1)
        for last in range(first + 1, len(lines) + 1)
    ]
    ways.sort(key=lambda way: (-way[0], way[1], -way[2]))
    margin = ways[0][0] - ways[1][0] if len(ways) > 1 else 1.0
    return ways[0][1], ways[0][2], margin


def _fit(lines: Sequence[str], first: int, last: int) -> float:
    """How well lines read as kicker, headline and deck when parted so."""
    lengths = [len(printed(line)) for line in lines]
    headline, heads = lines[first:last], lengths[first:last]
    fit = -0.12 * (len(heads) - 1) - 0.35 * max(0, len(heads) - 3)
    fit -= sum(0.05 * max(0, abs(one - other) - 1) for one, other in itertools.pairwise(heads))
    if len(heads) > 1:
        fit -= 0.3 * sum(bool(_COMMA.search(line)) for line in headline)
        fit -= 0.35 * any(_DECK.match(line) for line in headline[1:])
        fit -= 0.3 * any(is_slogan(a) and not is_slogan(b) and len(b) >= 14 for a, b in itertools.pairwise(headline))
        fit -= 0.5 * any(_KICKER.search(line) and len(printed(line)) > 5 for line in headline[:-1])
        fit -= 0.3 * any(is_slogan(a) and is_slogan(b) for a, b in itertools.pairwise(headline))
    fit -= sum(_DATED.fullmatch(line) is not None for line in lines[:last])
    fit -= 0.6 * (len(lines) > 1 and headline[0].startswith(("——", "--")))
    fit -= 0.3 * (first > 0 and _INTERVIEW.match(headline[0]) is not None)
    fit -= 0.6 * (len(lines) > 1 and len(heads) == 1 and heads[0] <= 8 and is_body(headline[0]))
    fit -= 0.25 * (max(0, first - 1) + max(0, len(lines) - last - 1)) + 0.15 * (len(heads) > 2)
    for line, length in zip(lines[:first], lengths[:first], strict=True):
        fit -= 0.35
        kicks = _KICKER.search(line) is not None
        usual = sum(heads) / len(heads)
        fit += 0.6 * kicks + 0.25 * (not kicks and length >= usual + 3 and usual > 5)
        fit += 0.15 * bool(_COMMA.search(line))
        fit += 0.25 * (is_slogan(headline[0]) and not is_slogan(line) and length >= KICKER and not kicks)
        fit += 0.4 * (_is_motto(line) and not is_slogan(headline[0]) and heads[0] >= length)
        fit -= 0.4 * (line.rstrip()[-1] in "？！?!")  # a headline asks and calls, a kicker tells
        body = is_body(line) and length <= 8 and length < usual
        fit += 0.8 * body - 0.25 * (length <= 5 and not body)
        fit += 0.15 * (5 < length <= 9 and usual >= 1.4 * length and not body)
    fit -= 0.6 * (first > 1 and _KICKER.search(lines[0]) is not None and not _KICKER.search(lines[first - 1]))
    fit += 0.25 * (last < len(lines) and lengths[-1] >= 1.3 * sum(heads) / len(heads) and lengths[-1] >= 14)
    for line, length in zip(lines[last:], lengths[last:], strict=True):
        fit -= 0.35
        fit += 0.8 * bool(_DATED.fullmatch(line)) + 0.5 * bool(_DECK.match(line)) + 0.2 * bool(_COMMA.search(line))
        fit += 0.25 * (is_slogan(headline[-1]) and not is_slogan(line) and length >= 14)
        fit += 0.2 * bool(_NUMBERED_PART.search(line))
        fit -= 0.3 * (length + 3 <= min(heads)) + 0.25 * (length == heads[-1] and not _DECK.match(line))
    return fit


def is_slogan(text: str) -> bool:
    """Whether a heading line is halves of a slogan with a space between."""
    halves = text.split()
    return len(halves) > 1 and all(2 <= len(printed(half)) <= 16 for half in halves)


def _is_motto(text: str) -> bool:
    """Whether a line is two halves of three to five characters: over a plain line it says in what spirit."""
    halves = text.split()
    return len(halves) == 2 and all(len(half) in MOTTO for half in halves)


def says_label(text: str) -> bool:
    """Whether a line says by its words or marks that it is a standing column's label: 读者来信, 今日快评."""
    return _LABEL.fullmatch(folded(text).strip()) is not None


def is_label(text: str) -> bool:
    """Whether a line could be a standing column's label: short, no sentence, not what a kicker says."""
    string = folded(text).strip()
    if len(printed(string)) > LABEL or _KICKER.search(string) or is_body(text):
        return False
    return _LABEL.fullmatch(string) is not None or _QUOTED.search(string) is not None or len(printed(string)) <= 8
