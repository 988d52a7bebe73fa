"""Articles as the re-set page shows them: heading, the beginning of the text, the first picture."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import groupby

from site_builder.newspaper.galley import Block, BlockKind, SetArticle
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Article, ArticleType, Page
from site_builder.press import cards, routes
from site_builder.press.fitting import Fit
from site_builder.press.frame import page_number
from site_builder.press.measuring import Piece
from site_builder.press.memory import once
from site_builder.press.pictures import Album
from site_builder.press.typesetting.openings import opening
from site_builder.press.views_site import Link
from site_builder.press.views_story import HeadingView, ParagraphView, PictureView, StoryView
from site_builder.press.widths import breadth, joined

READABLE = (BlockKind.PARAGRAPH, BlockKind.SUBHEADING, BlockKind.QUOTE, BlockKind.VERSE, BlockKind.LIST)
"""Blocks a re-set page shows; tables and rules are for the article's own page."""


_opening = functools.lru_cache(maxsize=256)(opening)
"""How a text opens, asked by several of the pages that show it."""


@once
def headline(article: SetArticle) -> tuple[str, ...]:
    """The lines an article is named by, the same as on its card; never empty."""
    return cards.headline(article.article, _first_words(article))


def _first_words(article: SetArticle) -> str:
    """What names an article without a headline."""
    return "" if any(map(str.strip, article.article.headline)) else cards.beginning(article.blocks)


def packages(articles: Sequence[SetArticle]) -> frozenset[str]:
    """The ids of those articles of a page, in reading order, that stand under one heading with the next or the last."""
    runs = (list(run) for _, run in groupby(articles, lambda piece: _package_id(piece.article)))
    return frozenset(piece.article.id for run in runs if len(run) > 1 and _package_id(run[0].article) for piece in run)


def _package_id(article: Article) -> str:
    package = article.package
    return package.id if package and package.id and any(package.headline) else ""


def package_heading(article: SetArticle) -> HeadingView | None:
    """The heading of the package an article belongs to."""
    package = article.article.package
    if package is None or not any(package.headline):
        return None
    return make_heading(package.kicker, package.headline, package.deck)


@once
def title(article: SetArticle, *, within: bool) -> tuple[str, ...]:
    """The lines an article is listed under: its own where the heading of its package stands above the list."""
    if within:
        return cards.own_headline(article.article, _first_words(article))
    return headline(article)


@once
def heading_view(article: SetArticle, *, within: bool = False) -> HeadingView:
    """Kicker, headline and deck of an article; those of its package where it has no headline of its own, unless they
    stand above it already (`within`)."""
    own = article.article
    if within:
        return make_heading(own.kicker, title(article, within=True), own.deck)
    lines = headline(article)
    package = None if own.headline else own.package
    return make_heading(
        own.kicker or (package.kicker if package else ""), lines, own.deck or (package.deck if package else "")
    )


def make_heading(kicker: str, lines: Sequence[str], deck: str) -> HeadingView:
    """A heading from its parts."""
    return HeadingView(
        kicker=kicker,
        lines=tuple(lines),
        deck=deck.strip().removeprefix("——").strip(),
        text=joined(lines),
        widest=min(24, max(4, round(max(breadth(line) for line in lines) + 0.49))),
    )


def picture_of(article: SetArticle) -> tuple[str, str, str, str]:
    """Image, alternative text, caption and credit of an article's first picture; all empty when it has none."""
    own = article.article
    if own.image:
        return own.image, own.alt, "", own.credit_printed
    for picture in own.pictures:
        return picture.image, picture.alt, picture.caption, picture.credit_printed
    return "", "", "", ""


