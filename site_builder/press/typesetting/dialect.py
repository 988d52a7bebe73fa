"""The Markdown of a newspaper: CommonMark with tables, less what eats or hides printed text.

Off: raw HTML (it is text) · indented and fenced code (an indent in a manuscript is a habit of the typist) · headings
by underlining (`---` under a line is a rule) · link reference definitions (`[注]: …` would vanish) · automatic links ·
striking through (`~~` may be printed).
"""

from __future__ import annotations

import functools

from markdown_it import MarkdownIt

from site_builder.press.typesetting.emphasis import emphasis
from site_builder.press.typesetting.softbreaks import soft_breaks
from site_builder.press.typesetting.tables import table

DEEPEST = 100
"""Levels of nesting; markdown-it leaves out what lies deeper, so `pieces` never hands it such a text."""

_OFF = [
    *("code", "fence", "html_block", "html_inline", "lheading", "reference"),
    *("linkify", "replacements", "smartquotes", "strikethrough"),
]


class Dialect(MarkdownIt):
    """Markdown-it that lets every address through: `addresses` and `images` decide later, and lose no text."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802  # the name and face are markdown-it's
        """Accept."""
        return True


@functools.cache
def markdown() -> MarkdownIt:
    """The parser, made on first use; it keeps no state between texts."""
    parser = Dialect("default", {"html": False, "linkify": False, "typographer": False, "maxNesting": DEEPEST})
    parser.disable(_OFF)
    parser.block.ruler.at("table", table, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.at("emphasis", emphasis)
    parser.core.ruler.push("soft_breaks", soft_breaks)
    return parser
