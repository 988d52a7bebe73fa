"""What a reader would hear: the text of Markdown tokens without the marks."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

_AFTER = {"td_close": "\t", "th_close": "\t"}


def inline_text(children: Sequence[Token]) -> str:
    """The text of inline tokens; a hard break is a newline, a picture is nothing."""
    return "".join("\n" if token.type == "hardbreak" else visible(token) for token in children)


def visible(token: Token) -> str:
    """The characters an inline token itself shows."""
    return token.content if token.type in ("text", "code_inline") else ""


def block_text(tokens: Sequence[Token]) -> str:
    """The text of a block: paragraphs, items and rows on lines of their own, cells parted by tabs."""
    parts = []
    for token in tokens:
        if token.type == "inline":
            parts.append(inline_text(token.children or ()))
        elif token.nesting < 0:
            parts.append(_AFTER.get(token.type, "\n"))
    lines = "".join(parts).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())
