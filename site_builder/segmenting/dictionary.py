"""jieba's dictionary of words, asked for two things: that a space inside a word is stray, and how common a word is.

The list is read from jieba's own file when first asked: importing jieba and building its prefix tree costs a second
more, and leaves a cache behind.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

LONGEST = 4
RAREST = 3
"""Words counted less often than this in jieba's corpus prove nothing."""

_ENTRY = re.compile(rb"^([^ \n]{1,%d}) ((?:[%d-9](?!\d)|[1-9]\d)\d*)" % (3 * LONGEST, RAREST), re.MULTILINE)
"""A word of so many characters of three bytes, and its count; longer ones are never asked for."""


def is_word(text: str) -> bool:
    """Whether the dictionary has two to four characters as one word; False where there is no dictionary."""
    return 1 < len(text) <= LONGEST and text.encode("utf-8", "replace") in _entries()


def frequency(text: str) -> int:
    """How often jieba's corpus has a word of two to four characters; 0 for what is no word, or hardly one."""
    return _count(text) if 1 < len(text) <= LONGEST else 0


def bound(word: str) -> float:
    """How seldom the characters of a word stand by themselves in jieba's corpus, from 0 to 1: 居 hardly, 人 often."""
    alone = max(map(_count, word))
    return frequency(word) / (frequency(word) + alone) if frequency(word) else 0.0


def _count(text: str) -> int:
    return int(_entries().get(text.encode("utf-8", "replace"), 0))


@functools.cache
def _entries() -> Mapping[bytes, bytes]:
    """Words and counts as the file has them: they are read in a third of the time, and take half the memory."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        return {}
    try:
        listed = (Path(spec.origin).parent / "dict.txt").read_bytes()
    except OSError:
        return {}
    return dict(_ENTRY.findall(listed))
