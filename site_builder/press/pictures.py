"""Sizes of pictures, read from their first bytes, so that a page keeps their room free and nothing jumps."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping

from site_builder.newspaper.keys import IssueKey
from site_builder.press import routes
from site_builder.press.views_story import PictureView

_SVG_SIDE = rb"""<svg[^>]*?\s%s\s*=\s*["']\s*([\d.]+)(?:px)?\s*["']"""
_VIEW_BOX = re.compile(rb"""<svg[^>]*?\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*["']""")


def size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG, GIF, JPEG, WebP or SVG; (0, 0) when they cannot be made out."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            width, height = struct.unpack(">II", data[16:24])
        elif data[:6] in (b"GIF87a", b"GIF89a"):
            width, height = struct.unpack("<HH", data[6:10])
        elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            width, height = _webp(data)
        elif data[:2] == b"\xff\xd8":
            width, height = _jpeg(data)
        else:
            width, height = _svg(data[:4096])
    except (struct.error, IndexError, ValueError):
        return 0, 0
    return (int(width), int(height)) if 0 < width < 100_000 and 0 < height < 100_000 else (0, 0)


class Album:
    """The pictures of an issue, by their path in its folder; makes views of them for the pages of one issue."""

    def __init__(self, key: IssueKey, pictures: Mapping[str, bytes]) -> None:
        self._key = key
        self._sizes = {file: size(data) for file, data in pictures.items()}
        self._weights = {file: len(data) for file, data in pictures.items()}

    def view(self, path: str, image: str, *, alt: str, caption: str, credit: str) -> PictureView | None:
        """A picture as seen from an output path; without its image when it is not held, None when there are no words
        either."""
        held = self.holds(image)
        if not held and not caption:
            return None
        width, height = self.size(image)
        return PictureView(
            src=routes.relative(path, routes.picture(self._key, image)) if held else "",
            alt=alt,
            width=width,
            height=height,
            caption=caption,
            credit=credit,
            drawn=image.lower().endswith(".svg"),
        )

    def frame(self, *, alt: str, caption: str, credit: str) -> PictureView:
        """The empty frame of a picture that is named and not held."""
        sides = {"width": 0, "height": 0}
        return PictureView(src="", alt=alt, **sides, caption=caption, credit=credit, drawn=False, lost=True)

    def holds(self, image: str) -> bool:
        """Whether the picture itself is there."""
        return image in self._sizes

    def size(self, image: str) -> tuple[int, int]:
        """Width and height of a picture; (0, 0) when it is not held or they are unknown."""
        return self._sizes.get(image, (0, 0))

    def weight(self, image: str) -> int:
        """Bytes of a picture; 0 when it is not held."""
        return self._weights.get(image, 0)

    def aspect(self, image: str) -> float:
        """Height over width of a picture; that of a postcard when unknown, 0 when it is not held."""
        width, height = self.size(image)
        return height / width if width else 0.66 if self.holds(image) else 0.0


def _jpeg(data: bytes) -> tuple[int, int]:
    at = 2
    while at < len(data):
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return 0, 0


def _webp(data: bytes) -> tuple[int, int]:
    kind = data[12:16]
    if kind == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", data[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _svg(data: bytes) -> tuple[float, float]:
    sides = [re.search(_SVG_SIDE % side, data, re.S) for side in (b"width", b"height")]
    if sides[0] and sides[1]:
        return float(sides[0].group(1)), float(sides[1].group(1))
    box = _VIEW_BOX.search(data)
    return (float(box.group(1)), float(box.group(2))) if box else (0, 0)
