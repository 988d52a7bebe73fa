"""The texts of many articles → the words of each, with one call of the segmenter.

Imported only where an index is made: numpy costs every process that has it a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from site_builder.search.coding import UTF_32, Flags, characters
from site_builder.search.dictionary import LINE_END, piece_cutter
from site_builder.search.kinds import HAN, IN_RUNS, SEPARATOR, kinds, readings
from site_builder.search.settings import SearchSettings
from site_builder.search.terms import LONGEST, more_words

END = "\0"
"""What follows the words of a text."""

_BEHIND = f"{LINE_END}{END}{LINE_END}"
"""What follows a text, so that it comes back as a word of its own."""


def cut_all(plains: Sequence[str], settings: SearchSettings) -> list[str]:
    """The words of normalised texts, as `cut_plain` has them, in rounds: in each an `END` behind those of each text.

    First Han, then all else, then what numerals are when they are read as figures; line ends may stand anywhere.
    """
    text = _BEHIND.join([*(plain.replace(END, LINE_END) for plain in plains), ""])
    signs = characters(text)
    kind = kinds(signs)
    han = _only(signs, kind & HAN > 0)
    for char in map(chr, np.unique(signs[kind & (HAN | IN_RUNS) == HAN]).tolist()):
        han = han.replace(char, f"{LINE_END}{char}{LINE_END}")
    words = piece_cutter(settings)(han)
    words += [run[:LONGEST] for run in _only(signs, kind & (HAN | SEPARATOR) == 0).split(LINE_END) if run]
    ends = np.flatnonzero(signs == ord(END))
    more: list[list[str]] = [[] for _ in plains]
    for place, clause, read in readings(signs, kind):
        more[int(np.searchsorted(ends, place))] += more_words(clause, read, settings)
    for of_text in more:
        words += of_text
        words.append(END)
    return words


def _only(signs: npt.NDArray[np.uint32], wanted: Flags) -> str:
    """The runs of characters that are wanted, and each `END`, with line ends between them."""
    held = np.where(wanted | (signs == ord(END)), signs, np.uint32(ord(LINE_END)))
    # Of neighbouring line ends one will do: the segmenter gives each back as a word.
    between = held == ord(LINE_END)
    text: str = held[~(between & np.roll(between, 1))].tobytes().decode(UTF_32)
    return text
