"""Paragraphs: verse, run-in heads, and the opening of the story."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from site_builder.newspaper.model import Article
from site_builder.press.typesetting.openings import opening, unprinted_lead
from site_builder.press.typesetting.plain import inline_text
from site_builder.press.typesetting.spans import wrapped


def paragraph(text: str) -> list[Token]:
    """A plain paragraph as the tokens the parser makes of it."""
    inline = Token("inline", "", 0, content=text, level=1, children=[Token("text", "", 0, content=text)])
    return [Token("paragraph_open", "p", 1), inline, Token("paragraph_close", "p", -1)]


def is_verse(inline: Token, longest: int) -> bool:
    """Whether a paragraph is verse: two lines or more, every one of them broken by hand, none of them long."""
    children = inline.children or ()
    breaks = sum(token.type == "hardbreak" for token in children)
    return (
        breaks > 0
        and breaks == inline.content.count("\n")
        and all(len(line) <= longest for line in inline_text(children).split("\n"))
    )


def trim_verse(children: list[Token], typed: str) -> None:
    """Take from verse what was typed to set it apart: the indents, and a backslash after the last line as well."""
    for before, token in itertools.pairwise(children):
        if before.type == "hardbreak" and token.type == "text":
            token.content = token.content.lstrip()
    if "\\\n" in typed and typed.endswith("\\") and not typed.endswith("\\\\"):
        children[-1].content = children[-1].content.removesuffix("\\")


def stripped(children: Sequence[Token]) -> list[Token]:
    """Inline tokens without white space of any width at the two ends: the indent of a paragraph is the theme's."""
    result = list(children)
    if result and result[0].type == "text":
        result[0].content = result[0].content.lstrip()
    if result and result[-1].type == "text":
        result[-1].content = result[-1].content.rstrip()
    return result


def led(children: Sequence[Token], article: Article) -> list[Token]:
    """The first paragraph with the lead its article records, where the text itself does not begin with it."""
    lead = unprinted_lead(inline_text(children), dateline=article.dateline, byline=article.byline)
    return [Token("text", "", 0, content=lead), *children] if lead else list(children)


def opened(children: Sequence[Token], article: Article) -> list[Token]:
    """The first paragraph with its dateline and its byline in spans."""
    text = inline_text(children)
    found = opening(text, dateline=article.dateline, byline=article.byline)
    result = wrapped(children, *found.dateline, {"class": "dateline"})
    return wrapped(result, *found.byline, {"class": "byline"})


def opened_text(text: str, article: Article) -> tuple[str, str]:
    """Text and markup of a first paragraph in which there are no marks: what `led` and `opened` make of it."""
    text = unprinted_lead(text, dateline=article.dateline, byline=article.byline) + text
    found = opening(text, dateline=article.dateline, byline=article.byline)
    html, told = "", 0
    for css, (start, end) in (("dateline", found.dateline), ("byline", found.byline)):  # as they stand in the text
        if start < end:
            html += f'{escapeHtml(text[told:start])}<span class="{css}">{escapeHtml(text[start:end])}</span>'
            told = end
    return text, html + escapeHtml(text[told:])


def with_runin(children: list[Token]) -> list[Token]:
    """A paragraph whose bold beginning, if more follows it, is a run-in head; a bold dateline is none."""
    shown = [token for token in children if token.type != "text" or token.content]
    if not shown or shown[0].type != "strong_open" or shown[1].type == "span_open":
        return children
    end = next(at for at, token in enumerate(shown) if token.type == "strong_close" and token.level == shown[0].level)
    if inline_text(shown[end:]).strip():
        shown[0].attrs["class"] = "runin"
    return children
