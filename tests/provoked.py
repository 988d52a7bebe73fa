"""What the program found fault with while the tests ran: the proof that every code of the catalogue comes about.

`Problem` is exchanged, before anything else of the program is imported, for one that notes who makes it. Noted is what
a module of the program makes of a code it names itself; problems that tests make, and those that are only handed on,
copied or read back, are not. `sh .ci/test` asks at its end (`--every-code`) that each code was made while a test ran
whose file, or a case file beside it, waits for that code. What is made in other processes is not seen: each code has
a test in this one.

Whatever is noted is also put into words, once for every choice of facts, and a fact that a sentence wants and the
program did not give fails the run.
"""

from __future__ import annotations

import ast
import functools
import os
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from site_builder import errors

TESTS = Path(__file__).parent
PRODUCT = str(Path(errors.__file__).parents[1]) + os.sep
FOR_OTHERS = f"{PRODUCT}manuscript{os.sep}scalars.py"
"""It makes the problems of a file for those who read it, and names none of their codes."""

CODE = re.compile(r"\b([A-Z]\d{3})\b")


class Noted(errors.Problem, frozen=True, kw_only=True):
    """A problem that is noted when it is made."""

    def __post_init__(self) -> None:
        maker = sys._getframe(1).f_code.co_filename
        if maker.startswith(PRODUCT) and (maker == FOR_OTHERS or self.code in names(maker)):
            made.setdefault(self.code, set()).add(os.environ.get("PYTEST_CURRENT_TEST", "").partition("::")[0])
            told.add((self.code, tuple(sorted(self.facts))))


Noted.__name__, Noted.__qualname__, Noted.__module__ = "Problem", "Problem", errors.__name__
errors.Problem = Noted  # type: ignore[misc]

made: dict[str, set[str]] = {}
"""Code → the files of the tests during which the program made a problem of it."""

told: set[tuple[str, tuple[str, ...]]] = set()
"""Each code that was made, with the names of the facts it had."""


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


@functools.cache
def names(module: str) -> frozenset[str]:
    """The codes a module of the program makes problems of."""
    return frozenset(raised(ast.parse(Path(module).read_text("utf-8"))))


@functools.cache
def awaited(test: str) -> frozenset[str]:
    """The codes that a file of tests, or a case file beside it, waits for."""
    file = TESTS.parent / test
    texts = [file, *file.parent.glob("cases/**/*.md")] if file.is_file() else []
    return frozenset(code for text in texts for code in CODE.findall(text.read_text("utf-8", errors="replace")))


def unproven(tests_of: dict[str, set[str]]) -> Iterator[str]:
    """The codes of the catalogue that did not come about under a test that waits for them."""
    from site_builder.errors import wording

    for code in sorted(wording.problems("en")):
        if code not in tests_of:
            yield f"{code}: was made by no test"
        elif not any(code in awaited(test) for test in tests_of[code]):
            yield f"{code}: was made, but waited for by none of {', '.join(sorted(tests_of[code]))}"


def wordless(seen: set[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """The codes made without a fact their sentence wants, or without any hint that could be said."""
    from site_builder.errors import wording

    for code, facts in sorted(seen):
        for language in wording.LANGUAGES:
            entry = wording.problems(language).get(code, {"sentence": "", "hint": ""})
            hints = [entry["hint"]] if isinstance(entry["hint"], str) else entry["hint"]
            if not wanted(entry["sentence"]) <= set(facts) or not any(wanted(hint) <= set(facts) for hint in hints):
                yield f"{code}: cannot be said in {language} with no more than {', '.join(facts) or 'no facts'}"


def wanted(text: str) -> set[str]:
    """The facts a sentence is filled with."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
