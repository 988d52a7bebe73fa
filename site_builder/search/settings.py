"""What an archivist may set about searching."""

from __future__ import annotations

import difflib
import importlib.util

import msgspec

from site_builder.errors import Place, Problem

SEGMENTERS = ("jieba", "rjieba")


class SearchSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How text is cut into words for the index, and how much of it is indexed."""

    segmenter: str = "jieba"
    """jieba, or rjieba where the extra `fast` is installed; the words are the same."""

    full_text_up_to: int = 300
    """The body of every article is indexed while the archive holds no more articles than this; 0: never.

    A larger archive is searched by headline, kicker, deck, names, column and tags: one index is one download.
    """


def check(settings: SearchSettings, path: str = "content/site.yaml") -> list[Problem]:
    """What is wrong with the settings written in that file: S003 an unknown segmenter, S004 one not installed."""
    name, place = settings.segmenter, Place(path)
    if name not in SEGMENTERS:
        near = difflib.get_close_matches(name, SEGMENTERS, 1)
        facts = {"found": name, "known": ", ".join(SEGMENTERS), **({"nearest": near[0]} if near else {})}
        return [Problem(code="S003", place=place, facts=facts)]
    if importlib.util.find_spec(name) is None:
        return [Problem(code="S004", place=place)]
    return []
