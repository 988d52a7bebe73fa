"""Sizes of pictures, read from their first bytes."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.newspaper.keys import IssueKey
from site_builder.press.pictures import Album, size
from tests.press.trialissue import PNG

KEY = IssueKey(paper="p", day="2023-05-05")
GIF = b"GIF89a" + struct.pack("<HH", 300, 200) + bytes(10)
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc2\x00\x11\x08" + struct.pack(">HH", 480, 640) + bytes(12)
WEBP = b"RIFF\x00\x00\x00\x00WEBPVP8X" + bytes(8) + (1199).to_bytes(3, "little") + (799).to_bytes(3, "little")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PNG, (640, 400)),
        (GIF, (300, 200)),
        (JPEG, (640, 480)),
        (WEBP, (1200, 800)),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 480"></svg>', (720, 480)),
        (b"<?xml version='1.0'?>\n<svg width='40px' height=\"30\" viewBox='0 0 4 3'/>", (40, 30)),
        (b"<svg width='100%' viewBox='0,0,4,3'/>", (4, 3)),
        (b"", (0, 0)),
        (b"nothing of the kind", (0, 0)),
        (PNG[:18], (0, 0)),
    ],
)
def test_sizes(data: bytes, expected: tuple[int, int]) -> None:
    assert size(data) == expected


@given(st.sampled_from([PNG, GIF, JPEG, WEBP, b"<svg ", b"\xff\xd8", b"RIFF1234WEBP"]), st.binary(max_size=60))
def test_no_bytes_do_harm(start: bytes, rest: bytes) -> None:
    width, height = size(start + rest)

    assert width >= 0
    assert height >= 0


def test_a_picture_that_is_not_held_keeps_its_words() -> None:
    album = Album(KEY, {"images/a.png": PNG})
    held = album.view("p/2023-05-05/01-01.html", "images/a.png", alt="河", caption="", credit="")
    lost = album.view("p/2023-05-05/01-01.html", "images/b.png", alt="河", caption="河边", credit="")

    assert held is not None
    assert (held.src, held.width, held.height) == ("images/a.png", 640, 400)
    assert lost is not None
    assert (lost.src, lost.caption) == ("", "河边")
    assert album.view("p/2023-05-05/01-01.html", "images/b.png", alt="河", caption="", credit="") is None
