"""Blocks that are known by themselves: leads, bylines, signatures, credits, captions, pictures, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from site_builder.newspaper.characters import HAN, is_western, printed
from site_builder.newspaper.raw import Decision
from site_builder.segmenting.byline_forms import described_name, is_desk
from site_builder.segmenting.credits import placed_name, read_credits
from site_builder.segmenting.cues import VOICE, is_byline
from site_builder.segmenting.dictionary import is_word
from site_builder.segmenting.folding import folded
from site_builder.segmenting.heads import says_label
from site_builder.segmenting.imprint import DATE
from site_builder.segmenting.leads import read_lead
from site_builder.segmenting.parts import ENDS, TEXT, Item, Part, as_part, parted_block
from site_builder.segmenting.shapes import is_flowing, is_heading_shaped, is_question
from site_builder.segmenting.signatures import is_body, is_origin, is_valediction, loosely_signed, read_signature
from site_builder.segmenting.surnames import COMPOUND, RARE, is_name
from site_builder.segmenting.web_lines import is_source_name

RIGHT = 4.0
"""Squares of white space before a line from which it is set to the right of its column, or in the middle."""

_PEN_NAME = re.compile(rf"[（(〔【][{HAN}]{{1,5}}(?:[ 　][{HAN}]{{1,4}})?[）)〕】]")
_SAYS_WHO = re.compile("^(?:读者|网友|市民|作者) ")
_SENT = re.compile(r"[(\[【〔][^()]{0,12}(?:记者|通讯员|特派员|访员|专员)[^()]{0,8}[)\]】〕]")
HEADLINE = 5
"""Characters from which a line over a word that could be a name is a headline, and no label."""

LONG_LABEL = 8
"""Characters up to which a line that could be a column's label is one, when what stands below it could be a name."""

PEN_NAME = range(2, 4)
"""Characters of a line below a heading that can be nothing but a name: no heading ends in so short a line."""

LABEL = 5
"""Characters, with its brackets, from which what stands in square ones is a label and no pen name."""

_NAMELESS = re.compile(
    "(?:一[位名个群些]|几[位名]|部分|众|本市|我市|我县)(?:[\u4e00-\u9fff]{0,6})"
    "(?:读者|家长|市民|居民|顾客|旅客|乘客|学生|职工|村民|业主|老师|教师|司机|农民|社员|工人|观众|球迷|用户|群众)"
)
"""Who signs a letter without a name."""

_COMMENTATOR = ("评论员", "評論員")
"""Who may be named over what he writes: a label, and no signature of the text above."""

_HAN_ONLY = re.compile(rf"[{HAN}]+")
_OFFICE = re.compile("[部局委办社组院校会团队站处科厅室股所]$|中心$|公司$|街道$")
_COUNTED = re.compile(
    r".(?:[一二三四五六七八九十百〇○零上中下续完附後后前]+|未完|续前|續前|待续|待續|完|其[一二三]"
    r"|.*(?:未完|转载|轉載|续|續|前报|前報))."
)
_SPECIAL = re.compile("(?:特此(?:公告|通告|通知|公示|声明|说明)|此[告布启复令])[。!！]?$")
SIGNED_BY = 40
"""Characters of the longest line below a letter's leave-taking that says who wrote it."""

_RATEPAYER = re.compile(r"(?:A|AN|ONE|YOUR|PRO|X|[A-Z]\.)(?:[ .]+[A-Z][A-Z.'-]*){1,4}\.?|(?:[A-Z]\. ?){2,4}")
"""How letters to an English paper are signed: A RATEPAYER, J. T. HOLMES."""

_FURTHER = re.compile(r"[▲△○●]?[【〔\[(]?又[电讯]")
_GIVEN_OUT = re.compile(
    "特此|此告|此布|此启|公告|通告|启事|公示|声明|通知|咨询|电话|敬请|望(?:各|广大)|请.{0,12}(?:垂询|来函|来电|前往|联系|登记)|施行"
)
"""What the last paragraph of a notice says."""

_GIVEN = re.compile("(?:通知|公告|通告|启事|啟事|声明|公示|讣告|倡议书|慰问信|感谢信|公开信|来信|公约)$")
_GREETING = re.compile("(?:编辑|编者|主编|總編輯|編輯)(?:同志|先生|部|们|您好)?[:：]")


