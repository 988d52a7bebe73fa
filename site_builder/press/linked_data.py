"""An article, an issue and a paper as schema.org sees them, in JSON-LD: NewsArticle → PublicationIssue → Newspaper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import msgspec
from markupsafe import Markup

from site_builder.newspaper.galley import SetArticle
from site_builder.newspaper.model import Article, Issue, Page, Paper, Reprint, Role, SeriesPart
from site_builder.press import routes
from site_builder.press.citations import Reference
from site_builder.press.metadata import iso_date
from site_builder.press.shared_pictures import SharedPicture
from site_builder.press.stories import editors

_KEPT_IN = tuple((character, f"\\u{ord(character):04x}") for character in "<>&\u2028\u2029")
"""What could end a script element, and how JSON writes it."""


class Common(msgspec.Struct, frozen=True, kw_only=True):
    """What the articles of a 版 have in common."""

    issue: Issue
    page: Page
    base_url: str
    form: Mapping[str, Any]
    """Everything an article may say, in its order: said already where it is what all of them say, else empty."""


def common(issue: Issue, page: Page, paper: Paper, base_url: str) -> Common:
    """What the articles of a 版 have in common, for each of them to take."""
    form = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": "",
        "headline": "",
        "alternativeHeadline": [],
        "datePublished": iso_date(issue.date),
        "author": [],
        "contributor": [],
        "editor": [],
        "publisher": _bodies(paper.publisher or paper.sponsor),
        "articleSection": [page.name],
        "genre": "",
        "dateline": [],
        "abstract": "",
        "printPage": "",
        "printSection": page.name,
        "printEdition": issue.edition,
        "pagination": "",
        "position": 0,
        "wordCount": 0,
        "inLanguage": paper.language,
        "keywords": [],
        "image": None,
        "isBasedOn": None,
        "correction": [],
        "license": _web(paper.license),
        "copyrightNotice": paper.rights,
        "url": "",
        "isPartOf": _issue(issue, paper, base_url),
    }
    told = _told(form)
    raw = {key: msgspec.Raw(msgspec.json.encode(told[key])) if told.get(key) else "" for key in form}
    return Common(issue=issue, page=page, base_url=base_url, form=raw)


def article_json_ld(
    article: SetArticle, told: Reference, alike: Common, image: SharedPicture, series: str = ""
) -> Markup:
    """The article, its issue, its paper and its series, which is called `series`; safe inside a script element."""
    own, page = article.article, alike.page
    said: dict[str, Any] = {
        "@id": told.url,
        "headline": told.title,
        "alternativeHeadline": [line for line in (own.kicker, own.deck) if line],
        "author": _people(told.authors),
        "contributor": _people(_others(own)),
        "editor": _people(editors(own, page)),
        "genre": own.genre,
        # A list, since some checkers take every text under a `date…` for a date.
        "dateline": [own.dateline] if own.dateline else [],
        "abstract": own.summary,
        "printPage": "、".join(told.pages),
        "pagination": ",".join(told.pages),
        "keywords": own.tags,
        "image": _told(_picture(image)),
        "isBasedOn": _told(_source(own.source)),
        "correction": [change.note for change in own.corrections if change.note],
        "copyrightNotice": own.rights,
        "url": told.url,
    }
    form = {**alike.form, **{key: value for key, value in said.items() if value}}
    if own.column:
        form["articleSection"] = [part for part in (own.column, page.name) if part]
    if own.series:
        whole = _told(_series(own.series, series, alike.issue, alike.base_url))
        form["isPartOf"] = [form["isPartOf"], whole]
    if own.license:
        form["license"] = _web(own.license)
    form["position"], form["wordCount"] = own.position.order, article.characters
    return _script({key: value for key, value in form.items() if value or value == 0})


def _series(part: SeriesPart, name: str, issue: Issue, base_url: str) -> dict[str, str]:
    """The series an article is a part of; its narrower type stands beside one that every reader of JSON-LD knows."""
    address = routes.absolute(base_url, routes.series(issue.key.paper, part.id))
    return {
        "@type": "CreativeWork",
        "additionalType": "https://schema.org/CreativeWorkSeries",
        "@id": address,
        "name": name or part.name or part.id,
        "url": address,
    }


def issue_json_ld(issue: Issue, paper: Paper, base_url: str, image: SharedPicture) -> Markup:
    """An issue and its paper."""
    return script({"@context": "https://schema.org", **_issue(issue, paper, base_url), "image": image.url})


def paper_json_ld(id_: str, paper: Paper, base_url: str) -> Markup:
    """A paper."""
    return script({"@context": "https://schema.org", **_paper(id_, paper, base_url)})


def script(told: dict[str, Any]) -> Markup:
    """JSON that cannot end the script element it stands in, nor open a comment there; what is empty is left out."""
    return _script(_told(told))


def _script(told: dict[str, Any]) -> Markup:
    text = msgspec.json.encode(told).decode()
    for character, written in _KEPT_IN:
        if character in text:
            text = text.replace(character, written)
    return Markup(text)


def _issue(issue: Issue, paper: Paper, base_url: str) -> dict[str, Any]:
    address = routes.absolute(base_url, routes.issue(issue.key))
    return {
        "@type": "PublicationIssue",
        "@id": address,
        "name": f"{paper.name} {issue.date}",
        "issueNumber": issue.number,
        "datePublished": iso_date(issue.date),
        "inLanguage": paper.language,
        "url": address,
        "isPartOf": _paper(issue.key.paper, paper, base_url),
    }


def _paper(id_: str, paper: Paper, base_url: str) -> dict[str, Any]:
    address = routes.absolute(base_url, routes.paper_home(id_))
    return {
        "@type": "Newspaper",
        "@id": address,
        "name": paper.name,
        "issn": paper.issn,
        "identifier": paper.cn or paper.permit,
        "inLanguage": paper.language,
        "publisher": _bodies(paper.publisher or paper.sponsor),
        "sponsor": _bodies(paper.sponsor),
        "sourceOrganization": _bodies(paper.supervisor),
        "locationCreated": {"@type": "Place", "name": paper.place} if paper.place else None,
        "sameAs": [told for address in paper.websites if (told := _web(address))],
        "url": address,
    }


def _others(own: Article) -> list[str]:
    """Those who had a part and are no authors: translators."""
    return [person.name for person in own.contributors if person.role is Role.TRANSLATOR]


def _people(names: Sequence[str]) -> list[dict[str, str]]:
    return [{"@type": "Person", "name": name} for name in names]


def _source(source: Reprint | None) -> dict[str, str] | None:
    if source is None:
        return None
    return {
        "@type": "CreativeWork",
        "name": source.name,
        "datePublished": iso_date(source.date),
        "url": _web(source.url),
    }


def _picture(image: SharedPicture) -> dict[str, str] | None:
    if not image.url:
        return None
    sides = {"width": f"{image.width} px", "height": f"{image.height} px"}
    return {"@type": "ImageObject", "url": image.url, **sides, "caption": image.alt}


def _web(address: str) -> str:
    """An address of the web as it is; empty for anything else."""
    try:
        return address if urlsplit(address).scheme in ("http", "https") else ""
    except ValueError:  # an IPv6 address with half its brackets
        return ""


def _bodies(names: Sequence[str]) -> list[dict[str, str]]:
    return [{"@type": "Organization", "name": name} for name in names]


def _told(value: Any) -> Any:
    """A value without empty texts and lists."""
    if isinstance(value, dict):
        return {
            key: told
            for key, other in value.items()
            if (told := _told(other) if isinstance(other, dict | list) else other) or isinstance(told, int)
        }
    return [_told(item) for item in value] if isinstance(value, list) else value
