"""jieba's dictionary put in order once for all builds of an archive, in a file of the cache.

As with what merges leave: nothing rests on the file, and no key knows of it.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from site_builder.search.dictionary import Ordered, begin_with, in_order, ordered
from site_builder.workflows.last_merges import leave_behind, left

FILE = "jieba"


def put_in_order(cache: str, tools: str) -> None:
    """Have it in order in this process, as another left it; else it is put in order now, and left for others."""
    if in_order():
        return
    place = Path(cache, FILE)
    try:
        begin_with(msgspec.msgpack.decode(left(place, tools), type=Ordered))
    except (ValueError, msgspec.MsgspecError):
        leave_behind(place, tools, msgspec.msgpack.encode(ordered()))
