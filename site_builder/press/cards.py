"""Cards: what the site must know of an issue without opening it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from site_builder.newspaper.archive import ArticleCard, IssueCard
from site_builder.newspaper.galley import Block, BlockKind, Galley, SetArticle
from site_builder.newspaper.model import Article, Person, Picture, Role
from site_builder.newspaper.patterns import late
from site_builder.press.memory import once
from site_builder.press.typesetting.images import picture_address
from site_builder.press.typesetting.openings import opening
from site_builder.press.typesetting.softbreaks import joined

_OPENING = 120
_LEAD = 1_000
_FIRST_WORDS = 20
_SENTENCE_END = re.compile(r"[。！？；!?;\n]|\.\s")
_BETWEEN_HALVES = late(
    r"(?<=[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd”’》）！？])[ \u3000]+"
    r"(?=[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd“‘《（])"
)
_NOT_AUTHORS = (Role.EDITOR, Role.LAYOUT, Role.PROOFREADER)


def card(galley: Galley, digest: str) -> IssueCard:
    """The card of an issue; `digest` is that of its galley."""
    issue = galley.issue
    first = galley.articles[0].article.page if galley.articles else ""
    front = [set_article.article for set_article in galley.articles if set_article.article.page == first]
    lead = next((article.id for article in front if article.position.lead), front[0].id if front else "")
    return IssueCard(
        key=issue.key,
        date=issue.date,
        galley=digest,
        number=issue.number,
        edition=issue.edition,
        pages=issue.pages,
        completeness=issue.completeness,
        missing=issue.missing,
        sources=len(issue.sources),
        articles=tuple(_article_card(article, leads=article.article.id == lead) for article in galley.articles),
    )


def headline(article: Article, text: str) -> tuple[str, ...]:
    """The lines an article is listed under; never empty.

    Its own headline; else that of its package with the name it is signed with; else its first words; else its id.
    A space between Han parts the halves of a headline (甲　乙), so it ends a line.
    """
    if any(line.strip() for line in article.headline):
        return _halves(article.headline)
    signed = (article.signature.name or article.signature.text) if article.signature else ""
    if article.package and any(article.package.headline):
        shared = _halves(article.package.headline)
        return (*shared, signed) if signed else shared
    return (_first_words(article, text) or signed or article.id,)


def own_headline(article: Article, text: str) -> tuple[str, ...]:
    """The lines a piece is headed by under the heading of its package, which stands above; never empty."""
    if any(line.strip() for line in article.headline):
        return _halves(article.headline)
    signed = (article.signature.name or article.signature.text) if article.signature else ""
    return (signed or _first_words(article, text) or article.id,)


def _halves(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(half for line in lines for half in _BETWEEN_HALVES.split(line) if half.strip())


@once
def people(article: Article) -> tuple[Person, ...]:
    """Who wrote, photographed or drew an article: its contributors and its signature; editors are kept apart."""
    named = tuple(person for person in article.contributors if person.role not in _NOT_AUTHORS)
    signature = article.signature
    if signature is None or not signature.name or signature.name in {person.name for person in named}:
        return named
    return (*named, Person(name=signature.name, affiliation=signature.office))


@once
def editors(article: Article) -> tuple[str, ...]:
    """责任编辑 an article names itself, those among its contributors too; never its authors."""
    listed = {person.name for person in people(article)}
    others = (person.name for person in article.contributors if person.name not in listed)
    return tuple(dict.fromkeys((*article.editors, *others)))


@once
def _article_card(set_article: SetArticle, *, leads: bool) -> ArticleCard:
    article = set_article.article
    text = beginning(set_article.blocks)
    picture = _picture(article)
    return ArticleCard(
        id=article.id,
        page=article.page,
        order=article.position.order,
        type=article.type,
        headline=headline(article, text),
        kicker=article.kicker,
        deck=article.deck,
        column=article.column,
        genre=article.genre,
        people=people(article),
        editors=editors(article),
        series=article.series,
        places=tuple(dict.fromkeys(article.places)),
        corrections=article.corrections,
        status=article.status,
        emendations=len(article.emendations),
        suspected=len(article.suspected),
        opening=text[:_OPENING].rstrip(),
        characters=set_article.characters,
        image=picture.image,
        alt=picture.alt,
        lead=article.position.lead,
        area=article.position.area,
        paragraphs=_first_paragraphs(set_article.blocks) if leads else (),
    )


def _first_paragraphs(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The first paragraphs, until there is enough for three columns on the front."""
    texts: list[str] = []
    for block in blocks:
        if sum(map(len, texts)) >= _LEAD:
            break
        if block.kind is BlockKind.PARAGRAPH:
            texts.append(block.text)
    return tuple(texts)


@once
def beginning(blocks: Sequence[Block]) -> str:
    """The first words of a body on one line; captions speak only where nothing else does."""
    texts = [block.text for block in blocks if block.kind is not BlockKind.FIGURE] or [block.text for block in blocks]
    enough = 0
    while enough < len(texts) and sum(map(len, texts[:enough])) < _OPENING:
        enough += 1
    return joined("\n".join(texts[:enough])).replace("\n", " ").replace("\t", " ").strip()


def _picture(article: Article) -> Picture:
    """The picture a list shows beside the headline: the article's own, else the first of its body that is held."""
    own = Picture(image=article.image, alt=article.alt)
    held = (picture for picture in (own, *article.pictures) if picture_address(picture.image))
    return next(held, Picture())


def _first_words(article: Article, text: str) -> str:
    """The beginning of the first sentence, dateline and byline left out."""
    found = opening(text, dateline=article.dateline, byline=article.byline)
    told = text[max(found.dateline[1], found.byline[1]) :].strip() or text
    sentence = _SENTENCE_END.split(told, maxsplit=1)[0].strip()
    return sentence if len(sentence) <= _FIRST_WORDS else sentence[:_FIRST_WORDS].rstrip("，、：,: ") + "…"
