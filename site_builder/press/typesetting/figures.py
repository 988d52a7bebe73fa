"""Pictures with their captions."""

from __future__ import annotations

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from site_builder.newspaper.galley import Block, BlockKind
from site_builder.newspaper.model import Picture
from site_builder.press.typesetting.images import picture_address
from site_builder.press.typesetting.legible import legible


def picture_figure(picture: Picture) -> Block | None:
    """The figure for a picture of the front matter; None when it has nothing to show.

    Without an image that is held its words still count: a figure of class `unheld`, with the caption only.
    """
    address = picture_address(picture.image)
    caption, credit, alt = (legible(text).strip() for text in (picture.caption, picture.credit_printed, picture.alt))
    if not address and not caption and not credit:
        caption = alt
    return figure(address, alt, caption, credit) if address or caption or credit else None


def image_figure(image: Token) -> Block:
    """The figure for a Markdown picture that stands alone; its title is the caption."""
    return figure(str(image.attrs["src"]), str(image.attrs["alt"]), str(image.attrs.get("title", "")).strip(), "")


def figure(address: str, alt: str, caption: str, credit: str) -> Block:
    """A figure block; an empty address makes it a figure of words."""
    words = [escapeHtml(caption)] if caption else []
    if credit:
        words.append(f'<span class="credit">{escapeHtml(credit)}</span>')
    shown = f'<img src="{escapeHtml(address)}" alt="{escapeHtml(alt)}" loading="lazy">' if address else ""
    below = f"<figcaption>{' '.join(words)}</figcaption>" if words else ""
    opening = "<figure>" if address else '<figure class="unheld">'
    return Block(
        kind=BlockKind.FIGURE,
        html=f"{opening}{shown}{below}</figure>",
        text=" ".join(word for word in (caption, credit) if word),
    )
