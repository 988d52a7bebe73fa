"""Drawings: what could run or fetch is taken out, and nothing else is touched."""

from __future__ import annotations

import pytest

from site_builder.press.drawings import EMPTY, harmless
from tests.specimen_scans import CONTENT

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="6">{}</svg>'

ACTIVE = [
    "<script>alert(1)</script>",
    "<SCRIPT>alert(1)</SCRIPT>",
    '<rect width="1" onload="alert(1)"/>',
    '<a href="javascript:alert(1)"><rect/></a>',
    '<a xlink:href=" java&#x73;cript:alert(1)"><rect/></a>',
    '<image href="https://example.org/x.png"/>',
    '<image xlink:href="//example.org/x.png"/>',
    '<use href="other.svg#x"/>',
    "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></body></foreignObject>",
    '<style>@import "https://example.org/x.css";</style>',
    '<rect style="fill:url(https://example.org/x)"/>',
    '<a href="#x"><set attributeName="href" to="javascript:alert(1)"/></a>',
    '<animate attributeName="href" values="javascript:alert(1)"/>',
    '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
]


@pytest.mark.parametrize("inside", ACTIVE)
def test_what_could_run_or_fetch_is_gone(inside: str) -> None:
    cleaned = harmless(SVG.format(f'<path d="M0 0h1"/>{inside}').encode()).decode().lower()

    assert 'd="m0 0h1"' in cleaned
    for told in ("script", "onload", "example.org", "other.svg", "foreignobject", "@import", "<set", "<animate"):
        assert told not in cleaned, cleaned


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script>',
        b'<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
        SVG.format("<script>alert(1)</script>").encode("utf-16"),
    ],
)
def test_what_is_no_plain_drawing_becomes_an_empty_one(data: bytes) -> None:
    assert harmless(data) == EMPTY or b"script" not in harmless(data)


def test_a_drawing_without_any_of_it_keeps_every_byte() -> None:
    drawings = [path.read_bytes() for path in sorted(CONTENT.rglob("*.svg"))]

    assert len(drawings) > 10
    assert all(harmless(data) == data for data in drawings)
    inside = '<use href="#a"/><image href="data:image/png;base64,AA=="/><style>path{fill:red}</style>'
    assert harmless(SVG.format(inside).encode()) == SVG.format(inside).encode()
