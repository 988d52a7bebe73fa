"""Every book of the specimen, and of the oddest issue there is, through the official checker."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from site_builder.exports.epub import book
from tests.exports.copying import copy_of, set_in_type, specimen
from tests.exports.test_hostile_text import AWKWARD, hostile
from tests.press.trialissue import PAPER, odd_issue
from tests.wanting import module, program


def odd() -> tuple[str, bytes]:
    """The oddest issue there is, set upright."""
    vertical = msgspec.structs.replace(PAPER, language="zh-Hant")
    return "odd", book(copy_of(set_in_type(odd_issue()), vertical, {}, "https://example.org/bao/"))


def books() -> list[tuple[str, bytes]]:
    made = [(str(g.issue.key), book(copy_of(g, paper, pictures, ""))) for g, paper, pictures in specimen()]
    made.append(odd())
    printed, paper = hostile("".join(AWKWARD))
    made.append(("hostile", book(copy_of(set_in_type(printed), paper, {}, "https://example.org/bao/"))))
    return made


def faults(name: str, data: bytes, folder: Path) -> list[str]:
    """What the checker says of a book, warnings too."""
    path = folder / f"{name.replace('/', '-')}.epub"
    path.write_bytes(data)
    result = module("epubcheck").EpubCheck(str(path))
    return [str(message) for message in result.messages if message.level in ("WARNING", "ERROR", "FATAL")]


def test_epubcheck_finds_nothing_in_the_oddest_book(tmp_path: Path) -> None:
    program("java")
    name, data = odd()

    assert faults(name, data, tmp_path) == []


@pytest.mark.slow
def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    program("java")

    assert [told for name, data in books() for told in faults(name, data, tmp_path)] == []
