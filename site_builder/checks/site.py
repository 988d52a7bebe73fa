"""The printed site as a whole: links and anchors, what pages tell machines, what hosts take."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from urllib.parse import unquote, urlsplit

import msgspec

from site_builder.checks.pages import PageFacts
from site_builder.errors import Place, Problem, Severity

MIB = 1024 * 1024


class Host(msgspec.Struct, frozen=True, kw_only=True):
    """What a host takes; 0 where nothing is known."""

    name: str
    files: int = 0
    bytes: int = 0
    largest: int = 0
    folder: int = 0
    """Files in any one folder."""


HOSTS: Mapping[str, Host] = {
    "github": Host(name="GitHub Pages", bytes=1024 * MIB, largest=100 * MIB),
    "cloudflare": Host(name="Cloudflare Pages", files=20_000, largest=25 * MIB),
    "netlify": Host(name="Netlify", folder=54_000),
    "gitlab": Host(name="GitLab Pages", files=200_000, bytes=1024 * MIB),
    "volc": Host(name="火山引擎 Pages", files=500, bytes=50 * MIB),
}
"""As their documentation had it in 2026."""


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of an article must tell machines."""

    headline: str
    date: str
    number: str


def link_faults(pages: Sequence[PageFacts], files: Set[str], base_url: str) -> Iterator[Problem]:
    """Links that lead to no file, or to a place that their page does not have; each target of a page once."""
    base = urlsplit(base_url).path.rstrip("/") + "/"
    ids = {page.path: frozenset(page.ids) for page in pages}
    for page in pages:
        for link in page.links:
            path, _, fragment = link.partition("#")
            path = unquote(path.partition("?")[0])
            target = _target(page.path, path, base)
            if target not in files:
                yield Problem(code="V001", place=Place(page.path), facts={"link": link})
            elif fragment and target in ids and not _is_there(unquote(fragment), ids[target]):
                yield Problem(code="V002", place=Place(page.path), facts={"link": link})


def metadata_faults(pages: Sequence[PageFacts], expected: Mapping[str, Expected]) -> Iterator[Problem]:
    """Pages of articles whose JSON-LD and citation elements do not give back what the manuscript says."""
    for page in pages:
        meant = expected.get(page.path)
        if meant is None or page.moved:
            continue
        if not page.article:
            yield Problem(code="V007", place=Place(page.path), facts={"field": "NewsArticle"})
            continue
        cited = page.meta.get("citation_title", ("",))[0]
        day = page.meta.get("citation_publication_date", ("",))[0].replace("/", "-")
        told = [
            ("headline", page.article.get("headline", ""), meant.headline),
            ("citation_title", cited, meant.headline),
            ("datePublished", page.article.get("date", ""), meant.date),
            ("citation_publication_date", day, meant.date),
            ("issueNumber", page.article.get("issue", ""), meant.number),
        ]
        for field, found, wanted in told:
            if wanted and _bare(found) != _bare(wanted):
                facts = {"field": field, "found": found, "meant": wanted}
                yield Problem(code="V006", place=Place(page.path), facts=facts)


def host_faults(sizes: Mapping[str, int], host: Host) -> Iterator[Problem]:
    """Where the site is more than a host takes."""
    if host.files and len(sizes) > host.files:
        facts = {"found": f"{len(sizes):,}", "host": host.name, "limit": f"{host.files:,}"}
        yield Problem(code="V008", facts=facts)
    total = sum(sizes.values())
    if host.bytes and total > host.bytes:
        facts = {"found": size_of(total), "host": host.name, "limit": size_of(host.bytes)}
        yield Problem(code="V009", facts=facts)
    if host.folder and len(sizes) > host.folder:
        folders = Counter(posixpath.dirname(path) for path in sizes)
        for folder, count in sorted(folders.items()):
            if count > host.folder:
                facts = {"found": f"{count:,}", "host": host.name, "limit": f"{host.folder:,}"}
                yield Problem(code="V008", place=Place(folder), facts=facts)
    if host.largest and max(sizes.values(), default=0) > host.largest:
        for path, size in sorted(sizes.items()):
            if size > host.largest:
                facts = {"path": path, "found": size_of(size), "host": host.name, "limit": size_of(host.largest)}
                yield Problem(code="V010", place=Place(path), facts=facts, severity=Severity.ERROR)


def size_of(size: int) -> str:
    """Bytes as a person reads them: `3.4 MiB`."""
    number = float(size)
    for unit in ("B", "KiB", "MiB"):
        if number < 1024:
            return f"{number:.0f} {unit}" if unit == "B" else f"{number:.1f} {unit}"
        number /= 1024
    return f"{number:.1f} GiB"


def _target(page: str, path: str, base: str) -> str:
    if not path:
        return page
    if path.startswith("/"):
        # Only the page for addresses that are not there links from the host's root.
        return path.removeprefix(base) if page == "404.html" else ""
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    return f"{joined}/index.html" if path.endswith("/") else joined


def _is_there(fragment: str, ids: Set[str]) -> bool:
    return fragment in ids or fragment.startswith(":~:") or fragment in ("", "top")


def _bare(text: str) -> str:
    """A text without white space: half headlines are joined with one space or another."""
    return "".join(text.split())
