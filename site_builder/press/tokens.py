"""A site's own design tokens: the last layer of the stylesheet, and nothing but tokens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from site_builder.errors import Problem

_DECLARED = re.compile(rb"--([a-z0-9-]+)\s*:")
_SAFE = re.compile(r"[^;{}<>\\@]*")


def override(css: bytes, tokens: Mapping[str, str]) -> tuple[bytes, list[Problem]]:
    """The stylesheet with the tokens set in a layer of their own; unknown names and values that are more than a value
    are problems."""
    known = sorted({name.decode() for name in _DECLARED.findall(css)})
    problems = []
    for name, value in tokens.items():
        if name not in known:
            nearest = get_close_matches(name, known, 1)
            problems.append(Problem(code="T014", facts={"name": name} | ({"nearest": nearest[0]} if nearest else {})))
        elif not _SAFE.fullmatch(value) or "/*" in value or "url(" in value.lower():
            problems.append(Problem(code="T015", facts={"name": name, "value": value}))
    if not tokens or problems:
        return css, problems
    declared = "".join(f"  --{name}: {value};\n" for name, value in sorted(tokens.items()))
    return css + f"\n@layer overrides {{ :root {{\n{declared}}} }}\n".encode(), []
