"""Footnotes: `[^1]` in the text, and `[^1]: …` as a paragraph of its own, which becomes an entry of the list below.

Only a pair is a footnote: a mark without its text, a text without its mark, and a second text of the same name stay
in the body as they were typed, so that nothing vanishes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from markdown_it.token import Token

from site_builder.press.typesetting.pieces import chunks

MOST = 500
"""More footnotes than that are none."""

_TEXT = re.compile(r"\[\^([^\s\[\]^]{1,40})\]:[ \t\n]*(?=\S)")
_MARK = re.compile(r"\[\^([^\s\[\]^]{1,40})\]")


class Notes(msgspec.Struct, frozen=True):
    """A body without the texts of its footnotes, and these by name in the order of their marks."""

    body: str
    texts: Mapping[str, str]
    numbers: Mapping[str, int]
    """By name, from 1."""


def taken_out(body: str) -> Notes:
    """The footnotes of a body; of one that has none it is given back as it is."""
    if "[^" not in body:
        return Notes(body, {}, {})
    rest: list[str] = []
    texts: dict[str, str] = {}
    typed: dict[str, str] = {}
    for chunk in chunks(body):
        for part in _parts(chunk):
            found = _TEXT.match(part)
            if found and found[1] not in texts:
                texts[found[1]] = part[found.end() :].strip()
                typed[found[1]] = part
            else:
                rest.append(part)
    marked = dict.fromkeys(name for part in rest for name in _MARK.findall(part))
    lost = [typed[name] for name in texts if name not in marked]
    if not MOST >= len(texts) > len(lost):
        return Notes(body, {}, {})
    paired = {name: texts[name] for name in marked if name in texts}
    return Notes("\n\n".join([*rest, *lost]), paired, {name: at for at, name in enumerate(paired, 1)})


def _parts(chunk: str) -> Iterator[str]:
    """A chunk cut before every line that begins a footnote: they often stand one right under another."""
    start = 0
    for found in re.finditer(r"\n(?=\[\^[^\s\[\]^]{1,40}\]:)", chunk):
        yield chunk[start : found.start()]
        start = found.end()
    yield chunk[start:]


def with_marks(children: Sequence[Token], notes: Notes, said: set[int]) -> list[Token]:
    """Inline tokens with every mark of a footnote as a raised link; `said` are those marked already."""
    if not notes.texts:
        return list(children)
    result: list[Token] = []
    depth = 0
    for token in children:
        depth += token.nesting if token.type.startswith("link") else 0
        if token.type != "text" or "[^" not in token.content or depth:
            result.append(token)
            continue
        start = 0
        for found in _MARK.finditer(token.content):
            if number := notes.numbers.get(found[1]):
                result += [_text(token.content[start : found.start()]), *_mark(number, said)]
                start = found.end()
        result.append(_text(token.content[start:]))
    return [token for token in result if token.type != "text" or token.content]


def _mark(number: int, said: set[int]) -> Iterator[Token]:
    """Only the first mark of a footnote can be come back to: an id stands once on a page."""
    identity: dict[str, str | int | float] = {} if number in said else {"id": f"noteref{number}"}
    said.add(number)
    yield Token("sup_open", "sup", 1, attrs={"class": "noteref", **identity})
    yield Token("link_open", "a", 1, attrs={"href": f"#note{number}"})
    yield Token("html_inline", "", 0, content=str(number))  # a figure, and no part of the text
    yield Token("link_close", "a", -1)
    yield Token("sup_close", "sup", -1)


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
