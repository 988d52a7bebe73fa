"""A short mark of a text that stays much the same when the text is edited, and is another for another text.

Of the text's runs of three characters, each falls into one of twelve drawers; of each drawer the least is kept, as one
sign of sixty-four (a one-permutation MinHash). Two editions of one article agree in most drawers, strangers in hardly
any.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

from site_builder.newspaper.characters import HAN
from site_builder.newspaper.patterns import late

DRAWERS = 12
LONGEST = 600
"""Characters that are looked at: the beginning of an article says which it is."""

_RUN = 12
"""Bytes of three characters in UTF-32."""

_SOME = 80
"""So many of the least numbers hold one of every drawer nearly always."""

_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_SPOKEN = late(rf"[{HAN}A-Za-z0-9]+")


def spoken(text: str) -> str:
    """The text without white space and marks."""
    return "".join(_SPOKEN.findall(text))


def sketch(headline: str, text: str) -> str:
    """Twelve signs for the text, a dot, and two for the headline."""
    near = spoken(text[: LONGEST + LONGEST // 4])  # enough nearly always
    words = near if len(near) >= LONGEST else spoken(text[: 2 * LONGEST])
    kept = _least(words[:LONGEST] or spoken(headline))
    signs = "".join(_SIGNS[kept[at] // DRAWERS % 64] if at in kept else "." for at in range(DRAWERS))
    title = zlib.crc32(spoken(headline).encode("utf-8", "replace"))
    return f"{signs}.{_SIGNS[title % 64]}{_SIGNS[title // 64 % 64]}"


def _least(words: str) -> dict[int, int]:
    """The least number of each drawer that has one; most numbers are too large to be any drawer's, and not sorted."""
    numbers = _numbers(words)
    kept: dict[int, int] = {}
    for limit in ((_SOME << 32) // len(numbers), 1 << 32):
        kept = {number % DRAWERS: number for number in sorted([one for one in numbers if one < limit], reverse=True)}
        if len(kept) == DRAWERS:
            break
    return kept


def _numbers(words: str) -> Sequence[int]:
    """The CRC of every run of three characters (in UTF-32); a text of fewer is one run."""
    data = words.encode("utf-32-le", "replace")
    if len(words) <= 3:
        return [zlib.crc32(data)]
    numbers: list[int] = []
    for at in (0, 4, 8):  # the runs that begin with the first character, those with the second, those with the third
        runs = struct.unpack_from("12s" * ((len(data) - at) // _RUN), data, at)
        numbers.extend(map(zlib.crc32, runs))
    return numbers


def is_another(old: str, new: str) -> bool:
    """Whether two sketches are of different articles: neither the headline nor a twelfth of the text is the same."""
    if len(old) != len(new) or old[DRAWERS:] == new[DRAWERS:]:
        return False
    return not any(one == other != "." for one, other in zip(old[:DRAWERS], new[:DRAWERS], strict=True))
