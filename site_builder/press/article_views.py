"""An article for its own page: who, what, the text with its margin, and how the text came here."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import unquote, urlsplit

import msgspec
from markdown_it.common.utils import escapeHtml
from markupsafe import Markup

from site_builder.newspaper.calendar import printed
from site_builder.newspaper.galley import Block, BlockKind, SetArticle
from site_builder.newspaper.keys import IssueKey, issue_key
from site_builder.newspaper.model import Article, Correction, Person, Role, SeriesPart
from site_builder.press import routes
from site_builder.press.cards import people
from site_builder.press.frame import page_number
from site_builder.press.pages import Sheet
from site_builder.press.pictures import Album
from site_builder.press.stories import (
    byline,
    editors,
    heading_view,
    make_heading,
    package_heading,
    signed_inside,
    title,
)
from site_builder.press.ties import ArticleTies, Tie
from site_builder.press.typesetting.legible import legible
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
from site_builder.press.widths import joined

_ANCHOR = re.compile(r'(?<=[ ]id=")(?=p\d|note)|(?<=[ ]href="#)(?=p\d|note)')
"""Where the name of a place in the text stands; in text itself a quotation mark is always escaped."""

_PARAGRAPH = '<p id="p'
"""How a numbered paragraph begins, as typesetting writes it."""

_KINDS = {kind: kind.value for kind in BlockKind}
"""What templates call them; an enumeration takes three times as long to say it."""

_IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"[^>]*>')
"""A picture as typesetting writes it."""

Href = Callable[[str], str]

NO_TIES = ArticleTies()


def article_view(
    set_article: SetArticle,
    sheet: Sheet,
    key: IssueKey,
    path: str,
    href: Href,
    album: Album,
    ties: ArticleTies = NO_TIES,
) -> ArticleView:
    """An article, whole; `path` is its page and `href` makes links from there."""
    own = set_article.article
    place = next(at for at, other in enumerate(sheet.articles, 1) if other.article.id == own.id)
    shown = {_file(src) for block in set_article.blocks if "<img" in block.html for src in _sources(block)}
    picture = None
    if own.image and own.image not in shown:
        told = {"alt": own.alt, "caption": "", "credit": own.credit_printed}
        picture = album.view(path, own.image, **told) or album.frame(**told)
    return ArticleView(
        id=own.id,
        type=own.type.value,
        genre=own.genre,
        heading=heading_view(set_article),
        package=_package(own),
        pieces=_pieces(own, sheet, key, href),
        column=Link(href=href(routes.column(key.paper, own.column)), text=own.column) if own.column else None,
        series=_series(own.series, key.paper, href, ties) if own.series else None,
        summary=own.summary,
        byline=byline(own),
        contributors=contributors(own, key.paper, href),
        editors=editor_views(editors(own, sheet.page), key.paper, href),
        pictures=(picture,) if picture else (),
        body=_body(set_article, key, href, album),
        signature=own.signature.text if own.signature else "",
        source=_reprint(own),
        continued=tuple(
            Link(href=href(routes.page(key, turn.page)), text=turn.mark, note=page_number(turn.page))
            for turn in own.continuation
        ),
        corrections=tuple(
            _correction(correction, ties.corrected_by.get(correction.by), href) for correction in own.corrections
        ),
        corrects=tuple(
            CorrectionView(
                href=href(routes.article(tie.key, tie.id)),
                headline=tie.headline,
                date=printed(tie.date),
                anchor=tie.at,
                number=_number(tie.at),
                note=tie.note,
            )
            for tie in ties.corrects
        ),
        characters=set_article.characters,
        place=place,
        places=len(sheet.articles),
        told_places=tuple(
            Link(href=href(routes.place(key.paper, place)), text=place) for place in dict.fromkeys(own.places)
        ),
        tags=own.tags,
        rights=own.rights,
    )


def among_others(view: ArticleView, set_article: SetArticle, sheet: Sheet) -> ArticleView:
    """An article as it stands among others on one page of the same folder: its anchors begin with its id, and the
    heading of its package is left to that page."""
    within = view.id in sheet.packed
    prefix = f"{routes.place_of(view.id)}-"
    return msgspec.structs.replace(
        view,
        heading=heading_view(set_article, within=within),
        package=package_heading(set_article) if within else view.package,
        pieces=(),
        body=tuple(
            BlockView(
                kind=block.kind,
                anchor=prefix + block.anchor if block.anchor else "",
                number=block.number,
                html=Markup(_prefixed(block.html, prefix)),
                turn=block.turn,
                doubts=block.doubts,
            )
            for block in view.body
        ),
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


def tie_link(tie: Tie | None, key: IssueKey, href: Href) -> Link | None:
    """A link from an article of the issue `key` to one it is tied to: its part of the series, or the day, beside it."""
    if tie is None:
        return None
    day = "" if tie.key == key else printed(tie.date)
    return Link(href=href(routes.article(tie.key, tie.id)), text=tie.headline, note=tie.label or day)


def editor_views(names: Sequence[str], paper: str, href: Href) -> tuple[PersonView, ...]:
    """责任编辑, each with the list of what they edited."""
    return tuple(PersonView(name=name, href=href(routes.editor(paper, name)), affiliation="") for name in names)


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
            ChangeView(
                anchor=change.at,
                number=_number(change.at),
                was=change.was,
                now=change.now,
                note=change.kind,
                mark=str(at) if _marks(set_article, change.at, change.was) else "",
            )
            for at, change in enumerate(article.emendations, 1)
        ),
        suspected=tuple(
            ChangeView(
                anchor=doubt.at,
                number=_number(doubt.at),
                was=doubt.printed,
                now=doubt.suggestion,
                note=doubt.evidence,
                mark="",
            )
            for doubt in article.suspected
        ),
        title_supplied=article.title_supplied,
    )


def _body(set_article: SetArticle, key: IssueKey, href: Href, album: Album) -> tuple[BlockView, ...]:
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
                number=_number(anchor),
                html=Markup(html_),
                turn=turns.get(anchor) if turns and anchor else None,
                doubts=doubts.get(anchor, ()) if doubts and anchor else (),
            )
        )
    group()
    return tuple(views)


def _prefixed(text: str, prefix: str) -> str:
    """The markup of a block with its anchors renamed; most are paragraphs, and their own anchor is the only one."""
    if text.startswith(_PARAGRAPH) and text.find('="', len(_PARAGRAPH)) < 0:
        return str.replace(text, _PARAGRAPH, f'<p id="{prefix}p', 1)  # markup itself would escape the prefix first
    return _ANCHOR.sub(prefix, text)


def _numbered(text: str, anchor: str, own: Article) -> str:
    """The markup of a block with the number of its note in each place that was emended; the page shows it as a mark
    that is not copied."""
    if 'class="emended"' not in text:
        return text
    for at, change in enumerate(own.emendations, 1):
        if change.at == anchor:
            text = text.replace(_emended(change.was), f'{_emended(change.was)} data-note="{at}"', 1)
    return text


def _marks(set_article: SetArticle, anchor: str, was: str) -> bool:
    return any(_emended(was) in block.html for block in set_article.blocks if anchor and block.anchor == anchor)


def _emended(was: str) -> str:
    """How a place that was emended begins, as typesetting writes it."""
    return f'<span class="emended" data-was="{escapeHtml(legible(was))}"'


def _sources(block: Block) -> list[str]:
    return [src for src, _ in _IMAGE.findall(block.html)]


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


def _correction(correction: Correction, by: Tie | None, href: Href) -> CorrectionView:
    """A correction of the article, with the one that prints it where it is held."""
    folder, _, _ = correction.by.partition("/")
    key = by.key if by else issue_key("paper", folder)
    return CorrectionView(
        href=href(routes.article(by.key, by.id)) if by else "",
        headline=by.headline if by else "",
        date=printed(key.day) if key else "",
        anchor=correction.at,
        number=_number(correction.at),
        note=correction.note,
    )


def _series(series: SeriesPart, paper: str, href: Href, ties: ArticleTies) -> SeriesView:
    return SeriesView(
        name=series.name or ties.series_name,
        part=series.part,
        label=series.label,
        href=href(routes.series(paper, series.id)) if series.id else "",
        total=ties.parts,
    )


def _pieces(own: Article, sheet: Sheet, key: IssueKey, href: Href) -> tuple[Link, ...]:
    """The pieces of the article's package on its page."""
    if own.package is None or not own.package.id:
        return ()
    pieces = [piece for piece in sheet.articles if piece.article.package and piece.article.package.id == own.package.id]
    if len(pieces) < 2:
        return ()
    return tuple(
        Link(
            href=href(routes.article(key, piece.article.id)),
            text=joined(title(piece, within=True)),
            current=piece.article.id == own.id,
        )
        for piece in pieces
    )


def _number(anchor: str) -> str:
    number = anchor[1:] if anchor.startswith("p") else ""
    return number if number.isdecimal() else ""
