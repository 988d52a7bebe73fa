"""Typesetting: an issue of Markdown becomes a galley of blocks, escaped and ready to print.

pieces      the body cut into plain paragraphs and Markdown      dialect     which Markdown that is
emphasis · softbreaks · tables       our rules inside markdown-it
images · addresses                   what may be shown, and where a link may lead
openings · spans · marks             dateline, byline and what proof-readers noted
blocks                               all of it together, as HTML and as plain text
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import msgspec

from site_builder.newspaper.galley import Galley, SetArticle
from site_builder.newspaper.model import Article, Issue
from site_builder.press.settings import TypesettingSettings
from site_builder.press.typesetting.blocks import set_body

SET_LATELY = 256
"""Articles whose type is left standing: of an issue that is set again after a save, all but one are the same."""


def typeset(issue: Issue, settings: TypesettingSettings, standing: Sequence[SetArticle] = ()) -> Galley:
    """The issue in type: every article as blocks, in the order of pages, then of their place on the page.

    Articles `standing` in type already take their places among them. Never fails: what a body holds that is no
    Markdown of ours is text.
    """
    printed = {page.number: at for at, page in enumerate(issue.pages)}
    ids = frozenset([*(article.id for article in issue.articles), *(piece.article.id for piece in standing)])

    def place(piece: SetArticle) -> tuple[int, str, int, str]:
        article = piece.article
        return (printed.get(article.page, len(printed)), article.page, article.position.order, article.id)

    pieces = [*standing, *(_set_article(article, ids, settings) for article in issue.articles)]
    return Galley(issue=msgspec.structs.replace(issue, articles=()), articles=tuple(sorted(pieces, key=place)))


@functools.lru_cache(maxsize=SET_LATELY)
def _set_article(article: Article, ids: frozenset[str], settings: TypesettingSettings) -> SetArticle:
    blocks = set_body(article, ids, settings)
    return SetArticle(
        article=msgspec.structs.replace(article, body=""),
        blocks=blocks,
        characters=sum(len("".join(block.text.split())) for block in blocks),
    )


__all__ = ["typeset"]
