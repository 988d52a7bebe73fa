"""A small archive for the tests of search: sentences of a made-up district paper, put together anew by a fixed seed."""

from __future__ import annotations

import functools
import random
from collections.abc import Sequence
from pathlib import Path

from site_builder.newspaper.galley import Block, BlockKind, Galley, SetArticle
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Article, Issue, Page, Person, Position, SeriesPart
from site_builder.search.binding import bind_all
from site_builder.search.settings import SearchSettings

HERE = Path(__file__).parent
SENTENCES = (HERE / "sentences.txt").read_text(encoding="utf-8").splitlines()
HEADLINES = (HERE / "headlines.txt").read_text(encoding="utf-8").splitlines()
PEOPLE = ("温如是", "尤小满", "祝衡", "高明亮", "钟离雪", "买买提·艾力")
COLUMNS = ("青禾夜话", "街巷", "", "")


@functools.cache
def archive() -> tuple[Galley, ...]:
    """Twelve issues of five articles over two years."""
    chance = random.Random(19)
    return tuple(_issue(chance, f"{2021 + number // 6}-{number % 6 * 2 + 1:02}-16") for number in range(12))


@functools.cache
def bound(segmenter: str = "rjieba", **settings: str) -> dict[str, bytes]:
    """The index of the archive."""
    return bind_all(archive(), SearchSettings(segmenter=segmenter, **settings))  # type: ignore[arg-type]  # all words


def galley(day: str, *articles: SetArticle) -> Galley:
    """An issue of these articles, four pages of it named."""
    pages = tuple(
        Page(number=f"{number:02}", name=name) for number, name in enumerate(("要闻", "综合", "副刊", "专版"), 1)
    )
    return Galley(issue=Issue(key=IssueKey(paper="qinghe", day=day), date=day, pages=pages), articles=articles)


def article(number: int, headline: str, body: Sequence[str], **more: object) -> SetArticle:
    """An article in type with these paragraphs; `more` goes to the model."""
    id_ = f"{(number - 1) % 4 + 1:02}-{(number - 1) // 4 + 1:02}"
    fields = {"headline": (headline,) if headline else (), "position": Position(order=1), **more}
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, html=f"<p>{text}</p>", text=text) for text in body)
    return SetArticle(
        article=Article(id=id_, pages=(id_[:2],), **fields),  # type: ignore[arg-type]  # fields of any kind
        blocks=blocks,
        characters=sum(map(len, body)),
    )


def _issue(chance: random.Random, day: str) -> Galley:
    return galley(day, *(_article(chance, number) for number in range(1, 6)))


def _article(chance: random.Random, number: int) -> SetArticle:
    name = chance.choice(PEOPLE)
    return article(
        number,
        chance.choice(HEADLINES),
        ["".join(chance.sample(SENTENCES, chance.randint(1, 3))) for _ in range(chance.randint(1, 4))],
        kicker=chance.choice(("", "创城进行时", "二〇二三年回眸")),
        column=chance.choice(COLUMNS),
        byline=f"本报记者 {name}",
        contributors=(Person(name=name),),
        series=SeriesPart(id="qiao", part=1, name="桥的故事") if chance.random() < 0.1 else None,
        tags=("民生",) if chance.random() < 0.3 else (),
    )
