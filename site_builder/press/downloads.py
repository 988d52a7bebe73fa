"""What of an issue can be taken home: the files beside its pages."""

from __future__ import annotations

from collections.abc import Callable

from site_builder.newspaper.model import Issue
from site_builder.press import routes
from site_builder.press.settings import WRITTEN, SiteSettings
from site_builder.press.views_issue import Download


def downloads(
    issue: Issue, site: SiteSettings, href: Callable[[str], str], *, written: bool, scanned: bool
) -> tuple[Download, ...]:
    """The files there are of an issue that is held; `href` makes links from a page.

    `written` says whether it has articles, `scanned` whether 版 are held as scans.
    """
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
        if name in site.formats
        and (written or (scanned and name not in WRITTEN))
        and (name != "iiif" or (scanned and bool(site.base_url)))
    )
