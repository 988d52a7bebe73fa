"""Walks a printed site as a reader would: from the home page along the links, all of them inside one folder."""

from __future__ import annotations

import posixpath
from collections import deque
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

LINKING = {"a": "href", "link": "href", "img": "src", "script": "src", "use": "href", "area": "href"}
"""Elements that lead somewhere or fetch something, and the attribute that says where."""

SILENT = {"script", "style", "template", "noscript", "title"}


class Sheet(HTMLParser):
    """What a page leads to, what can be pointed at in it, and the text a reader sees."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.strong: list[str] = []
        self._texts: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    @property
    def text(self) -> str:
        """All the text of the page, white space taken out."""
        return "".join("".join(self._texts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where an element leads and what it is called."""
        found = dict(attrs)
        if found.get("id"):
            self.anchors.add(str(found["id"]))
        where = found.get(LINKING.get(tag, ""))
        if where is not None and not (tag == "link" and found.get("rel") in ("canonical", "dns-prefetch")):
            self.links.append(where)
        if tag in SILENT or tag == "strong":
            self._open.append(tag)
            if tag == "strong":
                self.strong.append("")

    def handle_endtag(self, tag: str) -> None:
        """Leave an element that is being listened to."""
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        """Take text that a reader sees."""
        if not SILENT & set(self._open):
            self._texts.append(data)
        if "strong" in self._open:
            self.strong[-1] += data


class Walk(msgspec.Struct, frozen=True):
    """What a walk met."""

    reached: frozenset[str]
    """Files below the site's folder."""

    broken: tuple[str, ...]
    """`page -> link: why`, for links that lead nowhere."""

    foreign: frozenset[str]
    """Addresses on other hosts that are linked to."""


def walk(site: Path, start: str = "index.html") -> Walk:
    """Follow every link from the start page; folders are not completed to index.html, as file:// does not either."""
    reached: set[str] = {start}
    broken: list[str] = []
    foreign: set[str] = set()
    sheets: dict[str, Sheet] = {}
    waiting = deque([start])
    wanted: list[tuple[str, str, str]] = []
    while waiting:
        page = waiting.popleft()
        sheets[page] = Sheet((site / page).read_text(encoding="utf-8"))
        for link in sheets[page].links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                foreign.add(link)
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path))) if parts.path else page
            )
            if target.startswith("..") or not (site / target).is_file():
                broken.append(f"{page} -> {link}: no such file")
                continue
            if parts.fragment:
                wanted.append((page, target, unquote(parts.fragment)))
            if target not in reached:
                reached.add(target)
                if target.endswith(".html"):
                    waiting.append(target)
    broken += [
        f"{page} -> {target}#{anchor}: no such anchor"
        for page, target, anchor in wanted
        if target in sheets and anchor not in sheets[target].anchors
    ]
    return Walk(frozenset(reached), tuple(broken), frozenset(foreign))
