"""Stray spaces between Han characters: taken out of running text, kept where they part names or halves of a heading.

A space in a heading parts its halves; in a byline, names; inside a quotation, the halves of a slogan. In running text
it is left over from justification or OCR. A word of the dictionary that spans the gap proves it stray; nothing proves
the reverse.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from site_builder.newspaper.characters import CJK, GAPS, HAN, printed
from site_builder.newspaper.raw import Decision
from site_builder.newspaper.runs import GLUE, Text

Known = Callable[[str], bool]
"""Whether a few characters are a word of the dictionary."""

STRETCHED = 4
"""Gaps in one printed line from which it counts as stretched to fill its column."""

SPACED = 0.5
"""Share of Han neighbours with a space between them from which a page counts as spaced out by its OCR."""

FEW = 8
"""Such spaces a page may have and not count as spaced out."""

HALF = range(4, 17)
"""Characters each half of a slogan has."""

TWICE = 2
"""How often the page must write a phrase with a space before it is given back to a stretched line."""

_GAP = re.compile(r"[ \t\u00a0\u3000\u2000-\u200a]+")
_SPACED = re.compile(f"[{HAN}][ \u00a0](?=[{HAN}])")
_CLOSE = re.compile(f"[{HAN}](?=[{HAN}])")
_QUOTED = re.compile("“[^“”]*”|《[^《》]*》|「[^「」]*」|『[^『』]*』|‘[^‘’]*’")
_BRACKETED = re.compile(r"[（(【〔][^（）()【】〔〕]{0,80}[）)】〕]")
_ROLES = re.compile("记者|通讯员|作者|摄|文/|编辑|記者|通訊員|攝")
_TAIL = re.compile(
    rf"[。！？”）][ \u3000]*[（(]?[{HAN}]{{0,8}}(?:记者|通讯员|記者|通訊員)?[ \u3000][{HAN} \u3000/]{{2,24}}[)）]?$"
)
_PHRASE = re.compile(r"[，。；：！？、,;:]")
_HALF_WIDTH = re.compile(rf"(?<=[{CJK}])[ \u00a0](?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])[ \u00a0](?=[{CJK}])")


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What a page shows of its spaces."""

    spaced: bool = False
    """Whether OCR put a space after nearly every character."""

    noisy: bool = False
    """Whether some space on the page is proven stray."""

    phrases: Mapping[tuple[str, str], int] = {}
    """The ends of the halves of slogans written with a space, and how often."""


def setting(texts: Iterable[Text], line_of: Callable[[int], tuple[int, int]], known: Known) -> Setting:
    """Look through the running text of a page."""
    texts = list(texts)
    noisy = False
    phrases: Counter[tuple[str, str]] = Counter()
    for text in texts:
        string = text.string
        counts = _gaps_by_line(text, line_of)
        for gap in GAPS.finditer(string):
            stretched = counts[line_of(text.place(gap.start()))] >= STRETCHED
            noisy = noisy or stretched or _spans_word(string, gap, known)
            if not stretched and _in_slogan(string, gap):
                phrases[_ends(string, gap)] += 1
    return Setting(spaced=_is_spaced([text.string for text in texts]), noisy=noisy, phrases=phrases)


def _is_spaced(strings: Sequence[str]) -> bool:
    spaced = sum(len(_SPACED.findall(string)) for string in strings)
    if spaced <= FEW:
        return False
    return spaced > SPACED * (spaced + sum(len(_CLOSE.findall(string)) for string in strings))


def in_running_text(
    text: Text, page: Setting, line_of: Callable[[int], tuple[int, int]], known: Known, *, wrapped: bool
) -> tuple[Text, list[Decision]]:
    """A paragraph without its stray spaces."""
    string = text.string
    changes: list[tuple[int, int, str]] = []
    decisions: list[Decision] = []
    counts = _gaps_by_line(text, line_of)
    told: set[tuple[int, int]] = set()
    names = [match.span() for match in _BRACKETED.finditer(string) if _ROLES.search(match[0])]
    tail = _TAIL.search(string)
    for gap in GAPS.finditer(string):
        line = line_of(text.place(gap.start()))
        stretched = counts[line] >= STRETCHED
        if page.spaced:
            changes.append((gap.start(), gap.end(), ""))
            continue
        if stretched:
            keep = page.phrases.get(_ends(string, gap), 0) >= TWICE
            if line not in told:
                told.add(line)
                decisions.append(_told(text, gap, "stretched_line", "removed", 0.8, str(counts[line])))
        elif any(start < gap.start() < end for start, end in names) or (tail and gap.start() > tail.start()):
            keep = True
        elif "\u3000" in gap[0]:
            keep = True  # a full square was set on purpose: it parts sentences where there are no stops
        elif _in_slogan(string, gap) and not _spans_word(string, gap, known):
            keep = True
            decisions.append(_told(text, gap, "slogan_space", "kept", 0.75))
        else:
            keep = not wrapped and not page.noisy and not _spans_word(string, gap, known)
        if not keep:
            changes.append((gap.start(), gap.end(), ""))
        elif gap.end() - gap.start() > 1 or gap[0] != " ":
            changes.append((gap.start(), gap.end(), " "))
    if page.spaced:
        changes += [(gap.start(), gap.end(), "") for gap in _HALF_WIDTH.finditer(string)]
    changes += _given_back(text, page)
    return text.replaced(sorted(changes)), decisions


