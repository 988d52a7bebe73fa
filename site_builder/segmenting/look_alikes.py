"""Characters that scanners take for each other, suspected where the rest of the archive reads otherwise.

Nothing is suspected for its looks alone: 千 is as good a character as 干. The same words must stand elsewhere with the
other character, or the printed word must be one that hardly anybody uses beside one that everybody does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from site_builder.newspaper.characters import HAN
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

CHANCE_LONG, CHANCE_SHORT = 500_000, 200_000
"""Characters of archive for which one occurrence more is asked."""

RATIO = 2
"""How many times as often as the printed four characters the others must stand."""

RARE = 100
"""A word counted this seldom in the dictionary is one that hardly anybody uses."""

UNSURE = 10
"""One counted less is hardly a word: 之处 is, and is counted three times."""

COMMON = 20_000
"""A word counted this often is suspected wherever no word is printed at all: 己经 for 已经."""

AT_ONCE = 50_000
"""Characters with look-alikes that are gone through at once: what is noted of them takes some 20 MB."""

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

_Place = tuple[int, int, int]
"""Where a character stands, and where the Chinese characters round it begin and end."""

_HAN = re.compile(f"[{HAN}]")


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for group in ALIKE.split():
        for character in group:
            table[character] = table.get(character, "") + group.replace(character, "")
    return table


_OTHERS = _table()


def _families() -> tuple[str, ...]:
    """The characters in sets of which none is mistaken for one of another set."""
    families: list[set[str]] = []
    for group in ALIKE.split():
        met = [family for family in families if family & set(group)]
        families = [family for family in families if not family & set(group)]
        families.append(set(group).union(*met))
    return tuple("".join(sorted(family)) for family in families)


_FAMILIES = _families()
_ANY = re.compile(f"[{''.join(_FAMILIES)}]")


def other_characters(character: str) -> str:
    """The look-alikes of a character; empty for one that has none."""
    return _OTHERS.get(character, "")


def look_alikes(texts: Sequence[str], archive: Iterable[str]) -> tuple[Misprint, ...]:
    """The misprints suspected in `texts`, with these and `archive` as the witnesses; in the order of the texts.

    Of a large issue some families of characters are gone through after the others: what is counted for one says
    nothing about another, and all at once would take many times the memory of the text.
    """
    witnesses = (*texts, *archive)
    size = sum(map(len, witnesses))
    found: list[tuple[int, int, Misprint]] = []
    for families in _batches(texts):
        found += _of_families(re.compile(f"[{families}]"), texts, witnesses, size)
    return tuple(misprint for _, _, misprint in sorted(found, key=lambda one: one[:2]))


def _batches(texts: Sequence[str]) -> Iterator[str]:
    """All families that stand in some texts, as many at once as have no more than `AT_ONCE` characters there."""
    counts = Counter[str]()
    for text in texts:
        counts.update(_ANY.findall(text))
    batch, places = "", 0
    for family in _FAMILIES:
        there = sum(counts[character] for character in family)
        if batch and places + there > AT_ONCE:
            yield batch
            batch, places = "", 0
        if there:
            batch, places = batch + family, places + there
    if batch:
        yield batch


def _of_families(
    family: re.Pattern[str], texts: Sequence[str], witnesses: Sequence[str], size: int
) -> Iterator[tuple[int, int, Misprint]]:
    """The misprints of some families, each with its text and its place in that.

    Most characters stand beside one that no look-alike of theirs ever stands beside: those are passed over.
    """
    pairs = _Pairs(family, witnesses)
    doubtful = [(number, place) for number, text in enumerate(texts) for place in _places(text, family, pairs.speak)]
    wanted = {reading for number, place in doubtful for reading in _readings(texts[number], place)}
    counts = Counter[str]()
    for text in witnesses:
        counts.update(window for window in _seen(text, family, wanted) if window in wanted)
    for number, place in doubtful:
        best = max(_suspicions(texts[number], place, counts, size), key=lambda one: one[0], default=None)
        if best is not None:
            doubt, (start, end), suggestion, evidence = best
            misprint = Misprint(
                text=number, start=start, end=end, suggestion=suggestion, evidence=evidence, score=1 - doubt
            )
            yield number, place[0], misprint


class _Pairs:
    """The characters of some families with the one on their left or right, as often as some texts have them at most."""

    def __init__(self, family: re.Pattern[str], texts: Iterable[str]) -> None:
        self._counts = Counter[str]()
        for text in texts:
            places = [found.start() for found in family.finditer(text)]
            self._counts.update([text[at : at + WORD] for at in places])
            self._counts.update([text[at - 1 : at + 1] for at in places])
        self._told: dict[tuple[str, int], bool] = {}

    def speak(self, pair: str, at: int) -> bool:
        """Whether a pair may be suspected for its character at 0 or 1; longer words are seen no oftener than pairs."""
        told = self._told.get((pair, at))
        if told is None:
            told = self._told[pair, at] = any(
                self._counts[instead] >= OFTEN or _is_odd(pair, instead) for instead in _instead(pair, at)
            )
        return told


def _places(text: str, family: re.Pattern[str], counts: Callable[[str, int], bool]) -> Iterator[_Place]:
    """The characters of some families that count beside the one on their left or right, and the Chinese ones round
    each as far as windows reach; none stands alone.
    """
    for found in family.finditer(text):
        at = found.start()
        if not (counts(text[at : at + WORD], 0) or counts(text[max(0, at - 1) : at + 1], 1)):
            continue
        low, high = at, at + 1
        while low and at - low < LONG - 1 and _HAN.match(text, low - 1):
            low -= 1
        while high - at < LONG and _HAN.match(text, high):
            high += 1
        if high - low > 1:
            yield at, low, high


def _windows(place: _Place, length: int) -> Iterator[_Window]:
    """The windows of a length that a character is in."""
    at, low, high = place
    for start in range(max(low, at - length + 1), min(at, high - length) + 1):
        yield start, start + length


def _readings(text: str, place: _Place) -> Iterator[str]:
    """What stands round a character, as printed and with each of its look-alikes."""
    for length in (LONG, SHORT, WORD):
        for start, end in _windows(place, length):
            yield text[start:end]
            yield from _instead(text[start:end], place[0] - start)


def _instead(words: str, at: int) -> list[str]:
    """Some words with each of the look-alikes of the character at a place; none where it stands beyond them."""
    before, after = words[:at], words[at + 1 :]
    return [before + other + after for other in _OTHERS.get(words[at : at + 1], "")]


def _seen(text: str, family: re.Pattern[str], wanted: Collection[str]) -> Iterator[str]:
    """Each window of a text with a character of some families, once for every place it stands at.

    Windows in which no pair is wanted are left out: whoever wants a window wants a pair in it.
    """
    before = -1
    for place in _places(text, family, lambda pair, _: pair in wanted):
        for length in (LONG, SHORT, WORD):
            for start, end in _windows(place, length):
                if start > before:  # or the character before has had it
                    yield text[start:end]
        before = place[0]


_Suspicion = tuple[float, _Window, str, str]
"""How doubtful, where, what instead and why."""


def _suspicions(text: str, place: _Place, counts: Mapping[str, int], size: int) -> Iterator[_Suspicion]:
    for window in _windows(place, LONG):
        printed = counts.get(text[slice(*window)], 0)
        for instead in _instead(text[slice(*window)], place[0] - window[0]):
            if counts.get(instead, 0) >= max(OFTEN + size // CHANCE_LONG, RATIO * printed):
                share = printed / counts[instead]
                yield 0.95 - share / 20, window, instead, _evidence(text, window, instead, counts)
    for window in _windows(place, SHORT):
        if counts.get(text[slice(*window)], 0) == 1 and not _little(text, place, window):
            for instead in _instead(text[slice(*window)], place[0] - window[0]):
                if counts.get(instead, 0) >= OFTENER + size // CHANCE_SHORT:
                    yield 0.7, window, instead, _evidence(text, window, instead, counts)
    for window in _windows(place, WORD):
        for instead in _instead(text[slice(*window)], place[0] - window[0]):
            if _unlikely(text, place, window, instead, counts):
                known = f"jieba {frequency(instead)} : {frequency(text[slice(*window)])}"
                yield 0.6, window, instead, f"{_evidence(text, window, instead, counts)}; {known}"


def _evidence(text: str, window: _Window, instead: str, counts: Mapping[str, int]) -> str:
    printed = text[slice(*window)]
    return f"{instead} {counts.get(instead, 0)} : {printed} {counts.get(printed, 0)}"


def _little(text: str, place: _Place, window: _Window) -> bool:
    return any(text[index] in LITTLE_WORDS for index in range(*window) if index != place[0])


def _unlikely(text: str, place: _Place, window: _Window, instead: str, counts: Mapping[str, int]) -> bool:
    """Whether a word is rare beside the one that stands elsewhere, or none beside one of the commonest."""
    printed = text[slice(*window)]
    if not _is_odd(printed, instead):
        return False
    unlikely = not frequency(printed) or (counts.get(printed, 0) == 1 and counts.get(instead, 0) >= 1)
    return unlikely and not _in_another_word(text, place, window)


def _is_odd(printed: str, instead: str) -> bool:
    """Whether hardly anybody uses a word, or nobody does, beside a usual one."""
    mine, theirs = frequency(printed), frequency(instead)
    return UNSURE <= mine <= RARE and theirs >= 1.5 * mine if mine else theirs >= COMMON


def _in_another_word(text: str, place: _Place, window: _Window) -> bool:
    """Whether the character belongs to a word of the dictionary that is not this one."""
    return any(
        frequency(text[slice(*other)])
        for length in range(WORD, LONGEST + 1)
        for other in _windows(place, length)
        if other != window
    )
