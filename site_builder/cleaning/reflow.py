"""Printed lines → blocks: where a paragraph starts, by what the line before left free and how the next one opens.

Each seam between two lines is weighed as odds for a new paragraph: how the line ends, how much room it left (a full
line goes on, a short one ended), whether the next line lost its indent, what it opens with, what blank lines say. How
often a line of *this* page is short by chance is counted on lines that end in a comma, which surely go on.
docs/import.md has the figures.
"""

from __future__ import annotations

import itertools
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Sequence

import msgspec

from site_builder.cleaning.columns import WIDEST, Measured, measured
from site_builder.cleaning.kept_lines import with_kept_lines
from site_builder.cleaning.seams import seam
from site_builder.cleaning.spread import closed_up_page
from site_builder.newspaper.characters import CLOSING, HAN, KANA, UNSTARTABLE, is_western
from site_builder.newspaper.raw import Block, Decision, RawLine
from site_builder.newspaper.runs import Text, glue, join

Cue = Callable[[str], str]
"""What a line opens with (lead, numbered, mark, caption …), or which line it is all by itself; empty for neither."""

Gap = Callable[[str, str], bool]
"""Whether the end of a line took a space that stands between two words of a credit: 通讯员|申屠明."""

AROUND = 80
"""Characters before a line's end that are looked at for one."""

ROOM = (0.75, 1.25, 2.25, 3.25, 6.0)
"""Bounds of the classes of room, in squares."""

SIZES = (1.75, 0.5, 1.0, 1.0, 2.75)
BY_CHANCE = (0.93, 0.04, 0.015, 0.008, 0.004, 0.003)
"""How often a line that goes on leaves so much room; a prior, mixed with what the page itself shows."""

PRIOR_LINES = 12
INDENT_LOST = (0.12, 0.48, 0.30, 0.075, 0.022, 0.003)
"""The same for a first line whose indent of two squares was dropped."""

ENDS = {"terminal": 2.5, "colon": 0.12, "none": 1 / 60, "pause": 1 / 2000, "open": 1 / 2000}
"""Odds that a paragraph ends with a line that ends so."""

ALONE = {1: 1 / 25, 2: 1 / 60, 3: 1 / 150}
"""The same for a line without any mark at its end, by how many such lines stand together: headings are short."""

OPENS = {
    "jump": math.inf,
    "lead": 5000.0,
    "byline": 60.0,
    "caption": 30.0,
    "mark": 20.0,
    "numbered": 12.0,
    "ordinal": 3.0,
    "speaker": 12.0,
}
STICKS_OUT = 2.6
"""Squares by which a line without a mark at its end is wider than its column when it is none of it."""

LEFT_OVER = 20.0
"""Odds for a heading when a Western line without a mark leaves room for more than the next word."""

HEADING_LINES, HEADING = 4, 70
"""A heading printed in the column: its most lines and characters."""

HALF = range(4, 17)
"""Characters each half of a heading has that is printed on one line."""

SLOGAN, DAY = 50.0, 30.0
"""Odds for a heading when a line has such halves, and when the line below it opens with a day, as news do."""

EXACT, SQUARES = 8.0, re.compile(rf"[{HAN}{KANA}，。、；：]+")
"""Odds that a line of nothing but whole squares, which is set exactly, ended where it leaves room and has no mark."""

_MARKED = re.compile("[，。、；：,;:（）()【】〔〕]")
_DAY = re.compile(
    r"(?:今天|昨天|前天|昨日|日前|近日|连日来|本周|上周|[（(]?\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月)[^，。]{0,8}，"
)
_CLAUSES = re.compile("[。；;]|[，,].*[，,]")
_OPENED = re.compile(r"[（(【〔][^（）()【】〔〕。！？]{0,40}$")
_CLOSED = re.compile(r"[^（）()【】〔〕。！？]{1,24}[）)】〕]")
_ASIDE = re.compile(r"[（(][^（）()]{2,30}[)）]")
_ANY_STOP = re.compile("[、，。]")
CLOSES = ("caption-end", "jump-end")
"""What `alone` says of a line that ends by naming its photographer, or its next page: there it ends."""