def in_heading(text: Text, page: Setting) -> Text:
    """A heading line with one space between its halves, and none inside words that were set wide."""
    string = text.string
    spaced, close = len(_SPACED.findall(string)), len(_CLOSE.findall(string))
    wide = page.spaced or spaced > 2 * close
    changes = []
    for gap in _GAP.finditer(string):
        narrow = gap.end() - gap.start() == 1 and gap[0] != "\u3000"
        if wide and narrow and GAPS.match(string, gap.start()):
            changes.append((gap.start(), gap.end(), ""))
        elif gap[0] != " ":
            changes.append((gap.start(), gap.end(), " "))
    return text.replaced(changes).strip()


def in_credit(text: Text) -> tuple[Text, list[Decision]]:
    """A byline, credit or signature: one space between names, none inside a name padded to three squares."""
    changes: list[tuple[int, int, str]] = []
    joined: list[str] = []
    string = text.string
    after_pair = -1
    for gap in _GAP.finditer(string):
        left = re.search(rf"(?<![{HAN}])(?!(?<=/)[文图摄绘])[{HAN}]$", string[: gap.start()])
        right = re.match(rf"[{HAN}](?![{HAN}])", string[gap.end() :])
        if left and right and gap.start() != after_pair and string[gap.end()] not in "文摄图攝":
            joined.append(left[0] + right[0])
            after_pair = gap.end() + 1
            changes.append((gap.start(), gap.end(), ""))
        elif gap[0] != " ":
            changes.append((gap.start(), gap.end(), " "))
    decisions = []
    if joined:
        decisions = [Decision(rule="name_joined", chosen=" ".join(joined), alternative="apart", score=0.75, text=text)]
    return text.replaced(changes).strip(), decisions


def _gaps_by_line(text: Text, line_of: Callable[[int], tuple[int, int]]) -> Counter[tuple[int, int]]:
    return Counter(line_of(text.place(gap.start())) for gap in GAPS.finditer(text.string))


def _spans_word(string: str, gap: re.Match[str], known: Known) -> bool:
    """Whether some word of two to four characters stands across a gap."""
    left = printed(string[max(0, gap.start() - 6) : gap.start()])[-3:]
    right = printed(string[gap.end() : gap.end() + 6])[:3]
    return any(
        known(left[-before:] + right[:after]) for before in (1, 2, 3) for after in (1, 2, 3) if 2 <= before + after <= 4
    )


def _in_slogan(string: str, gap: re.Match[str]) -> bool:
    """Whether a gap parts the halves of a quotation: each short, and free of commas and stops."""
    for quoted in _QUOTED.finditer(string, max(0, string.rfind("\n", 0, gap.start()) + 1)):
        if quoted.start() > gap.start():
            return False
        if quoted.end() <= gap.start():
            continue
        halves = GAPS.split(quoted[0][1:-1])
        if all(len(printed(half)) in HALF and not _PHRASE.search(half) for half in halves):
            return True
        if quoted[0][0] == "《":
            return all(len(printed(half)) >= HALF.start for half in halves)
    return False


def _ends(string: str, gap: re.Match[str]) -> tuple[str, str]:
    return printed(string[max(0, gap.start() - 12) : gap.start()])[-4:], printed(string[gap.end() : gap.end() + 12])[:4]


def _given_back(text: Text, page: Setting) -> list[tuple[int, int, str]]:
    """Spaces of a slogan that fell on a line's end, where the page writes it with the space elsewhere."""
    found = []
    for (left, right), count in page.phrases.items():
        if count < TWICE:
            continue
        at = text.string.find(left + right)
        while at >= 0:
            seam = at + len(left)
            if text.place(seam) != text.place(seam - 1) + 1 and GLUE not in (text.place(seam), text.place(seam - 1)):
                found.append((seam, seam, " "))
            at = text.string.find(left + right, at + 1)
    return found


def _told(text: Text, gap: re.Match[str], rule: str, chosen: str, score: float, evidence: str = "") -> Decision:
    around = text.slice(max(0, gap.start() - 10), gap.end() + 10)
    return Decision(rule=rule, chosen=chosen, score=score, evidence=evidence, text=around)
