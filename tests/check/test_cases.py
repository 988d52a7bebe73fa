"""Every case of every code: what is wrong is told at its place, and what is put right is not told any more.

The cases lie in cases/CODE/*.md and are the examples of `check --explain`; each is laid over cases/base, an archive
without faults. `=== path (gb18030)` is a file in that encoding, `=== path -> target` a link.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from site_builder.checks.examples import Example, read_example
from site_builder.checks.pages import read_page
from site_builder.checks.site import link_faults
from site_builder.errors import Problem, wording
from site_builder.workflows.check import check

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.glob("[A-Z]*/*.md"))


def laid(root: Path, files: Mapping[str, str]) -> Path:
    """The base archive with some files over it."""
    shutil.copytree(CASES / "base", root)
    for name, text in files.items():
        path, _, target = name.partition(" -> ")
        path, _, encoding = path.partition(" (")
        at = root / path
        at.parent.mkdir(parents=True, exist_ok=True)
        if target:
            at.symlink_to(target)
        else:
            at.write_bytes(text.encode(encoding.rstrip(")") or "utf-8"))
    return root


def told(root: Path, files: Mapping[str, str]) -> list[Problem]:
    """What is said of an archive, with places below it; of pages, when the files are pages."""
    pages = {path.removeprefix("output/"): text for path, text in files.items() if path.startswith("output/")}
    if pages:
        read = [read_page(text, path) for path, text in sorted(pages.items())]
        return [
            *(fault for _, faults in read for fault in faults),
            *link_faults([one for one, _ in read], set(pages), ""),
        ]
    return list(check(laid(root, files)).problems)


def lines(problems: list[Problem], code: str, root: Path) -> list[str]:
    places = [str(problem.place).removeprefix(f"{root}{os.sep}") for problem in problems if problem.code == code]
    return sorted(f"{code} {place}" for place in places)


@pytest.fixture(scope="module", params=FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def case(request: pytest.FixtureRequest) -> tuple[str, Example]:
    path: Path = request.param
    return path.parent.name, read_example(path.read_text(encoding="utf-8"))


def test_the_base_has_no_faults(tmp_path: Path) -> None:
    assert check(laid(tmp_path / "a", {})).problems == ()


def test_what_is_wrong_is_told_where_it_is(case: tuple[str, Example], tmp_path: Path) -> None:
    code, example = case
    root = tmp_path / "a"

    problems = told(root, example.wrong)

    assert example.title
    assert lines(problems, code, root) == sorted(example.said)
    for problem in problems:
        for language in wording.LANGUAGES:
            said = wording.sentence(problem, language) + wording.hint(problem, language)
            assert "‹" not in said
            assert wording.hint(problem, language), f"{problem.code}: what to do is always said"


def test_what_is_put_right_is_told_no_more(case: tuple[str, Example], tmp_path: Path) -> None:
    code, example = case

    assert lines(told(tmp_path / "a", example.right), code, tmp_path / "a") == []


def test_every_code_of_manuscripts_has_a_case() -> None:
    """Those of fmt (F034, F035), of writing and printing, and of hosts and printed files are shown by other tests."""
    elsewhere = {"F034", "F035", "A008", "A009", *(f"A02{n}" for n in range(10)), "B021", "B022", "B023"}
    codes = {code for code in wording.problems("en") if re.fullmatch("[AFGM].*|K00.|B10.", code)} - elsewhere
    cases = {path.parent.name for path in FILES}

    assert codes <= cases
    assert cases <= set(wording.problems("en"))
