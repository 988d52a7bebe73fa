"""A path of the site stays in its folder, on every system."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.engine.paths import all_folded, folded, is_safe


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "p/2019-04-19/01-03.html",
        "图/第一版 (1).svg",
        "a#b?c%20&'\"",
        "-x",
        "…",
        "è.png",
        "🗞.png",
        "字" * 80,
    ],
)
def test_odd_names_are_names(path: str) -> None:
    assert is_safe(path)


@pytest.mark.parametrize(
    "path",
    [
        *("", "/etc/passwd", "../x", "a/../b", "a/./b", "a//b", "a/", "a\\b", "C:\\x", "a\n", "\0", "\x7f", "\udcd2"),
        *("nul", "CON.html", "com1.txt", "a. ", "a.", ".ledger.json", "a/.ledger-writing-1", "字" * 86),
    ],
)
def test_traps_are_refused(path: str) -> None:
    assert not is_safe(path)


@given(st.text())
def test_a_safe_path_never_leaves_its_folder(path: str) -> None:
    if is_safe(path):
        folder = Path("/site/output")

        assert (folder / path).is_relative_to(folder)
        assert ".." not in (folder / path).parts


@pytest.mark.parametrize(("one", "other"), [("A1.png", "a1.png"), ("e\u0301", "é"), ("É", "e\u0301"), ("ß", "SS")])
def test_names_that_some_system_takes_for_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(st.text())
def test_folding_is_done_once(one: str) -> None:
    assert folded(folded(one)) == folded(one)


@given(st.sets(st.text(st.sampled_from([*"aAzZ/.", "é", "\u0301", "ß", "\0", "名"]), max_size=6), max_size=6))
def test_many_paths_are_folded_as_each_of_them(paths: set[str]) -> None:
    assert all_folded(paths) == {folded(path) for path in paths}
