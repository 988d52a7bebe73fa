"""A page clipped from a web site: one article between a title and the line that closes it; the rest is furniture.

The article is the run of long, punctuated blocks below the title and the source line (date, 来源, 作者). Breadcrumb,
tools, editor, related stories and copyright are furniture: kept and listed, never text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from site_builder.newspaper.characters import printed
from site_builder.newspaper.raw import Decision
from site_builder.segmenting.cues import is_byline
from site_builder.segmenting.folding import folded
from site_builder.segmenting.imprint import DATE, imprint_of
from site_builder.segmenting.leads import read_lead
from site_builder.segmenting.parts import Item, Part, as_part
from site_builder.segmenting.shapes import is_flowing, is_heading_shaped
from site_builder.segmenting.web_lines import (
    CLOSERS,
    CRUMB,
    ORIGINAL,
    TIME,
    closes_page,
    is_crumb,
    is_source_line,
    is_source_name,
)

_BESIDE = {
    "nav": "navigation",
    "outside": "navigation",
    "window": "window-title",
    "hidden": "hidden",
    "footer": "footer",
    "aside": "related",
}
"""Zones of a saved page that are none of its article, and what their lines are called."""

LONG = 30
"""Characters of furniture from which the report shows it."""

HEADLINE = 7
"""Characters from which a line that could be a title is shown when its place makes it furniture."""

_TOOLS = re.compile(
    r"(?:(?:字[体号](?:大小)?|\+? ?关注|已关注|举报/反馈|反馈|回复"
    r"|打开APP.{0,12}|大|中|小|默认|超大|打印(?:本页|此页)?|关闭(?:窗口|本页)?|收藏|分享(?:到"
    r"|至)?.{0,24}|复制链接|纠错|我要评论|评论\(?\d*\)?|网友评论|点赞|举报|"
    r"浏览(?:次数|量)?[: ]*\d*次?|点击(?:率|数|次数)?[: ]*\d*次?|阅读[: ]*\d*次?|微信|微博|QQ空间?"
    r"|朋友圈|听新闻|扫一扫.{0,16}|T|A[+-]?|字号|手机看新闻|用手机看|语音播报|播放|暂停|我要纠错"
    r"|打开当前页|手机打开.{0,8}|繁体|简体|无障碍.{0,6}|EN|English)[\s|/·,:：\[\]【】]*)+",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"(?:^|[\s|])([\u4e00-\u9fff]{2,6}(?:社|[日晚早商时]报|新闻网))(?=[\s|/]+[\u4e00-\u9fff]{0,4}记者)"
    r"|^([\u4e00-\u9fff]{2,8}(?:社|报|新闻|新闻网|在线|发布|客户端|网))(?=\s+\d{4}[-年./])"
)
"""Before a reporter, or at the head of the line before the day, the paper is named without 来源: 中央社 記者某某."""

_EDITOR = re.compile(r"(?:^|[】\]) ])[【\[(]?(?:责任|本文|网络)?(?:编辑|责编)[: ]")


def web_page(items: Sequence[Item]) -> tuple[list[Item], list[Decision]]:
    """The items of a web page known as title, text and furniture; the items as they are when the page is none."""
    if not _is_web(items):
        return list(items), []
    first_text = _first_text(items)
    source = _source_line(items, first_text)
    title = _title(items, source if source is not None else first_text, first_text)
    begin = max(max(title, default=-1) + 1, source + 1 if source is not None else 0)
    begin = min(begin, first_text)
    end = _end(items, begin)
    found: list[Item] = []
    decisions: list[Decision] = []
    for index, item in enumerate(items):
        known = _known(item, index, title=title, source=source, begin=begin, end=end, first_text=first_text)
        found.append(known)
        told = len(printed(item.string)) > LONG and known.kind != "source-line"
        if known.part is Part.FURNITURE and (told or (known.kind == "navigation" and _could_head(item))):
            score = 0.9 if known.kind in ("copyright", "breadcrumb") else 0.75
            decisions.append(
                Decision(rule="furniture", chosen=known.kind, alternative="paragraph", score=score, text=item.text)
            )
    return found, decisions


def _known(
    item: Item, index: int, *, title: frozenset[int], source: int | None, begin: int, end: int, first_text: int
) -> Item:
    string = folded(item.string)
    zone = item.block.first.zone
    if source == index or is_source_name(string):
        return as_part(item, Part.FURNITURE, "source-line")
    if index in title:
        return as_part(item, Part.HEADING, "title")
    if zone == "byline" or (
        zone == "outside" and max(title, default=0) < index < first_text and is_byline(item.string)
    ):
        return as_part(item, Part.BYLINE)
    if not zone and max(title, default=first_text) < index < begin and _is_byline(item):
        return as_part(item, Part.BYLINE)
    if zone in _BESIDE:
        kind = "breadcrumb" if CRUMB.fullmatch(string) else imprint_of(item.string) or _BESIDE[zone]
        return as_part(item, Part.FURNITURE, kind)
    if zone == "caption":
        return as_part(item, Part.CAPTION)
    if index < begin:
        kind = "breadcrumb" if CRUMB.fullmatch(string) else "navigation"
        return as_part(item, Part.FURNITURE, item.kind if item.part is Part.FURNITURE else kind)
    if index >= end:
        kind = imprint_of(item.string) or ("editor" if _EDITOR.search(string) else "related")
        return as_part(item, Part.FURNITURE, kind)
    if item.fixed and item.part is not Part.FURNITURE:
        return item
    if _TOOLS.fullmatch(string.strip()) or (index < first_text and CRUMB.fullmatch(string)):
        return as_part(item, Part.FURNITURE, "tools")
    if item.part is Part.FURNITURE:
        return item
    if index > first_text and _is_byline(item):
        return as_part(item, Part.CREDIT)
    if is_heading_shaped(item.block) and not is_flowing(item.block) and read_lead(item.string) is None:
        return as_part(item, Part.SUBHEADING)
    return item


def _could_head(item: Item) -> bool:
    """Whether nothing but its place says that a line is no part of the heading: then the report shows it."""
    return not item.block.first.zone and _is_title(item) and len(printed(item.string)) >= HEADLINE


def _is_byline(item: Item) -> bool:
    return is_byline(item.string) and not imprint_of(item.string)


def _is_web(items: Sequence[Item]) -> bool:
    points = 0.0
    for index, item in enumerate(items):
        string = folded(item.string).strip()
        if item.block.first.zone in _BESIDE or item.block.first.zone == "title":
            return True
        if len(string) > 160:
            continue
        if index < 25 and is_crumb(string):
            points += 2
        if index < 25 and is_source_line(string):
            points += 2
        if is_source_name(string):
            points += 1
        if _TOOLS.fullmatch(string) and len(string) > 3:
            points += 1
        if imprint_of(item.string) == "copyright" or re.match(r"[上下]一[篇条]", string):
            points += 1
    return points >= 2


def _first_text(items: Sequence[Item]) -> int:
    """Index of the first block of running text."""
    for index, item in enumerate(items):
        string = folded(item.string)
        if item.block.first.zone in _BESIDE:
            continue
        if item.block.ending == "terminal" and is_flowing(item.block) and not is_source_line(string):
            return index
    return next((i for i, item in enumerate(items) if item.block.ending == "terminal"), len(items) - 1)


def _source_line(items: Sequence[Item], first_text: int) -> int | None:
    lines = [i for i, item in enumerate(items[: first_text + 1]) if is_source_line(folded(item.string).strip())]
    return lines[-1] if lines else None


def _title(items: Sequence[Item], before: int, first_text: int) -> frozenset[int]:
    """The items that are the title: what the mark-up calls so, else the line next above the source line or the text."""
    marked = [i for i, item in enumerate(items) if item.block.first.zone == "title"]
    marked = marked or [i for i in range(first_text + 1) if items[i].block.level == 1][-1:]
    if marked:
        return frozenset(marked)
    for stop in (before, first_text):
        candidates = [i for i in range(stop) if _is_title(items[i])]
        if candidates:
            return frozenset(candidates[-1:])
    return frozenset()


def _is_title(item: Item) -> bool:
    string = folded(item.string).strip()
    if not is_heading_shaped(item.block) or len(printed(string)) < 5 or item.block.first.zone in _BESIDE:
        return False
    if (
        string.count("|") > 1
        or CRUMB.fullmatch(string)
        or _TOOLS.fullmatch(string)
        or is_source_line(string)
        or is_source_name(string)
        or is_byline(item.string)
        or imprint_of(item.string)
    ):
        return False
    return not CLOSERS.fullmatch(string) and not re.fullmatch(r"[^ ]{2,4}(?: +[^ ]{2,6}){3,}", string)


def _end(items: Sequence[Item], begin: int) -> int:
    """Index of the line that closes the article: an editor, a related story, a copyright."""
    texts = [i for i in range(begin, len(items)) if is_flowing(items[i].block) and not items[i].block.first.zone]
    if not texts:
        return len(items)
    total = sum(len(items[i].string) for i in texts)
    seen = 0
    for index in range(begin, len(items)):
        if closes_page(items[index].string) and seen >= 0.4 * total:
            return index
        if is_flowing(items[index].block) and not items[index].block.first.zone:
            seen += len(items[index].string)
    return len(items)


def source_facts(string: str) -> tuple[str, str, str]:
    """The paper, the ISO date and the rest (names) of a source line, each empty when it has none."""
    text = ORIGINAL.sub(lambda line: f"作者 {line['name']}", folded(string))
    date = DATE.search(text)
    day = _iso(date[0]) if date else ""
    name = re.search(r"(?:信息来源|文章来源|新闻来源|来源|稿源|出处)[: ]\s*([^\s|,。]+)", text) or _AGENCY.search(text)
    rest = DATE.sub(" ", text)
    rest = TIME.sub(" ", rest)
    rest = re.sub(r"(?:信息来源|文章来源|新闻来源|来源|稿源|出处)[: ]\s*[^\s|,。]*", " ", rest)
    rest = re.sub(
        r"(?:发布|发表|更新|录入)?(?:时间|日期)[: ]*|(?:浏览|点击|阅读)(?:次数|量|率|数)?[: ]*\d*次?"
        r"|字[体号].*|打印|关闭|收藏|分享.*|[\[\]【】|]",
        " ",
        rest,
    )
    source = string[slice(*name.span(name.lastindex or 0))] if name else ""
    return source, day, rest.replace(source, " ").strip()


def _iso(text: str) -> str:
    numbers = re.findall(r"\d+", text)
    if len(numbers) < 3:
        return ""
    return f"{int(numbers[0]):04d}-{int(numbers[1]):02d}-{int(numbers[2]):02d}"
