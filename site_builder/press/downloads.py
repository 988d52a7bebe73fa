"""What of an issue can be taken home: the files beside its pages."""

from __future__ import annotations

from collections.abc import Callable

from site_builder.newspaper.model import Issue
from site_builder.press import routes
from site_builder.press.settings import SiteSettings
from site_builder.press.views_issue import Download


def downloads(issue: Issue, site: SiteSettings, href: Callable[[str], str], *, scanned: bool) -> tuple[Download, ...]:
    """The files there are of an issue; `href` makes links from a page, `scanned` says whether 版 are held as scans."""
    key = issue.key
    known = {
        "epub": (routes.epub(key), "application/epub+zip"),
        "text": (routes.texts(key), "application/zip"),
        "data": (routes.data(key), "application/json"),
        "iiif": (routes.manifest(key), "application/json"),
    }
    return tuple(
        Download(name=name, href=href(known[name][0]), type=known[name][1])
        for name in known
        if name in site.formats and (name != "iiif" or (scanned and bool(site.base_url)))
    )
