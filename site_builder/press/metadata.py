"""What machines read in the head of an article: schema.org, Highwire, Dublin Core, PRISM and OpenGraph.

Zotero decides what an item is by what it meets first, so the type of the thing is said outright
(`z:itemType=newspaperArticle`). 责任编辑 is an editor, never a creator.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from markupsafe import Markup

from site_builder.newspaper.calendar import exact_day
from site_builder.newspaper.galley import SetArticle
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Issue, Page, Paper, Person, Role
from site_builder.press import routes
from site_builder.press.citations import Reference
from site_builder.press.frame import page_number
from site_builder.press.stories import editors, headline
from site_builder.press.views_site import Meta
from site_builder.press.widths import shortened

AUTHORS = (
    Role.REPORTER,
    Role.CORRESPONDENT,
    Role.AUTHOR,
    Role.TEXT,
    Role.PHOTOGRAPHER,
    Role.ILLUSTRATOR,
    Role.COMPILER,
)
"""Roles that make somebody an author of the article; translators, editors, layout and proof-readers are none."""


def authors(people: Sequence[Person]) -> tuple[str, ...]:
    """The authors of an article, each once, in the order printed."""
    return tuple(dict.fromkeys(person.name for person in people if person.role in AUTHORS))


def description(article: SetArticle) -> str:
    """One or two sentences about an article: its summary, its heading's other lines, or its first words."""
    own = article.article
    if own.summary:
        return shortened(own.summary, 140)
    opening = next((block.text for block in article.blocks if block.text.strip()), "")
    return shortened("。".join(part for part in (own.kicker, own.deck, opening) if part), 120)


def reference(article: SetArticle, issue: Issue, paper: Paper, base_url: str) -> Reference:
    """What the citations of an article are made of."""
    own = article.article
    return Reference(
        id=f"{issue.key.paper}-{issue.key.folder}-{own.id}",
        title=" ".join(line for line in headline(article) if line),
        paper=paper.name,
        date=issue.date,
        pages=tuple(page_number(page) for page in own.pages),
        authors=authors(own.contributors),
        number=issue.number,
        place=paper.place,
        issn=paper.issn,
        language=paper.language,
        url=routes.absolute(base_url, routes.article(issue.key, own.id)),
    )


def article_metas(
    article: SetArticle, issue: Issue, page: Page, paper: Paper, site_title: str, base_url: str
) -> tuple[Meta, ...]:
    """The `<meta>` elements of an article."""
    told = reference(article, issue, paper, base_url)
    own = article.article
    day = exact_day(issue.date)
    iso = day.isoformat() if day else issue.date.rstrip("~?%").replace("-XX", "")
    image = routes.absolute(base_url, routes.picture(issue.key, own.image)) if own.image else ""
    pairs: list[tuple[str, str]] = [
        ("z:itemType", "newspaperArticle"),
        ("citation_title", told.title),
        *(("citation_author", name) for name in told.authors),
        ("citation_publication_date", iso.replace("-", "/")),
        ("citation_journal_title", paper.name),
        ("citation_issue", issue.number),
        ("citation_firstpage", told.pages[0]),
        ("citation_lastpage", told.pages[-1] if len(told.pages) > 1 else ""),
        ("citation_issn", paper.issn),
        ("citation_language", paper.language),
        ("citation_public_url", told.url),
        ("DC.type", "Text"),
        ("DC.title", told.title),
        *(("DC.creator", name) for name in told.authors),
        ("DC.date", iso),
        ("DC.publisher", "、".join(paper.publisher or paper.sponsor)),
        ("DC.language", paper.language),
        ("DC.identifier", told.url),
        ("DC.source", own.source.name if own.source else ""),
        ("DC.rights", own.rights or paper.rights),
        ("prism.publicationName", paper.name),
        ("prism.publicationDate", iso),
        ("prism.number", issue.number),
        ("prism.startingPage", told.pages[0]),
        ("prism.section", page.name),
        ("prism.issn", paper.issn),
        ("og:type", "article"),
        ("og:title", told.title),
        ("og:description", description(article)),
        ("og:site_name", site_title),
        ("og:locale", _locale(paper.language)),
        ("og:url", told.url),
        ("og:image", image),
        ("article:published_time", iso),
        *(("article:author", name) for name in told.authors),
        ("article:section", own.column or page.name),
        *(("article:tag", tag) for tag in own.tags),
    ]
    return tuple(Meta(name=name, content=content) for name, content in pairs if content)


def json_ld(article: SetArticle, issue: Issue, page: Page, paper: Paper, base_url: str) -> Markup:
    """The article, its issue and its paper as schema.org sees them; safe inside a script element."""
    told = reference(article, issue, paper, base_url)
    own = article.article
    where = {
        "@type": "PublicationIssue",
        "issueNumber": issue.number,
        "datePublished": issue.date,
        "url": routes.absolute(base_url, routes.issue(issue.key)),
        "isPartOf": {
            "@type": "Newspaper",
            "name": paper.name,
            "issn": paper.issn,
            "identifier": paper.cn,
            "publisher": _bodies(paper.publisher or paper.sponsor),
        },
    }
    return _script(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": told.title,
            "alternativeHeadline": [line for line in (own.kicker, own.deck) if line],
            "datePublished": issue.date,
            "author": [{"@type": "Person", "name": name} for name in told.authors],
            "editor": [{"@type": "Person", "name": name} for name in editors(own, page)],
            "articleSection": own.column or page.name,
            "genre": own.genre,
            "dateline": own.dateline,
            "abstract": own.summary,
            "printPage": "、".join(told.pages),
            "printSection": page.name,
            "printEdition": issue.edition,
            "wordCount": article.characters,
            "inLanguage": paper.language,
            "keywords": list(own.tags),
            "isBasedOn": own.source.name if own.source else "",
            "correction": [change.note for change in own.corrections if change.note],
            "url": told.url,
            "isPartOf": where,
        }
    )


def issue_json_ld(key: IssueKey, issue: Issue, paper: Paper, base_url: str) -> Markup:
    """An issue as schema.org sees it."""
    return _script(
        {
            "@context": "https://schema.org",
            "@type": "PublicationIssue",
            "issueNumber": issue.number,
            "datePublished": issue.date,
            "url": routes.absolute(base_url, routes.issue(key)),
            "isPartOf": {"@type": "Newspaper", "name": paper.name, "issn": paper.issn},
        }
    )


def _bodies(names: Sequence[str]) -> list[dict[str, str]]:
    return [{"@type": "Organization", "name": name} for name in names]


def _script(told: dict[str, Any]) -> Markup:
    """JSON that cannot end the script element it stands in, nor open a comment there; what is empty is left out."""
    text = msgspec.json.encode(_told(told)).decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _told(value: Any) -> Any:
    """A value without empty texts and lists."""
    if isinstance(value, dict):
        return {key: told for key, other in value.items() if (told := _told(other)) not in ("", [], {}, None)}
    return [_told(item) for item in value] if isinstance(value, list) else value


def _locale(language: str) -> str:
    return {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW", "en": "en_US"}.get(language, language.replace("-", "_"))
