"""sitemap.xml: every page of the site with the day of its issue, in numbered parts where one file would be too long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from site_builder.newspaper.calendar import exact_day
from site_builder.newspaper.keys import IssueKey
from site_builder.press import routes
from site_builder.press.settings import SiteSettings
from site_builder.press.xml_text import text

LONGEST = 50_000
"""Addresses one sitemap may hold (sitemaps.org)."""

LARGEST = 50 * 2**20
"""Bytes one sitemap may have (sitemaps.org)."""

_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


class IssueFiles(msgspec.Struct, frozen=True, kw_only=True):
    """The addresses of an issue, for the sitemap."""

    key: IssueKey
    pages: tuple[str, ...]
    articles: tuple[str, ...]


class SitemapFront(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """sitemap.xml, and what else crawlers and browsers ask for at the top of a site."""

    fronts: tuple[str, ...]
    issues: tuple[IssueFiles, ...]


def sitemaps(front: SitemapFront, site: SiteSettings) -> dict[str, bytes]:
    """sitemap.xml, an index of numbered parts where it would be too long; nothing while the site has no base address,
    or when nobody is to read it."""
    if not site.base_url or site.robots == "none":
        return {}
    parts = list(_parts([(_url(path, day, site), day) for path, day in _places(front)]))
    if len(parts) <= 1:
        return {routes.sitemap(): _urlset(parts[0] if parts else [])}
    files = {routes.sitemap(number): _urlset(part) for number, part in enumerate(parts, 1)}
    listed = "".join(
        f"<sitemap><loc>{text(routes.absolute(site.base_url, path))}</loc>{_lastmod(max(day for _, day in part))}"
        "</sitemap>\n"
        for path, part in zip(files, parts, strict=True)
    )
    index = f'{_HEADER}<sitemapindex xmlns="{_SITEMAP}">\n{listed}</sitemapindex>\n'
    return {routes.sitemap(): index.encode(), **files}


def _parts(urls: Sequence[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    part: list[tuple[str, str]] = []
    size = len(_urlset([]))
    for url, day in urls:
        more = len(url.encode()) + 1
        if part and (len(part) >= LONGEST or size + more > LARGEST):
            yield part
            part, size = [], len(_urlset([]))
        part.append((url, day))
        size += more
    if part:
        yield part


def _places(front: SitemapFront) -> Iterator[tuple[str, str]]:
    """Output path and day of every page; fronts have no day of their own."""
    for path in front.fronts:
        yield path, ""
    for issue in front.issues:
        exact = exact_day(issue.key.day)
        day = exact.isoformat() if exact else ""
        yield routes.issue(issue.key), day
        if issue.articles:
            yield routes.reading(issue.key), day
        for number in issue.pages:
            yield routes.page(issue.key, number), day
        for article in issue.articles:
            yield routes.article(issue.key, article), day


def _url(path: str, day: str, site: SiteSettings) -> str:
    return f"<url><loc>{text(routes.absolute(site.base_url, path))}</loc>{_lastmod(day)}</url>"


def _lastmod(day: str) -> str:
    return f"<lastmod>{day}</lastmod>" if day else ""


def _urlset(urls: Sequence[tuple[str, str]]) -> bytes:
    lines = "\n".join(url for url, _ in urls)
    return f'{_HEADER}<urlset xmlns="{_SITEMAP}">\n{lines}\n</urlset>\n'.encode()
