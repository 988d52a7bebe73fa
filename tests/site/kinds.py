"""One printed page, at least, of every kind there is, and how to look at it."""

from __future__ import annotations

from pathlib import Path

ISSUE = "jinri-yanzhou/2022-06-17"

KINDS = {
    "home": "index.html",
    "year": "jinri-yanzhou/2021.html",
    "issue": f"{ISSUE}/index.html",
    "page": "jinri-yanzhou/2021-12-31/p03.html",
    "article": f"{ISSUE}/03-01.html",
    "table": "jinri-yanzhou/2021-03-19/03-01.html",
    "photo": "jinri-yanzhou/2021-12-31/03-01.html",
    "package": "jinri-yanzhou/2021-05-14/p03.html",
    "read": f"{ISSUE}/read.html",
    "scan": "jinri-yanzhou/2021-03-19/index.html",
    "emended": "jinri-yanzhou/2021-03-19/03-02.html",
    "unheld": "jinri-yanzhou/2021-08-20/index.html",
    "serials": "jinri-yanzhou/series/index.html",
    "series": "jinri-yanzhou/series/????????*.html",
    "places": "jinri-yanzhou/places/index.html",
    "place": "jinri-yanzhou/places/????????*.html",
    "days": "jinri-yanzhou/days/index.html",
    "day": "jinri-yanzhou/days/0617.html",
    "corrections": "jinri-yanzhou/corrections.html",
    "about": "jinri-yanzhou/about.html",
    "about-year": "jinri-yanzhou/about-2021.html",
    "columns": "jinri-yanzhou/columns/index.html",
    "column": "jinri-yanzhou/columns/????????*.html",
    "people": "jinri-yanzhou/people/index.html",
    "person": "jinri-yanzhou/people/????????*.html",
    "editor": "jinri-yanzhou/editors/????????*.html",
    "search": "search/index.html",
    "404": "404.html",
}
"""Kind → path below the site; where names are digests, the largest page of that name."""

SIZES = {"desktop": (1360, 900), "phone": (390, 844)}


def page_of(site: Path, kind: str) -> str:
    """The path of the page that stands for a kind on a printed site."""
    pattern = KINDS[kind]
    if "*" not in pattern:
        return pattern
    found = [path for path in site.glob(pattern) if path.stem != "index"]
    return max(found, key=lambda path: (path.stat().st_size, path.name)).relative_to(site).as_posix()


def pages_of(site: Path) -> dict[str, str]:
    """Kind → the path of its page."""
    return {kind: page_of(site, kind) for kind in KINDS}
