"""What hits show of an issue's articles, and the texts in which phrases are looked for: small files by issue.

They hold no document number, so an issue that is added or taken away leaves those of all others as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from site_builder.newspaper.galley import SetArticle
from site_builder.newspaper.model import ArticleType
from site_builder.search.scripts import file, mark, payload

HEADS = 24
"""Articles whose heads are in one file."""

TEXTS = 8
"""Articles whose texts are in one file."""

OPENING = 48
"""Characters of a body that a list of hits shows."""

LONGEST_HEAD = 300
"""Characters of a headline and the like that a list of hits shows."""

LONGEST_FIELD = 600
"""Characters of a field other than the body that a phrase is looked for in."""

ROOM = 20_000
"""Characters of a file of texts: however odd, it stays below 64 000 bytes when compressed."""

HeadRow = tuple[str, str, str, str, str, str]
"""Headline, kicker, byline, column, type and opening."""

TextRow = tuple[str, ...]
"""The texts of the fields, the body last."""


class Leaves(msgspec.Struct, frozen=True, array_like=True):
    """What is shown and read of the articles of an issue."""

    heads: Sequence[HeadRow]
    texts: Sequence[TextRow]
    marks: tuple[str, str]
    """What the files of heads and those of texts are known by."""


def leaf_of(piece: SetArticle, texts: TextRow) -> tuple[HeadRow, TextRow]:
    """The rows of an article, whose searched texts are given."""
    article = piece.article
    kind = "" if article.type is ArticleType.ARTICLE else article.type.value
    opening = " ".join(texts[-1][: 4 * OPENING].split())[:OPENING]
    shown = (texts[0], article.kicker, article.byline, article.column)
    headline, kicker, byline, column = (text[:LONGEST_HEAD] for text in shown)
    *fields, body = texts
    return (headline, kicker, byline, column, kind, opening), (*(text[:LONGEST_FIELD] for text in fields), body)


def leaves_of_rows(rows: Iterable[tuple[HeadRow, TextRow]]) -> Leaves:
    """The leaves of an issue, of whose articles the rows are given."""
    held = list(rows)
    heads, texts = [head for head, _ in held], [text for _, text in held]
    return Leaves(heads, texts, (mark(payload(heads)), mark(payload(texts))))


def leaf_files(issue: str, leaves: Leaves, *, with_texts: bool) -> dict[str, bytes]:
    """The files of an issue, called `<paper>-<folder>`: path below the site's root → bytes."""
    files = dict[str, bytes]()
    for number in range(-(-len(leaves.heads) // HEADS)):
        files.update(head_files(issue, leaves, number))
    for number in range(-(-len(leaves.texts) // TEXTS) if with_texts else 0):
        files.update(text_files(issue, leaves, number))
    return files


def head_files(issue: str, leaves: Leaves, number: int) -> Iterator[tuple[str, bytes]]:
    """The file of that number with heads of an issue, if there is one."""
    if heads := leaves.heads[HEADS * number : HEADS * (number + 1)]:
        yield file(f"h/{issue}-{number}-{leaves.marks[0]}", payload(heads))


def text_files(issue: str, leaves: Leaves, number: int) -> Iterator[tuple[str, bytes]]:
    """The file of that number with texts of an issue, if there is one, and those in which long bodies go on."""
    name, mark_, texts = f"t/{issue}-{number}", leaves.marks[1], leaves.texts[TEXTS * number : TEXTS * (number + 1)]
    if not texts:
        return
    room = ROOM
    rows: list[list[object]] = []
    more = 0
    for *fields, body in texts:
        room = max(0, room - sum(map(len, fields)))
        here, rest = body[:room], body[room:]
        room -= len(here)
        row: list[object] = [*fields, here]
        if rest:
            names = []
            for start in range(0, len(rest), ROOM):
                names.append(f"{name}-{more}-{mark_}")
                yield file(names[-1], payload(rest[start : start + ROOM]))
                more += 1
            row.append(names)
        rows.append(row)
    yield file(f"{name}-{mark_}", payload(rows))
