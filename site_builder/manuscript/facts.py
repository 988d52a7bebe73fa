"""The facts of an issue, with the places they stand at, for holding issues against each other."""

from __future__ import annotations

import hashlib

from site_builder.errors import Place
from site_builder.manuscript.article_file import OpenArticle
from site_builder.manuscript.issue_folder import ISSUE_FILE, OpenFolder
from site_builder.newspaper.facts import ArticleFacts, IssueFacts, NamedPerson, Said
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Article, ArticleType, DateBasis
from site_builder.newspaper.sketches import sketch, spoken

LEAST = 40
"""Characters below which two texts may well be the same: 天气预报, 更正, 广告."""

_IMPRINT = ("masthead", "folio", "imprint", "colophon")


def facts_of(key: IssueKey, folder: str, opened: OpenFolder) -> IssueFacts:
    """What is known of an issue, as far as its files can be read."""
    file = opened.file
    issue = file.issue if file is not None else None
    place = Place(f"{folder}/{ISSUE_FILE}")
    articles = tuple(_article(one, one.article) for one in opened.articles if one.article is not None)
    if file is None or issue is None:
        return IssueFacts(
            key=key,
            place=place,
            date=key.day,
            number="",
            number_place=place,
            edition="",
            pages=(),
            missing=(),
            printed_date=False,
            imprint="",
            articles=articles,
        )
    return IssueFacts(
        key=key,
        place=file.place("date"),
        date=issue.date,
        number=issue.number,
        number_place=file.place("number"),
        edition=issue.edition,
        pages=tuple(page.number for page in issue.pages),
        missing=issue.missing,
        printed_date=issue.date_basis is DateBasis.PRINTED,
        imprint="\n".join(piece.text for piece in issue.furniture if piece.kind in _IMPRINT),
        sources=issue.sources,
        sources_place=file.place("sources"),
        aliases=tuple(Said(alias, file.place("aliases", n)) for n, alias in enumerate(issue.aliases)),
        articles=articles,
    )


def _article(opened: OpenArticle, article: Article) -> ArticleFacts:
    words = spoken(article.body)
    compared = len(words) >= LEAST and article.type is not ArticleType.ADVERTISEMENT
    headline = " ".join(article.headline)
    people = [
        NamedPerson(person.name, person.affiliation, opened.place("contributors", number))
        for number, person in enumerate(article.contributors)
    ]
    if article.signature is not None and article.signature.name:
        people.append(NamedPerson(article.signature.name, article.signature.office, opened.place("signature")))
    return ArticleFacts(
        id=article.id or opened.name.removesuffix(".md"),
        place=opened.place("headline"),
        headline=headline,
        text=hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).hexdigest() if compared else "",
        sketch=sketch(headline, article.body),
        people=tuple(people),
        corrections=tuple(
            Said(correction.by, opened.place("corrections", number, "by"))
            for number, correction in enumerate(article.corrections)
        ),
        series=article.series.id if article.series else "",
        part=article.series.part if article.series else 0,
        reprint=article.source is not None,
        draft=article.draft,
        aliases=tuple(Said(alias, opened.place("aliases", number)) for number, alias in enumerate(article.aliases)),
    )
