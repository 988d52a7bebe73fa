"""One form of text for both sides of a search; the twin of themes/broadsheet/assets/js/search/normalise.js.

Both sides are held together by tests/vectors/normalise.json. Nothing here is for the eye: what is shown and copied is
always the original.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

from site_builder.newspaper.patterns import late

HAN = "〇々\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
"""Characters written without spaces between words (a part of a regular expression's class)."""

_SEPARATORS = (
    "\\u0000-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00a9\\u00ab-\\u00b4\\u00b6-\\u00b9\\u00bb-\\u00bf\\u00d7\\u00f7"
    "\\u2000-\\u206f\\u20a0-\\u20cf\\u2190-\\u245f\\u2500-\\u2bff\\u2e00-\\u2e7f\\u2ff0-\\u3004\\u3008-\\u3020\\u3030"
    "\\u303d-\\u303f\\u30a0\\u30fb\\u3190-\\u319f\\u31c0-\\u31ef"
    # All of the last rows of the plane: private use, and forms NFKC has already replaced. So the order of terms by
    # code point (lunr.py) is their order by UTF-16 unit (lunr.js).
    "\\ud800-\\uffff\\U0001d000-\\U0001d3ff\\U0001f000-\\U0001faff\\U000e0000-\\U0010ffff"
)
_WORD = late(f"[{HAN}]+|[^{HAN}{_SEPARATORS}]+")
_FOREIGN = late(f"[^{HAN}{_SEPARATORS}][^{HAN}{_SEPARATORS}]*")
_STRETCH = late(f"[^{_SEPARATORS}]{{2,}}")
# A class and then the rest, here and below: what begins with a class is looked for sooner than what begins with a run.
_BETWEEN = late(f"[{_SEPARATORS}][{_SEPARATORS}]*")
_IS_HAN = late(f"[{HAN}]")
_IGNORED = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
_ALONE = (
    "\\u0000-\\u007e\\u00b7\\u2010-\\u2027\\u2030-\\u203d\\u2100-\\u27ff\\u3000-\\u3029\\u3400-\\u9fff\\uff01-\\uff5e"
)
"""Characters whose form does not hang on their neighbours: no mark among them, nothing that joins what is before it."""

_ALL_ALONE = re.compile(f"[{_ALONE}]*")
SPACES = "\\u0000-\\u0020\\u0085\\u1680\\u2028\\u2029"
"""White space in normalised text (a part of a class); named one by one because Python and JavaScript differ on it."""

_SPACE = re.compile(f"[{SPACES}][{SPACES}]*")

_DIGITS = "〇○◯零一二三四五六七八九"
_VALUES = str.maketrans(_DIGITS, "0000123456789")
_DIGIT_RUN = re.compile(f"[{_DIGITS}](?:[{_DIGITS}]{{2,}}|[{_DIGITS}](?=年))")
_ORDINAL = re.compile("第([一二三四五六七八九十百千两零〇]{2,})")
_ENDS = r"\s,.;:!?。;\"“”()\uffff"
_CLAUSE = re.compile(f"[^{_ENDS}]+")
_CARDINAL = re.compile(
    "(?:([一二两三四五六七八九])千)?[零〇]?(?:([一二两三四五六七八九])百)?[零〇]?"
    "(?:([一二三四五六七八九]?)(十))?[零〇]?([一二三四五六七八九])?"
)


KINDS = {
    "separator": _BETWEEN,
    "han": late(f"[{HAN}]+"),
    "space": _SPACE,
    "first numeral": late(f"[{_DIGITS}第]+"),
    "second numeral": late(f"[{_DIGITS}十百千两]+"),
    "third numeral": late(f"[{_DIGITS}十百千两年]+"),
    "clause end": re.compile(f"[{_ENDS}]+"),
    "joining": late(f"[^{_ALONE}]+"),
}
"""What characters may be, for those who look at many of them at once; `joining`: their form hangs on neighbours."""


def normalise(text: str) -> str:
    """The text as both sides compare it: NFKC, lower case, invisible characters gone, each character folded.

    Folding is Traditional to Simplified character by character, with the old printing forms (folding.txt).
    """
    return fold(compatible(text))


def compatible(text: str) -> str:
    """The text before its characters are folded."""
    if not _ALL_ALONE.fullmatch(text):
        return _form(_IGNORED.sub("", text))
    # Nearly all texts: of one in Chinese hardly more changes than its punctuation, a few characters again and again.
    for char in set(_changed().findall(text)):
        text = text.replace(char, _form(char))
    return text


@functools.cache
def forms() -> Mapping[str, str]:
    """Of the characters whose form does not hang on their neighbours those that have another one, with that."""
    return {char: _form(char) for char in _changing()}


def _form(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


@functools.cache
def _changed() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(_changing())}]")


