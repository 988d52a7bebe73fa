"""What crawlers may do, said once in `site.yaml` (`robots:`), and how a browser may search the site."""

from __future__ import annotations

import msgspec

from site_builder.press import routes
from site_builder.press.settings import SiteSettings
from site_builder.press.views_site import Meta
from site_builder.press.xml_text import attribute, text

TRAINERS = (
    *("AI2Bot", "Amazonbot", "Applebot-Extended", "Bytespider", "CCBot", "ChatGLM-Spider", "Claude-Web", "ClaudeBot"),
    *("Diffbot", "FacebookBot", "Google-CloudVertexBot", "Google-Extended", "GPTBot", "ImagesiftBot", "PanguBot"),
    *("Meta-ExternalAgent", "Omgili", "Omgilibot", "PetalBot", "Timpibot", "anthropic-ai", "cohere-ai", "img2dataset"),
)
"""Names under which those crawl who gather texts for training, as their owners give them."""

SHORTEST, LONGEST = 1, 16
"""Characters an OpenSearch ShortName has."""


def robots(site: SiteSettings) -> bytes:
    """robots.txt (RFC 9309); where the sitemap is, when there is one."""
    lines: list[str] = []
    if site.robots == "no-ai":
        lines += [*(f"User-agent: {name}" for name in TRAINERS), "Disallow: /", ""]
    lines += ["User-agent: *", "Disallow: /" if site.robots == "none" else "Allow: /"]
    if site.base_url and site.robots != "none":
        lines += ["", f"Sitemap: {routes.absolute(site.base_url, routes.sitemap())}"]
    return ("\n".join(lines) + "\n").encode()


def reservation(site: SiteSettings) -> dict[str, bytes]:
    """The same for those who mine texts (W3C TDM Reservation Protocol), where anything is reserved."""
    if site.robots == "allow":
        return {}
    rule = [{"location": "/", "tdm-reservation": 1}]
    return {".well-known/tdmrep.json": msgspec.json.format(msgspec.json.encode(rule), indent=1) + b"\n"}


def metas(site: SiteSettings) -> tuple[Meta, ...]:
    """The same in the head of every page."""
    match site.robots:
        case "no-ai":
            told = {"robots": "noai, noimageai", "tdm-reservation": "1"}
        case "none":
            told = {"robots": "noindex, nofollow, noai, noimageai", "tdm-reservation": "1"}
        case _:
            told = {}
    return tuple(Meta(name=name, content=content) for name, content in told.items())


def opensearch(site: SiteSettings) -> dict[str, bytes]:
    """How a browser may take up the search; nothing while there is no base address, or no search."""
    if not site.base_url or not site.searchable:
        return {}
    template = f"{routes.absolute(site.base_url, routes.search())}?q={{searchTerms}}"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{text(_short(site.title))}</ShortName>",
        f"<Description>{text((site.description or site.title)[:1024])}</Description>",
        f'<Url type="text/html" method="get" template={attribute(template)}/>',
        f"<Language>{text(site.language)}</Language>",
        "<InputEncoding>UTF-8</InputEncoding>",
        "</OpenSearchDescription>",
    ]
    return {routes.opensearch(): ("\n".join(lines) + "\n").encode("utf-8", "replace")}


def _short(title: str) -> str:
    plain = " ".join("".join(c if c.isprintable() else " " for c in title).split())
    return plain[:LONGEST].strip() or "search"
