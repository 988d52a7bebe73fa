"""What each merge left for the next one of the same name, in a file of the cache.

Nothing rests on these files, and no key: where one is missing, damaged or made with other tools, all is merged as for
the first time.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

import msgspec

from site_builder.engine.whole_files import write_whole
from site_builder.search.remerging import Held

FOLDER = "merges"
_SIZE = 32


def last_merge(cache: str, name: str, tools: str) -> Held | None:
    """What the merge of this name left, when it was made with the same tools."""
    with suppress(ValueError, msgspec.MsgspecError):
        return _DECODER.decode(left(_place(cache, name), tools))
    return None


def leave(cache: str, name: str, tools: str, held: Held) -> None:
    """Leave something for the next merge of this name; trouble with that costs it time."""
    leave_behind(_place(cache, name), tools, msgspec.msgpack.encode(held))


def left(place: Path, tools: str) -> bytes:
    """What was left behind in a file of the cache with the same tools; empty when it is none of that, or damaged."""
    with suppress(OSError):
        data = place.read_bytes()
        if hashlib.sha256(tools.encode() + data[_SIZE:]).digest() == data[:_SIZE]:
            return data[_SIZE:]
    return b""


def leave_behind(place: Path, tools: str, data: bytes) -> None:
    """Leave something in a file of the cache, if it can be."""
    with suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        write_whole(place, hashlib.sha256(tools.encode() + data).digest() + data)


def _place(cache: str, name: str) -> Path:
    return Path(cache, FOLDER, name.replace(" ", "-"))


_DECODER = msgspec.msgpack.Decoder(Held)
