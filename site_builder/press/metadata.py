"""What machines read in the head of an article: Highwire, Dublin Core, PRISM and OpenGraph.

Zotero takes whatever has a `citation_journal_title` for a journal's article, before it looks at anything else; unless
the page declares `citation` as a prefix (base.html does), for then the type is looked for in the order z:itemType, bib,
PRISM, OpenGraph, Dublin Core. So the type of the thing is said outright (`z:itemType=newspaperArticle`).
责任编辑 is an editor, never a creator.
"""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.newspaper.galley import SetArticle
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Issue, Page, Paper, Person, Role
from site_builder.press import routes
from site_builder.press.cards import people
from site_builder.press.citations import Reference
from site_builder.press.frame import page_number
from site_builder.press.memory import once
from site_builder.press.settings import SiteSettings
from site_builder.press.shared_pictures import SharedPicture, of_issue
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


def authors(signed: Sequence[Person]) -> tuple[str, ...]:
    """The authors of an article, each once, in the order printed."""
    return tuple(dict.fromkeys(person.name for person in signed if person.role in AUTHORS))


@once
def description(article: SetArticle) -> str:
    """One or two sentences about an article: its summary, its heading's other lines, or its first words."""
    own = article.article
    if own.summary:
        return shortened(own.summary, 140)
    opening = next((block.text for block in article.blocks if block.text.strip()), "")
    return shortened("。".join(part for part in (own.kicker, own.deck, opening) if part), 120)


def reference(article: SetArticle, issue: Issue, page: Page, paper: Paper, base_url: str) -> Reference:
    """What the citations of an article on a 版 are made of."""
    own = article.article
    return Reference(
        id=f"{issue.key.paper}-{issue.key.folder}-{own.id}",
        title=" ".join(filter(None, headline(article))),
        paper=paper.name,
        date=issue.date,
        pages=tuple(map(page_number, own.pages)),
        authors=authors(people(own)),
        number=issue.number,
        place=paper.place,
        issn=paper.issn,
        language=paper.language,
        url=routes.absolute(base_url, routes.article(issue.key, own.id)),
        section=page.name,
        edition=issue.edition,
        publisher="、".join(paper.publisher or paper.sponsor),
        editors=editors(own, page),
    )


def iso_date(date: str) -> str:
    """An EDTF date as far as ISO 8601 can say it: without marks of doubt and without unknown parts."""
    return date.rstrip("~?%").replace("-XX", "")


def article_metas(
    article: SetArticle,
    told: Reference,
    issue: Issue,
    page: Page,
    paper: Paper,
    site: SiteSettings,
    image: SharedPicture,
) -> tuple[Meta, ...]:
    """The `<meta>` elements of an article; `image` is what stands for it where a link to it is shared."""
    own = article.article
    iso = iso_date(issue.date)
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
        *(("DC.subject", tag) for tag in own.tags),
        ("DC.rights", own.rights or paper.rights),
        ("dcterms.alternative", own.kicker),
        ("dcterms.alternative", own.deck),
        ("dcterms.abstract", own.summary),
        ("dcterms.issued", iso),
        ("dcterms.spatial", paper.place),
        ("dcterms.isPartOf", f"urn:ISSN:{paper.issn}" if paper.issn else ""),
        ("dcterms.license", own.license or paper.license),
        ("prism.publicationName", paper.name),
        ("prism.publicationDate", iso),
        ("prism.number", issue.number),
        ("prism.edition", issue.edition),
        ("prism.startingPage", told.pages[0]),
        ("prism.pageRange", ",".join(told.pages) if len(told.pages) > 1 else ""),
        ("prism.section", page.name),
        ("prism.subsection1", own.column),
        ("prism.genre", own.genre),
        ("prism.issn", paper.issn),
        ("og:type", "article"),
        ("og:title", told.title),
        ("og:description", description(article)),
        ("og:site_name", site.title),
        ("og:locale", _locale(paper.language)),
        ("og:url", told.url),
        *image.pairs(),
        ("article:published_time", iso),
        *(("article:author", name) for name in told.authors),
        ("article:section", own.column or page.name),
        *(("article:tag", tag) for tag in own.tags),
    ]
    return tuple([Meta(name=name, content=content) for name, content in pairs if content])


def home_metas(title: str, path: str, latest: IssueKey | None, site: SiteSettings) -> tuple[Meta, ...]:
    """The `<meta>` elements of a front door; the card of the latest issue stands for it."""
    pairs = [
        ("og:type", "website"),
        ("og:title", title),
        ("og:site_name", site.title),
        ("og:url", routes.absolute(site.base_url, path)),
        *(of_issue(latest, site.base_url).pairs() if latest else ()),
    ]
    return tuple(Meta(name=name, content=content) for name, content in pairs if content)


def issue_metas(issue: Issue, paper: Paper, site: SiteSettings, image: SharedPicture) -> tuple[Meta, ...]:
    """The `<meta>` elements of an issue's own page."""
    return _shared(f"{paper.name} {issue.date}", routes.issue(issue.key), paper, site, image)


def page_metas(issue: Issue, page: Page, paper: Paper, site: SiteSettings, image: SharedPicture) -> tuple[Meta, ...]:
    """The `<meta>` elements of a 版."""
    title = f"{paper.name} {issue.date} {page_number(page.number)} {page.name}".strip()
    return _shared(title, routes.page(issue.key, page.number), paper, site, image)


def _shared(title: str, path: str, paper: Paper, site: SiteSettings, image: SharedPicture) -> tuple[Meta, ...]:
    pairs = [
        ("og:type", "article"),
        ("og:title", title),
        ("og:site_name", site.title),
        ("og:locale", _locale(paper.language)),
        ("og:url", routes.absolute(site.base_url, path)),
        *image.pairs(),
    ]
    return tuple(Meta(name=name, content=content) for name, content in pairs if content)


def _locale(language: str) -> str:
    return {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW", "en": "en_US"}.get(language, language.replace("-", "_"))
