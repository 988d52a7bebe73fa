"""Names by the first letter of their pinyin, without a dictionary: GB 2312 put its common characters in that order."""

from __future__ import annotations

import bisect
import string
from collections import Counter
from collections.abc import Iterable, Sequence

from site_builder.press.entries import Name

OTHER = ""
"""The group of names whose letter cannot be told."""

OFTEN = 3
"""So many names that begin with one character stand under it."""

_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ"
_STARTS = [character.encode("gb2312") for character in _FIRST]
_END = "座".encode("gb2312")
"""The last character of the first level (GB 2312-1980, rows 16 to 55), which is in the order of pinyin."""

_OUTSIDE = {
    "A": "愛",
    "B": "鮑畢貝賁邴邊別",
    "C": "陳褚岑儲車從蒼晁谌諶遲",
    "D": "窦竇鄧黨東笪亶邸岱",
    "F": "馮範鳳酆費豐",
    "G": "顧龔宮郜貢國廣鞏關蓋缑緱歸",
    "H": "韓華賀黃懷扈阚闞後紅郈浣",
    "J": "蔣計紀賈經嵇薊郏郟暨簡荊晉",
    "K": "夔蒯況邝鄺",
    "L": "呂魯羅藍婁駱盧陸栾欒厲劉龍賴蔺藺勞郦酈連祿逯闾閭蘭",
    "M": "馬闵閔缪繆宓滿乜麥",
    "N": "鈕寧農聶佴湳",
    "O": "歐",
    "P": "龐逄濮樸",
    "Q": "錢齊強裘喬璩瞿阙闕權欽谯譙亓郄",
    "R": "榮芮饒閏",
    "S": "孫蘇時莘壽殳師厍厙帥佘賞閃",
    "T": "湯滕談钭鈄邰譚塗佟仝庹澹",
    "W": "吳衛韋邬鄔萬烏隗聞溫",
    "X": "許謝奚蕭項荀郗胥郤習須冼缐線",
    "Y": "楊嚴雲樂餘顏應鬱於羿葉陰晏閻魚庾養遊嶽闫閆鄢陽玥堯",
    "Z": "趙鄭張鄒臧鍾昝諸莊終訾竺仉昃禚",
}
"""Surnames outside that level: rare ones, and the forms of Traditional editions."""

_KNOWN = {character: letter for letter, characters in _OUTSIDE.items() for character in characters}

SURNAMES = {
    "曾": "Z",
    "单": "S",
    "單": "S",
    "区": "O",
    "區": "O",
    "仇": "Q",
    "查": "Z",
    "解": "X",
    "朴": "P",
    "盖": "G",
    "覃": "Q",
    "翟": "Z",
}
"""Characters that are read otherwise where they begin the name of a person."""


def grouped(names: Iterable[Name], *, people: bool = False) -> list[tuple[str, list[Name]]]:
    """The names under their letters, A to Z; those of rarer characters and other scripts come last, under no letter."""
    groups: dict[str, list[Name]] = {}
    for name in sorted(names, key=lambda name: _order(name.text)):
        groups.setdefault(initial(name.text, people=people), []).append(name)
    return [(letter, groups[letter]) for letter in (*string.ascii_uppercase, OTHER) if letter in groups]


def initial(name: str, *, people: bool = False) -> str:
    """The letter a name is filed under, of people as surnames are read; OTHER when it cannot be told."""
    first = name[:1]
    if people and first in SURNAMES:
        return SURNAMES[first]
    if first.isascii() and first.isalpha():
        return first.upper()
    if first in _KNOWN:
        return _KNOWN[first]
    try:
        code = first.encode("gb2312")
    except UnicodeEncodeError:
        return OTHER
    if len(code) != 2 or not _STARTS[0] <= code <= _END:
        return OTHER
    return _LETTERS[bisect.bisect_right(_STARTS, code) - 1]


def frequent(names: Iterable[Name]) -> tuple[tuple[str, int], ...]:
    """The characters that many of the names begin with, in the order of the names, each with how many those are."""
    counts = Counter(name.text[:1] for name in names)
    return tuple((character, count) for character, count in counts.items() if count >= OFTEN)


def by_first(names: Sequence[Name]) -> list[tuple[str, list[Name]]]:
    """Names of one letter under the character they begin with; those whose character is rare stand together under
    none, where their order puts them."""
    often = dict(frequent(names))
    groups: list[tuple[str, list[Name]]] = []
    for name in names:
        first = name.text[:1] if name.text[:1] in often else ""
        if not groups or groups[-1][0] != first:
            groups.append((first, []))
        groups[-1][1].append(name)
    return groups


def _order(name: str) -> tuple[bytes, str]:
    return name.encode("gb18030", "replace"), name