CLOSING_MARKS = "摄攝影)）]］】〕◀◁<＜*＊版面"
"""With what such lines end; two lines together are looked at only then."""

INDENTED = 1.5
"""Squares by which the first line of a paragraph is set deeper than its second one."""

GOES_ON_INTO = ("signature", *CLOSES)
"""What may be the last line of a paragraph as well: below a full line of it that has no mark at its end."""

BASE = 0.2
"""Of the lines with the commonest indent, the part that must be set less deep for that to be the edge of the column:
where paragraphs are of one or two lines, most lines are first ones."""

RIGHT = 4.0
"""Squares by which a line is set deeper than the one above it when it is set to the right, or in the middle."""

WEAK = 1.1
"""Below these log odds, either way, the report shows the seam."""


class Seams(msgspec.Struct, frozen=True, kw_only=True):
    """What a page shows of its own setting."""

    chance: tuple[float, ...]
    lost_indents: float
    """The part of paragraphs whose first line is two squares short."""

    indents: bool
    """Whether paragraphs are indented in the source."""

    base_indent: float
    base_gap: int
    gaps_part: bool
    """Whether a blank line more than usual never stands inside a paragraph."""

    gaps_everywhere: bool
    """Whether one stands between most paragraphs."""


def reflow(
    lines: Sequence[RawLine], opens: Cue, alone: Cue, gap: Gap = lambda _before, _after: False
) -> tuple[list[Block], list[Decision]]:
    """The blocks of a page. Lines that the mark-up sets apart, and lines outside columns, are blocks by themselves."""
    closed, told = closed_up_page(lines)
    page = measured(with_kept_lines(closed))
    if not page:
        return [], []
    setting = _setting(page)
    words = _words(page)
    groups: list[list[Measured]] = [[page[0]]]
    decisions: list[Decision] = [*told]
    run = 1
    for before, here in itertools.pairwise(page):
        odds = _odds(before, here, groups[-1], run, setting, opens, alone)
        if abs(odds) < WEAK and before.ending == "terminal":
            decisions.append(_doubt(before, here, odds))
        run = run + 1 if before.ending != "terminal" else 1
        if odds > 0:
            groups.append([here])
            run = 1
        else:
            groups[-1].append(here)
    groups = [part for group in groups for part in _without_heading(group)]
    return [_block(group, words, opens, gap) for group in groups], decisions


def _odds(
    before: Measured, here: Measured, group: Sequence[Measured], run: int, setting: Seams, opens: Cue, alone: Cue
) -> float:
    """Log odds for a new block at `here`."""
    if before.line.source != here.line.source or before.line.quoted != here.line.quoted:
        return math.inf
    if any(_set_apart(one.line) for one in (before, here)):
        return math.inf
    if here.line.text.string[0] in UNSTARTABLE and before.ending != "terminal" and (before.column or here.column):
        return -math.inf
    if _in_brackets(before.line.text.string, here.line.text.string) and (before.column or here.column):
        return -math.inf
    if (kind := alone(before.line.text.string)) and (len(group) == 1 or kind in CLOSES):
        return math.inf
    if len(group) > 1 and before.ending == "none" and _may_close(group) and alone(_last_lines(group)) in CLOSES:
        return math.inf
    if kind := alone(here.line.text.string):
        inside = len(group) > 1 or before.line.indent >= here.line.indent + INDENTED
        full = before.ending == "none" and before.column > 0 and before.room <= ROOM[1] and inside
        if not (full and kind in GOES_ON_INTO) and (before.ending in ("terminal", "none") or before.room > 2):
            return math.inf
    if not before.column and not here.column:
        return math.inf
    if here.line.indent - max(setting.base_indent, before.line.indent) >= RIGHT:
        return math.inf
    if max(before.width, here.width) > WIDEST:
        return math.inf  # a paragraph set as one line, and what stands beside it is no line of a column
    return _weighed(before, here, group, run, setting, opens)


