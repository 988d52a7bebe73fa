"""What in a body a person should compare with the original, beyond what one line can tell."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Set

from site_builder.errors import Place, Problem, Severity
from site_builder.newspaper.characters import HAN, TERMINAL

SHORTEST = 24
"""Characters of a paragraph that can be half of one: shorter lines are verse, signatures, headings."""

ENOUGH = 8
"""Characters of one script that an article must have before those of the other are out of place."""

_MARKUP = re.compile(r"\s{0,3}(?:[#>|*+-]|\d{1,3}[.、]|!\[|```)")
_MID_SENTENCE = re.compile(rf"[{HAN}A-Za-z0-9，、]$")
_GOES_ON = re.compile(rf"[{HAN}a-z0-9，、。；]")
_BEGINS = re.compile(
    r"本报讯|新华社|据|■|●|□|▲|记者|责任|编辑|图[为/：]|[一二三四五六七八九十]+[、，是]|第[一二三四五六七八九十\d]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_LINK = re.compile(r"(?<!!)\[[^\[\]\n]{0,400}\]\([ \t]{0,9}<?([^()\s<>]{1,2000})")
_OUTSIDE = re.compile(r"https?://|mailto:", re.IGNORECASE)
_INSIDE = re.compile(r"(?:(\d{2,3}-\d{2,3})\.md)?(?:#p[1-9]\d{0,5})?")
_STOPS = re.compile(f"[{re.escape(TERMINAL)}，；]")


def doubts(body: str, place: Place, folding: Mapping[str, str]) -> Iterator[Problem]:
    """Doubts about a body whose first line lies at `place`; `folding` takes Traditional characters to Simplified."""
    lines = body.split("\n")
    yield from _cut_columns(lines, place)
    yield from _mixed_scripts(lines, place, folding)
    yield from _private(lines, place)


def dead_links(body: str, place: Place, articles: Set[str]) -> Iterator[Problem]:
    """Links of a body to articles that its issue does not have, or to nowhere a link may lead: they print as typed.

    A link leads to the web, to an article of the issue (`01-03.md`, `01-03.md#p2`) or to a paragraph (`#p2`).
    """
    if "](" not in body:
        return
    for number, line in enumerate(body.split("\n")):
        for match in _LINK.finditer(line):
            target = match[1]
            inside = _INSIDE.fullmatch(target)
            if not (_OUTSIDE.match(target) or (inside and (not inside[1] or inside[1] in articles))):
                yield _doubt("M011", place, number, found=target[:80])


def _cut_columns(lines: list[str], place: Place) -> Iterator[Problem]:
    """A paragraph that ends in mid-sentence before one that begins in mid-sentence: a column ended between them."""
    before, blank = "", False
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            blank = True
            continue
        if blank and _is_half(before) and not _MARKUP.match(line) and _GOES_ON.match(text) and not _BEGINS.match(text):
            said = f"{before[-6:]} ▏{text[:6]}"
            if _STOPS.search(text):
                yield _doubt("M028", place, number, found=said)
        before, blank = ("" if _MARKUP.match(line) else text), False


def _is_half(text: str) -> bool:
    return len(text) >= SHORTEST and bool(_MID_SENTENCE.search(text)) and bool(_STOPS.search(text))


def _mixed_scripts(lines: list[str], place: Place, folding: Mapping[str, str]) -> Iterator[Problem]:
    """Traditional characters in a Simplified article: those that have another form there and are not in GB 2312."""
    traditional = [one for line in lines for one in line if one in folding and not _is_in(one, "gb2312")]
    if not traditional:
        return
    simplified = sum(1 for line in lines for one in line if one > "\u3400" and not _is_in(one, "big5"))
    if simplified < ENOUGH or len(traditional) * 4 > simplified:
        return
    strange = list(dict.fromkeys(traditional))[:12]
    number = next(number for number, line in enumerate(lines) if strange[0] in line)
    meant = "".join(folding[one] for one in strange)
    yield _doubt("M029", place, number, found="".join(strange), meant=meant, count=str(len(traditional)))


@functools.cache
def _is_in(character: str, encoding: str) -> bool:
    """Whether a national character set has a character: GB 2312 has no Traditional forms, Big5 no Simplified ones."""
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _private(lines: list[str], place: Place) -> Iterator[Problem]:
    for number, line in enumerate(lines):
        if found := sorted(set(_PRIVATE.findall(line))):
            count = str(sum(len(_PRIVATE.findall(other)) for other in lines))
            yield _doubt("M030", place, number, found=" ".join(f"U+{ord(one):04X}" for one in found), count=count)
            return


def _doubt(code: str, place: Place, number: int, **facts: str) -> Problem:
    at = Place(place.path, place.line + number)
    return Problem(code=code, place=at, facts=facts, severity=Severity.WARNING)
