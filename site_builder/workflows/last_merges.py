"""Which kept value each merge job of a site made last: the next job of that name begins with it.

Nothing rests on this file: where it is missing, damaged or of other tools, all is merged as for the first time.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from site_builder.engine.digests import digest_bytes
from site_builder.engine.whole_files import write_whole


class _Last(msgspec.Struct, frozen=True, array_like=True):
    tools: str
    values: dict[str, str]


class LastMerges:
    """What a file of the cache says of the last merges."""

    def __init__(self, file: Path, tools: str) -> None:
        """`tools` are what values are made with: those that others made are none to begin with."""
        self._file, self._tools = file, tools

    def read(self) -> dict[str, str]:
        """Job → digest of its value."""
        with suppress(OSError, ValueError, msgspec.MsgspecError):
            data = self._file.read_bytes()
            if digest_bytes(data[16:]) == data[:16].hex():
                last = _DECODER.decode(data[16:])
                return last.values if last.tools == self._tools else {}
        return {}

    def write(self, values: Mapping[str, str]) -> None:
        """Remember these; trouble with that costs the next build time."""
        data = msgspec.msgpack.encode(_Last(self._tools, dict(values)))
        with suppress(OSError):
            write_whole(self._file, bytes.fromhex(digest_bytes(data)) + data)


_DECODER = msgspec.msgpack.Decoder(_Last)
