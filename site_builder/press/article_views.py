"""An article for its own page: who, what, the text with its margin, and how the text came here."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from site_builder.newspaper.calendar import printed
from site_builder.newspaper.galley import Block, BlockKind, SetArticle
from site_builder.newspaper.keys import ARTICLE_ID, IssueKey, issue_key
from site_builder.newspaper.model import Article, Correction, Person, Role
from site_builder.press import routes
from site_builder.press.cards import people
from site_builder.press.frame import page_number
from site_builder.press.pages import Sheet
from site_builder.press.pictures import Album
from site_builder.press.stories import byline, editors, heading_view, make_heading, signed_inside
from site_builder.press.views_article import (
    ArticleView,
    BlockView,
    BylineView,
    ChangeView,
    CorrectionView,
    PersonView,
    RecordView,
    ReprintView,
    SeriesView,
    SourceView,
)
from site_builder.press.views_site import Link
from site_builder.press.views_story import HeadingView

_IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"[^>]*>')
"""A picture as typesetting writes it."""

Href = Callable[[str], str]


def article_view(
    set_article: SetArticle, sheet: Sheet, key: IssueKey, path: str, href: Href, album: Album
) -> ArticleView:
    """An article, whole; `path` is its page and `href` makes links from there."""
    own = set_article.article
    place = next(at for at, other in enumerate(sheet.articles, 1) if other.article.id == own.id)
    shown = {_file(src) for block in set_article.blocks for src, _ in _IMAGE.findall(block.html)}
    picture = None
    if own.image and own.image not in shown:
        picture = album.view(path, own.image, alt=own.alt, caption="", credit=own.credit_printed)
    return ArticleView(
        id=own.id,
        type=own.type.value,
        genre=own.genre,
        heading=heading_view(set_article),
        package=_package(own),
        column=Link(href=href(routes.column(key.paper, own.column)), text=own.column) if own.column else None,
        series=SeriesView(name=own.series.name, part=own.series.part, label=own.series.label) if own.series else None,
        summary=own.summary,
        byline=byline(own),
        contributors=contributors(own, key.paper, href),
        editors=editors(own, sheet.page),
        pictures=(picture,) if picture else (),
        body=_body(set_article, key, href, album),
        signature=own.signature.text if own.signature else "",
        source=_reprint(own),
        continued=tuple(
            Link(href=href(routes.page(key, turn.page)), text=turn.mark, note=page_number(turn.page))
            for turn in own.continuation
        ),
        corrections=tuple(_correction(correction, key.paper, href) for correction in own.corrections),
        characters=set_article.characters,
        place=place,
        places=len(sheet.articles),
        tags=own.tags,
        rights=own.rights,
    )


def contributors(article: Article, paper: str, href: Href) -> tuple[BylineView, ...]:
    """Who had a part, by role, in the order printed; editors are told apart. Each has a page of their own."""
    listed = {person.name for person in people(article)}
    roles: dict[Role, list[Person]] = {}
    for person in article.contributors:
        if person.name in listed:
            roles.setdefault(person.role, []).append(person)
    return tuple(
        BylineView(
            role=role.value,
            people=tuple(
                PersonView(
                    name=person.name, href=href(routes.person(paper, person.name)), affiliation=person.affiliation
                )
                for person in group
            ),
        )
        for role, group in roles.items()
    )


def record_view(set_article: SetArticle) -> RecordView:
    """How the text came here and what was done to it."""
    article = set_article.article
    # The credit of a picture stands under it; where the picture is not held, it is what signs the piece.
    signed = article.byline or ("" if article.image else article.credit_printed)
    return RecordView(
        byline="" if signed_inside(set_article) else signed,
        status=article.status.value,
        sources=tuple(
            SourceView(file=source.file, lines=source.lines, method=source.method) for source in article.provenance
        ),
        emendations=tuple(
            ChangeView(anchor=change.at, number=_number(change.at), was=change.was, now=change.now, note=change.kind)
            for change in article.emendations
        ),
        suspected=tuple(
            ChangeView(
                anchor=doubt.at,
                number=_number(doubt.at),
                was=doubt.printed,
                now=doubt.suggestion,
                note=doubt.evidence,
            )
            for doubt in article.suspected
        ),
        title_supplied=article.title_supplied,
    )


def _body(set_article: SetArticle, key: IssueKey, href: Href, album: Album) -> tuple[BlockView, ...]:
    own = set_article.article
    turns: Mapping[str, Link] = {
        turn.at: Link(href=href(routes.page(key, turn.page)), text=turn.mark, note=page_number(turn.page))
        for turn in own.continuation
        if turn.at
    }
    return tuple(
        BlockView(
            kind=block.kind.value,
            anchor=block.anchor,
            number=_number(block.anchor),
            html=Markup(_illustrated(block, album)),
            turn=turns.get(block.anchor) if block.anchor else None,
            doubts=tuple(doubt.printed for doubt in own.suspected if block.anchor and doubt.at == block.anchor),
        )
        for block in set_article.blocks
        if _shows(block, album)
    )


def _shows(block: Block, album: Album) -> bool:
    """Whether a block has anything to show: a figure without words needs an image that is held."""
    if block.kind is not BlockKind.FIGURE or block.text:
        return True
    return all(album.holds(_file(src)) for src, _ in _IMAGE.findall(block.html))


def _illustrated(block: Block, album: Album) -> str:
    """The markup of a block with the sizes of its pictures; of one that is not held only the words stay."""

    def told(found: re.Match[str]) -> str:
        file = _file(found[1])
        if not album.holds(file):
            return "" if block.kind is BlockKind.FIGURE else f"[{found[2]}]"  # the alternative text, escaped already
        width, height = album.size(file)
        drawn = ' class="drawn"' if file.lower().endswith(".svg") else ""
        sides = f' width="{width}" height="{height}"' if width else ""
        return f"<img{drawn}{sides}{found[0].removeprefix('<img')}"

    html_ = _IMAGE.sub(told, block.html)
    lost = block.kind is BlockKind.FIGURE and html_ != block.html and "<img" not in html_
    return html_.replace("<figure>", '<figure class="unheld">', 1) if lost else html_


def _file(src: str) -> str:
    """The path in the issue's folder that an image's address stands for."""
    return unquote(html.unescape(src))


def _package(own: Article) -> HeadingView | None:
    """The heading an article shares with others, when it has one of its own beside it."""
    package = own.package
    if package is None or not package.headline or not own.headline:
        return None
    return make_heading(package.kicker, package.headline, package.deck)


def _reprint(own: Article) -> ReprintView | None:
    if own.source is None:
        return None
    source = own.source
    safe = urlsplit(source.url).scheme in ("http", "https")
    return ReprintView(
        name=source.name,
        date=printed(source.date),
        page=page_number(source.page) if source.page else "",
        url=source.url if safe else "",
    )


def _correction(correction: Correction, paper: str, href: Href) -> CorrectionView:
    """`2019-04-26/02-09`, an article of the same paper, or of another one: `paper/2019-04-26/02-09`."""
    parts = correction.by.split("/")
    key = issue_key(parts[-3] if len(parts) > 2 else paper, parts[-2]) if len(parts) > 1 else None
    leads = key is not None and ARTICLE_ID.fullmatch(parts[-1]) is not None
    return CorrectionView(
        href=href(routes.article(key, parts[-1])) if key and leads else "",
        date=printed(key.day) if key else "",
        anchor=correction.at,
        note=correction.note,
    )


def _number(anchor: str) -> str:
    return anchor.removeprefix("p") if re.fullmatch(r"p\d+", anchor) else ""
