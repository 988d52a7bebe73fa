"""Furniture of a printed page: imprint lines wherever they stand, and the masthead at the top."""

from __future__ import annotations

import re
from collections.abc import Sequence

from site_builder.newspaper.raw import RUNNING, Decision
from site_builder.segmenting.cues import is_byline
from site_builder.segmenting.folding import folded
from site_builder.segmenting.heads import says_label
from site_builder.segmenting.imprint import imprint_of
from site_builder.segmenting.leads import read_lead
from site_builder.segmenting.parts import Item, Part, as_part
from site_builder.segmenting.shapes import is_flowing
from site_builder.segmenting.surnames import is_name

TOP = 14
"""Blocks looked at for a masthead."""

_PAPER = re.compile(
    r"[\u4e00-\u9fff·]{0,8}(?:报|周刊|周报|日报|晚报|晨报|时报|导报|快报|新闻|通讯|之声)"
    r"|今日[\u4e00-\u9fff]{2,6}|[\u4e00-\u9fff]{2,4}今日"
)
_WEST_PAPER = re.compile(
    r"(?:The )?(?:[A-Z]\w+ ){1,4}(?:Times|News|Post|Herald|Gazette|Daily|Journal|Tribune|Star|Chronicle)", re.IGNORECASE
)
_MENU = re.compile(
    r"(?:首页|往期|上一期|下一期|上一版|下一版|版面导航|标题导航|数字报|电子报|PDF下载|返回"
    r"|政府门户网站|门户网站|手机版|微信|微博|客户端|扫码|二维码)"
)


def imprint(items: Sequence[Item]) -> tuple[list[Item], list[Decision]]:
    """Lines that say by themselves that they are no part of an article: folios, publishers, addresses, copyright."""
    found: list[Item] = []
    for item in items:
        kind = "" if item.fixed else imprint_of(item.string)
        if item.block.first.zone in ("rule", "comment"):
            kind = item.block.first.zone
        if item.block.first.zone == RUNNING and not item.fixed and not _is_signed(item.string):
            kind = kind or RUNNING
        found.append(as_part(item, Part.FURNITURE, kind) if kind else item)
    return found, []


def _is_signed(text: str) -> bool:
    """Whether a recurring line is a name, a lead or a column's label: columns come back, and are no menu."""
    bare = folded(text).strip("()[]【】□■◎●○◆★·—- ").replace(" ", "")
    return is_byline(text) or is_name(bare) or says_label(text) or read_lead(text) is not None


def masthead(items: Sequence[Item]) -> tuple[list[Item], list[Decision]]:
    """The lines above the first heading where imprint lines stand: the paper's name and what goes with it."""
    top = [
        index
        for index, item in enumerate(items[:TOP])
        if item.part is Part.FURNITURE and item.kind not in (RUNNING, "rule")
    ]
    last = _last_of_masthead(items, top)
    found = list(items)
    for index in range(last + 1):
        item = items[index]
        if item.fixed or is_flowing(item.block):
            continue
        found[index] = as_part(item, Part.FURNITURE, "masthead")
    decisions = [
        Decision(rule="furniture", chosen=item.kind, alternative="paragraph", score=0.7, text=item.text)
        for item in found[: last + 1]
        if item.part is Part.FURNITURE and len(item.string) > 30
    ]
    return found, decisions


def _last_of_masthead(items: Sequence[Item], imprints: Sequence[int]) -> int:
    """Index of the last line of the masthead; -1 when there is none."""
    if not imprints:
        first = items[0] if items else None
        lone = first is not None and not first.fixed and is_paper_name(first.string) and len(items) > 1
        return 0 if lone and (items[0].block.level or len(items[0].string) <= 8) else -1
    last = -1
    for index in imprints:
        between = items[last + 1 : index]
        if any(is_flowing(item.block) or (item.fixed and item.part is not Part.FURNITURE) for item in between):
            break
        if sum(1 for item in between if not item.fixed and not _belongs(item)) > 1:
            break
        last = index
    return last


def _belongs(item: Item) -> bool:
    return is_paper_name(item.string) or _MENU.search(folded(item.string)) is not None


def is_paper_name(text: str) -> bool:
    """Whether a line could be a newspaper's name."""
    string = folded(text).replace(" ", "")
    return len(text) <= 40 and (_PAPER.fullmatch(string) is not None or _WEST_PAPER.fullmatch(text.strip()) is not None)
