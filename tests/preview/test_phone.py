"""A preview for a phone: the address it types, and the code it scans."""

from __future__ import annotations

import sys

import pytest

from site_builder.preview.network import names_of, seen_as
from site_builder.preview.phone import MARGIN, qr_code
from tests.wanting import module

URL = "http://192.168.1.20:8000/news/"


def test_the_code_is_the_one_of_the_address() -> None:
    segno = module("segno")
    squares = {" ": (True, True), "▄": (True, False), "▀": (False, True), "█": (False, False)}
    lines = qr_code(URL)

    rows = [[squares[sign][half] for sign in line] for line in lines for half in (0, 1)]
    size = len(segno.make(URL, micro=False, error="m").matrix)
    inside = [row[MARGIN : MARGIN + size] for row in rows[MARGIN : MARGIN + size]]
    assert inside == [[bool(dark) for dark in row] for row in segno.make(URL, micro=False, error="m").matrix]
    rest = [dark for row in (*rows[:MARGIN], *rows[MARGIN + size :]) for dark in row]
    assert not any(rest), "a phone finds a code by what is light around it"
    assert {len(line) for line in lines} == {size + 2 * MARGIN}


def test_without_the_extra_there_is_only_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "segno", None)

    assert qr_code(URL) == []


def test_the_address_is_one_that_the_server_answers_to() -> None:
    assert seen_as("0.0.0.0") in names_of("0.0.0.0")
    assert seen_as("192.168.1.20") == "192.168.1.20"
    assert seen_as("fd00::1") == "[fd00::1]"
    assert seen_as("0.0.0.0") != "0.0.0.0"
