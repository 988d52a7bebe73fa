"""What programs read about the site: Atom feeds, the sitemap, what crawlers may do. No clock: days are the issues'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from site_builder.newspaper.calendar import exact_day
from site_builder.newspaper.keys import IssueKey
from site_builder.press import routes
from site_builder.press.entries import ArticleEntry
from site_builder.press.fronts import FeedFront, SitemapFront
from site_builder.press.settings import SiteSettings

LONGEST = 50_000
"""Addresses one sitemap may hold (sitemaps.org)."""

_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def atom(front: FeedFront, site: SiteSettings, title: str) -> bytes:
    """The Atom feed of a paper: newest issue first, articles in page order.

    Links are absolute when the site has a base address, else relative to the feed; ids are addresses, else URNs.
    """
    path = routes.feed(front.shelf.id)

    def href(to: str) -> str:
        return routes.absolute(site.base_url, to) or routes.relative(path, to)

    newest = max((entry.key.day for entry in front.entries), default="")
    rights = front.shelf.paper.rights
    lines = [
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_attribute(front.shelf.paper.language)}>',
        f"<title>{_text(title)}</title>",
        f"<id>{_text(routes.absolute(site.base_url, path) or f'urn:x-newspaper:{front.shelf.id}')}</id>",
        f'<link rel="self" type="application/atom+xml" href={_attribute(href(path))}/>',
        f'<link rel="alternate" type="text/html" href={_attribute(href(routes.paper_home(front.shelf.id)))}/>',
        f"<updated>{moment(newest, site.timezone)}</updated>",
        f"<author><name>{_text(front.shelf.paper.name)}</name></author>",
        *([f"<rights>{_text(rights)}</rights>"] if rights else []),
        *(
            line
            for entry in front.entries
            for line in _entry(entry, front, site, href(routes.article(entry.key, entry.id)))
        ),
        "</feed>",
    ]
    return (_HEADER + "\n".join(lines) + "\n").encode("utf-8", "replace")


def sitemaps(front: SitemapFront, site: SiteSettings) -> dict[str, bytes]:
    """sitemap.xml, in numbered parts where it would be too long; nothing while the site has no base address."""
    if not site.base_url:
        return {}
    places = list(_places(front))
    if len(places) <= LONGEST:
        return {routes.sitemap(): _urls(places, site)}
    parts = [places[at : at + LONGEST] for at in range(0, len(places), LONGEST)]
    files = {routes.sitemap(number): _urls(part, site) for number, part in enumerate(parts, 1)}
    listed = "".join(f"<sitemap><loc>{_text(routes.absolute(site.base_url, path))}</loc></sitemap>\n" for path in files)
    index = f'{_HEADER}<sitemapindex xmlns="{_SITEMAP}">\n{listed}</sitemapindex>\n'
    return {routes.sitemap(): index.encode(), **files}


def robots(site: SiteSettings) -> bytes:
    """robots.txt: everything may be read; where the sitemap is, when there is one."""
    lines = ["User-agent: *", "Allow: /"]
    if site.base_url:
        lines += ["", f"Sitemap: {routes.absolute(site.base_url, routes.sitemap())}"]
    return ("\n".join(lines) + "\n").encode()


def moment(day: str, timezone: str) -> str:
    """Midnight of a day in the paper's zone, as RFC 3339; of an inexact day its earliest; 1970 where there is none."""
    exact = exact_day(day.replace("XX", "01")) if day else None
    year, month, date = (
        (exact.year, exact.month, exact.day) if exact else (int(day[:4]) if day[:4].isdigit() else 1970, 1, 1)
    )
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = ZoneInfo("UTC")
    return datetime(max(year, 1), month, date, tzinfo=zone).isoformat()


def _entry(entry: ArticleEntry, front: FeedFront, site: SiteSettings, href: str) -> Iterator[str]:
    name = f"urn:x-newspaper:{front.shelf.id}:{entry.key.folder}:{entry.id}"
    at = moment(entry.key.day, site.timezone)
    yield "<entry>"
    yield f"<title>{_text(entry.headline)}</title>"
    yield f"<id>{_text(routes.absolute(site.base_url, routes.article(entry.key, entry.id)) or name)}</id>"
    yield f'<link rel="alternate" type="text/html" href={_attribute(href)}/>'
    yield f"<published>{at}</published>"
    yield f"<updated>{at}</updated>"
    for person in entry.people:
        yield f"<author><name>{_text(person)}</name></author>"
    for term in (entry.page_name, entry.column):
        if term:
            yield f"<category term={_attribute(term)}/>"
    summary = "　".join(part for part in (entry.kicker, entry.deck, entry.opening) if part)
    if summary:
        yield f"<summary>{_text(summary)}</summary>"
    yield "</entry>"


def _places(front: SitemapFront) -> Iterator[tuple[str, str]]:
    """Output path and day of every page; fronts have no day of their own."""
    for path in front.fronts:
        yield path, ""
    for issue in front.issues:
        day = _day(issue.key)
        yield routes.issue(issue.key), day
        for number in issue.pages:
            yield routes.page(issue.key, number), day
        for article in issue.articles:
            yield routes.article(issue.key, article), day


def _urls(places: Sequence[tuple[str, str]], site: SiteSettings) -> bytes:
    lines = [
        f"<url><loc>{_text(routes.absolute(site.base_url, path))}</loc>"
        + (f"<lastmod>{day}</lastmod>" if day else "")
        + "</url>"
        for path, day in places
    ]
    return (f'{_HEADER}<urlset xmlns="{_SITEMAP}">\n' + "\n".join(lines) + "\n</urlset>\n").encode()


def _day(key: IssueKey) -> str:
    day = exact_day(key.day)
    return day.isoformat() if day else ""


def _text(text: str) -> str:
    """Text for XML: escaped, and without the control characters XML cannot hold at all."""
    return escape("".join(c for c in text if c in "\t\n" or not _unfit(c)))


def _attribute(text: str) -> str:
    return quoteattr("".join(c for c in text if not _unfit(c)))


def _unfit(character: str) -> bool:
    code = ord(character)
    return code < 0x20 or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF)
