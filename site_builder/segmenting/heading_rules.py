"""Which blocks are headings of pieces and which are subheadings inside one.

Neighbouring headings are one group. Where mark-up gives levels, the levels that stand over leads and bylines are the
headline levels of this file; without levels a group is judged by what stands around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from site_builder.newspaper.characters import is_western, printed
from site_builder.newspaper.raw import Decision
from site_builder.segmenting.folding import folded
from site_builder.segmenting.half_evidence import goes_across
from site_builder.segmenting.heads import says_label
from site_builder.segmenting.line_rules import is_photo_credit
from site_builder.segmenting.overlap import pairs, share
from site_builder.segmenting.parts import BODY, ENDS, Item, Part, as_part
from site_builder.segmenting.shapes import is_flowing, is_heading_shaped
from site_builder.segmenting.signatures import is_body

SURE = 0.6
"""Below this score the decision is reported."""

_STANDING = re.compile(
    r"更正(?:启事|说明)?|勘误|来函照登|(?:.{2,16})?(?:公告|通告|启事|声明|讣告|公示|招募|招聘|征集"
    r"|征稿|通知|招领|认领|出租|招租|求租|出售|求购|转让|征婚|鸣谢|遗失|提示|链接|更正)|(?:今日)?天气(?:预报)?|(?:图片|一句话)新闻"
    r"|[简短快]讯|(?:作者|编者|译者)的话|読者の声|読者から|お知らせ|おわび|訂正|読者投稿|慰问信|倡议书|公约|小启|小啟|便民信息|健康提示|编后(?:记|语)?|编者按|小评论"
)
_SUMMARY = re.compile(
    "[■●◆▲□◎▶►【\\[]?(?:(?:核心|内容|阅读|新闻|本文)(?:提示|阅读|提要|摘要|导读|看点)|提要|摘要|导语|题记|引言|引子|关键词)[】\\]]?[:：]?"
)
"""What is printed over the summary of an article: it heads no piece, and is no part of a heading."""

USUAL_SHARE = 0.06
"""Share of pairs of characters from which two texts rather belong together."""

HEADS_ABOVE = 0.3
"""What it counts that a heading repeats the words of the text over it and not of the one under it."""

PARALLEL, LIKE = 0.3, 0.4
"""The part of its characters a heading must share, place by place, with another to be built like it, and what it costs:
subheadings of one article are built alike, headlines of several hardly ever."""

OVER_LIKE = 0.25
"""What it counts that the next headings are built alike and this one is not: it stands over the article they part."""

OFFICE, SHORT_OFFICE = 0.3, 8
"""What it counts that a heading opens with the name of an office on a line of its own, and its most characters."""

OVER_TABLE = 0.35
"""What it counts that a table or a poem stands below: a text seldom has either inside."""

LABELLED, LETTER = 0.3, 0.3
"""What it counts that a column's label stands over a heading, and that the text below greets somebody."""

TEXT, TEXTS = 30, 3
"""Characters from which a line without a mark below a heading that has one may be a text that broke off, and the texts
below it that may be its other half.
"""

RUN_IN, FIRST_LINE = 0.2, (1.5, 2.5)
"""What it costs that a heading is set in like the first line of a paragraph where the page's first heading is not, and
the squares of such an indent.
"""

DAY = 0.15
"""What it counts that the text below opens with a day, as news do and sections do not."""

