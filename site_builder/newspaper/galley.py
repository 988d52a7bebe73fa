"""Galley 校样: an issue typeset but not yet on a page. What the store keeps, and all that printing and search read."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from site_builder.newspaper.model import Article, Issue


class BlockKind(StrEnum):
    """What a block of an article's body is in print."""

    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"
    QUOTE = "quote"
    VERSE = "verse"
    TABLE = "table"
    LIST = "list"
    FIGURE = "figure"
    RULE = "rule"
    NOTES = "notes"
    """Footnotes, below everything else."""


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """One block of an article's body, ready to print."""

    kind: BlockKind
    html: str
    """Escaped and complete; the element carries `id` when there is an anchor."""

    text: str
    """The same as plain text, for search, citations and counts."""

    anchor: str = ""
    """`p7` for the seventh paragraph; empty for blocks that are not counted."""


class SetArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article in type."""

    article: Article
    """The article without its Markdown (`body` is empty)."""

    blocks: tuple[Block, ...]
    characters: int
    """Characters of the body, white space not counted: the N of `全文 N 字`."""


class Galley(msgspec.Struct, frozen=True, kw_only=True):
    """An issue in type. Holds no line numbers: a blank line more in a manuscript changes nothing here."""

    issue: Issue
    """The issue without its articles (`articles` is empty)."""

    articles: tuple[SetArticle, ...]
    """In the order of pages, then of their place on the page."""
