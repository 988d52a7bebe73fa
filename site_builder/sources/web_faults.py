"""What is wrong with a web page, or was left out of it, before any of it is read."""

from __future__ import annotations

from bisect import bisect_right

from site_builder.errors import Place, Problem, Severity
from site_builder.sources.html_tokens import Kind, tokens
from site_builder.sources.line_reading import line_starts

MOST_TAGS = 200_000
"""Tags of the largest page that is read; a newspaper's have some thousand."""

DEEP = 400
"""Elements inside each other from which the report speaks of it; real pages have some thirty."""

_EMPTY = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)


def web_faults(page: str, name: str) -> list[Problem]:
    """An error for a page with more tags than any newspaper's; doubts about scripts, open ends and deep nesting."""
    starts = line_starts(page)
    count = depth = deep = 0
    scripts: list[int] = []
    endless: list[int] = []
    for token in tokens(page):
        count += token.kind is not Kind.TEXT
        if count > MOST_TAGS:
            line = bisect_right(starts, token.start)
            return [Problem(code="I201", place=Place(name, line), facts={"count": str(MOST_TAGS)})]
        if token.kind is Kind.OPEN and token.name not in _EMPTY and token.name not in ("p", "li"):
            depth += 1
            deep = token.start if depth > DEEP and not deep else deep
        elif token.kind is Kind.CLOSE:
            depth = max(0, depth - 1)
        if token.kind is Kind.OPEN and token.name == "script":
            scripts.append(token.start)
        if not token.closed:
            endless.append(token.start)
    found = [("I202", deep, str(DEEP))] if deep else []
    found += [("I203", endless[0], str(len(endless)))] if endless else []
    found += [("I204", scripts[0], str(len(scripts)))] if scripts else []
    return [
        Problem(
            code=code,
            place=Place(name, bisect_right(starts, at)),
            facts={"count": words},
            severity=Severity.DOUBT,
        )
        for code, at, words in found
    ]
