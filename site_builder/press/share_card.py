"""The picture that stands for an issue where a link to it is shared: its first 版 in miniature, and the day.

A PNG, because most who show such pictures take no SVG; drawn without fonts, so that it is the same everywhere.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import msgspec

from site_builder.press.views_story import MapView

WIDTH, HEIGHT = 1200, 630
"""The size those who show such pictures ask for."""

GROUND, SHEET, INK, GREY, PALE, SPOT = range(6)
_COLOURS = bytes.fromhex("f3f4f1 fbfcfa 161917 8b918c d3d7d1 b3201a")

_FIGURES = {
    "0": (14, 17, 19, 21, 25, 17, 14),
    "1": (4, 12, 4, 4, 4, 4, 14),
    "2": (14, 17, 1, 2, 4, 8, 31),
    "3": (31, 2, 4, 2, 1, 17, 14),
    "4": (2, 6, 10, 18, 31, 2, 2),
    "5": (31, 16, 30, 1, 1, 17, 14),
    "6": (6, 8, 16, 30, 17, 17, 14),
    "7": (31, 1, 2, 4, 8, 8, 8),
    "8": (14, 17, 17, 14, 17, 17, 14),
    "9": (14, 17, 17, 15, 1, 2, 12),
    "-": (0, 0, 0, 14, 0, 0, 0),
}
"""Rows of five dots each, from the top."""

_PAGE_WIDTH, _PAGE_HEIGHT = 390, 546
"""The units of a `MapView`."""


class Area(msgspec.Struct, frozen=True):
    """A rectangle of one colour, in pixels."""

    x: float
    y: float
    width: float
    height: float
    colour: int


def card(map_: MapView | None, day: str) -> bytes:
    """The card of an issue as a PNG: the map of its first 版, if it has one, and its day in figures."""
    pixels = bytearray(bytes([GROUND]) * (WIDTH * HEIGHT))
    for area in (*_page(map_), *_date(day)):
        left, right = (max(0, min(WIDTH, round(x))) for x in (area.x, area.x + area.width))
        top, bottom = (max(0, min(HEIGHT, round(y))) for y in (area.y, area.y + area.height))
        line = bytes([area.colour]) * max(0, right - left)
        for row in range(top, bottom):
            pixels[row * WIDTH + left : row * WIDTH + right] = line
    return _png(bytes(pixels))


def _page(map_: MapView | None) -> Iterator[Area]:
    left, top = 96.0, (HEIGHT - _PAGE_HEIGHT) / 2
    yield Area(left - 2, top - 2, _PAGE_WIDTH + 4, _PAGE_HEIGHT + 4, PALE)
    yield Area(left, top, _PAGE_WIDTH, _PAGE_HEIGHT, SHEET)
    if map_ is None:
        return
    if map_.masthead_height:
        yield Area(left + 14, top + 12, _PAGE_WIDTH * 0.5, map_.masthead_height - 22, SPOT)
    for region in map_.regions:
        x, y = left + region.x, top + region.y
        if region.text_height:
            yield Area(x + 5, top + region.text_top, region.width - 10, region.text_height - 4, PALE)
        for line in region.lines:
            across = min(region.width - 8, line.size * len(line.text))
            yield Area(left + line.x, top + line.y - line.size * 0.8, across, line.size * 0.8, INK)
        if region.picture:
            box = region.picture
            yield Area(left + box.x, top + box.y, box.width, box.height, GREY)
        yield Area(x, y + region.height - 1, region.width, 1, PALE)


def _date(day: str) -> Iterator[Area]:
    left, dot = 570.0, 9
    yield Area(left, 206, 540, 8, INK)
    yield Area(left, 220, 540, 2, INK)
    for at, figure in enumerate(day):
        for row, dots in enumerate(_FIGURES.get(figure, ())):
            for column in range(5):
                if dots >> (4 - column) & 1:
                    yield Area(left + (at * 6 + column) * dot, 262 + row * dot, dot, dot, INK)
    yield Area(left, 368, 540, 2, INK)
    yield Area(left, 376, 540, 8, INK)


def _png(pixels: bytes) -> bytes:
    rows = b"".join(b"\0" + pixels[at : at + WIDTH] for at in range(0, len(pixels), WIDTH))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", _COLOURS), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
