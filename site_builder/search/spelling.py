"""Groups of keys → bits as text; what `bits.keys` reads.

A key is told by what differs from the one before it, as front coding does: mostly it is one character further on.
Imported only where an index is made: numpy costs every process that has it a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from site_builder.search.bits import ASCII, GROUP, HAN, LOW
from site_builder.search.coding import CHARACTER, Flags, Numbers, characters
from site_builder.search.packing import Written, bit_length, positive, rice, texts, weave

_HEAD = (GROUP - 1).bit_length() + LOW.bit_length()
"""Bits of how many keys a group has, and of what `LOW` is the most of."""


def spelled(groups: Sequence[Sequence[str]]) -> list[str]:
    """Groups of keys, `GROUP` of them at most, in the order of code points and none twice or empty → texts."""
    many = np.array(list(map(len, groups)), np.int64)
    keys = [key for group in groups for key in group]
    units = characters("".join(keys)).astype(np.int64)
    sizes = np.array(list(map(len, keys)), np.int64)
    starts = np.cumsum(sizes) - sizes
    heads = np.cumsum(many) - many
    group = np.repeat(np.arange(len(groups)), many)
    head = np.zeros(len(keys), np.bool_)
    head[heads] = True
    shared = _shared(units, starts, sizes, head)
    # Where a key is not just longer than the one before it, the first character that differs is told by its distance.
    told = np.flatnonzero(~head & (shared < np.roll(sizes, 1)))
    gaps = units[starts[told] + shared[told]] - units[starts[told - 1] + shared[told]] - 1
    counted = np.maximum(np.bincount(group[told], minlength=len(heads)), 1)
    mean = np.bincount(group[told], gaps, len(heads)).astype(np.int64) // counted
    low = np.clip(bit_length(mean) - 1, 0, LOW)
    usual = ~head & (shared == 1) & (sizes == 2)
    first = positive(shared + 1)
    values, widths = np.where(usual, 1, first.values), np.where(usual, 1, first.widths + 1)
    values[heads] = (many - 1) * (LOW + 1) + low
    widths[heads] = _HEAD
    spread = np.zeros(len(keys), np.int64)
    spread[told] = 1
    rest = sizes - shared - spread
    parts = [
        (Written(values, widths), np.ones_like(sizes)),
        (positive((sizes - shared)[~usual]), (~usual).astype(np.int64)),
        (rice(gaps, low[group[told]]), spread),
        (_characters(units[np.repeat(starts + sizes - np.cumsum(rest), rest) + np.arange(rest.sum())]), rest),
    ]
    return texts(*weave(parts, heads))


def _shared(units: Numbers, starts: Numbers, sizes: Numbers, head: Flags) -> Numbers:
    """How many characters each key has in common with the one before it; the first of a group none."""
    shared = np.zeros(len(sizes), np.int64)
    alike = np.flatnonzero(~head)
    at = 0
    while len(alike):
        alike = alike[(sizes[alike] > at) & (sizes[alike - 1] > at)]
        alike = alike[units[starts[alike] + at] == units[starts[alike - 1] + at]]
        at += 1
        shared[alike] = at
    return shared


def _characters(units: Numbers) -> Written:
    """Characters: those of Han in 16 bits, letters and figures in nine, others in 23."""
    han = (units >= HAN) & (units < HAN + (1 << 15))
    ascii_ = units < ASCII
    values = np.where(han, units - HAN, np.where(ascii_, 0b10 * ASCII + units, (0b11 << CHARACTER) + units))
    return Written(values, np.where(han, 16, np.where(ascii_, 9, CHARACTER + 2)))
