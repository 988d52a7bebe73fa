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


def books() -> list[tuple[str, bytes]]:
    made = [(str(g.issue.key), book(copy_of(g, paper, pictures, ""))) for g, paper, pictures in specimen()]
    vertical = msgspec.structs.replace(PAPER, language="zh-Hant")
    made.append(("odd", book(copy_of(set_in_type(odd_issue()), vertical, {}, "https://example.org/bao/"))))
    printed, paper = hostile("".join(AWKWARD))
    made.append(("hostile", book(copy_of(set_in_type(printed), paper, {}, "https://example.org/bao/"))))
    return made


@pytest.mark.slow
def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    program("java")
    epubcheck = module("epubcheck")
    for name, data in books():
        path = tmp_path / f"{name.replace('/', '-')}.epub"
        path.write_bytes(data)
        result = epubcheck.EpubCheck(str(path))
        assert result.valid, (name, [str(message) for message in result.messages][:5])
        assert not [message for message in result.messages if message.level in ("WARNING", "ERROR", "FATAL")], name
