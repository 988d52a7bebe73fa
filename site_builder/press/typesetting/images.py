"""Pictures in the running text: only those that lie in the issue's folder are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote, unquote

from markdown_it.token import Token

from site_builder.newspaper.patterns import late
from site_builder.press.typesetting.legible import legible

_PART = r"[^/\\%:?#*\"<>|\x00-\x1f\x7f\ud800-\udfff. ][^/\\%:?#*\"<>|\x00-\x1f\x7f\ud800-\udfff]*"
_HELD = late(rf"(?:{_PART}/)*{_PART}\.(?:avif|gif|jpe?g|png|svg|webp)", re.IGNORECASE)


def picture_address(path: str) -> str:
    """The URL, relative to the article's page, of a picture below the issue's folder; empty when the path is none.

    A path is `images/name.jpg` or `name.jpg`: no scheme, no leading `/` or `.`, no `..`, backslash or `%`.
    """
    return quote(path) if _HELD.fullmatch(path) else ""


def settle_images(children: Sequence[Token]) -> list[Token]:
    """Inline tokens with every picture either ready to print or replaced by its alternative text in brackets."""
    return [_settled(token) if token.type == "image" else token for token in children]


def alternative(image: Token) -> str:
    """The alternative text of a picture, without marks."""
    return "".join(
        alternative(token) if token.type == "image" else token.content if token.type != "hardbreak" else "\n"
        for token in image.children or ()
    )


def _settled(image: Token) -> Token:
    typed = str(image.attrs["src"])
    alt = alternative(image)
    try:
        address = picture_address(unquote(typed, errors="strict"))
    except UnicodeDecodeError:
        address = ""
    if not address:
        return Token("text", "", 0, content=legible(f"[{alt or unquote(typed)}]"))
    title = image.attrs.get("title")
    image.children = [Token("text", "", 0, content=alt)]  # the renderer takes the alternative text from here
    image.attrs = {"src": address, "alt": alt, "loading": "lazy"}
    if title:
        image.attrs["title"] = title
    return image
