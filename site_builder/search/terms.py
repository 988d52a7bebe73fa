"""Text → the words it is found by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from site_builder.search.dictionary import cutter
from site_builder.search.normalise import foreign, normalise, read_as_figures
from site_builder.search.settings import SearchSettings

LONGEST = 64
"""Characters of a word that count; longer ones (addresses, digests) are cut off on both sides."""


def cut(text: str, settings: SearchSettings) -> list[str]:
    """The words of a text, each as often as it stands there, long ones with the words in them; numbers in both forms.

    Han is cut by the segmenter of the settings; everything else is a word from separator to separator.
    """
    return cut_plain(normalise(text), settings)


def cut_plain(plain: str, settings: SearchSettings) -> list[str]:
    """The words of a normalised text, as `cut`."""
    words = _words(plain, settings)
    for clause, read in read_as_figures(plain):
        words += more_words(clause, read, settings)
    return words


def more_words(clause: str, read: str, settings: SearchSettings) -> Iterable[str]:
    """The words a clause has more of when its Chinese numerals are read as figures."""
    return (Counter(_words(read, settings)) - Counter(_words(clause, settings))).elements()


def _words(plain: str, settings: SearchSettings) -> list[str]:
    return [run[:LONGEST] for run in foreign(plain)] + cutter(settings)(plain)
