"""Which language the program speaks with the person at the terminal."""

from __future__ import annotations

import functools
import os
import sys

from site_builder.errors import wording


@functools.cache
def language() -> str:
    """The interface language: `SITE_BUILDER_LANG` if set, else the locale's; where neither says, Simplified Chinese,
    or English on a terminal whose encoding has no Han characters.
    """
    for name in ("SITE_BUILDER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(name, "").split(".")[0].replace("_", "-").lower()
        if code in ("", "c", "posix"):
            continue
        if code.startswith("zh"):
            return "zh-Hant" if any(part in code for part in ("hant", "tw", "hk", "mo")) else "zh-Hans"
        return "en"
    return "zh-Hans" if _shows_han() else "en"


def _shows_han() -> bool:
    """Whether what is printed can be Chinese at all; where nobody reads it, yes."""
    try:
        "报纸".encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def say(name: str, /, **facts: object) -> str:
    """A sentence of the interface in the language of the terminal."""
    return wording.say(name, language(), **facts)
