"""Copies of issues, for what writes them in other formats."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from site_builder.exports.copies import Copy
from site_builder.exports.markdown import body
from site_builder.manuscript.article_file import write_article
from site_builder.newspaper.galley import Galley
from site_builder.newspaper.model import Paper
from site_builder.press import routes
from site_builder.press.cards import card


def copy_of(galley: Galley, paper: Paper, pictures: Mapping[str, bytes], base_url: str) -> Copy:
    """A copy of an issue; `pictures` are those that are held, by their path in its folder."""
    listed = card(galley, "").articles
    return Copy(
        galley=galley,
        paper=paper,
        headlines={article.id: article.headline for article in listed},
        pictures=pictures,
        address=routes.absolute(base_url, routes.issue(galley.issue.key)).removesuffix("index.html"),
    )


def manuscripts(galley: Galley) -> dict[str, bytes]:
    """Every article as the file it could be read from again: `01-03.md` → bytes.

    The body is made from the type that was set, so that what was written differently and prints the same is the same.
    """
    return {
        f"{piece.article.id}.md": write_article(
            msgspec.structs.replace(piece.article, body=body(piece), imported="")
        ).encode("utf-8", "replace")
        for piece in galley.articles
    }