def piece(article: SetArticle, order: int, album: Album, *, within: bool = False) -> Piece:
    """What layout must know of an article, the so-manieth of its page; `within` its package, or by itself."""
    own = article.article
    heading = heading_view(article, within=within)
    image, _, caption, credit = picture_of(article)
    return Piece(
        id=own.id,
        order=order,
        type=own.type,
        headline=heading.lines,
        kicker=heading.kicker,
        deck=heading.deck,
        rubric=bool(own.column),
        signed=bool(signed_line(article)),
        paragraphs=tuple(len(block.text) for block in article.blocks if block.kind in READABLE),
        aspect=album.aspect(image),
        caption=len(caption + credit),
        area=own.position.area,
        lead=own.position.lead,
        package=_package_id(own) if within else "",
    )


def story_view(
    path: str, key: IssueKey, article: SetArticle, order: int, fit: Fit, album: Album, *, within: bool = False
) -> StoryView:
    """An article as it stands on a re-set page."""
    own = article.article
    blocks = [block for block in article.blocks if block.kind in READABLE and block.text.strip()]
    paragraphs = excerpt(blocks, own, len("".join(block.text for block in blocks)) if fit.whole else fit.characters)
    return StoryView(
        id=own.id,
        href=routes.relative(path, routes.article(key, own.id)),
        type=own.type.value,
        order=order,
        heading=heading_view(article, within=within),
        column=own.column,
        byline=signed_line(article),
        paragraphs=paragraphs,
        picture=_picture(path, article, album),
        characters=article.characters,
        whole=fit.whole,
        unshown=any(block.kind is BlockKind.TABLE for block in article.blocks),
        weight=fit.weight,
        width=fit.width,
        lines=min(40, fit.lines + fit.lines % 2),
        inset=fit.inset,
        side=fit.side,
        airy=fit.airy,
        continued=tuple(
            Link(href=routes.relative(path, routes.page(key, turn.page)), text=turn.mark, note=page_number(turn.page))
            for turn in own.continuation
        ),
    )


def excerpt(blocks: Sequence[Block], own: Article, room: int) -> tuple[ParagraphView, ...]:
    """The paragraphs that find room; the last one is cut where it is full."""
    paragraphs: list[ParagraphView] = []
    for at, block in enumerate(blocks):
        if room <= 0:
            break
        text = block.text if len(block.text) <= room else block.text[: max(room, 12)] + "……"
        room -= len(block.text)
        found = _opening(text, dateline=own.dateline, byline=own.byline) if at == 0 else None
        end = max(found.dateline[1], found.byline[1]) if found else 0
        paragraphs.append(
            ParagraphView(
                kind=block.kind.value,
                dateline=text[slice(*found.dateline)] if found else "",
                credit=text[slice(*found.byline)] if found else "",
                text=text[end:].lstrip(),
            )
        )
    return tuple(paragraphs)


def editors(article: Article, page: Page) -> tuple[str, ...]:
    """责任编辑 of an article, those among its contributors too; else those of its page. They are never its authors."""
    return cards.editors(article) or page.editors


@once
def byline(article: Article) -> str:
    """The byline as printed, without a dateline before it."""
    text = article.byline
    found = opening(text, dateline=article.dateline)
    return text[found.dateline[1] :].strip().strip("（）()").strip()


def signed_line(article: SetArticle) -> str:
    """What stands between heading and text: the byline, unless the text itself begins with it; the credit of a photo
    whose picture is not held."""
    own = article.article
    if own.type is ArticleType.PHOTO and not own.image and own.credit_printed:
        return own.credit_printed.strip("（）()")
    return "" if signed_inside(article) else byline(own)


@once
def signed_inside(article: SetArticle) -> bool:
    """Whether the text itself begins with a byline."""
    first = next((block.text for block in article.blocks if block.kind in READABLE and block.text.strip()), "")
    found = _opening(first, dateline=article.article.dateline, byline=article.article.byline)
    return found.byline[1] > found.byline[0]


def _picture(path: str, article: SetArticle, album: Album) -> PictureView | None:
    image, alt, caption, credit = picture_of(article)
    return album.view(path, image, alt=alt, caption=caption, credit=credit) if image else None
