"""No line makes a rule's pattern run away: time grows with a line's length, never with what could be made of it."""

from __future__ import annotations

import itertools
import pkgutil
import re
import time
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from site_builder import cleaning, segmenting
from site_builder.newspaper import characters

UNITS = (
    *(
        "电",
        "讯",
        "报道",
        "记者 ",
        "王凯 ",
        "（",
        "）",
        "本报讯（",
        "新华社",
        "2019年4月19日 ",
        "首页 > ",
        "A",
        "A ",
        "a.",
        "Mr. ",
        "1 ",
        "1.",
    ),
    *(
        "， ",
        "。",
        "“",
        "“一",
        "《",
        "》",
        "上一版 ",
        "|",
        " | ",
        "第1版 ",
        "— ",
        "A. ",
        "区委书记",
        "- ",
        "12:00 ",
        "甲、",
        "[",
        "【",
        "打印 ",
    ),
    *("编辑:", "新闻 ", "局 办", "( ", "·", "甲·", "\t", "　", "网", "!!", "会", "关于", "年", "a-"),
)
LENGTH = 160
"""Characters of the longest line most rules look at."""

SECONDS = 1.0
"""Of the processor, a unit: a hundred times what any of them takes; a pattern that tries all ways takes hours."""


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    names = [
        f"{room.__name__}.{found.name}"
        for room in (cleaning, segmenting)
        for found in pkgutil.iter_modules(room.__path__)
    ]
    for module in (characters, *map(import_module, names)):
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                yield f"{module.__name__.rpartition('.')[2]}.{name}", value
            elif name == "LINES" and isinstance(value, tuple):
                yield from ((f"imprint.{kind}", pattern) for kind, pattern in value)


@pytest.mark.parametrize("pattern", [pytest.param(pattern, id=name) for name, pattern in patterns()])
def test_no_pattern_runs_away(pattern: re.Pattern[Any]) -> None:
    spent = time.process_time()
    for unit, tail in itertools.product(UNITS, ("", "x", ")", " 摄")):
        line = unit * (LENGTH // len(unit)) + tail
        shown = line.encode() if isinstance(pattern.pattern, bytes) else line
        pattern.fullmatch(shown)
        pattern.search(shown)

    assert time.process_time() - spent < SECONDS * len(UNITS)
