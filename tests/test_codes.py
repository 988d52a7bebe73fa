"""Every problem code is provoked by some test: a case in a file, or a test that names it."""

from __future__ import annotations

import re
from pathlib import Path

from site_builder.errors import wording

TESTS = Path(__file__).parent
CODE = re.compile(r"\b([A-Z]\d{3})\b")
_SAID = {"problem_docs.py", "test_wording.py", Path(__file__).name}
"""Files that speak of codes and provoke none."""


def provoked() -> dict[str, set[str]]:
    """Code → the tests and case files that name it as what comes out."""
    found: dict[str, set[str]] = {}
    for path in sorted([*TESTS.rglob("*.py"), *TESTS.rglob("cases/**/*.md"), *TESTS.rglob("*.json")]):
        if path.name in _SAID or "node_modules" in path.parts:
            continue
        for code in CODE.findall(path.read_text(encoding="utf-8", errors="replace")):
            found.setdefault(code, set()).add(path.relative_to(TESTS).as_posix())
    return found


def test_every_code_is_provoked() -> None:
    tests = provoked()

    assert sorted(code for code in wording.problems("en") if code not in tests) == []


def test_no_test_waits_for_a_code_that_is_not_there() -> None:
    rooms = {code[0] for code in wording.problems("en")}
    cases = {path.parent.name for path in (TESTS / "check/cases").glob("[A-Z]*/*.md")}

    assert cases <= set(wording.problems("en"))
    assert rooms