def leads(items: Sequence[Item]) -> tuple[list[Item], list[Decision]]:
    """Paragraphs that open with a lead marker; a further telegram of the same piece (又电) stays a paragraph of it."""
    found: list[Item] = []
    for index, item in enumerate(items):
        opens = not item.fixed and not item.block.level and read_lead(item.string) is not None
        if (
            opens
            and _FURTHER.match(folded(item.string))
            and found
            and (found[-1].part is Part.LEAD or _is_text(found[-1]))
        ):
            opens = False
        if opens and _closes_text(items, index):
            found.append(as_part(item, Part.CREDIT if read_credits(item.string).people else Part.ORIGIN))
            continue
        found.append(as_part(item, Part.LEAD) if opens else item)
    return found, []


def _closes_text(items: Sequence[Item], index: int) -> bool:
    """Whether a bracket that could be a lead stands alone below a finished text: (本报记者 某某) signs that text."""
    item, before = items[index], _nearest(items, index, -1)
    lead = read_lead(item.string)
    if lead is None or lead.end < len(item.string) or "报讯" in item.string or before is None:
        return False
    if before.block.ending != "terminal" or not is_flowing(before.block) or before.block.level:
        return False
    after = items[index + 1] if index + 1 < len(items) else None
    return item.block.first.indent >= RIGHT or after is None or after.fixed or is_heading_shaped(after.block)


def pictures(items: Sequence[Item]) -> tuple[list[Item], list[Decision]]:
    """Pictures and tables, as the mark-up tells them."""
    parts = {"image": Part.PICTURE, "table": Part.TABLE}
    return [
        as_part(item, parts[item.block.first.zone]) if not item.fixed and item.block.first.zone in parts else item
        for item in items
    ], []


def names_below(items: Sequence[Item]) -> tuple[list[Item], list[Decision]]:
    """A name that was taken for the last line of the heading above it becomes a line of its own."""
    found: list[Item] = []
    for index, item in enumerate(items):
        after = _nearest(items, index, 1)
        if item.fixed or after is None or not _is_text(after) or not is_heading_shaped(item.block):
            found.append(item)
            continue
        heading, name = parted_block(item.block, len(item.block.starts) - 1)
        named = heading is not None and name is not None and _is_written_by(name.string, heading.string, flowing=True)
        if heading is not None and name is not None and (named or _is_name_line(name.string)):
            found += [msgspec.structs.replace(item, block=heading), Item(block=name)]
        else:
            found.append(item)
    return found, []


def names_above(items: Sequence[Item]) -> tuple[list[Item], list[Decision]]:
    """A signature that was taken for the first line of the next piece's heading becomes a line of its own."""
    found: list[Item] = []
    for index, item in enumerate(items):
        before = _nearest(items, index, -1)
        if item.fixed or before is None or before.block.ending != "terminal" or not is_heading_shaped(item.block):
            found.append(item)
            continue
        first, rest = parted_block(item.block, 1)
        if first is None or rest is None or not _signs_above(items, index, first.string):
            found.append(item)
        else:
            found += [msgspec.structs.replace(item, block=first), Item(block=rest)]
    return found, []


def _signs_above(items: Sequence[Item], index: int, line: str) -> bool:
    signed = read_signature(line)
    if (signed is not None and signed.parted) or loosely_signed(line) is not None:
        return True
    return is_body(line) and _is_given_out(items, index)


def _is_name_line(string: str) -> bool:
    name = _bare_name(string)
    return (
        _is_pen_name(string)
        or bool(pen_name(string))
        or (_is_person(name) and len(string) <= 6 and (name != string or not is_word(name)))
    )


def signs_verse(string: str) -> bool:
    """Whether a line over a poem is its poet's name."""
    name = _bare_name(string)
    return _is_person(name) and len(string) <= 6 and not is_word(name)


def _is_short_line(item: Item) -> bool:
    return len(item.string) <= 4 and _HAN_ONLY.fullmatch(item.string) is not None


def _is_office(name: str) -> bool:
    """Whether what signs in brackets is an office and nobody: （文教科）."""
    return len(name) > 2 and _OFFICE.search(name) is not None and not is_name(name)


def _is_person(name: str) -> bool:
    """Whether a line can be a name by itself: four characters only with a surname of two, or 相关链接 would be one."""
    worded = name[:1] in RARE and is_word(name[:2])
    return is_name(name) and not worded and (len(name) < 4 or name[:2] in COMPOUND)


def _is_pen_name(string: str) -> bool:
    """Whether so short a line is no word: below a heading it can only be a name."""
    return len(string) in PEN_NAME and _HAN_ONLY.fullmatch(string) is not None and not is_word(string)


