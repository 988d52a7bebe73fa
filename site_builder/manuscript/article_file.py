"""An article's file ⇄ `Article`: YAML front matter, then Markdown."""

from __future__ import annotations

from operator import attrgetter

import msgspec

from site_builder.errors import Place, Problem, has_errors
from site_builder.manuscript import article_checks, front_matter, schema, text_doubts, yaml_text
from site_builder.manuscript.decoding import decode_text, settle
from site_builder.manuscript.newspaper_words import NEWSPAPER
from site_builder.manuscript.yaml_nodes import Node
from site_builder.manuscript.yaml_writing import write_struct
from site_builder.newspaper.model import Article, Position

ORDER = (
    *("id", "type", "genre", "kicker", "headline", "deck", "summary", "column", "series", "package", "title_supplied"),
    *("pages", "position", "continuation", "byline", "contributors", "editors", "signature", "dateline", "source"),
    *("image", "alt", "credit_printed", "pictures", "status", "provenance", "imported", "emendations", "suspected"),
    *("settled", "corrections", "rights", "license", "places", "tags", "aliases", "draft"),
)
"""The canonical order of the front matter: what it is, where it stands, who made it, how sure the text is."""

_STAND_INS = {"id": "", "pages": ("",), "position": Position(order=0)}
"""So that an article that lacks these is still looked through for its other faults."""


class OpenArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article with all that is known of its file while its issue is checked."""

    path: str
    article: Article | None
    """With errors: what could be made of it, good for looking for more faults only."""

    problems: list[Problem]
    node: Node | None = None
    body_line: int = 0

    @property
    def name(self) -> str:
        """The file's name without its folders."""
        return self.path.rpartition("/")[2]

    @property
    def sound(self) -> bool:
        """Whether the article is what its file says."""
        return self.article is not None and not has_errors(self.problems)

    def place(self, *way: str | int) -> Place:
        """Where a field lies in the file."""
        return schema.place_of(self.node, Article, self.path, NEWSPAPER, *way)


def read_article(text: str, path: str) -> tuple[Article | None, list[Problem]]:
    """The article of a file's text; None and every fault at once when it has errors; warnings come beside it."""
    settled, problems = decode_text(text, path)
    if settled is None:
        return None, problems
    opened = open_article(settled, path)
    return (opened.article if opened.sound else None), sorted(problems + opened.problems, key=attrgetter("place"))


def open_article(text: str, path: str) -> OpenArticle:
    """The article of a settled text, together with where everything lies in it."""
    sheet, problems = front_matter.take_apart(text, path)
    if sheet is None:
        return OpenArticle(path=path, article=None, problems=problems)
    node, faults = yaml_text.read(sheet.header, path, first_line=2)
    problems += faults
    salvaged: schema.Salvaged[Article] = schema.Salvaged(None, [])
    if node is not None or not faults:
        salvaged = schema.salvage(node, Article, path, NEWSPAPER, {"body": sheet.body}, _STAND_INS)
        problems += salvaged.problems
    article = salvaged.value
    opened = OpenArticle(path=path, article=article, problems=problems, node=node, body_line=sheet.body_line)
    if article is not None:
        problems += article_checks.faults(article, opened.place, salvaged.unsure)
        problems += text_doubts.field_doubts(article, opened.place, salvaged.unsure)
    problems += article_checks.body_faults(sheet, article, path)
    problems += text_doubts.body_doubts(sheet, article, path)
    return opened


def write_article(article: Article) -> str:
    """The canonical text of an article's file; `read_article` of it is the article."""
    return front_matter.put_together(write_struct(article, ORDER), article.body)


def body_line(text: str) -> int:
    """The line, from 1, on which the body of an article's file begins; 1 when it has no front matter."""
    sheet, _ = front_matter.take_apart(settle(text, "")[0], "")
    return sheet.body_line if sheet else 1