def _weighed(
    before: Measured, here: Measured, group: Sequence[Measured], run: int, setting: Seams, opens: Cue
) -> float:
    prior = ENDS[before.ending]
    if before.ending == "none":
        prior = ALONE.get(run, 1 / 300)
    odds = math.log(prior)
    column = before.column or here.column
    room = before.room if before.column else column - before.width - 1
    if before.stretched:
        room = min(room, 0.0)
    if before.ending == "none" and room > ROOM[2] and is_western(before.line.text.string):
        odds += math.log(LEFT_OVER)
    if before.ending == "none" and before.width > column + STICKS_OUT:
        odds += math.log(200)
    if here.ending == "none" and here.width > column + STICKS_OUT and before.ending in ("terminal", "none"):
        odds += math.log(200)
    kind = _kind(room)
    ends = SIZES[kind] / column if kind < len(SIZES) else max(0.05, 1 - sum([size / column for size in SIZES]))
    goes_on = setting.chance[kind]
    if len(group) == 1:
        share = 0.9 * setting.lost_indents
        goes_on = share * INDENT_LOST[kind] + (1 - share) * goes_on
    odds += math.log(ends / goes_on)
    exact = SQUARES.fullmatch(before.line.text.string) and SQUARES.match(here.line.text.string)
    if before.ending == "none" and kind >= (4 if len(group) == 1 else 3) and exact:
        odds += math.log(EXACT)
    if here.column and here.ending in ("none", "pause"):
        kind = _kind(here.room)
        starts = setting.lost_indents * INDENT_LOST[kind] + (1 - setting.lost_indents) * setting.chance[kind]
        odds += math.log(starts / setting.chance[kind])
    indent = here.line.indent - setting.base_indent
    if indent >= 1.5:
        odds += math.log(60 if indent < 2 else 600)
    elif setting.indents and before.line.indent - setting.base_indent < 1.5:
        odds -= math.log(12)
    elif setting.indents:
        odds -= math.log(6)
    if setting.gaps_part and here.line.gap > setting.base_gap:
        odds += math.log(40)
    elif setting.gaps_part and setting.gaps_everywhere:
        odds -= math.log(6)
    if len(group) == 1 and before.ending == "none" and not before.stretched:
        odds += _as_heading(before.line.text.string, here.line.text.string)
    if _ASIDE.fullmatch(here.line.text.string) and room <= ROOM[3]:
        odds -= math.log(8)
    if cue := opens(here.line.text.string):
        odds += math.log(OPENS.get(cue, 1.0))
    return odds


def _may_close(group: Sequence[Measured]) -> bool:
    return group[-1].line.text.string[-1] in CLOSING_MARKS


def _last_lines(group: Sequence[Measured]) -> str:
    """The last two lines of a group, for a mark that was parted: （下转第三 | 版）."""
    return group[-2].line.text.string + group[-1].line.text.string


def _in_brackets(line: str, following: str) -> bool:
    """Whether a bracket that opens on a line closes at the start of the next: (通讯员 某某 记者 | 某某)."""
    opened = _OPENED.search(line)
    return opened is not None and _CLOSED.match(following) is not None


def _as_heading(line: str, following: str) -> float:
    """Log odds that the first line of a block is a heading as wide as its column, by its halves and what follows it."""
    halves = line.split()
    parted = len(halves) > 1 and all(len(half) in HALF for half in halves) and not _MARKED.search(line)
    return math.log(SLOGAN) * parted + math.log(DAY) * (parted or not _MARKED.search(line)) * bool(
        _DAY.match(following)
    )


def _without_heading(group: list[Measured]) -> list[list[Measured]]:
    """A block that ends without a mark, parted after its last full stop at a line's end when what follows is a heading.

    A paragraph ends with a mark; lines after it that have none are the heading of the next piece, or of this one.
    """
    if group[-1].ending != "none":
        return [group]
    stops = [index for index, one in enumerate(group) if one.stop]
    if not stops:
        return [group]
    tail = group[stops[-1] + 1 :]
    words = "".join(one.line.text.string for one in tail)
    if not tail or len(tail) > HEADING_LINES or len(words) > HEADING or _CLAUSES.search(words):
        return [group]
    if group[stops[-1]].ending != "terminal" and (_ANY_STOP.search(words) or words[-1] in CLOSING):
        return [group]  # the page's stop is its comma too, so the heading must be quite plain
    return [group[: stops[-1] + 1], tail]


