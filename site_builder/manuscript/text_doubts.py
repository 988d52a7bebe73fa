"""What in an article's text a person should look at again: warnings, never errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from site_builder.errors import Place, Problem, Severity
from site_builder.manuscript.front_matter import Sheet
from site_builder.newspaper.model import Article, Continuation, Correction, Emendation, Picture, Role, Suspicion
from site_builder.newspaper.patterns import late

HAN = "㐀-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
"""Han characters for a character class, all extensions included."""

_NUMBERED = late(r"[（(](?:[一二三四五六七八九十]{1,3}|[上中下])[）)]$")
_JUMPS = ("下转", "上接", "下接", "續轉", "下轉")
_JUMP = re.compile(rf"(?:{'|'.join(_JUMPS)})\s*第?\s*[0-9０-９A-Z〇零一二三四五六七八九十]{{1,4}}\s*版")
# Each begins with its space, which is rare, and looks back from it: a single character is found much sooner than one of
# a class. A run of spaces is walked once, from its first.
_GAPS = {space: late(f"{space}(?<=[{HAN}]{space})[ \u3000]*+(?=[{HAN}])") for space in " \u3000"}
_SET_APART = re.compile(r"（[^（）\n]*）|\([^()\n]*\)|“[^“”\n]*”|《[^《》\n]*》|\*\*[^*\n]*\*\*|`[^`\n]*`")
"""Where a space between Han has a meaning: names in a byline, the halves of a slogan or a heading."""

_SENTENCE = re.compile("[。！？；，]")
_QUOTES = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"))
_NOT_AUTHORS = (Role.EDITOR, Role.LAYOUT, Role.PROOFREADER)


def field_doubts(article: Article, where: Callable[..., Place], unsure: frozenset[str]) -> Iterator[Problem]:
    """Fields that do not go together; nothing is said of fields that are unsure."""
    authors = [person for person in article.contributors if person.role not in _NOT_AUTHORS]
    credited = article.byline or article.signature or article.credit_printed or article.source
    if not unsure.isdisjoint(("byline", "contributors", "signature", "credit_printed", "source", "series", "pictures")):
        return
    if article.byline and not article.contributors:
        yield _doubt("M025", where("byline"), found=article.byline)
    elif authors and not credited and not any(picture.credit_printed for picture in article.pictures):
        yield _doubt("M026", where("contributors"), found="、".join(person.name for person in authors))
    last = article.headline[-1] if article.headline and article.series is None else ""
    if last.endswith((")", "）")) and (part := _NUMBERED.search(last)):
        yield _doubt("M022", where("headline"), found=part[0])


def body_doubts(sheet: Sheet, article: Article | None, path: str) -> Iterator[Problem]:
    """What the text itself gives to think."""
    body = sheet.body

    def at(offset: int) -> Place:
        return Place(path, sheet.body_line + body.count("\n", 0, offset))

    turns = "版" in body and article is not None and not article.continuation
    if turns and any(word in body for word in _JUMPS) and (jump := _JUMP.search(body)):
        yield _doubt("M021", at(jump.start()), found=jump[0])
    if gaps := _gaps(body):
        yield _doubt("M023", at(gaps[0]), found=body[max(0, gaps[0] - 3) : gaps[0] + 4].strip(), count=str(len(gaps)))
    for opening, closing in _QUOTES:
        if opening not in body and closing not in body:
            continue
        if body.count(opening) != body.count(closing) and (lost := _unbalanced(body, opening, closing)) >= 0:
            yield _doubt("M024", at(lost), found=body[lost : lost + 12].partition("\n")[0])
    if article is not None:
        yield from _lost_anchors(article, sheet, path)


def _gaps(body: str) -> list[int]:
    """Where spaces stand between Han in running text: lines with a sentence in them, outside what sets them apart."""
    found: list[int] = []
    seen = -1
    for gap in _spaced(body):
        if gap <= seen:
            continue
        start, end = body.rfind("\n", 0, gap) + 1, body.find("\n", gap)
        seen = end if end >= 0 else len(body)
        line = body[start:seen]
        if _SENTENCE.search(line) and not line.startswith((" ", "\t", "|", "#")):
            masked = _SET_APART.sub(lambda match: "\0" * len(match[0]), line)
            found += [start + inner for inner in _spaced(masked)]
    return found


def _spaced(text: str) -> list[int]:
    """Where spaces between two Han begin."""
    return sorted(found.start() for space, gap in _GAPS.items() if space in text for found in gap.finditer(text))


def _unbalanced(body: str, opening: str, closing: str) -> int:
    """Where the first quotation mark without its other half stands; -1 when all is well.

    Speech over several paragraphs opens each of them and closes the last only (GB/T 15834).
    """
    opened: list[int] = []
    for mark in re.finditer(f"[{opening}{closing}]", body):
        at = mark.start()
        if mark[0] == opening:
            begins = body.rfind("\n", 0, at) + 1
            goes_on = opened and not body[begins:at].strip(" \t\u3000>")
            if not goes_on:
                opened.append(at)
        elif opened:
            opened.pop()
        elif closing != "’" or body[at - 1 : at] in ("", "\n") or not body[at - 1].isascii():
            return at  # in Latin text an apostrophe is the same character as a closing single quote
    return opened[0] if opened else -1


def _lost_anchors(article: Article, sheet: Sheet, path: str) -> Iterator[Problem]:
    """Paragraphs that fields point at and the body cannot have: it has not so many lines."""
    holders: list[Picture | Continuation | Emendation | Suspicion | Correction]
    holders = [*article.pictures, *article.continuation, *article.emendations, *article.suspected, *article.corrections]
    anchors = [holder.at for holder in holders if holder.at[:1] == "p"]
    lines = sum(1 for line in sheet.body.split("\n") if line.strip()) if anchors else 0
    for anchor in anchors:
        if int(anchor[1:]) > lines:
            yield _doubt("M012", Place(path, sheet.body_line), found=anchor, count=str(lines))


def _doubt(code: str, place: Place, **facts: str) -> Problem:
    return Problem(code=code, place=place, facts=facts, severity=Severity.WARNING)
