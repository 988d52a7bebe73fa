"""Links in the running text: to the web, to an article of the same issue, to a paragraph. Anything else is text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from urllib.parse import unquote

import msgspec
from markdown_it.token import Token

from site_builder.press.typesetting.legible import legible

_WEB = re.compile(r"https?://[^\s/?#]\S*", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)
_ARTICLE = re.compile(r"(?P<id>\d{2,3}-\d{2,3})\.md(?P<anchor>#p[1-9]\d*)?")
_PARAGRAPH = re.compile(r"#p([1-9]\d{0,5})")


class Reachable(msgspec.Struct, frozen=True):
    """What a link inside the issue may point at."""

    articles: AbstractSet[str]
    """Ids of the articles of the issue."""

    paragraphs: int
    """How many paragraphs of this article carry an anchor."""


def settle_links(children: list[Token], reachable: Reachable) -> list[Token]:
    """Inline tokens with every link either ready to print or back to the text it was typed as."""
    opened = 0
    for at, token in enumerate(children):
        if token.type == "link_open":  # links do not nest in Markdown
            opened = at
        elif token.type == "link_close":
            _settle(children[opened : at + 1], reachable)
    return children


def address(href: str, reachable: Reachable) -> str:
    """Where a typed destination leads in the printed issue; empty when it may not or cannot lead anywhere."""
    if _WEB.fullmatch(href) or _MAIL.fullmatch(href):
        return href
    if found := _PARAGRAPH.fullmatch(href):
        return href if int(found[1]) <= reachable.paragraphs else ""
    if (found := _ARTICLE.fullmatch(href)) and found["id"] in reachable.articles:
        return f"{found['id']}.html{found['anchor'] or ''}"
    return ""


def _settle(link: Sequence[Token], reachable: Reachable) -> None:
    opening, closing = link[0], link[-1]
    href = str(opening.attrs["href"])
    shows = any(token.type == "image" or token.content.strip() for token in link)
    found = address(href, reachable) if shows else ""
    if found:
        opening.attrs["href"] = found
        if _WEB.fullmatch(found):
            opening.attrs["rel"] = "noopener"
    elif opening.info == "auto":
        _to_text(opening, "<")
        _to_text(closing, ">")
    else:
        _to_text(opening, "[")
        _to_text(closing, _typed(href, str(opening.attrs.get("title", ""))))


def _typed(href: str, title: str) -> str:
    return legible(f']({unquote(href)} "{title}")' if title else f"]({unquote(href)})")


def _to_text(token: Token, content: str) -> None:
    token.type, token.tag, token.nesting, token.attrs, token.content = "text", "", 0, {}, content
