"""Every problem code is named by some test or case, and made somewhere in the program.

That the program really makes each while that test runs is asked of the whole run (tests/provoked.py).
"""

from __future__ import annotations

import ast
from pathlib import Path

from site_builder.errors import wording
from tests.provoked import CODE, raised, unproven, wordless

TESTS = Path(__file__).parent
PRODUCT = TESTS.parent / "site_builder"
_SAID = {"problem_docs.py", "test_wording.py", "provoked.py", Path(__file__).name}
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


def test_every_code_of_the_catalogue_is_one_the_program_makes_and_the_other_way_round() -> None:
    made = {code for path in sorted(PRODUCT.rglob("*.py")) for code in raised(ast.parse(path.read_text("utf-8")))}

    assert sorted(wording.problems("en").keys() - made) == []
    assert sorted(made - wording.problems("en").keys()) == []


def test_a_code_that_is_only_compared_is_not_made() -> None:
    module = 'if problem.code == "X001" or problem.code in ("X002", "X003"):\n    note(Problem(code="X004"))\n'

    assert list(raised(ast.parse(module))) == ["X004"]


def test_a_code_is_proven_when_it_was_made_under_a_test_that_waits_for_it() -> None:
    case, other = "tests/check/test_cases.py", "tests/test_layering.py"
    faults = dict(line.split(": ", 1) for line in unproven({"M031": {case, other}, "M032": {other}}))

    assert "M031" not in faults
    assert faults["M032"] == f"was made, but waited for by none of {other}"
    assert faults["C906"] == "was made by no test"


def test_a_problem_that_lacks_a_fact_cannot_be_said() -> None:
    assert list(wordless({("F001", ("byte", "encoding"))})) == []
    assert [line.partition(":")[0] for line in wordless({("F001", ())})] == ["F001"] * 3
