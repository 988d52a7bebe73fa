"""jieba's dictionary of words, asked for two things: that a space inside a word is stray, and how common a word is.

The list is read from jieba's own file when first asked: importing jieba and building its prefix tree costs a second
more, and leaves a cache behind.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

LONGEST = 4
RAREST = 3
"""Words counted less often than this in jieba's corpus prove nothing."""


def is_word(text: str) -> bool:
    """Whether the dictionary has two to four characters as one word; False where there is no dictionary."""
    return len(text) > 1 and text in _entries()


def frequency(text: str) -> int:
    """How often jieba's corpus has a word of two to four characters; 0 for what is no word, or hardly one."""
    return _entries().get(text, 0) if len(text) > 1 else 0


def bound(word: str) -> float:
    """How seldom the characters of a word stand by themselves in jieba's corpus, from 0 to 1: 居 hardly, 人 often."""
    alone = max(_entries().get(character, 0) for character in word)
    return frequency(word) / (frequency(word) + alone) if frequency(word) else 0.0


@functools.cache
def _entries() -> Mapping[str, int]:
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        return {}
    try:
        lines = (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    entries = (line.split(" ") for line in lines)
    return {
        entry[0]: int(entry[1])
        for entry in entries
        if 1 <= len(entry[0]) <= LONGEST and len(entry) > 1 and int(entry[1]) >= RAREST
    }
