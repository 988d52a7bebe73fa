"""How likely a group of headings heads a piece of its own and not a section of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from site_builder.newspaper.characters import is_western
from site_builder.segmenting.caption_rules import is_photo_credit
from site_builder.segmenting.folding import folded
from site_builder.segmenting.heading_groups import Group, could_be, is_numbered
from site_builder.segmenting.heading_neighbours import (
    after_signed,
    below_rule,
    following,
    longest_line,
    opens_news,
    part_below,
    spelled,
    spread,
    string_above,
    string_below,
)
from site_builder.segmenting.heads import says_label
from site_builder.segmenting.overlap import pairs, share
from site_builder.segmenting.parts import BODY, ENDS, Item, Part
from site_builder.segmenting.signatures import is_body

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

RUN_IN, FIRST_LINE = 0.2, (1.5, 2.5)
"""What it costs that a heading is set in like the first line of a paragraph where the page's first heading is not, and
the squares of such an indent.
"""

SECTION, SHORT_SECTION = 0.3, 9
"""What it costs a heading of so few characters that the piece above is a feature."""

SMALLER, SMALL, SEVERAL = 0.12, 0.75, 3
"""What it costs a heading that it is so much shorter than those of the page that stand over leads, and how many."""

DAY = 0.15
"""What it counts that the text below opens with a day, as news do and sections do not."""

_STANDING = re.compile(
    r"更正(?:启事|说明)?|勘误|来函照登|(?:.{2,16})?(?:公告|通告|启事|声明|讣告|公示|招募|招聘|征集"
    r"|征稿|通知|招领|认领|出租|招租|求租|出售|求购|转让|征婚|鸣谢|遗失|提示|更正)|(?:今日)?天气(?:预报)?|(?:图片|一句话)新闻"
    r"|[简短快]讯|(?:作者|编者|译者)的话|読者の声|読者から|お知らせ|おわび|訂正|読者投稿|投[書书]|慰问信|倡议书|公约|小启|小啟|便民信息|健康提示|编后(?:记|语)?|编者按|小评论"
)

_FEATURE = re.compile("(?:——|—|--) ?(?:记|访|来自|走[近进]|写在|追记)")

_LETTER = re.compile(
    r"(?:编辑|编者|主编|總編輯|編輯)(?:同志|先生|部|们|您好)?[:：]|(?:Sir|SIR|Dear Sir|Mr\. Editor|To the Editor)[,.:—]"
)

_DAY = re.compile(
    r"(?:今天|昨天|前天|昨日|今日|日前|近日|连日来|近期|[来今先]月|来春|今春|今夏|[（(]?\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月"
    "|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)

_DAY_SOON = re.compile(".{2,24}?(?:定[于於]|本月|昨[日天晨晚夜]?|今[日天晨晚]|日前|近日|前[日晚天])")
"""The same behind who does something: 菜市商贩百余人昨赴公安局."""

_DAY_INSIDE = re.compile("昨[日天晨晚夜]|今[日晨晚起]|明[日起]|今明")

_CONTINUED = re.compile(r"[(\[【]?(?:未完|待续|未完[,、]?待续|连载完|全文完|完|本篇完)[)\]】]?")

_HIRAGANA = re.compile("[\u3041-\u309f]{2}")


def headline_levels(items: Sequence[Item], groups: Sequence[Group]) -> frozenset[int]:
    """Levels that stand over a lead or a byline, and the most prominent one that has any text below it."""
    levels = {group.level for group in groups if opens_news(items, group)}
    with_text = [group.level for group in groups if following(items, group) is not None]
    if with_text:
        levels.add(min(with_text))
    return frozenset(levels)


def marked_score(items: Sequence[Item], group: Group, levels: frozenset[int]) -> float:
    """How likely a group whose level the mark-up gives heads a piece of its own, 0 to 1."""
    if opens_news(items, group):
        return 1.0
    if is_numbered(items[group.start].string) and group.start > 0:
        return 0.1
    if group.level in levels:
        return 0.9
    if group.level < max(levels, default=0):
        return 0.8
    return 0.55 if after_signed(items, group) else 0.1


def plain_score(
    items: Sequence[Item], group: Group, groups: Sequence[Group], usual_gap: int, *, has_levels: bool
) -> float:
    """How likely a group of plain lines heads a piece of its own."""
    if opens_news(items, group) or after_signed(items, group) or below_rule(items, group):
        return 1.0
    body_before = any(item.part in BODY and not could_be(item) for item in items[: group.start])
    if not body_before:
        return 0.95
    if following(items, group) is None:
        return 0.9
    if is_numbered(items[group.start].string):
        return 0.05
    if _STANDING.fullmatch(folded(items[group.start].string).replace(" ", "")):
        return 0.9
    if _heads_photo(items, group):
        return 0.8
    if _is_standing_label(items, group, groups):
        return 0.9
    if _CONTINUED.fullmatch(folded(string_above(items, group)).strip()):
        return 0.9
    length = longest_line(items, group)
    first_line = items[group.start].string
    score = 0.35 if has_levels else 0.5
    score += 0.03 * max(-4, min(6, length - 10))
    labelled = group.end - group.start > 1 and says_label(first_line)
    cohesion = _cohesion(items, group)
    score -= 0.25 * (min(0.0, cohesion) if labelled else cohesion)  # a comment has the words of what it is about
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
    score += OFFICE * (is_body(first.string) and len(first.string) <= SHORT_OFFICE < spread(items, group))
    score += LABELLED * labelled
    score += LETTER * bool(_LETTER.match(string_below(items, group)))
    score += OVER_TABLE * (part_below(items, group) in (Part.TABLE, Part.VERSE))
    below_it = string_below(items, group)
    score += DAY * bool(_DAY.match(below_it) or _DAY_SOON.match(below_it))
    score += DAY * bool(_DAY_INSIDE.search(spelled(items, group)))
    score -= SECTION * (length <= SHORT_SECTION and _goes_on_a_feature(items, group))
    news = sum(opens_news(items, other) for other in groups)
    if news >= 2:
        score += 0.1
    over_leads = [longest_line(items, other) for other in groups if part_below(items, other) is Part.LEAD]
    score -= SMALLER * (len(over_leads) >= SEVERAL and length <= SMALL * median(over_leads))
    alike = [other for other in groups if other is not group and abs(longest_line(items, other) - length) <= 1]
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
    begins = any(item.part in BODY and not could_be(item) for item in items[: groups[0].start])
    if not begins:
        return False
    words = pairs("".join(item.string for item in items[group.start : group.end]))
    above = pairs("".join(item.string for item in items[max(0, group.start - 4) : group.start] if item.part in BODY))
    below = pairs("".join(item.string for item in items[group.end : group.end + 4] if item.part in BODY))
    return share(words, above) > 2 * share(words, below) and share(words, above) >= 0.3


def _goes_on_a_feature(items: Sequence[Item], group: Group) -> bool:
    """Whether the piece above is one with a byline and a deck (——记某某), which have sections."""
    for index in range(group.start - 1, 0, -1):
        if items[index].part in (Part.LEAD, *ENDS):
            return False
        if items[index].part is Part.BYLINE:
            over = [item.string for item in items[max(0, index - 3) : index]]
            return any(_FEATURE.search(line) for line in over)
    return False


def _is_parallel(items: Sequence[Item], group: Group, groups: Sequence[Group]) -> bool:
    """Whether another heading of the page is built like this one: as long, with the same characters in their places."""
    own = spelled(items, group)
    for other in groups:
        string = spelled(items, other)
        if other is group or abs(len(string) - len(own)) > 1:
            continue
        same = max(
            sum(a == b for a, b in zip(own, string, strict=False)),
            sum(a == b for a, b in zip(reversed(own), reversed(string), strict=False)),
        )
        if same >= max(2, PARALLEL * len(own)):
            return True
    return False


def _heads_photo(items: Sequence[Item], group: Group) -> bool:
    """Whether a line stands over a caption alone that names its photographer: a picture that is news by itself."""
    following = [item for item in items[group.end :] if item.part not in (Part.FURNITURE, Part.PICTURE)]
    if not following or following[0].part is not Part.CAPTION or not is_photo_credit(following[0].string):
        return False
    return len(following) < 2 or could_be(following[1]) or following[1].part is Part.LEAD


def _is_standing_label(items: Sequence[Item], group: Group, groups: Sequence[Group]) -> bool:
    """Whether the first line of a group of several stands over other groups of the page too: a column's label."""
    first = items[group.start].string
    return group.end - group.start > 1 and any(
        other is not group and other.end - other.start > 1 and items[other.start].string == first for other in groups
    )