@functools.cache
def _changing() -> str:
    """The characters that have another form, of those that have it alone."""
    others = "".join(map(chr, (*range(0x3400), *range(0xA000, 0xD800), *range(0xE000, 0x10000))))
    return "".join(char for char in "".join(_ALL_ALONE.findall(others)) if _form(char) != char)


def fold(text: str) -> str:
    """Each character as the one it is searched as: Traditional as Simplified, old printing forms as today's."""
    return _folded().sub(lambda found: folding()[found[0]], text)


def to_fold(text: str) -> Iterable[str]:
    """The characters of a text that `fold` would replace, each as often as it stands there."""
    return _folded().findall(text)


def places_to_fold(text: str) -> Iterator[int]:
    """Where the characters stand that `fold` would replace."""
    return (found.start() for found in _folded().finditer(text))


def figures(text: str) -> str:
    """Normalised text with Chinese numerals as figures, where they can only be a number.

    Three or more bare digits (`二〇二三`), two before 年 (`九八年`), and ordinals of two or more characters (`第十九`).
    A year is found both ways because the index holds both forms and a question is asked in this one.
    """
    return _ORDINAL.sub(_ordinal, _DIGIT_RUN.sub(lambda run: run[0].translate(_VALUES), text))


def read_as_figures(text: str) -> list[tuple[str, str]]:
    """The clauses of a normalised text that `figures` reads otherwise, each with what it reads there."""
    if figures(text) == text:
        return []
    return [(clause, read) for clause in _CLAUSE.findall(text) if (read := figures(clause)) != clause]


def squeeze(text: str) -> str:
    """The text without any white space, for comparing a quoted phrase with what a column broke."""
    return _SPACE.sub("", text)


def runs(text: str) -> list[str]:
    """The runs of a normalised text that can hold words: of Han only, or of anything else that is no separator."""
    return _WORD.findall(text)


def foreign(text: str) -> list[str]:
    """Those of the runs that are not of Han."""
    return _FOREIGN.findall(text)


def stretches(text: str) -> list[str]:
    """The parts of a normalised text between separators, Han and others together, of two characters or more."""
    return _STRETCH.findall(text)


def part(text: str, gap: str) -> str:
    """A normalised text with a gap for each run of separators."""
    return _BETWEEN.sub(gap, text)


def is_han(run: str) -> bool:
    """Whether a run that `runs` gave is written without spaces and has to be cut."""
    return _IS_HAN.match(run) is not None


@functools.cache
def folding() -> dict[str, str]:
    """The table of `folding.txt`: a character → the one it is searched as."""
    return {other: line[0] for line in fold_lines() for other in line[1:]}


@functools.cache
def _folded() -> re.Pattern[str]:
    # Most text holds no such character, and a class is searched faster than every character is looked up.
    return re.compile(f"[{''.join(folding())}]")


@functools.cache
def fold_lines() -> tuple[str, ...]:
    """The lines of the folding table: a character, then those searched as it."""
    text = (files("site_builder.search") / "folding.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def _ordinal(match: re.Match[str]) -> str:
    number = _CARDINAL.fullmatch(match[1])
    if number is None or not any(number.groups()[:4]):
        return match[0]
    thousands, hundreds, tens, ten, ones = ((digit or "").replace("两", "二") for digit in number.groups(""))
    tens = tens or ("一" if ten else "")
    places = [thousands, hundreds, tens, ones]
    return "第" + "".join(digit.translate(_VALUES) or "0" for digit in places).lstrip("0")
