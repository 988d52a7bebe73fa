"""What an archivist may set about searching."""

from __future__ import annotations

import msgspec


class SearchSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How text is cut into words for the index, and how much of it is indexed."""

    segmenter: str = "jieba"
    """jieba, or rjieba where the extra `fast` is installed; the words are the same."""

    full_text_up_to: int = 300
    """The body of every article is indexed while the archive holds no more articles than this; 0: never.

    A larger archive is searched by headline, kicker, deck, names, column and tags: one index is one download.
    """
