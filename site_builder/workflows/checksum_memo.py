"""SHA-256 of printed files by the digest the ledger knows them by, so that only what is new is read again."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

import msgspec

from site_builder.engine.output_folder import OutputFolder
from site_builder.engine.whole_files import write_whole

_DECODER = msgspec.msgpack.Decoder(dict[str, bytes])


class KnownChecksums:
    """Remembered in a file of the cache; one that is damaged is as good as none, for each is believed by its key."""

    def __init__(self, file: Path) -> None:
        self._file, self._known = file, dict[str, bytes]()
        self._used: dict[str, bytes] = {}
        with suppress(OSError, msgspec.MsgspecError, RecursionError):
            data = file.read_bytes()
            if hashlib.sha256(data[32:]).digest() == data[:32]:
                self._known = _DECODER.decode(data[32:])

    def of(self, digest: str, folder: OutputFolder, path: str) -> str:
        """The checksum of a claimed file in 64 figures; raises OSError when it is new and cannot be read."""
        found = self._known.get(digest)
        if found is None:
            found = folder.checksum(path)
        self._used[digest] = found
        return found.hex()

    def remember(self) -> None:
        """Keep what was used; trouble with that costs the next build time."""
        if self._used != self._known:
            data = msgspec.msgpack.encode(self._used)
            with suppress(OSError):
                write_whole(self._file, hashlib.sha256(data).digest() + data)
