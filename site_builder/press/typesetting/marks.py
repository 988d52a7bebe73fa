"""What proof-readers noted about a paragraph, as quiet spans: `emended` and `suspected`.

The notes are attributes (`data-was`, `data-suggestion`), so that a theme may show or hide them in any language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markdown_it.token import Token

from site_builder.newspaper.model import Article
from site_builder.press.typesetting.legible import legible
from site_builder.press.typesetting.plain import inline_text
from site_builder.press.typesetting.spans import wrapped

Mark = tuple[str, Mapping[str, str]]
"""The printed words a span goes round, and its attributes."""


def marks(article: Article) -> Mapping[str, Sequence[Mark]]:
    """The marks of an article by the anchor of their paragraph."""
    found: dict[str, list[Mark]] = {}
    for fixed in article.emendations:
        found.setdefault(fixed.at, []).append((fixed.now, {"class": "emended", "data-was": legible(fixed.was)}))
    for doubt in article.suspected:
        note = {"class": "suspected", "data-suggestion": legible(doubt.suggestion)}
        found.setdefault(doubt.at, []).append((doubt.printed, note))
    return found


def marked(children: Sequence[Token], noted: Sequence[Mark]) -> list[Token]:
    """Inline tokens with every mark whose words stand in the paragraph exactly once."""
    result = list(children)
    for words, attributes in noted:
        text = inline_text(result)
        if words and text.count(words) == 1:
            at = text.index(words)
            result = wrapped(result, at, at + len(words), attributes)
    return result
