"""Prints a feed as Atom (RFC 4287, its archive after RFC 5005) and as JSON Feed 1.1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from site_builder.press import routes
from site_builder.press.entries import ArticleEntry
from site_builder.press.feed_fronts import FeedFront, feed_path
from site_builder.press.moments import moment
from site_builder.press.settings import SiteSettings
from site_builder.press.xml_text import attribute, text

_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
_EPUB = "application/epub+zip"
_HISTORY = "http://purl.org/syndication/history/1.0"


def print_feed(front: FeedFront, site: SiteSettings, title: str) -> dict[str, bytes]:
    """Output path → bytes of both forms.

    Addresses are full when the site has a base address, else relative to the feed; ids are addresses, else URNs.
    """
    path = feed_path(front)
    return {path: atom(front, site, title), routes.as_json(path): json_feed(front, site, title)}


def atom(front: FeedFront, site: SiteSettings, title: str) -> bytes:
    """The Atom form."""
    path, paper = feed_path(front), front.shelf.paper
    href = _Href(site, path)
    newest = max((entry.key.day for entry in front.entries), default="")
    links = [("self", "application/atom+xml", path), ("alternate", "text/html", _page(front))]
    if front.number:
        links.append(("current", "application/atom+xml", routes.feed(front.shelf.id)))
    if front.older:
        links.append(("prev-archive", "application/atom+xml", routes.feed(front.shelf.id, front.older)))
    if front.newer:
        links.append(("next-archive", "application/atom+xml", routes.feed(front.shelf.id, front.newer)))
    lines = [
        f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="{_HISTORY}" xml:lang={attribute(paper.language)}>',
        f"<title>{text(title)}</title>",
        f"<id>{text(routes.absolute(site.base_url, path) or _urn(front))}</id>",
        *(f'<link rel="{rel}" type="{kind}" href={attribute(href(to))}/>' for rel, kind, to in links),
        f"<updated>{moment(newest, site.timezone)}</updated>",
        f"<author><name>{text(paper.name)}</name></author>",
        *([f"<rights>{text(paper.rights)}</rights>"] if paper.rights else []),
        *(["<fh:archive/>"] if front.number else []),
        *(line for entry, book in _with_books(front, site) for line in _entry(entry, front, site, href, book)),
        "</feed>",
    ]
    return (_HEADER + "\n".join(lines) + "\n").encode("utf-8", "replace")


def json_feed(front: FeedFront, site: SiteSettings, title: str) -> bytes:
    """The JSON form; the archive is reached by `next_url`."""
    path = routes.as_json(feed_path(front))
    href = _Href(site, path)
    told: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _clean(title),
        "home_page_url": href(_page(front)),
        "feed_url": href(path),
        "language": front.shelf.paper.language,
        "authors": [{"name": _clean(front.shelf.paper.name)}],
    }
    if front.older:
        told["next_url"] = href(routes.as_json(routes.feed(front.shelf.id, front.older)))
    told["items"] = [_item(entry, front, site, href, book) for entry, book in _with_books(front, site)]
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"


class _Href:
    """Makes the links of one feed."""

    def __init__(self, site: SiteSettings, path: str) -> None:
        self._site, self._path = site, path

    def __call__(self, to: str) -> str:
        return routes.absolute(self._site.base_url, to) or routes.relative(self._path, to)


def _page(front: FeedFront) -> str:
    """The page the feed belongs to."""
    match front.kind:
        case "column":
            return routes.column(front.shelf.id, front.name)
        case "person":
            return routes.person(front.shelf.id, front.name)
        case _:
            return routes.paper_home(front.shelf.id)


def _urn(front: FeedFront) -> str:
    parts = [front.kind, routes.slug(front.name)] if front.name else [str(front.number)] if front.number else []
    return ":".join(["urn:x-newspaper", front.shelf.id, *parts])


def _with_books(front: FeedFront, site: SiteSettings) -> Iterator[tuple[ArticleEntry, str]]:
    """Each entry with the EPUB it brings: in the paper's own feed the first of an issue brings the whole issue."""
    before = None
    for entry in front.entries:
        brings = front.kind == "paper" and "epub" in site.formats and entry.key != before
        before = entry.key
        yield entry, routes.epub(entry.key) if brings else ""


def _id(entry: ArticleEntry, front: FeedFront, site: SiteSettings) -> str:
    name = f"urn:x-newspaper:{front.shelf.id}:{entry.key.folder}:{entry.id}"
    return routes.absolute(site.base_url, routes.article(entry.key, entry.id)) or name


def _summary(entry: ArticleEntry) -> str:
    return "　".join(part for part in (entry.kicker, entry.deck, entry.opening) if part)


def _entry(entry: ArticleEntry, front: FeedFront, site: SiteSettings, href: _Href, book: str) -> Iterator[str]:
    at = moment(entry.key.day, site.timezone)
    yield "<entry>"
    yield f"<title>{text(entry.headline)}</title>"
    yield f"<id>{text(_id(entry, front, site))}</id>"
    address = href(routes.article(entry.key, entry.id))
    yield f'<link rel="alternate" type="text/html" href={attribute(address)}/>'
    if book:
        yield f'<link rel="enclosure" type="{_EPUB}" href={attribute(href(book))}/>'
    yield f"<published>{at}</published>"
    yield f"<updated>{at}</updated>"
    for person in entry.people:
        yield f"<author><name>{text(person)}</name></author>"
    for term in (entry.page_name, entry.column):
        if term:
            yield f"<category term={attribute(term)}/>"
    if summary := _summary(entry):
        yield f"<summary>{text(summary)}</summary>"
    yield "</entry>"


def _item(entry: ArticleEntry, front: FeedFront, site: SiteSettings, href: _Href, book: str) -> dict[str, Any]:
    at = moment(entry.key.day, site.timezone)
    told: dict[str, Any] = {
        "id": _id(entry, front, site),
        "url": href(routes.article(entry.key, entry.id)),
        "title": _clean(entry.headline),
        "content_text": _clean(_summary(entry) or entry.headline),
        "date_published": at,
        "date_modified": at,
        "authors": [{"name": _clean(person)} for person in entry.people],
        "tags": [_clean(term) for term in (entry.page_name, entry.column) if term],
        "attachments": [{"url": href(book), "mime_type": _EPUB}] if book else [],
    }
    return {key: value for key, value in told.items() if value}


def _clean(told: str) -> str:
    """Text JSON can be made of: half of a surrogate pair is no character."""
    return told.encode("utf-8", "replace").decode()