_LETTER = re.compile(
    r"(?:编辑|编者|主编|總編輯|編輯)(?:同志|先生|部|们|您好)?[:：]|(?:Sir|SIR|Dear Sir|Mr\. Editor|To the Editor)[,.:—]"
)
_DAY = re.compile(r"(?:今天|昨天|前天|昨日|今日|日前|近日|连日来|近期|[（(]?\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月)")
_CONTINUED = re.compile(r"[(\[【]?(?:未完|待续|未完[,、]?待续|连载完|全文完|完|本篇完)[)\]】]?")
_HIRAGANA = re.compile("[\u3041-\u309f]{2}")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[.、]"
    r"|第[一二三四五六七八九十]{1,2}[章节部]|[①-⑳]"
)


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Headings that stand together: indices of their first item and of the one after their last."""

    start: int
    end: int
    level: int
    """The most prominent level among them; 7 for bold, 8 for plain."""


def headings(items: Sequence[Item]) -> tuple[list[Item], list[Decision]]:
    """Heading-shaped blocks become headings or subheadings, group by group."""
    groups = heading_groups(items)
    if not groups:
        return list(items), []
    marked = [group for group in groups if group.level <= 6]
    headline_levels = _headline_levels(items, marked)
    found = list(items)
    decisions: list[Decision] = []
    gaps = Counter(item.block.first.gap for item in items if item.part in BODY)
    usual_gap = gaps.most_common(1)[0][0] if gaps else 0
    for group in groups:
        if group.start and (_is_summary(items[group.start]) or _below_byline(items, group)):
            score = 0.05
        elif group.level <= 6:
            score = _marked_score(items, group, headline_levels)
        else:
            score = _plain_score(items, group, groups, usual_gap, has_levels=bool(marked))
        part = Part.HEADING if score > 0.5 else Part.SUBHEADING
        if max(score, 1 - score) < SURE:
            other = Part.SUBHEADING if part is Part.HEADING else Part.HEADING
            text = items[group.start].text
            sure = max(score, 1 - score)
            decisions.append(Decision(rule="heading", chosen=part, alternative=other, score=sure, text=text))
        for index in range(group.start, group.end):
            found[index] = as_part(items[index], part)
    return found, decisions


def heading_groups(items: Sequence[Item]) -> list[Group]:
    """Runs of neighbouring heading-shaped items; a plain short line counts where it stands free of text."""
    groups: list[Group] = []
    index = 0
    while index < len(items):
        if not _could_be(items[index]) or not _stands_as_heading(items, index, groups) or _breaks_off(items, index):
            index += 1
            continue
        end = index + 1
        while end < len(items) and _could_be(items[end]) and not _parts_group(items[end - 1], items[end]):
            if _breaks_off(items, end):
                break
            end += 1
        groups.append(Group(start=index, end=end, level=min(_level(item) for item in items[index:end])))
        index = end
    return groups


def _could_be(item: Item) -> bool:
    return not item.fixed and item.part is Part.PARAGRAPH and is_heading_shaped(item.block)


def _stands_as_heading(items: Sequence[Item], index: int, groups: Sequence[Group]) -> bool:
    """Whether a plain line may open a group: one that asks or exclaims only where no text runs around it."""
    item = items[index]
    if item.block.level or item.block.ending != "terminal":
        return True
    before = next((other for other in reversed(items[:index]) if other.part is not Part.FURNITURE), None)
    after = next((other for other in items[index + 1 :] if other.part is not Part.FURNITURE), None)
    if before is None or before.part in ENDS or (groups and groups[-1].end == index):
        return True
    if is_western(item.string) and item.string.isupper():
        return True
    return after is not None and after.part in (Part.LEAD, Part.BYLINE)


def _is_summary(item: Item) -> bool:
    return _SUMMARY.fullmatch(folded(item.string).replace(" ", "")) is not None


def _below_byline(items: Sequence[Item], group: Group) -> bool:
    """Whether a heading, and under it a byline, stand over a group without a text between: it opens the text."""
    above = [item for item in items[: group.start] if item.part is not Part.FURNITURE]
    if len(above) < 2 or above[-1].part is not Part.BYLINE:
        return False
    heading = next((item for item in reversed(above) if item.part is not Part.BYLINE), None)
    return heading is not None and not heading.fixed and is_heading_shaped(heading.block)


def _parts_group(before: Item, here: Item) -> bool:
    """Whether two neighbouring headings belong to different groups: the second opens a section or a summary."""
    if _is_summary(before) or _is_summary(here):
        return True
    return _NUMBERED.match(folded(here.string)) is not None and not before.block.level == here.block.level == 1


def _breaks_off(items: Sequence[Item], index: int) -> bool:
    """Whether a long line below a marked heading is its text that broke off, and no deck.

    It is where another marked heading follows, for else the first headed nothing, and where a usual word goes across to
    one of the next texts.
    """
    if not 0 < index < len(items) - 1:
        return False
    before, here, after = (item.block for item in items[index - 1 : index + 2])
    if here.level or here.first.bold or not before.level or len(printed(here.string)) < TEXT or "，" not in here.string:
        return False
    following = [item.string for item in items[index + 1 : index + 1 + TEXTS] if item.block.ending == "terminal"]
    return before.level == after.level or any(goes_across(here.string, text) for text in following)


def _level(item: Item) -> int:
    return item.block.level or (7 if item.block.first.bold else 8)


def _headline_levels(items: Sequence[Item], groups: Sequence[Group]) -> frozenset[int]:
    """Levels that stand over a lead or a byline, and the most prominent one that has any text below it."""
    levels = {group.level for group in groups if _opens_news(items, group)}
    with_text = [group.level for group in groups if _following(items, group) is not None]
    if with_text:
        levels.add(min(with_text))
    return frozenset(levels)


def _marked_score(items: Sequence[Item], group: Group, levels: frozenset[int]) -> float:
    if _opens_news(items, group):
        return 1.0
    if _NUMBERED.match(folded(items[group.start].string)) and group.start > 0:
        return 0.1
    if group.level in levels:
        return 0.9
    if group.level < max(levels, default=0):
        return 0.8
    return 0.55 if _after_signed(items, group) else 0.1


def _plain_score(
    items: Sequence[Item], group: Group, groups: Sequence[Group], usual_gap: int, *, has_levels: bool
) -> float:
    """How likely a group of plain lines heads a piece of its own."""
    if _opens_news(items, group) or _after_signed(items, group) or _below_rule(items, group):
        return 1.0
    body_before = any(item.part in BODY and not _could_be(item) for item in items[: group.start])
    if not body_before:
        return 0.95
    if _following(items, group) is None:
        return 0.9
    if _NUMBERED.match(folded(items[group.start].string)):
        return 0.05
    if _STANDING.fullmatch(folded(items[group.start].string).replace(" ", "")):
        return 0.9
    if _heads_photo(items, group):
        return 0.8
    if _is_standing_label(items, group, groups):
        return 0.9
    if _CONTINUED.fullmatch(folded(_string_above(items, group)).strip()):
        return 0.9
    length = _length(items, group)
    score = 0.35 if has_levels else 0.5
    score += 0.03 * max(-4, min(6, length - 10))
    score -= 0.25 * _cohesion(items, group)
    score += HEADS_ABOVE * _heads_above(items, group, groups)
    first = items[group.start]
    if first.block.first.gap > usual_gap:
        score += 0.25
    parallel = _is_parallel(items, group, groups)
    below = next((other for other in groups if other.start >= group.end), None)
    score -= LIKE * parallel
    low, high = FIRST_LINE
    score -= RUN_IN * (low <= first.block.first.indent <= high and items[groups[0].start].block.first.indent < low)
    score += OVER_LIKE * (not parallel and below is not None and _is_parallel(items, below, groups))
    score += OFFICE * (is_body(first.string) and len(first.string) <= SHORT_OFFICE < _spread(items, group))
    score += LABELLED * (group.end - group.start > 1 and says_label(first.string))
    score += LETTER * bool(_LETTER.match(_string_below(items, group)))
    score += OVER_TABLE * (_part_below(items, group) in (Part.TABLE, Part.VERSE))
    score += DAY * bool(_DAY.match(_string_below(items, group)))
    news = sum(_opens_news(items, other) for other in groups)
    if news >= 2:
        score += 0.1
    alike = [other for other in groups if other is not group and abs(_length(items, other) - length) <= 1]
    if len(alike) >= 2 and length <= 12:
        score -= 0.15
    elif not alike:
        score += 0.08
    return max(0.0, min(1.0, score))


def _cohesion(items: Sequence[Item], group: Group) -> float:
    """How much the text below a group goes on with the words of the text above it, from -1 (not at all) to 1.

    On our test articles the text after a subheading shares 9 % of its pairs of characters with the five paragraphs
    before it, and 4 % with another article's.
    """
    above = [item.string for item in items[max(0, group.start - 8) : group.start] if item.part in BODY][-5:]
    below = [item.string for item in items[group.end : group.end + 5] if item.part in BODY][:3]
    if not above or not below:
        return 0.0
    if is_western("".join(below)):
        return 0.0
    found = share(_telling(below), _telling(above))
    return max(-1.0, min(1.0, (found - USUAL_SHARE) / 0.05))


def _telling(texts: Sequence[str]) -> frozenset[str]:
    """The pairs of characters of some texts without those that every Japanese text has."""
    return frozenset(pair for pair in pairs("".join(texts)) if not _HIRAGANA.fullmatch(pair))


def _heads_above(items: Sequence[Item], group: Group, groups: Sequence[Group]) -> bool:
    """Whether a page begins with a text that has no heading, and this heading repeats what stands above it alone."""
    begins = any(item.part in BODY and not _could_be(item) for item in items[: groups[0].start])
    if not begins:
        return False
    words = pairs("".join(item.string for item in items[group.start : group.end]))
    above = pairs("".join(item.string for item in items[max(0, group.start - 4) : group.start] if item.part in BODY))
    below = pairs("".join(item.string for item in items[group.end : group.end + 4] if item.part in BODY))
    return share(words, above) > 2 * share(words, below) and share(words, above) >= 0.3


def _is_parallel(items: Sequence[Item], group: Group, groups: Sequence[Group]) -> bool:
    """Whether another heading of the page is built like this one: as long, with the same characters in their places."""
    own = _string(items, group)
    for other in groups:
        string = _string(items, other)
        if other is group or abs(len(string) - len(own)) > 1:
            continue
        same = max(
            sum(a == b for a, b in zip(own, string, strict=False)),
            sum(a == b for a, b in zip(reversed(own), reversed(string), strict=False)),
        )
        if same >= max(2, PARALLEL * len(own)):
            return True
    return False


def _string(items: Sequence[Item], group: Group) -> str:
    return printed("".join(item.string for item in items[group.start : group.end]))


def _spread(items: Sequence[Item], group: Group) -> int:
    """Characters of a whole group."""
    return len(_string(items, group))


def _heads_photo(items: Sequence[Item], group: Group) -> bool:
    """Whether a line stands over a caption alone that names its photographer: a picture that is news by itself."""
    following = [item for item in items[group.end :] if item.part not in (Part.FURNITURE, Part.PICTURE)]
    if not following or following[0].part is not Part.CAPTION or not is_photo_credit(following[0].string):
        return False
    return len(following) < 2 or _could_be(following[1]) or following[1].part is Part.LEAD


def _is_standing_label(items: Sequence[Item], group: Group, groups: Sequence[Group]) -> bool:
    """Whether the first line of a group of several stands over other groups of the page too: a column's label."""
    first = items[group.start].string
    return group.end - group.start > 1 and any(
        other is not group and other.end - other.start > 1 and items[other.start].string == first for other in groups
    )


