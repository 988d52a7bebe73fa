"""Every problem code is provoked by some test: a case in a file, or a test that names it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from site_builder.errors import wording

TESTS = Path(__file__).parent
PRODUCT = TESTS.parent / "site_builder"
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


def raised(tree: ast.AST) -> Iterator[str]:
    """The codes a module makes problems of: its literals, but for those it only compares a problem's code with."""
    compared = {
        id(below)
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare | ast.MatchValue)
        for below in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in compared:
            yield from CODE.findall(node.value) if len(node.value) == 4 else ()


def test_every_code_of_the_catalogue_is_one_the_program_makes_and_the_other_way_round() -> None:
    made = {code for path in sorted(PRODUCT.rglob("*.py")) for code in raised(ast.parse(path.read_text("utf-8")))}

    assert sorted(wording.problems("en").keys() - made) == []
    assert sorted(made - wording.problems("en").keys()) == []


def test_a_code_that_is_only_compared_is_not_made() -> None:
    module = 'if problem.code == "X001" or problem.code in ("X002", "X003"):\n    note(Problem(code="X004"))\n'

    assert list(raised(ast.parse(module))) == ["X004"]
