"""Inputs without end out of a few valid ones: parts taken out, doubled, swapped, spliced, spoilt.

An input that makes its reader answer as none did before joins those that later ones are made of, so that the search
goes deeper than chance alone would. The same seed gives the same inputs.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Hashable, Iterator, Sequence

_TEXTS = tuple(
    piece.encode("utf-8", "surrogatepass")
    for piece in (
        *("---\n", "id: 01-01\n", "headline: 甲\n", "page: 1\n", "position: 1\n", "&a ", "*a ", "<<: ", "? "),
        *("!!python/object:os.system ", "- ", "{", "}", "[", "]", ": ", "'", '"', "|\n", ">\n", "\t", "#", "%YAML 9\n"),
        *("<p>", "</div>", "<script>", "<!--", "-->", "<table><tr>", "<![CDATA[", "&#x1F600;", "&nbsp", "<a href='"),
        *("<html>", "rowspan=65534 ", "本报讯（记者 甲乙丙）", "下转第三版", "（三）", "　　", "。", "，", "“", "”"),
        *("𠀀", "\ue111", "\ufeff", "\u202e", "\u0301", "![", "](", "**", "__", "`", "> ", "# ", "1. ", "|---|", "<!"),
        *("\\", "\0", "\x0c", "\r\n", "\r", "\u2028", "\ud800", "\u200b", "%PDF-1.7\n", "startxref\n0\n%%EOF"),
        *("PK\x03\x04", "<?xml version='1.0'?>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "<alto>", "../", "/etc/passwd"),
        *("C:\\", "con.md", "a\n", "0" * 64 + "  data/a\n", "BagIt-Version: 1.0\n", ".\n", "=== a.md\n", "99999999999"),
        *("-1", "NaN", "2019-02-30", "<<<<<<< HEAD\n", "=======\n", ">>>>>>> theirs\n", "%2e%2e/", "[^1]", "[^1]: "),
    )
)
PIECES = (*_TEXTS, b"\xff", b"\xfe\xff", b"\x80", b"\xa3\xa8", b"\xed\xa0\x80", b"\xf4\x90\x80\x80")

LONGEST = 20_000
MOST = 400
"""Inputs that are kept to make others of."""

_PARTS = re.compile(rb"\n|[^\n]{1,12}?(?=[\s\"'<>:{}\[\],|*_`#&;/=()-])|[^\n]{1,12}")


def _cut(data: bytes, dice: random.Random) -> tuple[int, int]:
    start = dice.randrange(len(data) + 1)
    return start, min(len(data), start + dice.choice((1, 2, 4, 9, 30, 200)))


def _delete(data: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    start, end = _cut(data, dice)
    return data[:start] + data[end:]


def _insert(data: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.choice(PIECES) + data[at:]


def _repeat(data: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    start, end = _cut(data, dice)
    return data[:end] + (data[start:end] or dice.choice(PIECES)) * dice.choice((1, 1, 3, 30, 300)) + data[end:]


def _spoil(data: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    out = bytearray(data)
    for _ in range(dice.choice((1, 1, 4))):
        if out:
            out[dice.randrange(len(out))] ^= 1 << dice.randrange(8)
    return bytes(out)


def _swap(data: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    parts = _PARTS.findall(data)
    if len(parts) > 1:
        one, other = dice.randrange(len(parts)), dice.randrange(len(parts))
        parts[one], parts[other] = parts[other], parts[one]
    return b"".join(parts)


def _replace(data: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    parts = _PARTS.findall(data)
    if parts:
        parts[dice.randrange(len(parts))] = dice.choice(PIECES)
    return b"".join(parts)


def _splice(data: bytes, dice: random.Random, pool: Sequence[bytes]) -> bytes:
    other = dice.choice(pool)
    return data[: dice.randrange(len(data) + 1)] + other[dice.randrange(len(other) + 1) :]


def _truncate(data: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _recode(data: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    return data.decode("utf-8", "replace").encode(
        dice.choice(("gb18030", "utf-16", "utf-8-sig", "big5hkscs")), "replace"
    )


def _break_lines(data: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    return data.replace(b"\n", dice.choice((b"\r\n", b"\r", b"\n\n", b" ", b"\x0c")))


CHANGES: tuple[Callable[[bytes, random.Random, Sequence[bytes]], bytes], ...] = (
    *(_delete, _insert, _insert, _repeat, _spoil, _swap, _replace, _replace, _splice, _truncate),
    *(_recode, _break_lines),
)


class Pool:
    """Inputs to make others of."""

    def __init__(self, seeds: Sequence[bytes], seed: int) -> None:
        self._kept = list(seeds)
        self._dice = random.Random(seed)
        self._answers: set[Hashable] = set()

    def inputs(self, count: int) -> Iterator[bytes]:
        """The seeds themselves, then changed ones, `count` in all."""
        yield from self._kept[:count]
        for _ in range(count - len(self._kept)):
            data = self._dice.choice(self._kept)
            for _ in range(self._dice.choice((1, 1, 2, 3, 6))):
                data = self._dice.choice(CHANGES)(data, self._dice, self._kept)
            yield data[:LONGEST]

    def learn(self, data: bytes, answer: Hashable) -> None:
        """Keep an input whose answer is a new one."""
        if answer not in self._answers:
            self._answers.add(answer)
            if len(self._kept) < MOST and len(data) <= LONGEST // 4:
                self._kept.append(data)

    @property
    def answers(self) -> int:
        """How many different answers there were."""
        return len(self._answers)