def _string_above(items: Sequence[Item], group: Group) -> str:
    above = (item for item in reversed(items[: group.start]) if item.part is not Part.FURNITURE)
    return next(above, items[group.start]).string


def _string_below(items: Sequence[Item], group: Group) -> str:
    following = _following(items, group)
    return following.string if following is not None else ""


def _part_below(items: Sequence[Item], group: Group) -> Part | None:
    following = _following(items, group)
    return following.part if following is not None else None


def _length(items: Sequence[Item], group: Group) -> int:
    return max(len(printed(item.string)) for item in items[group.start : group.end])


def _following(items: Sequence[Item], group: Group) -> Item | None:
    """The first item below a group that is no furniture; None when nothing or another heading follows."""
    for item in items[group.end :]:
        if item.part in (Part.FURNITURE, Part.PICTURE):
            continue
        return None if _could_be(item) else item
    return None


def _opens_news(items: Sequence[Item], group: Group) -> bool:
    following = _following(items, group)
    return following is not None and following.part in (Part.LEAD, Part.BYLINE)


def _after_signed(items: Sequence[Item], group: Group) -> bool:
    for item in reversed(items[: group.start]):
        if item.part is Part.FURNITURE:
            continue
        return item.part in ENDS
    return False


def _below_rule(items: Sequence[Item], group: Group) -> bool:
    """Whether a line of dashes or asterisks stands over a heading."""
    above = items[group.start - 1] if group.start else None
    return above is not None and above.part is Part.FURNITURE and above.kind == "rule"


def is_numbered(text: str) -> bool:
    """Whether a heading opens with a number of its own."""
    return _NUMBERED.match(folded(text)) is not None


def flows(item: Item) -> bool:
    """Whether an item is running text."""
    return item.part in BODY and is_flowing(item.block)
