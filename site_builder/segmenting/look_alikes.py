"""Characters that scanners take for each other, suspected where the rest of the archive reads otherwise.

Nothing is suspected for its looks alone: 千 is as good a character as 干. The same words must stand elsewhere with the
other character, or the printed word must be one that hardly anybody uses beside one that everybody does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

import msgspec

from site_builder.newspaper.characters import han
from site_builder.segmenting.dictionary import LONGEST, frequency

ALIKE = (
    "干千于 域城 惰情 己已巳 末未 日曰 人入 士土 戊戌戍 侯候 大太犬 拔拨 折拆析 州洲 天夭 问间 同回 哀衰 辨辩 幕慕墓"
    " 赢嬴 贷货 侍待 壁璧 沏彻 晴睛 抡抢 治冶 刺剌 徒徙 师帅 免兔 鸟乌 处外 往住 竞竟 茶荼 矛予 今令 力刀 玉王 本木"
    " 白自 由甲 午牛 厉历 没设 渡度 傅付 載戴 輸輪 徵微 擊繫 後复 問間閒 鳥烏 辦辨 買賣 師帥 貸貨 鍾鐘 揚楊掦 曆歷"
)
"""Groups of characters that are mistaken for each other."""

LONG, SHORT, WORD = 4, 3, 2
"""Characters of the windows that are compared."""

OFTEN = 2
"""How often four characters must stand elsewhere to speak against the printed four: once may be the misprint."""

OFTENER = 3
"""The same for three characters, which meet by chance more often."""

CHANCE = {LONG: 500_000, SHORT: 200_000}
"""Characters of archive for which one occurrence more is asked."""

RATIO = 2
"""How many times as often as the printed four characters the others must stand."""

RARE = 100
"""A word counted this seldom in the dictionary is one that hardly anybody uses."""

UNSURE = 10
"""One counted less is hardly a word: 之处 is, and is counted three times."""

COMMON = 20_000
"""A word counted this often is suspected wherever no word is printed at all: 己经 for 已经."""

LITTLE_WORDS = frozenset("的是了在一不有这那和就也都我他她你们来去到说要会能個這們會來說就")
"""Three characters with one of these stand in every text."""


class Misprint(msgspec.Struct, frozen=True, kw_only=True):
    """Some words of a text and what they may have been."""

    text: int
    """Which of the texts."""

    start: int
    end: int
    suggestion: str
    evidence: str
    score: float
    """How sure it is that the printed words are right, ½ at most: the report's order."""


_Window = tuple[int, int]
"""Where some characters begin and end."""


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for group in ALIKE.split():
        for character in group:
            table[character] = table.get(character, "") + group.replace(character, "")
    return table


_OTHERS = _table()


def look_alikes(texts: Sequence[str], archive: Iterable[str]) -> tuple[Misprint, ...]:
    """The misprints suspected in `texts`, with these and `archive` as the witnesses; in the order of the texts."""
    wanted = {reading for text in texts for at in _places(text) for reading in _readings(text, at)}
    counts: Counter[str] = Counter()
    size = 0
    for text in (*texts, *archive):
        size += len(text)
        counts.update(_seen(text, wanted))
    found: list[Misprint] = []
    for number, text in enumerate(texts):
        for at in _places(text):
            best = max(_suspicions(text, at, counts, size), key=lambda one: one[0], default=None)
            if best is not None:
                doubt, (start, end), suggestion, evidence = best
                found.append(
                    Misprint(
                        text=number, start=start, end=end, suggestion=suggestion, evidence=evidence, score=1 - doubt
                    )
                )
    return tuple(found)


def _places(text: str) -> Iterator[int]:
    return (at for at, character in enumerate(text) if character in _OTHERS)


def _windows(text: str, at: int, length: int) -> Iterator[_Window]:
    """The stretches of Chinese characters of a length that a character is in."""
    for start in range(max(0, at - length + 1), min(at, len(text) - length) + 1):
        if han(text[start : start + length]) == length:
            yield start, start + length


def _readings(text: str, at: int) -> Iterator[str]:
    """What stands round a character, as printed and with each of its look-alikes."""
    for length in (LONG, SHORT, WORD):
        for start, end in _windows(text, at, length):
            yield text[start:end]
            for other in _OTHERS[text[at]]:
                yield text[start:at] + other + text[at + 1 : end]


def _seen(text: str, wanted: Set[str]) -> Iterator[str]:
    """Each stretch of a text that is wanted, once for every place it stands at."""
    before = -1
    for at in _places(text):
        for length in (LONG, SHORT, WORD):
            for start in range(max(0, before + 1, at - length + 1), min(at, len(text) - length) + 1):
                window = text[start : start + length]
                if window in wanted:
                    yield window
        before = at


def _suspicions(text: str, at: int, counts: Mapping[str, int], size: int) -> Iterator[tuple[float, _Window, str, str]]:
    """How doubtful, where, what instead and why, for each kind of evidence there is against a character."""
    for other in _OTHERS[text[at]]:
        for length in (LONG, SHORT, WORD):
            for start, end in _windows(text, at, length):
                window = text[start:end]
                instead = text[start:at] + other + text[at + 1 : end]
                mine, theirs = counts.get(window, 0), counts.get(instead, 0)
                evidence = f"{instead} {theirs} : {window} {mine}"
                more = size // CHANCE.get(length, size + 1)
                if length == LONG and theirs >= OFTEN + more and mine * RATIO <= theirs:
                    yield 0.9 + _share(mine, theirs), (start, end), instead, evidence
                elif length == SHORT and theirs >= OFTENER + more and mine == 1 and not _little(window, at - start):
                    yield 0.7, (start, end), instead, evidence
                elif length == WORD and mine <= 1 and _unlikely(text, at, window, instead, theirs):
                    yield 0.6, (start, end), instead, f"{evidence}; jieba {frequency(instead)} : {frequency(window)}"


def _share(mine: int, theirs: int) -> float:
    return 0.05 * (1 - mine / theirs)


def _little(window: str, at: int) -> bool:
    return any(character in LITTLE_WORDS for index, character in enumerate(window) if index != at)


def _unlikely(text: str, at: int, window: str, instead: str, theirs: int) -> bool:
    """Whether a word is rare beside the one that stands elsewhere, or none beside one of the commonest."""
    if frequency(instead) < frequency(window) * 1.5 or _in_another_word(text, at, window):
        return False
    if not frequency(window):
        return frequency(instead) >= COMMON
    return UNSURE <= frequency(window) <= RARE and theirs >= 1


def _in_another_word(text: str, at: int, window: str) -> bool:
    """Whether the character belongs to a word of the dictionary that is not this one."""
    return any(
        frequency(text[start:end]) and text[start:end] != window
        for length in range(WORD, LONGEST + 1)
        for start, end in _windows(text, at, length)
    )
