"""Prints a feed as Atom (RFC 4287, its archive after RFC 5005) and as JSON Feed 1.1."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from site_builder.press import routes
from site_builder.press.entries import ArticleEntry
from site_builder.press.feed_fronts import FeedFront, feed_path
from site_builder.press.moments import moment
from site_builder.press.settings import SiteSettings
from site_builder.press.xml_text import attribute, text

_HEADER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0" xml:lang='
)
_EPUB = "application/epub+zip"


class _Fed(msgspec.Struct, frozen=True, kw_only=True):
    """What both forms say of an entry."""

    entry: ArticleEntry
    path: str
    id: str
    at: str
    summary: str
    book: str
    """The EPUB it brings; empty for none."""


def print_feed(front: FeedFront, site: SiteSettings, title: str) -> dict[str, bytes]:
    """Output path → bytes of both forms.

    Addresses are full when the site has a base address, else relative to the feed; ids are addresses, else URNs.
    """
    path = feed_path(front)
    folder = path.rpartition("/")[0]
    base = site.base_url
    href = functools.partial(routes.absolute, base) if base else functools.partial(routes.linked, folder)
    fed = list(_fed(front, site))
    return {
        path: _atom(front, site, title, fed, href, path),
        routes.as_json(path): _json_feed(front, title, fed, href, routes.as_json(path)),
    }


def _atom(
    front: FeedFront, site: SiteSettings, title: str, fed: Sequence[_Fed], href: Callable[[str], str], path: str
) -> bytes:
    paper = front.shelf.paper
    newest = max((entry.key.day for entry in front.entries), default="")
    links = [("self", "application/atom+xml", path), ("alternate", "text/html", _page(front))]
    if front.number:
        links.append(("current", "application/atom+xml", routes.feed(front.shelf.id)))
    if front.older:
        links.append(("prev-archive", "application/atom+xml", routes.feed(front.shelf.id, front.older)))
    if front.newer:
        links.append(("next-archive", "application/atom+xml", routes.feed(front.shelf.id, front.newer)))
    lines = [
        f"{_HEADER}{attribute(paper.language)}>",
        f"<title>{text(title)}</title>",
        f"<id>{text(routes.absolute(site.base_url, path) or _urn(front))}</id>",
        *[f'<link rel="{rel}" type="{kind}" href={attribute(href(to))}/>' for rel, kind, to in links],
        f"<updated>{moment(newest, site.timezone)}</updated>",
        f"<author><name>{text(paper.name)}</name></author>",
    ]
    if paper.rights:
        lines.append(f"<rights>{text(paper.rights)}</rights>")
    if front.number:
        lines.append("<fh:archive/>")
    lines += [_entry(one, href) for one in fed]
    lines.append("</feed>\n")
    return "\n".join(lines).encode("utf-8", "replace")


def _json_feed(front: FeedFront, title: str, fed: Sequence[_Fed], href: Callable[[str], str], path: str) -> bytes:
    """The archive is reached by `next_url`."""
    told: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": href(_page(front)),
        "feed_url": href(path),
        "language": front.shelf.paper.language,
        "authors": [{"name": front.shelf.paper.name}],
    }
    if front.older:
        told["next_url"] = href(routes.as_json(routes.feed(front.shelf.id, front.older)))
    told["items"] = [_item(one, href) for one in fed]
    try:
        data = msgspec.json.encode(told)
    except UnicodeEncodeError:  # half of a surrogate pair is no character
        data = msgspec.json.encode(_clean(told))
    return msgspec.json.format(data, indent=1) + b"\n"


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


def _fed(front: FeedFront, site: SiteSettings) -> Iterator[_Fed]:
    """What is said of each entry; in the paper's own feed the first of an issue brings the whole issue as an EPUB."""
    before = None
    books = front.kind == "paper" and "epub" in site.formats
    for entry in front.entries:
        path = routes.article(entry.key, entry.id)
        name = f"urn:x-newspaper:{front.shelf.id}:{entry.key.folder}:{entry.id}"
        yield _Fed(
            entry=entry,
            path=path,
            id=routes.absolute(site.base_url, path) or name,
            at=moment(entry.key.day, site.timezone),
            summary="　".join(filter(None, (entry.kicker, entry.deck, entry.opening))),
            book=routes.epub(entry.key) if books and entry.key != before else "",
        )
        before = entry.key


def _entry(one: _Fed, href: Callable[[str], str]) -> str:
    entry = one.entry
    link = f'<link rel="alternate" type="text/html" href={attribute(href(one.path))}/>\n'
    book = f'<link rel="enclosure" type="{_EPUB}" href={attribute(href(one.book))}/>\n' if one.book else ""
    authors = "".join([f"<author><name>{text(person)}</name></author>\n" for person in entry.people])
    terms = "".join([f"<category term={attribute(term)}/>\n" for term in (entry.page_name, entry.column) if term])
    summary = f"<summary>{text(one.summary)}</summary>\n" if one.summary else ""
    return (
        f"<entry>\n<title>{text(entry.headline)}</title>\n<id>{text(one.id)}</id>\n{link}{book}"
        f"<published>{one.at}</published>\n<updated>{one.at}</updated>\n{authors}{terms}{summary}</entry>"
    )


def _item(one: _Fed, href: Callable[[str], str]) -> dict[str, Any]:
    entry = one.entry
    told: dict[str, Any] = {
        "id": one.id,
        "url": href(one.path),
        "title": entry.headline,
        "content_text": one.summary or entry.headline,
        "date_published": one.at,
        "date_modified": one.at,
        "authors": [{"name": person} for person in entry.people],
        "tags": [term for term in (entry.page_name, entry.column) if term],
        "attachments": [{"url": href(one.book), "mime_type": _EPUB}] if one.book else [],
    }
    return {key: value for key, value in told.items() if value}


def _clean(told: Any) -> Any:
    """The same of text JSON can be made of."""
    match told:
        case str():
            return told.encode("utf-8", "replace").decode()
        case dict():
            return {key: _clean(value) for key, value in told.items()}
        case list():
            return [_clean(value) for value in told]
    return told
