"""The texts of many articles → the words of each, with one call of the segmenter.

Imported only where an index is made: numpy costs every process that has it a tenth of a second.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from site_builder.search.coding import UTF_32, characters
from site_builder.search.dictionary import LINE_END, TOGETHER, piece_cutter
from site_builder.search.normalise import HAN
from site_builder.search.settings import SearchSettings
from site_builder.search.terms import besides_han

END = "\0"
"""What follows the words of a text."""

_BEHIND = f"{LINE_END}{END}{LINE_END}"

_BEYOND = 0x10000
"""The first character behind the first plane, where few are met."""

_NONE, _ALONE, _TOGETHER = range(3)


def cut_all(plains: Sequence[str], settings: SearchSettings) -> list[str]:
    """The words of normalised texts, as `cut_plain` has them, an `END` behind those of each; and so a second time.

    Han stands in the first round, the rest in the second one; and line ends may stand anywhere.
    """
    words = piece_cutter(settings)(_pieces(plains))
    for plain in plains:
        words += besides_han(plain, settings)
        words.append(END)
    return words


def _pieces(plains: Sequence[str]) -> str:
    """The Han of the texts as pieces for the segmenter, an `END` behind each text."""
    text = _BEHIND.join([*(plain.replace(END, LINE_END) for plain in plains), ""])
    signs = characters(text)
    kinds = _kinds(signs)
    if alone := {chr(sign) for sign in signs[kinds == _ALONE].tolist()} - {END}:
        for char in alone:
            text = text.replace(char, f"{LINE_END}{char}{LINE_END}")
        signs = characters(text)
        kinds = _kinds(signs)
    signs = np.where(kinds == _NONE, np.uint32(ord(LINE_END)), signs)
    # Of neighbouring line ends one will do: each comes back as a word.
    between = signs == ord(LINE_END)
    pieces: str = signs[~(between & np.roll(between, 1))].tobytes().decode(UTF_32)
    return pieces


def _kinds(signs: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
    """Whether a character is Han, and whether it stands alone."""
    kinds = _first_plane()[np.minimum(signs, _BEYOND - 1)]
    far = np.flatnonzero(signs >= _BEYOND)
    if len(far):
        kinds[far] = _of_all("".join(map(chr, signs[far].tolist())))
    return kinds


@functools.cache
def _first_plane() -> npt.NDArray[np.uint8]:
    kinds = _of_all("".join(map(chr, range(_BEYOND))))
    kinds[ord(END)] = _ALONE
    return kinds


def _of_all(text: str) -> npt.NDArray[np.uint8]:
    kinds = np.zeros(len(text), np.uint8)
    for pattern, kind in ((HAN, _ALONE), (TOGETHER, _TOGETHER)):
        for found in re.finditer(f"[{pattern}]+", text):
            kinds[slice(*found.span())] = kind
    return kinds
