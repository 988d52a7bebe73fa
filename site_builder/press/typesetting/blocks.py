"""An article's body as blocks: what each piece is in print, its HTML and its plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from site_builder.newspaper.galley import Block, BlockKind
from site_builder.newspaper.model import Article
from site_builder.press.settings import TypesettingSettings
from site_builder.press.typesetting.addresses import Reachable, settle_links
from site_builder.press.typesetting.dialect import markdown
from site_builder.press.typesetting.elements import furnish, level_headings
from site_builder.press.typesetting.figures import image_figure, picture_figure
from site_builder.press.typesetting.images import settle_images
from site_builder.press.typesetting.legible import legible
from site_builder.press.typesetting.marks import Mark, marked, marks
from site_builder.press.typesetting.notes import Notes, taken_out, with_marks
from site_builder.press.typesetting.paragraphs import (
    is_verse,
    led,
    opened,
    opened_text,
    paragraph,
    stripped,
    trim_verse,
    with_runin,
)
from site_builder.press.typesetting.pieces import Piece, pieces
from site_builder.press.typesetting.plain import block_text, inline_text

_KINDS = {
    "paragraph_open": BlockKind.PARAGRAPH,
    "heading_open": BlockKind.SUBHEADING,
    "blockquote_open": BlockKind.QUOTE,
    "table_open": BlockKind.TABLE,
    "bullet_list_open": BlockKind.LIST,
    "ordered_list_open": BlockKind.LIST,
    "hr": BlockKind.RULE,
}
_MARKED = ("heading_open", "blockquote_open", "list_item_open")
_COUNTED = (BlockKind.PARAGRAPH, BlockKind.VERSE)


class _Desk(msgspec.Struct, frozen=True):
    """What the setting of one article needs."""

    article: Article
    settings: TypesettingSettings
    parser: MarkdownIt
    reachable: Reachable
    noted: Mapping[str, Sequence[Mark]]
    notes: Notes
    said: set[int]
    """Footnotes that were marked already."""


def set_body(article: Article, articles: frozenset[str], settings: TypesettingSettings) -> tuple[Block, ...]:
    """The blocks of an article, the pictures of its front matter among them.

    Paragraphs and verse are numbered p1, p2 … in the order of the body; quotes, lists and tables are not.
    `articles` are the ids that links may point at: those of the issue.
    """
    parser = markdown()
    notes = taken_out(legible(article.body))
    body = [sort for piece in pieces(notes.body, parser) for sort in _sorts(piece, settings)]
    level_headings([token for _, piece in body if not isinstance(piece, str) for token in piece])
    counted = sum(kind in _COUNTED for kind, _ in body)
    reachable = Reachable(articles, counted if settings.number_paragraphs else 0)
    desk = _Desk(article, settings, parser, reachable, marks(article), notes, set())
    pictures = _pictures(article)
    blocks = pictures.pop("", [])
    number = 0
    for kind, piece in body:
        if kind in _COUNTED:
            number += 1
            blocks.append(_paragraph(desk, kind, piece, number))
            blocks += pictures.pop(f"p{number}", ())
        else:
            assert not isinstance(piece, str), "plain text is a paragraph"
            blocks.append(image_figure(piece[0]) if kind is BlockKind.FIGURE else _other(desk, kind, piece))
    for figures in pictures.values():  # their paragraph does not exist
        blocks += figures
    if notes.texts:
        blocks.append(_notes(desk))
    return tuple(blocks)


def _sorts(piece: Piece, settings: TypesettingSettings) -> Iterator[tuple[BlockKind, Piece]]:
    """What a piece is in print; a paragraph of pictures is a figure for each, a piece without any text is nothing."""
    if isinstance(piece, str):
        if text := piece.strip():
            yield BlockKind.PARAGRAPH, text
        return
    for token in piece:
        if token.type == "inline":
            token.children = settle_images(token.children or ())
    kind = _KINDS[piece[0].type]
    inline = [token for holder in piece for token in holder.children or ()]
    images = [token for token in inline if token.type == "image"]
    if kind is BlockKind.RULE:
        yield kind, piece
    elif not any(token.type in ("image", "link_open") or token.content.strip() for token in inline):
        # an empty list or heading: its mark was the text
        if text := " ".join(token.info + token.markup for token in piece if token.type in _MARKED):
            yield BlockKind.PARAGRAPH, text
    elif kind is not BlockKind.PARAGRAPH:
        yield kind, piece
    elif is_verse(piece[1], settings.verse_line):
        trim_verse(inline, piece[1].content)
        yield BlockKind.VERSE, piece
    elif images and all(token.type == "image" or not (token.nesting or token.content.strip()) for token in inline):
        yield from ((BlockKind.FIGURE, [image]) for image in images)
    else:
        piece[1].children = stripped(inline)
        yield kind, piece


def _pictures(article: Article) -> dict[str, list[Block]]:
    """The figures of the front matter by the anchor of the paragraph they follow."""
    placed: dict[str, list[Block]] = {}
    for picture in article.pictures:
        if (block := picture_figure(picture)) is not None:
            placed.setdefault(picture.at, []).append(block)
    return placed


def _paragraph(desk: _Desk, kind: BlockKind, piece: Piece, number: int) -> Block:
    noted = desk.noted.get(f"p{number}", ())
    if isinstance(piece, str) and number > 1 and not noted:
        text, inner = piece, escapeHtml(piece)
    elif isinstance(piece, str) and not noted and not desk.notes.texts:
        text, inner = opened_text(piece, desk.article)
    else:
        inline = (paragraph(piece) if isinstance(piece, str) else piece)[1]
        children = with_marks(settle_links(inline.children or [], desk.reachable), desk.notes, desk.said)
        if number == 1:
            children = opened(led(children, desk.article), desk.article)
        inline.children = marked(with_runin(children), noted)
        text, inner = inline_text(inline.children), _rendered([inline], desk.parser)
    anchor = f"p{number}" if desk.settings.number_paragraphs else ""
    css = ' class="verse"' if kind is BlockKind.VERSE else ""
    identity = f' id="{anchor}"' if anchor else ""
    return Block(kind=kind, html=f"<p{css}{identity}>{inner}</p>", text=text, anchor=anchor)


def _other(desk: _Desk, kind: BlockKind, piece: list[Token]) -> Block:
    for token in piece:
        if token.type == "inline":
            token.children = with_marks(settle_links(token.children or [], desk.reachable), desk.notes, desk.said)
    furnish(piece)
    html = _rendered(piece, desk.parser).strip()
    if kind is BlockKind.TABLE:
        html = f'<div class="table">{html}</div>'
    return Block(kind=kind, html=html, text=block_text(piece))


def _notes(desk: _Desk) -> Block:
    """The list of footnotes, each with the way back to its mark."""
    items, texts = [], []
    for number, text in enumerate(desk.notes.texts.values(), 1):
        inner, plain = _note(text, desk)
        back = f'<a class="back" href="#noteref{number}" role="doc-backlink">↑</a>' if number in desk.said else ""
        items.append(f'<li id="note{number}">{inner}{back}</li>')
        texts.append(plain)
    return Block(kind=BlockKind.NOTES, html=f'<ol class="notes">{"".join(items)}</ol>', text="\n".join(texts))


def _note(text: str, desk: _Desk) -> tuple[str, str]:
    """A footnote as markup and as text; what is more than a paragraph there is set as one."""
    found = list(pieces(text, desk.parser))
    if len(found) == 1 and not isinstance(found[0], str) and found[0][0].type == "paragraph_open":
        inline = found[0][1]
        inline.children = settle_links(settle_images(inline.children or ()), desk.reachable)
        return _rendered([inline], desk.parser), inline_text(inline.children)
    return escapeHtml(text), text


def _rendered(tokens: Sequence[Token], parser: MarkdownIt) -> str:
    return str(parser.renderer.render(tokens, parser.options, {}))
