"""What an archivist may set about searching."""

from __future__ import annotations

import difflib
import importlib.util

import msgspec

from site_builder.errors import Place, Problem

SEGMENTERS = ("jieba", "rjieba")

WANTED = ("auto", "always", "never")
"""What may be said of a part of the index that is not always needed."""


class SearchSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How text is cut into words for the index, and how much of it is indexed."""

    enabled: bool = True
    """Whether the site can be searched: without, there is no index, no page for it and no script."""

    segmenter: str = "jieba"
    """jieba, or rjieba where the extra `fast` is installed; the words are the same."""

    monolith: str = "auto"
    """Whether lunr's own index is printed as well, in one file: auto (up to 300 articles), always, never."""

    substring: str = "auto"
    """Whether any stretch of characters is found, word or not: auto (up to 150 000 articles), always, never."""

    texts: str = "auto"
    """Whether the plain texts are part of the index: auto (up to 5 000 articles), always, never.

    They show passages and prove quotations where pages cannot be fetched (`file://`).
    """

    selftest: int = 12
    """How many stretches of text are looked up in the index just made; 0: none."""

    def chosen(self, articles: int) -> Chosen:
        """What is to be made for so many articles."""
        wanted = {
            name: getattr(self, name) == "always" or (getattr(self, name) == "auto" and articles <= most)
            for name, most in _UP_TO.items()
        }
        return Chosen(**wanted)


_UP_TO = {"monolith": 300, "substring": 150_000, "texts": 5_000}
"""Articles up to which `auto` means yes."""


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """What the settings mean for an archive of a certain size."""

    monolith: bool
    substring: bool
    texts: bool


def check(settings: SearchSettings, path: str = "content/site.yaml") -> list[Problem]:
    """What is wrong with the settings written in that file: S003 an unknown segmenter, S004 one not installed.

    A site that is not searched needs none.
    """
    name, place = settings.segmenter, Place(path)
    if name not in SEGMENTERS:
        near = difflib.get_close_matches(name, SEGMENTERS, 1)
        facts = {"found": name, "known": ", ".join(SEGMENTERS), **({"nearest": near[0]} if near else {})}
        return [Problem(code="S003", place=place, facts=facts)]
    if settings.enabled and importlib.util.find_spec(name) is None:
        return [Problem(code="S004", place=place)]
    return []
