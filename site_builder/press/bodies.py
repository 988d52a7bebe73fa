"""The text of an article as pages show it: its blocks, the places that were put right, and its pictures."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import unquote

from markdown_it.common.utils import escapeHtml
from markupsafe import Markup

from site_builder.newspaper.galley import Block, BlockKind, SetArticle
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Article
from site_builder.press import routes
from site_builder.press.frame import page_number
from site_builder.press.pictures import Album
from site_builder.press.typesetting.legible import legible
from site_builder.press.views_article import BlockView
from site_builder.press.views_site import Link

Href = Callable[[str], str]

_ANCHOR = re.compile(r'[ ](?:id="|href="#)(?=p\d|note)')
"""What comes before the name of a place in the text; in text itself a quotation mark is always escaped."""

_PARAGRAPH = '<p id="p'
"""How a numbered paragraph begins, as typesetting writes it."""

_ready = functools.partial(str.__new__, Markup)
"""Makes markup of what typesetting wrote; `Markup` itself asks first whether it is some already, once a paragraph."""

_KINDS = {kind: kind.value for kind in BlockKind}
"""What templates call them; an enumeration takes three times as long to say it."""

_IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"[^>]*>')
"""A picture as typesetting writes it."""


def body_of(set_article: SetArticle, key: IssueKey, href: Href, album: Album) -> tuple[BlockView, ...]:
    """The blocks of the text; pictures that follow each other are a group."""
    own = set_article.article
    turns: Mapping[str, Link] = {
        turn.at: Link(href=href(routes.page(key, turn.page)), text=turn.mark, note=page_number(turn.page))
        for turn in own.continuation
        if turn.at
    }
    doubts: dict[str, tuple[str, ...]] = {}
    for doubt in own.suspected:
        doubts[doubt.at] = (*doubts.get(doubt.at, ()), doubt.printed)
    views: list[BlockView] = []
    figures: list[str] = []

    def group() -> None:
        if figures:
            html_ = "\n".join(figures)
            several = len(figures) > 1
            views.append(
                BlockView(
                    kind="group" if several else "figure",
                    anchor="",
                    number="",
                    html=Markup(f'<div class="group g{min(len(figures), 4)}">{html_}</div>' if several else html_),
                    turn=None,
                    doubts=(),
                )
            )
            figures.clear()

    for block in set_article.blocks:
        html_ = _illustrated(block, album) if "<img" in block.html else block.html
        if own.emendations:
            html_ = _numbered(html_, block.anchor, own)
        if block.kind is BlockKind.FIGURE:
            figures.append(html_)
            continue
        if figures:
            group()
        anchor = block.anchor
        views.append(
            BlockView(
                kind=_KINDS[block.kind],
                anchor=anchor,
                number=number_of(anchor),
                html=_ready(html_),
                turn=turns.get(anchor) if turns and anchor else None,
                doubts=doubts.get(anchor, ()) if doubts and anchor else (),
            )
        )
    group()
    return tuple(views)


def renamed(body: Iterable[BlockView], prefix: str) -> tuple[BlockView, ...]:
    """The blocks of a text that stands on a page with others: its anchors begin with `prefix`."""
    opening = f'<p id="{prefix}p'
    return tuple(
        [
            BlockView(
                kind=block.kind,
                anchor=prefix + block.anchor if block.anchor else "",
                number=block.number,
                html=_ready(_renamed(block.html, prefix, opening)),
                turn=block.turn,
                doubts=block.doubts,
            )
            for block in body
        ]
    )


def marked(set_article: SetArticle, anchor: str, was: str) -> bool:
    """Whether the text shows where it was emended."""
    return any(_emended(was) in block.html for block in set_article.blocks if anchor and block.anchor == anchor)


def pictures_in(set_article: SetArticle) -> set[str]:
    """The paths, in the issue's folder, of the pictures its text shows."""
    return {_file(src) for block in set_article.blocks if "<img" in block.html for src, _ in _IMAGE.findall(block.html)}


@functools.lru_cache(maxsize=512)  # nearly every text counts its paragraphs from p1 on
def number_of(anchor: str) -> str:
    """7 of `p7`; empty for an anchor that counts nothing."""
    number = anchor[1:] if anchor.startswith("p") else ""
    return number if number.isdecimal() else ""


def _renamed(text: str, prefix: str, opening: str) -> str:
    """The markup of a block with its anchors renamed; most are paragraphs, and their own anchor is the only one."""
    if text.startswith(_PARAGRAPH) and text.find('="', len(_PARAGRAPH)) < 0:
        return str.replace(text, _PARAGRAPH, opening, 1)  # markup itself would escape the opening first
    return _ANCHOR.sub(lambda found: found[0] + prefix, text)


def _numbered(text: str, anchor: str, own: Article) -> str:
    """The markup of a block with the number of its note in each place that was emended; the page shows it as a mark
    that is not copied."""
    if 'class="emended"' not in text:
        return text
    for at, change in enumerate(own.emendations, 1):
        if change.at == anchor:
            text = text.replace(_emended(change.was), f'{_emended(change.was)} data-note="{at}"', 1)
    return text


def _emended(was: str) -> str:
    """How a place that was emended begins, as typesetting writes it."""
    return f'<span class="emended" data-was="{escapeHtml(legible(was))}"'


def _illustrated(block: Block, album: Album) -> str:
    """The markup of a block with the sizes of its pictures; for one that is not held stands an empty frame."""

    def told(found: re.Match[str]) -> str:
        file = _file(found[1])
        if not album.holds(file):
            alt = found[2]  # escaped already
            return f'<span class="empty-frame">{alt}</span>' if block.kind is BlockKind.FIGURE else f"[{alt}]"
        width, height = album.size(file)
        drawn = ' class="drawn"' if file.lower().endswith(".svg") else ""
        sides = f' width="{width}" height="{height}"' if width else ""
        return f"<img{drawn}{sides}{found[0].removeprefix('<img')}"

    return _IMAGE.sub(told, block.html)


def _file(src: str) -> str:
    """The path in the issue's folder that an image's address stands for."""
    return unquote(html.unescape(src))
