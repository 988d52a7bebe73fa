"""SHA-256 of printed files by the digest the ledger knows them by, so that only what is new is read again."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

import msgspec

from site_builder.engine.output_folder import OutputFolder
from site_builder.engine.whole_files import write_whole

_Checksums = dict[str, bytes]
"""By the digest of what they are of."""

_DECODER = msgspec.msgpack.Decoder(_Checksums)


def checksums_of(folder: OutputFolder, memo_file: Path) -> dict[str, str]:
    """Path → checksum in 64 figures of all claimed files; raises OSError when one is new and cannot be read.

    They are remembered in a file of the cache; trouble with that costs the next build time.
    """
    known, printed = _read(memo_file), folder.claimed()
    now = {digest: known[digest] for digest in printed.values() if digest in known}
    for path, digest in printed.items():
        if digest not in now:
            now[digest] = folder.checksum(path)
    if now != known:
        data = msgspec.msgpack.encode(now)
        with suppress(OSError):
            write_whole(memo_file, hashlib.sha256(data).digest() + data)
    return {path: now[digest].hex() for path, digest in printed.items()}


def _read(memo_file: Path) -> _Checksums:
    """What was remembered; a file that is damaged is as good as none, for each is believed by its key."""
    with suppress(OSError, msgspec.MsgspecError, RecursionError):
        data = memo_file.read_bytes()
        if hashlib.sha256(data[32:]).digest() == data[:32]:
            return _DECODER.decode(data[32:])
    return {}
