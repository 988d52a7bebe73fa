"""Scripts as they are sent: what stands in a theme for people — whole lines of comment, indentation — stays there."""

from __future__ import annotations

import functools
import re

_BLOCK = re.compile(r"^[ \t]*/\*(?!!)(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


@functools.lru_cache(maxsize=64)
def bare(script: bytes) -> bytes:
    """A script without its lines of comment and its indentation; notices that begin with `/*!` stay.

    One with text over several lines (a template literal, a continued string) comes back as it is: what looks like a
    comment or an indent may be part of it. A third of a documented script is for its reader, and a search pays for it.
    """
    try:
        text = script.decode()
    except UnicodeDecodeError:
        return script
    short = _INDENT.sub("", _LINE.sub("", _BLOCK.sub("", text)))
    if any(line.count("`") % 2 or line.endswith("\\") for line in short.splitlines()):
        return script
    return short.encode()
