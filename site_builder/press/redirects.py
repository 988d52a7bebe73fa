"""Old addresses as files: a page for each, and the same as rules for hosts that can answer 301.

The pages need no server, no script and no theme, so an old link works from a folder, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import quote, urlsplit

from site_builder.errors.wording import LANGUAGES, say
from site_builder.press import routes

RULES = "_redirects"
"""The file several hosts read (Netlify, Cloudflare Pages)."""

NGINX = "redirects.nginx.map"
"""For nginx: `include` it in a `map $uri $moved`."""

_PAGES = (".html", ".htm", ".shtml", ".xhtml")

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={link}">
<link rel="canonical" href="{canonical}">
<title>{title}</title>
</head>
<body>
<p>{moved}<a href="{link}">{link}</a></p>
</body>
</html>
"""


def print_redirects(redirects: Mapping[str, str], base_url: str, language: str) -> dict[str, bytes]:
    """The files of all redirects (old address → page, perhaps with `#p3`); none when there are none."""
    files: dict[str, bytes] = {}
    spoken = language if language in LANGUAGES else "en"
    for old, new in sorted(redirects.items()):
        path = _file(old)
        if path:
            files[path] = _page(path, new, base_url, language, spoken).encode()
    if redirects:
        files[RULES] = "".join(f"{rule}\n" for rule in _rules(redirects, base_url)).encode()
        files[NGINX] = "".join(f"{line}\n" for line in _map(redirects, base_url)).encode()
    return files


def _file(old: str) -> str:
    """The file that is shown at an old address without a server's help; empty for one that no page can answer."""
    name = old.rpartition("/")[2]
    if name.lower().endswith(_PAGES):
        return old
    return "" if "." in name else f"{old}/index.html"


def _page(path: str, new: str, base_url: str, language: str, spoken: str) -> str:
    target, mark, fragment = new.partition("#")
    link = routes.relative(path, target) + mark + quote(fragment)
    return _PAGE.format(
        language=escape(language),
        link=escape(link),
        canonical=escape(routes.absolute(base_url, target) or link),
        title=escape(say("addresses.moved_title", spoken)),
        moved=escape(say("addresses.moved", spoken)),
    )


def _rules(redirects: Mapping[str, str], base_url: str) -> list[str]:
    at = urlsplit(base_url).path.rstrip("/")
    rules = []
    for old, new in sorted(redirects.items()):
        rules.append(f"{at}/{quote(old)} {at}/{_target(new)} 301")
        if old.endswith("/index.html"):
            rules.append(f"{at}/{quote(old.removesuffix('index.html'))} {at}/{_target(new)} 301")
    return rules


def _map(redirects: Mapping[str, str], base_url: str) -> list[str]:
    """Lines of a map: nginx compares `$uri` decoded, so the old side is written as it is, in quotes."""
    at = urlsplit(base_url).path.rstrip("/")
    lines = []
    for old, new in sorted(redirects.items()):
        lines.append(f"{_quoted(f'{at}/{old}')} {at}/{_target(new)};")
        if old.endswith("/index.html"):
            lines.append(f"{_quoted(f'{at}/{old}'.removesuffix('index.html'))} {at}/{_target(new)};")
    return lines


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _target(new: str) -> str:
    target, mark, fragment = new.partition("#")
    return (
        quote(target.removesuffix("index.html") if target.endswith("/index.html") else target) + mark + quote(fragment)
    )
