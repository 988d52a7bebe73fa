"""What each merge left for the next one of the same name, in a file of the cache.

Nothing rests on these files, and no key: where one is missing, damaged or made with other tools, all is merged as for
the first time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from site_builder.engine.whole_files import write_whole
from site_builder.search.remerging import Held

FOLDER = "merges"
_SIZE = 32


def cache_of(cache: str, *, drafts: bool) -> str:
    """The folder that is the `cache` of merges with drafts or without.

    A preview that shows drafts and fills another folder without them merges both ways at each save, and one article
    more gives other numbers to all documents behind it.
    """
    return f"{cache}/drafts" if drafts else cache


def last_merge(cache: str, name: str, tools: str) -> Held | None:
    """What the merge of this name left, when it was made with the same tools."""
    with suppress(ValueError, msgspec.MsgspecError):
        return _DECODER.decode(left(_place(cache, name), tools))
    return None


def leave(cache: str, name: str, tools: str, held: Held) -> None:
    """Leave something for the next merge of this name; trouble with that costs it time."""
    leave_behind(_place(cache, name), tools, msgspec.msgpack.encode(held))


def forget_others(cache: str, names: Iterable[str]) -> None:
    """Throw away what was left for merges of no such name, and what builds that were killed had begun to leave.

    Another build that is writing there at this moment loses no more than what its next merge would be spared.
    """
    present = {_place(cache, name).name for name in names}
    folder = Path(cache, FOLDER)
    with suppress(OSError):
        for place in [] if folder.is_symlink() else list(folder.iterdir()):  # what a link leads to is not ours
            if place.name not in present:
                with suppress(OSError):
                    place.unlink()


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
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, hashlib.sha256(tools.encode() + data).digest() + data)


def _place(cache: str, name: str) -> Path:
    return Path(cache, FOLDER, name.replace(" ", "-"))


_DECODER = msgspec.msgpack.Decoder(Held)
