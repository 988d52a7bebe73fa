"""How these tests set an article in type."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import msgspec

from site_builder.newspaper.galley import Block
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Article, Issue, Page, Position
from site_builder.press.settings import TypesettingSettings
from site_builder.press.typesetting import typeset

SETTINGS = TypesettingSettings()


def article(body: str = "", **fields: Any) -> Article:
    """An article 01-01, changed by the fields given."""
    plain = Article(id="01-01", pages=("01",), position=Position(order=1), body=body)
    return msgspec.structs.replace(plain, **fields)


def issue(*articles: Article) -> Issue:
    """An issue with two pages and these articles."""
    return Issue(
        key=IssueKey(paper="jingbao", day="2019-04-19"),
        date="2019-04-19",
        pages=(Page(number="01", name="要闻"), Page(number="02", name="综合")),
        articles=articles,
    )


def blocks(body: str, settings: TypesettingSettings = SETTINGS, **fields: Any) -> tuple[Block, ...]:
    """The blocks of one article in an issue that also holds 01-02."""
    other = article("另一篇。", id="01-02", position=Position(order=2))
    return typeset(issue(article(body, **fields), other), settings).articles[0].blocks


def html(body: str, **fields: Any) -> str:
    """The HTML of an article's blocks, a line for each."""
    return "\n".join(block.html for block in blocks(body, **fields))


class _Hearer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.heard: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.heard.append(data)


def heard(markup: str) -> str:
    """The text of some HTML, without white space; the figures and arrows of footnotes are none of it."""
    markup = re.sub(r'<sup class="noteref".*?</sup>|<a class="back".*?</a>', "", markup)
    return "".join("".join(_read(markup).heard).split())


def tags(markup: str) -> list[tuple[str, dict[str, str | None]]]:
    """The elements of some HTML with their attributes, in order."""
    return _read(markup).tags


def _read(markup: str) -> _Hearer:
    hearer = _Hearer()
    hearer.feed(markup)
    hearer.close()
    return hearer
