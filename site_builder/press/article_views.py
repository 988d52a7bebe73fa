"""An article for its own page: who, what, the text with its margin, and how the text came here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

import msgspec

from site_builder.newspaper.calendar import printed
from site_builder.newspaper.galley import SetArticle
from site_builder.newspaper.keys import IssueKey, issue_key
from site_builder.newspaper.model import Article, Correction, Person, Role, SeriesPart
from site_builder.press import routes
from site_builder.press.bodies import body_of, marked, number_of, pictures_in, renamed
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
from site_builder.press.views_article import (
    ArticleView,
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
    picture = None
    if own.image and own.image not in pictures_in(set_article):
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
        body=body_of(set_article, key, href, album),
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
                number=number_of(tie.at),
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
    return msgspec.structs.replace(
        view,
        heading=heading_view(set_article, within=within),
        package=package_heading(set_article) if within else view.package,
        pieces=(),
        body=renamed(view.body, f"{routes.place_of(view.id)}-"),
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
                number=number_of(change.at),
                was=change.was,
                now=change.now,
                note=change.kind,
                mark=str(at) if marked(set_article, change.at, change.was) else "",
            )
            for at, change in enumerate(article.emendations, 1)
        ),
        suspected=tuple(
            ChangeView(
                anchor=doubt.at,
                number=number_of(doubt.at),
                was=doubt.printed,
                now=doubt.suggestion,
                note=doubt.evidence,
                mark="",
            )
            for doubt in article.suspected
        ),
        title_supplied=article.title_supplied,
    )


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
        number=number_of(correction.at),
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