def _is_worded_name(string: str, heading: str) -> bool:
    """Whether a line of two or three characters that is a word (白水) is rather who wrote what the line above heads: it
    begins with a surname, and that line is no column's label over a short headline.
    """
    name = len(string) in PEN_NAME and is_name(string)
    return name and len(printed(heading)) >= HEADLINE and not says_label(heading)


def _is_written_by(string: str, heading: str, *, flowing: bool) -> bool:
    """Whether a line below what can be a headline says who wrote the text: somebody with a calling, or an office."""
    if described_name(string) is not None:
        return True
    if not flowing:
        return False
    if _is_worded_name(string, heading) or is_desk(string, heading):
        return True
    signed = loosely_signed(string)
    longer = len(printed(heading)) > max(len(printed(string)), LONG_LABEL * says_label(heading))
    return signed is not None and longer


def _bare_name(string: str) -> str:
    return folded(string).strip("()[]【】□■◎●○◆★☆☉⊙◇△▲◘*·—- ").replace(" ", "")


def credit_lines(items: Sequence[Item]) -> tuple[list[Item], list[Decision]]:
    """Bylines below a heading, signatures and credits below a text, told apart by what stands before them."""
    found = list(items)
    decisions: list[Decision] = []
    for index, item in enumerate(items):
        if item.fixed or item.block.level or len(item.string) > 120:
            continue
        before = _nearest(found, index, -1)
        after = _nearest(found, index, 1)
        dated = index + 1 < len(items) and items[index + 1].kind == "folio" and _is_day(items[index + 1].string)
        signs = (dated or _is_given_out(found, index)) and _signs(item, before)
        signs = signs or (dated and _is_set_right(item, before))
        below = before is not None and _is_below_text(found, before)
        part = Part.ORIGIN if signs else _credit_part(item, before, after, below_text=below)
        if index and is_valediction(items[index - 1].string) and len(item.string) <= SIGNED_BY:
            part = Part.SIGNATURE
        if part is None:
            continue
        found[index] = as_part(item, part)
        if part is Part.BYLINE and before is not None and (is_word(item.string) or is_desk(item.string, before.string)):
            decisions.append(Decision(rule="pen_name", chosen="byline", score=0.65, text=item.text))
        if part is Part.SIGNATURE and not read_parted(item.string):
            decisions.append(Decision(rule="signature", chosen="parted", score=0.6, text=item.text))
    return found, decisions


def signed_dates(items: Sequence[Item]) -> tuple[list[Item], list[Decision]]:
    """The day below the office that signs a notice belongs to the notice, though it looks like a folio."""
    found = list(items)
    for index, item in enumerate(items):
        before = found[index - 1] if index else None
        if item.kind == "folio" and item.part is Part.FURNITURE and before is not None:
            signs = before.part in (Part.ORIGIN, Part.SIGNATURE) or _SPECIAL.search(before.string)
            if signs and _is_day(item.string):
                found[index] = as_part(item, Part.ORIGIN)
    return found, []


def _is_given_out(items: Sequence[Item], index: int) -> bool:
    """Whether the heading over the text before an item says that somebody gave it out, and so signs it."""
    for item in reversed(items[:index]):
        if item.part is Part.FURNITURE or (item.part in TEXT and not is_heading_shaped(item.block)):
            continue
        return _GIVEN.search(item.string) is not None
    return False


def _is_day(string: str) -> bool:
    return DATE.fullmatch(folded(string).strip()) is not None


def _signs(item: Item, before: Item | None) -> bool:
    """Whether an office stands below a finished text: with the day below it, it signs the text."""
    return before is not None and before.part in TEXT and before.block.ending == "terminal" and is_body(item.string)


def _is_set_right(item: Item, before: Item | None) -> bool:
    """Whether a short line is set to the right below a text: with the day below it, it signs the text."""
    below = before is not None and before.part in TEXT and is_flowing(before.block)
    return below and item.block.first.indent >= RIGHT and len(item.block.lines) == 1 and not is_flowing(item.block)


def read_parted(text: str) -> bool:
    """Whether a signature has a space between office and name."""
    signed = read_signature(text)
    return signed is not None and signed.parted


def _is_below_text(items: Sequence[Item], before: Item) -> bool:
    """Whether what stands before a line is a text, and no headline that asks."""
    if before.part not in TEXT or _is_capitals(before.string):
        return False
    if is_question(before.block):
        above = _nearest(items, next(at for at, item in enumerate(items) if item is before), -1)
        return above is not None and above.part in TEXT and not is_heading_shaped(above.block)
    return before.block.ending == "terminal" or (is_flowing(before.block) and not is_heading_shaped(before.block))


