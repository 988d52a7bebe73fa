"""The front of a paper: its latest issue told from its card, its calendar and its indexes."""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.newspaper.archive import ArticleCard, IssueCard
from site_builder.press import routes
from site_builder.press.calendars import calendar_view
from site_builder.press.entries import issue_entry
from site_builder.press.fitting import fit
from site_builder.press.frame import Frame, date_view, page_number, paper_view
from site_builder.press.fronts import PaperDigest
from site_builder.press.layout import lay_out, measured
from site_builder.press.measuring import Piece, weights
from site_builder.press.page_map import page_map
from site_builder.press.stories import make_heading
from site_builder.press.typesetting.openings import opening
from site_builder.press.views_fronts import PaperFront
from site_builder.press.views_issue import IssueView, PageTab
from site_builder.press.views_site import Link
from site_builder.press.views_story import MapView, ParagraphView, PictureView, StoryView
from site_builder.press.widths import joined, shortened


def paper_front(digest: PaperDigest, frame: Frame) -> PaperFront:
    """What the front of a paper shows, with links from the frame's page."""
    shelf, card, days = digest.shelf, digest.latest, digest.days
    first = [article for article in card.articles if article.page == card.articles[0].page] if card else []
    lead = next((article for article in first if article.lead), first[0] if first else None)
    return PaperFront(
        paper=paper_view(shelf, days.year if days else "", frame.href),
        issue=_issue(card, frame) if card else None,
        lead=_story(card, lead, frame, weight=1) if card and lead else None,
        stories=tuple(_story(card, article, frame, weight=3) for article in first if article is not lead)
        if card
        else (),
        pages=_pages(card, frame) if card else (),
        map=_map(card, first, shelf.paper.name, frame) if card and first else None,
        calendar=calendar_view(
            shelf.id, days, shelf.paper.frequency, frame.href, card.key, suspended=shelf.paper.suspended
        )
        if days and card
        else None,
        columns=tuple(
            Link(href=frame.href(routes.column(shelf.id, name.text)), text=name.text, count=name.count)
            for name in digest.columns
        ),
        people=tuple(
            Link(href=frame.href(routes.person(shelf.id, name.text)), text=name.text, count=name.count)
            for name in digest.people
        ),
        issues=digest.issues,
        span=_span(days.years) if days else "",
    )


def _issue(card: IssueCard, frame: Frame) -> IssueView:
    entry = issue_entry(card)
    return IssueView(
        href=frame.href(routes.issue(card.key)),
        date=date_view(card.date),
        number=card.number,
        edition=card.edition,
        pages=entry.pages,
        articles=entry.articles,
        state=entry.state,
        missing=tuple(page_number(number) for number in card.missing),
        note="",
    )


def _story(card: IssueCard, article: ArticleCard, frame: Frame, weight: int) -> StoryView:
    path = routes.picture(card.key, article.image) if article.image else ""
    return StoryView(
        id=article.id,
        href=frame.href(routes.article(card.key, article.id)),
        type=article.type.value,
        order=article.order,
        heading=make_heading(article.kicker, article.headline, article.deck),
        column=article.column,
        byline="",
        paragraphs=_paragraphs(article),
        picture=PictureView(
            src=frame.href(path),
            alt=article.alt,
            width=0,
            height=0,
            caption="",
            credit="",
            drawn=path.lower().endswith(".svg"),
        )
        if path
        else None,
        characters=article.characters,
        whole=False,
        unshown=False,
        weight=weight,
        width=12,
        lines=6,
        inset=False,
        side=False,
        airy=False,
    )


def _paragraphs(article: ArticleCard) -> tuple[ParagraphView, ...]:
    """The beginning of a story: many paragraphs of the lead, a few words of the others."""
    texts = article.paragraphs or ((shortened(article.opening, 116),) if article.opening else ())
    views = []
    for at, text in enumerate(texts):
        found = opening(text) if at == 0 else None
        end = max(found.dateline[1], found.byline[1]) if found else 0
        views.append(
            ParagraphView(
                kind="paragraph",
                dateline=text[slice(*found.dateline)] if found else "",
                credit=text[slice(*found.byline)] if found else "",
                text=text[end:].lstrip(),
            )
        )
    return tuple(views)


def _pages(card: IssueCard, frame: Frame) -> tuple[PageTab, ...]:
    """The 版 of the latest issue with their headlines, those not held in their places."""
    names = {page.number: page.name for page in card.pages}
    for article in card.articles:
        names.setdefault(article.page, "")
    for number in card.missing:
        names.setdefault(number, "")
    return tuple(_page(card, number, name, frame) for number, name in sorted(names.items()))


def _page(card: IssueCard, number: str, name: str, frame: Frame) -> PageTab:
    here = [article for article in card.articles if article.page == number]
    held = bool(here) or number not in card.missing
    return PageTab(
        href=frame.href(routes.page(card.key, number)) if held else "",
        number=page_number(number),
        name=name,
        articles=len(here),
        current=False,
        held=held,
        headlines=tuple(
            Link(
                href=frame.href(routes.article(card.key, article.id)),
                text=joined(article.headline),
                note=article.column,
            )
            for article in here
        ),
    )


def _map(card: IssueCard, first: Sequence[ArticleCard], name: str, frame: Frame) -> MapView | None:
    """The map of the first 版, as its own page draws it, or nearly where nothing was measured."""
    pieces = [
        Piece(
            id=article.id,
            order=order,
            type=article.type,
            headline=article.headline,
            kicker=article.kicker,
            deck=article.deck,
            rubric=bool(article.column),
            paragraphs=(article.characters,),
            aspect=0.66 if article.image else 0.0,
            area=article.area,
            lead=article.lead,
        )
        for order, article in enumerate(first, 1)
    ]
    heaviness = weights(pieces)
    box = lay_out(pieces, heaviness)
    if box is None:
        return None
    return page_map(
        box,
        fit(box, heaviness, measured=measured(pieces)),
        id=f"map-{card.key.paper}",
        number=page_number(first[0].page),
        masthead=name,
        current="",
        href=lambda id_: frame.href(routes.article(card.key, id_)),
    )


def _span(years: Sequence[str]) -> str:
    return years[0] if len(years) == 1 else f"{years[0]}—{years[-1]}"
