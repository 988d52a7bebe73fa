"""Names by the first letter of their pinyin, without a dictionary: GB 2312 put its common characters in that order."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.press.entries import Name

_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ"
_STARTS = [character.encode("gb2312") for character in _FIRST]
_END = "座".encode("gb2312")
"""The last character of the first level (GB 2312-1980, rows 16 to 55), which is in the order of pinyin."""

SURNAMES = {
    "曾": "Z",
    "单": "S",
    "区": "O",
    "仇": "Q",
    "查": "Z",
    "解": "X",
    "朴": "P",
    "盖": "G",
    "覃": "Q",
    "翟": "Z",
}
"""Surnames that are read otherwise than the character alone."""


def grouped(names: Iterable[Name]) -> list[tuple[str, list[Name]]]:
    """The names under their letters, A to Z; those of rarer characters and other scripts come last, under no letter."""
    groups: dict[str, list[Name]] = {}
    for name in sorted(names, key=lambda name: _order(name.text)):
        groups.setdefault(initial(name.text), []).append(name)
    return [(letter, groups[letter]) for letter in (*_LETTERS, "") if letter in groups]


def initial(name: str) -> str:
    """The letter a name is filed under; empty when it cannot be told."""
    first = name[:1]
    if first in SURNAMES:
        return SURNAMES[first]
    if first.isascii() and first.isalpha():
        return first.upper() if first.upper() in _LETTERS else ""
    try:
        code = first.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    if len(code) != 2 or not _STARTS[0] <= code <= _END:
        return ""
    return _LETTERS[sum(start <= code for start in _STARTS) - 1]


def _order(name: str) -> tuple[bytes, str]:
    return name.encode("gb18030", "replace"), name
