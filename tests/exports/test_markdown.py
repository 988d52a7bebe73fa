"""The Markdown of an issue: read again, it is the same type."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from site_builder.exports import markdown
from site_builder.manuscript.article_file import read_article
from site_builder.newspaper.galley import SetArticle
from site_builder.newspaper.model import Article, Position
from site_builder.press.settings import TypesettingSettings
from site_builder.press.typesetting.blocks import set_body
from site_builder.workflows.copies import copy_of, manuscripts
from tests.casefiles import cases
from tests.exports.copying import specimen


def again(text: str, ids: frozenset[str] = frozenset({"01-01", "02-01"})) -> list[tuple[str, str, str]]:
    piece = Article(id="01-01", pages=("01",), position=Position(order=1), body=text)
    return [(block.kind.value, block.text, block.html) for block in set_body(piece, ids, TypesettingSettings())]


def body_of(text: str) -> str:
    piece = Article(id="01-01", pages=("01",), position=Position(order=1), body=text)
    blocks = set_body(piece, frozenset({"01-01", "02-01"}), TypesettingSettings())
    return markdown.body(SetArticle(article=piece, blocks=blocks, characters=0))


@pytest.mark.parametrize(
    ("before", "after"),
    [pytest.param(b, a, id=t) for t, b, a in cases(Path(__file__).parent / "cases" / "markdown.md")],
)
def test_case(before: str, after: str) -> None:
    assert body_of(before) == after
    assert again(after) == again(before)


def test_every_article_of_the_specimen_reads_the_same_again() -> None:
    for galley, _, _ in specimen():
        ids = frozenset(piece.article.id for piece in galley.articles)
        for name, data in manuscripts(galley).items():
            article, problems = read_article(data.decode(), name)
            assert article is not None, problems
            [piece] = [piece for piece in galley.articles if f"{piece.article.id}.md" == name]
            assert set_body(article, ids, TypesettingSettings()) == piece.blocks, name
            assert msgspec.structs.replace(article, body="") == msgspec.structs.replace(piece.article, imported="")


def test_a_whole_issue_has_a_heading_for_every_page_and_article() -> None:
    galley, paper, _ = next(specimen())
    lines = markdown.text(copy_of(galley, paper, {}, "")).decode().splitlines()

    assert len([line for line in lines if line.startswith("# ")]) == 1
    assert len([line for line in lines if line.startswith("### ")]) == len(galley.articles)
    assert len([line for line in lines if line.startswith("## ")]) == len({p.article.page for p in galley.articles})
