"""What attributes and element names say of how text is shown: hidden, beside the article, numbered, quoted."""

from __future__ import annotations

import re

QUOTES = {"": ("“”", "‘’"), "east": ("「」", "『』")}
"""Marks of a quotation and of one inside it, as browsers set them by the language of the page."""

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_BESIDE = re.compile(
    r"(?:^|[-_ ])(?:nav|menu|crumbs?|breadcrumbs?|position|location|foot|footer|copyright|share|side"
    r"|sidebar|related|relate|recommend|rank|"
    r"hot|comments?|toolbar|tools?|search|login|banner|ads?|pager|prev|next|links?|friend|bottom"
    r"|topbar|tags?)(?:$|[-_ ])",
    re.IGNORECASE,
)
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc"} | {
    50: "l",
    40: "xl",
    10: "x",
    9: "ix",
    5: "v",
    4: "iv",
    1: "i",
}


def is_hidden(given: dict[str, str]) -> bool:
    """Whether a browser shows nothing of an element, or says that it is not to be read."""
    if "hidden" in given and given["hidden"].lower() != "until-found":
        return True
    return given.get("aria-hidden", "").lower() == "true" or _HIDDEN.search(given.get("style", "")) is not None


def is_beside(given: dict[str, str]) -> bool:
    """Whether an element is called like what stands beside an article: a menu, a footer, an advertisement."""
    return _BESIDE.search(f"{given.get('class', '')} {given.get('id', '')}") is not None


def quotes(language: str, depth: int) -> str:
    """The pair of marks of a quotation inside `depth` others."""
    code = language.lower()
    east = code.startswith(("ja", "zh-hant", "zh-tw", "zh-hk", "zh-mo"))
    return QUOTES["east" if east else ""][depth % 2]


def ordinal(number: int, kind: str) -> str:
    """The number of a list's item as the list prints it: `3.`, `c.`, `iii.`."""
    if kind.lower() == "a" and 1 <= number <= 26:
        words = chr(ord("a") + number - 1)
    elif kind.lower() == "i" and 1 <= number < 4000:
        words = _roman(number)
    else:
        return f"{number}."
    return f"{words.upper() if kind.isupper() else words}."


def _roman(number: int) -> str:
    words = ""
    for value, letters in _ROMAN.items():
        words += letters * (number // value)
        number %= value
    return words


def is_bold(tag: str, given: dict[str, str]) -> bool:
    """Whether an element sets its words bold."""
    return tag in ("b", "strong") or _BOLD.search(given.get("style", "")) is not None


def is_italic(tag: str) -> bool:
    """Whether an element sets its words in italics; by style alone they are too often a page's ornament."""
    return tag in ("i", "em")
