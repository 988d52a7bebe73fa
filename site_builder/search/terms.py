"""Text → the words it is found by."""

from __future__ import annotations

import re
from collections import Counter

from site_builder.search.dictionary import cutter
from site_builder.search.normalise import figures, foreign, normalise
from site_builder.search.settings import SearchSettings

LONGEST = 64
"""Characters of a word that count; longer ones (addresses, digests) are cut off on both sides."""

_CLAUSE = re.compile(r"[^\s,.;:!?。;\"“”()]+")


def cut(text: str, settings: SearchSettings) -> list[str]:
    """The words of a text, each as often as it stands there, long ones with the words in them; numbers in both forms.

    Han is cut by the segmenter of the settings; everything else is a word from separator to separator.
    """
    return cut_plain(normalise(text), settings)


def cut_plain(plain: str, settings: SearchSettings) -> list[str]:
    """The words of a normalised text, as `cut`."""
    return _words(plain, settings) + _numbers(plain, settings)


def _words(plain: str, settings: SearchSettings) -> list[str]:
    return [run[:LONGEST] for run in foreign(plain)] + cutter(settings)(plain)


def _numbers(plain: str, settings: SearchSettings) -> list[str]:
    """The words a text has more of when its Chinese numerals are read as figures."""
    more: list[str] = []
    if figures(plain) == plain:
        return more
    for clause in _CLAUSE.findall(plain):
        read = figures(clause)
        if read != clause:
            more += (Counter(_words(read, settings)) - Counter(_words(clause, settings))).elements()
    return more
