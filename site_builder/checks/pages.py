"""What a printed page says of itself, and what is wrong with it alone: ids, alt texts, foreign requests, scripts.

A scanner for pages this program printed: tags are found by a pattern that cannot run away, not by a browser's rules.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any

import msgspec

from site_builder.errors import Place, Problem, Severity

_HIDDEN = re.compile(r"<!--.*?-->|(<(script|style|template)\b[^>]*>)(.*?)</\2\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<([a-zA-Z][\w:-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*+)>")
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_FOREIGN = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_ASKS = {
    "img": ("src", "srcset"),
    "script": ("src",),
    "link": ("href",),
    "iframe": ("src",),
    "source": ("src", "srcset"),
}
_FETCHED = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch"})
"""Kinds of `link` whose target a browser asks for by itself."""


class PageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A page among others."""

    path: str
    ids: tuple[str, ...]
    links: tuple[str, ...]
    """What its elements point at on this site, as written; each once."""

    title: str = ""
    meta: Mapping[str, tuple[str, ...]] = {}
    """Of the meta elements that machines read: name → contents."""

    article: Mapping[str, str] = {}
    """Of the NewsArticle of its JSON-LD: headline, date, issue."""

    moved: bool = False
    """Whether it is the page of an old address."""


def read_page(html: str, path: str) -> tuple[PageFacts, list[Problem]]:
    """The facts of a page, and what is wrong with it by itself."""
    problems: list[Problem] = []
    scripts: list[tuple[str, str]] = []

    def kept(match: re.Match[str]) -> str:
        if match[1]:
            scripts.append((match[1], match[3]))
        return match[1] or ""

    text = _HIDDEN.sub(kept, html)
    ids: Counter[str] = Counter()
    links: dict[str, None] = {}
    meta: dict[str, list[str]] = {}
    moved = False
    for tag in _TAG.finditer(text):
        name = tag[1].lower()
        held = {
            attribute[1].lower(): unescape(attribute[2].strip("\"'")) if attribute[2] else ""
            for attribute in _ATTRIBUTE.finditer(tag[2])
        }
        problems += _of_tag(name, held, path)
        if held.get("id"):
            ids[held["id"]] += 1
        if name == "meta":
            moved |= held.get("http-equiv", "").lower() == "refresh"
            key = held.get("name") or held.get("property")
            if key:
                meta.setdefault(key, []).append(held.get("content", ""))
        if name != "link" or held.get("rel") not in ("canonical", "alternate"):
            links |= dict.fromkeys(held[key] for key in ("href", "src") if _is_here(held.get(key, "")))
    problems += [_problem("V003", path, id=name) for name, count in ids.items() if count > 1]
    article, faults = _structured(scripts, path)
    title = re.search(r"<title[^>]*>(.*?)</title>", text, re.DOTALL | re.IGNORECASE)
    facts = PageFacts(
        path=path,
        ids=tuple(ids),
        links=tuple(links),
        title=unescape(title[1]).strip() if title else "",
        meta={name: tuple(contents) for name, contents in meta.items() if name.startswith(("citation_", "DC."))},
        article=article,
        moved=moved,
    )
    return facts, problems + faults


def _of_tag(name: str, held: Mapping[str, str], path: str) -> Iterator[Problem]:
    if name == "img" and "alt" not in held:
        yield _problem("V004", path, image=held.get("src", ""))
    asked = _ASKS.get(name, ()) if name != "link" or _FETCHED & set(held.get("rel", "").split()) else ()
    for key in asked:
        if _FOREIGN.match(held.get(key, "").strip()):
            yield _problem("V005", path, link=held[key])
    for key, value in held.items():
        if key.startswith("on") and len(key) > 3 and name != "meta":
            yield _problem("V013", path, found=f"<{name} {key}>")
        elif key in ("href", "src", "action") and re.match(r"\s*(?:javascript|vbscript):", value, re.IGNORECASE):
            yield _problem("V013", path, found=value[:60])


def _structured(scripts: Sequence[tuple[str, str]], path: str) -> tuple[dict[str, str], list[Problem]]:
    """What the JSON-LD of the page says of its article; scripts that have text of their own are faults."""
    found: dict[str, str] = {}
    problems = []
    for tag, text in scripts:
        lowered = tag.lower()
        if not lowered.startswith("<script") or not text.strip():
            continue
        if "application/" not in lowered:
            problems.append(_problem("V013", path, found=tag[:60]))
            continue
        if "ld+json" not in lowered:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            problems.append(_problem("V007", path, field="JSON-LD"))
            continue
        for thing in data if isinstance(data, list) else data.get("@graph", [data]) if isinstance(data, dict) else []:
            if isinstance(thing, dict) and thing.get("@type") == "NewsArticle":
                found = _article(thing)
    return found, problems


def _article(thing: Mapping[str, Any]) -> dict[str, str]:
    around = thing.get("isPartOf")  # its issue, and the series it is a part of
    issue = around[0] if isinstance(around, list) and around else around
    number = issue.get("issueNumber", "") if isinstance(issue, dict) else ""
    return {
        "headline": str(thing.get("headline", "")),
        "date": str(thing.get("datePublished", "")),
        "issue": str(number),
    }


def _is_here(link: str) -> bool:
    return bool(link) and not re.match(r"[a-z][a-z0-9+.-]*:|//", link, re.IGNORECASE)


def _problem(code: str, path: str, **facts: str) -> Problem:
    return Problem(code=code, place=Place(path), facts=facts, severity=Severity.ERROR)
