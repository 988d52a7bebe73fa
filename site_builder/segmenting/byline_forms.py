"""Who wrote a piece, as a line below its headline says without a role: an office, or a name and what its bearer is."""

from __future__ import annotations

import re

from site_builder.newspaper.characters import HAN, printed
from site_builder.segmenting.dictionary import is_word
from site_builder.segmenting.folding import folded
from site_builder.segmenting.signatures import is_doing
from site_builder.segmenting.surnames import is_name

_TITLED = re.compile(
    rf"(?P<name>[{HAN}]{{2,3}}) ?(?P<what>(?:主治|主任)?医[生师]|大夫|教授|律师|博士|老师|牧师|法师|神父|工程师|会计师)"
)
_DESCRIBED = re.compile(rf"(?P<name>[{HAN}]{{2,4}}) ?\((?P<what>[{HAN}、]{{2,16}})\)")
_BESIDE_PICTURES = re.compile("[左右前后上下中]|^[文图摄]|[文图摄]$|图片")
_OFFICE = re.compile(
    rf"[{HAN}]{{2,11}}(?:[处科部系院馆室办组]|团委|工会|支部|总支|党委|学生会|记者[团站]|通讯站|编辑部|中心)"
)
SHORTER = 3
"""Characters by which an office that wrote a piece is shorter than the headline over it."""

LONGEST_OFFICE = 12


def described_name(text: str) -> re.Match[str] | None:
    """A `name` and `what` its bearer is, that a line consists of: 何永康医生, 曾宪民（退休公务员）."""
    string = folded(text).strip()
    found = _TITLED.fullmatch(string) or _DESCRIBED.fullmatch(string)
    if found is None or not is_name(found["name"]) or (len(found["name"]) == 2 and is_word(found["name"])):
        return None
    return None if _BESIDE_PICTURES.search(found["what"]) else found


def is_desk(text: str, headline: str) -> bool:
    """Whether a line is the office that wrote what a longer headline above it heads: 教务处."""
    string = folded(text).strip()
    if len(string) > LONGEST_OFFICE or _OFFICE.fullmatch(string) is None or is_doing(string):
        return False
    return len(printed(headline)) >= len(string) + SHORTER
