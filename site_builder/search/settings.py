"""What an archivist may set about searching."""

from __future__ import annotations

import msgspec


class SearchSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How text is cut into words for the index."""

    segmenter: str = "jieba"
    """jieba, or rjieba where the extra `fast` is installed."""