def _credit_part(item: Item, before: Item | None, after: Item | None, *, below_text: bool) -> Part | None:
    string = item.string
    if is_origin(string) or is_source_name(folded(string)):
        return Part.ORIGIN
    if is_byline(string):
        return Part.CREDIT if below_text else Part.BYLINE
    if VOICE.fullmatch(folded(string)):
        heads = after is not None and is_heading_shaped(after.block) and string.endswith(_COMMENTATOR)
        return None if heads else (Part.CREDIT if below_text else Part.BYLINE)
    if below_text and _NAMELESS.fullmatch(folded(string)):
        return Part.ORIGIN
    if below_text and (name := pen_name(string)):
        return Part.ORIGIN if _is_office(name) else Part.CREDIT
    if item.block.ending == "terminal":
        return None
    signed = read_signature(string)
    if signed is not None and below_text and (signed.parted or after is None or after.part is not Part.PARAGRAPH):
        return Part.SIGNATURE
    if signed is not None and signed.parted and not below_text and before is not None and after is not None:
        return Part.BYLINE if is_heading_shaped(before.block) and _is_text(after) else None
    if below_text and loosely_signed(string) is not None and (_opens_other(after) or placed_name(string)):
        return Part.SIGNATURE
    if below_text and _RATEPAYER.fullmatch(string) and is_western(string):
        return Part.SIGNATURE
    if below_text and is_body(string) and before is not None and before.block.ending == "terminal":
        # An office signs a notice: it stays below the text, for it is nobody's name. Over a heading it is a kicker.
        given_out = _GIVEN_OUT.search(before.string) or _GREETING.match(before.string)
        heads = after is not None and is_heading_shaped(after.block) and not given_out
        return None if heads else Part.ORIGIN
    if not below_text and (pen_name(string) or _SENT.fullmatch(folded(string))):
        return Part.BYLINE if after is not None and _is_text(after) else None
    name = _bare_name(string)
    if not below_text and before is not None and placed_name(string) and after is not None and not after.block.level:
        return Part.BYLINE
    under_heading = not below_text and before is not None and is_heading_shaped(before.block)
    if under_heading and after is not None and _is_text(after) and before is not None:
        flowing = is_flowing(after.block)
        if (flowing and _is_pen_name(string) and not says_label(before.string)) or _is_written_by(
            string, before.string, flowing=flowing
        ):
            return Part.BYLINE
    if string != name and is_name(name) and len(string) <= 10:
        return Part.BYLINE if not below_text else Part.SIGNATURE
    if _is_person(name) and len(string) <= 6 and not below_text and after is not None and not is_word(name):
        return Part.BYLINE if _is_text(after) else None
    if _is_person(name) and below_text and after is not None and _is_short_line(after):
        return None  # two names in a row: the first is the heading of what the second wrote
    if _is_person(name) and below_text and len(string) <= 6 and not is_word(name):
        return Part.SIGNATURE if item.block.first.indent >= 2 or _opens_other(after) else Part.BYLINE
    return None


def pen_name(text: str) -> str:
    """The pen name a bracketed line gives, as the old papers sign; empty for a number or （未完）."""
    if text[:1] in "【〔" and len(text) > LABEL and not is_name(text[1:-1]):
        return ""  # a label: 【名词解释】
    if not _PEN_NAME.fullmatch(text) or _COUNTED.fullmatch(text) or read_credits(text).roles:
        return ""
    return _SAYS_WHO.sub("", text[1:-1])


def _is_capitals(string: str) -> bool:
    """Whether a line is a heading as English papers of old set them: in capitals, with a full stop."""
    return string.isupper() and is_western(string)


def _is_text(item: Item) -> bool:
    return is_flowing(item.block) or item.block.ending == "terminal"


def _opens_other(after: Item | None) -> bool:
    """Whether what follows is another piece, or nothing."""
    return after is None or after.part is not Part.PARAGRAPH or not is_flowing(after.block)


def _nearest(items: Sequence[Item], index: int, step: int) -> Item | None:
    """The next item on one side that is no furniture, signature or credit."""
    at = index + step
    while 0 <= at < len(items):
        if items[at].part is not Part.FURNITURE and items[at].part not in ENDS:
            return items[at]
        at += step
    return None
