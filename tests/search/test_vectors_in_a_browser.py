"""The tables both sides are held by, in Chromium: what Node says of them is what a reader's browser says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from site_builder.search.normalise import fold_lines
from tests.search.scripts import ASSETS, PARTS, vectors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def engine(chromium: Browser) -> Iterator[Page]:
    """A tab with the engine's scripts and nothing else."""
    page = chromium.new_page()
    for script in ("vendor/lunr-2.3.9.min.js", *(f"js/search/{part}.js" for part in PARTS)):
        page.add_script_tag(path=ASSETS / script)
    page.evaluate("folding => { window.normal = searchTools.normaliser(folding); }", "\n".join(fold_lines()))
    yield page
    page.close()


def test_normalise(engine: Page) -> None:
    rows = vectors("normalise")
    say = """texts => texts.map(text => {
        const plain = normal(text);
        return [plain, searchTools.figures(plain), searchTools.runs(plain)];
    })"""
    told: Any = engine.evaluate(say, [row["text"] for row in rows])

    assert told == [[row["plain"], row["figures"], row["runs"]] for row in rows]


def test_segment(engine: Page) -> None:
    say = "([run, terms, classes]) => searchTools.segment(run, searchTools.vocabulary(terms, classes))"
    for row in vectors("segment"):
        known = row["vocabulary"]

        assert engine.evaluate(say, [row["run"], list(known), "".join(known.values())]) == row["words"]


def test_grammar(engine: Page) -> None:
    rows = vectors("grammar")
    told: Any = engine.evaluate(
        "texts => texts.map(text => searchTools.parse(text, normal))", [r["text"] for r in rows]
    )

    assert told == [row["parts"] for row in rows]


def test_bits(engine: Page) -> None:
    rows = vectors("bits")
    say = """rows => rows.map(({text, span}) => {
        const bits = searchTools.bits(text);
        const keys = bits.keys();
        return [keys, keys.map(() => {
            const found = Array.from(bits.ascending(bits.positive(), span, 0));
            bits.even();
            return found;
        })];
    })"""

    assert engine.evaluate(say, rows) == [[row["keys"], row["documents"]] for row in rows]


def test_alignment(engine: Page) -> None:
    rows = vectors("alignment")
    say = """pairs => pairs.map(([quoted, printed]) =>
        searchTools.align(searchTools.spread(quoted, normal), searchTools.spread(printed, normal)))"""
    told: Any = engine.evaluate(say, [[row["quoted"], row["printed"]] for row in rows])

    assert told == [{"distance": row["distance"], "differences": row["differences"]} for row in rows]