def _setting(page: Sequence[Measured]) -> Seams:
    pairs = [(a, b) for a, b in itertools.pairwise(page) if a.column and b.column]
    gaps = Counter(b.line.gap for _, b in pairs)
    base_gap = gaps.most_common(1)[0][0] if gaps else 0
    indents = Counter(round(one.line.indent * 2) / 2 for one in page if one.column)
    most = max(indents.values(), default=0)
    base_indent = min((indent for indent, count in indents.items() if count >= BASE * most), default=0.0)
    counts = [share * PRIOR_LINES for share in BY_CHANCE]
    for before, here in pairs:
        kind = _kind(here.room)
        if before.ending in ("none", "pause") and (here.ending == "pause" or (here.ending == "none" and kind < 4)):
            counts[kind] += 1  # a line that leaves much and ends without a comma may be a heading
    chance = tuple(max(count / sum(counts), low / 4) for count, low in zip(counts, BY_CHANCE, strict=True))
    after = [b for a, b in pairs if a.ending == "terminal" and a.room > 2]
    first = [b for b in after if b.ending in ("none", "pause")]
    lost = sum(1 for b in first if _kind(b.room) in (1, 2))
    usual = chance[1] + chance[2]
    lost_indents = min(0.95, max(0.02, ((lost + 2) / (len(first) + 5) - usual) / (0.85 - min(0.8, usual))))
    shown = [b for b in after if b.line.indent - base_indent >= 1.5]
    going_on = [b for a, b in pairs if a.ending in ("none", "pause")]
    more = [
        b
        for a, b in pairs
        if a.ending in ("none", "pause") and a.room <= 1 and b.line.gap > base_gap and not _is_alone(a, base_gap)
    ]
    ended = [b for b in after if b.line.gap > base_gap]
    return Seams(
        chance=chance,
        lost_indents=lost_indents,
        indents=len(shown) >= 2 and len(shown) >= 0.5 * len(after),
        base_indent=base_indent,
        base_gap=base_gap,
        gaps_part=len(more) <= 0.02 * len(going_on) + 1,
        gaps_everywhere=len(ended) >= 2 and len(ended) > 0.5 * len(after),
    )


def _is_alone(one: Measured, base_gap: int) -> bool:
    """Whether a line without a mark at its end has blank lines on both sides: a heading, which ends where it ends."""
    return one.ending == "none" and one.line.gap > base_gap


def _kind(room: float) -> int:
    return bisect_left(ROOM, room)


def _set_apart(line: RawLine) -> bool:
    return bool(line.level or line.zone or line.bold)


def _words(page: Sequence[Measured]) -> frozenset[str]:
    """The words a page in a Western language writes; a word parted at a line's end is whole among them."""
    text = " ".join(one.line.text.string for one in page)
    if not is_western(text):
        return frozenset()
    ends = {one.line.text.string.split()[-1] for one in page if one.line.text}
    starts = {one.line.text.string.split()[0] for one in page if one.line.text}
    whole = (word for word in text.split() if not (word in ends and word.endswith("-")) and word not in starts)
    return frozenset(word.strip(".,;:!?\"'()").lower() for word in whole)


def _block(group: Sequence[Measured], words: Collection[str], opens: Cue, gap: Gap) -> Block:
    text: Text = group[0].line.text
    starts = [0]
    for one in group[1:]:
        if gap(text.string[-AROUND:], one.line.text.string):
            text = join((text, glue(" ")))
        text = seam(text, one.line.text, words)
        starts.append(len(text) - len(one.line.text))
    return Block(
        lines=tuple(one.line for one in group),
        text=text,
        starts=tuple(starts),
        wrapped=bool(group[0].column or (len(group) > 1)),
        cue=opens(group[0].line.text.string),
        ending=group[-1].ending,
    )


def _doubt(before: Measured, here: Measured, odds: float) -> Decision:
    score = 1 / (1 + math.exp(-abs(odds)))
    chosen, other = ("break", "join") if odds > 0 else ("join", "break")
    evidence = f"{before.width:g}/{before.column:g}"
    return Decision(
        rule="paragraph_start", chosen=chosen, alternative=other, score=score, evidence=evidence, text=here.line.text
    )
