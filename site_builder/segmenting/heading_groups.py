"""Lines that could be headings, in the groups they stand in.

Neighbouring headings are one group, parted where a section's number or the label of a summary opens another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from site_builder.newspaper.characters import is_western, printed
from site_builder.segmenting.folding import folded
from site_builder.segmenting.half_evidence import goes_across
from site_builder.segmenting.parts import ENDS, TURNED, Item, Part
from site_builder.segmenting.shapes import is_heading_shaped, is_question

TEXT, TEXTS = 30, 3
"""Characters from which a line without a mark below a heading that has one may be a text that broke off, and the texts
below it that may be its other half.
"""

_SUMMARY = re.compile(
    "[■●◆▲□◎▶►【\\[]?(?:(?:核心|内容|阅读|新闻|本文)(?:提示|阅读|提要|摘要|导读|看点)|提要|摘要|导语|题记|引言|引子|关键词)[】\\]]?[:：]?"
)
"""What is printed over the summary of an article: it heads no piece, and is no part of a heading."""

_SIGN = r"[■●◆▲□◎▶►>》☞【\[〔★]"
_BOX = re.compile(
    rf"{_SIGN}{{0,3}} ?(?:(?:相关|新闻|知识|延伸|政策|资料|法律|数据)?(?:链接|小?贴士)|名词解释"
    rf"|(?:新闻|相关|事件)背景|背景资料|(?:延伸|相关)阅读|小知识|小资料"
    rf"|(?:记者|采访|编辑)?(?:手记|后记|札记))[】\]〕]?[:：]?|{_SIGN}{{1,3}} ?.{{0,4}}"
    r"(?:提醒|提示|建议|点评|说法|释疑|支招|回应|观点|声音|案例|解读|背景|名片)[】\]〕]?[:：]?"
)
"""What is printed over a box beside an article, which belongs to it."""

_STATED = re.compile(
    "(?:本期|特邀)?(?:嘉宾|主讲人?|受访者|受访人|采访对象|对话人物?|时间|地点|出席(?:人员)?|参加(?:人员)?)[:：]"
)
"""How a line opens over an interview that says who speaks, when and where."""

_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[一二三四五六七八九十]{1,2} (?=[^ ]{3})"
    r"|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[.、]"
    r"|第[一二三四五六七八九十]{1,2}[章节部]|[①-⑳]"
)


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Headings that stand together: indices of their first item and of the one after their last."""

    start: int
    end: int
    level: int
    """The most prominent level among them; 7 for bold, 8 for plain."""


def heading_groups(items: Sequence[Item]) -> list[Group]:
    """Runs of neighbouring heading-shaped items; a plain short line counts where it stands free of text."""
    groups: list[Group] = []
    index = 0
    while index < len(items):
        if not could_be(items[index]) or not _stands_as_heading(items, index, groups) or _breaks_off(items, index):
            index += 1
            continue
        end = index + 1
        while end < len(items) and could_be(items[end]) and not _parts_group(items[end - 1], items[end]):
            if _breaks_off(items, end):
                break
            end += 1
        groups.append(Group(start=index, end=end, level=min(_level(item) for item in items[index:end])))
        index = end
    return groups


def could_be(item: Item) -> bool:
    """Whether an item nothing else is known of has the shape of a heading."""
    shaped = is_heading_shaped(item.block) or is_question(item.block) or is_box(item)
    shaped = shaped and not (item.block.level == 0 and _STATED.match(folded(item.string)))
    return not item.fixed and item.part is Part.PARAGRAPH and item.kind != TURNED and shaped


def _stands_as_heading(items: Sequence[Item], index: int, groups: Sequence[Group]) -> bool:
    """Whether a plain line may open a group: one that asks or exclaims only where no text runs around it."""
    item = items[index]
    if item.block.level or item.block.ending != "terminal" or is_box(item):
        return True
    before = next((other for other in reversed(items[:index]) if other.part is not Part.FURNITURE), None)
    after = next((other for other in items[index + 1 :] if other.part is not Part.FURNITURE), None)
    if before is None or before.part in ENDS or (groups and groups[-1].end == index):
        return True
    if is_western(item.string) and item.string.isupper():
        return True
    return after is not None and after.part in (Part.LEAD, Part.BYLINE)


def is_summary(item: Item) -> bool:
    """Whether a line is the label of a summary: 核心提示."""
    return _SUMMARY.fullmatch(folded(item.string).replace(" ", "")) is not None


def is_box(item: Item) -> bool:
    """Whether a line is the label of a box beside an article: >>提醒, ■相关链接."""
    return _BOX.fullmatch(folded(item.string).strip()) is not None


def _parts_group(before: Item, here: Item) -> bool:
    """Whether two neighbouring headings belong to different groups: the second opens a section or a summary."""
    if is_summary(before) or is_summary(here) or is_box(here):
        return True
    return is_numbered(here.string) and not before.block.level == here.block.level == 1


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


def is_numbered(text: str) -> bool:
    """Whether a heading opens with a number of its own."""
    return _NUMBERED.match(folded(text)) is not None
