"""What a printed line says about itself before it is joined to others: how it opens, whether it stands alone."""

from __future__ import annotations

import functools
import re

from site_builder.newspaper.characters import ending, is_western, letters
from site_builder.segmenting.credits import OUR_OWN, may_name_roles, placed_name, read_credits
from site_builder.segmenting.dictionary import is_word
from site_builder.segmenting.folding import folded
from site_builder.segmenting.imprint import imprint_of
from site_builder.segmenting.leads import opens_lead
from site_builder.segmenting.page_marks import FROM_PAGE, JUMP, TO_PAGE
from site_builder.segmenting.signatures import is_origin, is_valediction, read_signature
from site_builder.segmenting.surnames import is_name
from site_builder.segmenting.web_lines import is_crumb, is_source_line, is_source_name

_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d)"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节条部]|[①-⑳❶-❿⑴-⒇]"
)
_ORDINAL = re.compile(r"第[一二三四五六七八九十]{1,2}[,:]|首先,|其次,|最后,|此外,|另外,|同时,")
_SPEAKER = re.compile(
    r"(?:问|答|读者问|律师答|专家答|记者|主持人|嘉宾|Q|A):"
    r"|[\u4e00-\u9fff]{1,3}(?:主任|教授|医生|老师|院长|局长|书记|律师|先生|女士|专家|经理|主席|校长|博士|厂长):"
    r"|(?P<name>[\u4e00-\u9fff]{2,4}):(?=\S)"
)
"""Who speaks, at the start of a line of an interview."""

_MARK = re.compile("[□■◎●◆○▲△▼★☆◇▶►◘◈※❖]")
CAPTION = re.compile(
    r"[◘▲△▼◀▶►]?\(?(?:(?:上|下|左|右|题)?图[一二三四\d①-⑩]?(?:为|中|示|:|是)|(?:上|下|左|右)图[^书馆]"
    r"|资料图片?|图片说明|图说)"
)
_TAKEN = re.compile(
    r"(?:^|[ 。.(])(?:[\u4e00-\u9fff]{0,4}(?:记者|通讯员|摄影|实习生) ?)"
    r"[\u4e00-\u9fff·]{2,4}(?: [\u4e00-\u9fff·]{2,4}){0,2} ?摄影?\)?$"
)
_NOTICE = re.compile("关于[^。，,;]{4,40}的(?:通知|公告|通告|公示|决定|意见|启事|声明|函)")
REMEMBERED = 2**12
"""Lines remembered: every line is asked about as the one before and as the one after."""

_AROUND_OWN = "()[]【】.。 "
"""What may stand around (From our own correspondent.)"""

VOICE = re.compile("本[报刊社](?:特约)?(?:评论员|记者|通讯员)|(?:新华社|人民日报)(?:特约)?评论员")
"""Who signs for a paper without a name."""

_NOTICE_WORD = re.compile(
    "(?:公告|通告|启事|讣告|声明|公示|通知|招聘|招租|招标|遗失|更正|鸣谢|寻人启事|遗失声明|遗失启事|招聘启事|征婚启事|招领启事"
    "|征稿启事|更正启事|更正声明|(?:今日|明日|本周)?天气(?:预报)?)"
)
"""What is printed over a notice or the weather on a line of its own, often spread over the line."""

BYLINE = 50
"""Characters of the longest byline line."""


def opens(line: str) -> str:
    """What a line opens with: lead, jump, byline, caption, numbered, ordinal, speaker, mark; empty for none of them."""
    if opens_lead(line):
        return "lead"
    string = folded(line)
    if FROM_PAGE.match(string):
        return "jump"
    if _NUMBERED.match(string):
        return "numbered"
    if CAPTION.match(string):
        return "caption"
    if _ORDINAL.match(string):
        return "ordinal"
    if (said := _SPEAKER.match(string)) and (said["name"] is None or _is_person(said["name"])):
        return "speaker"
    if _MARK.match(string):
        return "byline" if is_byline(line) else "mark"
    return ""


def _is_person(name: str) -> bool:
    """Whether some characters before a colon are somebody's name and no word: 时间, 方法."""
    return is_name(name) and len(name) < 4 and not is_word(name)


@functools.lru_cache(maxsize=REMEMBERED)
def alone(line: str) -> str:
    """Which line a line is by itself, whatever stands around it: signature, byline, imprint …; empty for none."""
    if len(line) > 80:
        return ""
    if kind := imprint_of(line):
        return kind
    string = folded(line)
    if JUMP.fullmatch(string):
        return "jump"
    if TO_PAGE.search(string):
        return "jump-end"
    if is_crumb(string):
        return "breadcrumb"
    if is_source_line(string):
        return "source-line"
    if is_source_name(string):
        return "source"
    if _NOTICE.fullmatch(string):
        return "notice"
    if "摄" in string and _TAKEN.search(string):
        return "caption-end"
    if _NOTICE_WORD.fullmatch(string.replace(" ", "")):
        return "notice"
    if string.endswith("员") and VOICE.fullmatch(string):
        return "byline"
    if line.isupper() and letters(line) >= 6 and is_western(line):
        return "capitals"
    if ending(line) in ("terminal", "colon"):
        return "origin" if is_origin(line) else ("byline" if is_byline(line) else "")
    if is_valediction(line):
        return "valediction"
    signed = read_signature(line)
    if (signed is not None and signed.parted) or placed_name(line):
        return "signature"
    if is_origin(line):
        return "origin"
    return "byline" if is_byline(line) else ""


@functools.lru_cache(maxsize=REMEMBERED)
def is_byline(line: str) -> bool:
    """Whether a line is nothing but role words and names."""
    if len(line) > BYLINE:
        return False
    string = folded(line)
    if OUR_OWN.fullmatch(string.strip(_AROUND_OWN)):
        return True
    if not may_name_roles(line):
        return False
    if ending(line) == "terminal" or line[-1] in "，,；;" or opens_lead(line):
        return False
    if any(string.count(opening) != string.count(closing) for opening, closing in ("()", "[]", "【】", "〔〕")):
        return False
    if string[0] in "([【〔" and string[-1] not in ")]】〕":
        return False  # a lead, with text after its bracket
    found = read_credits(line)
    if "，" in line and not all(is_name(person.name) for person in found.people):
        return False
    return found.clean and found.roles > 0
