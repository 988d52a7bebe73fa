"""Digests: what a value, a text or a file is known by."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

SIZE = 16
"""Bytes of a digest: the first half of a SHA-256, for keys and for noticing damage.

SHA-256 because processors compute it themselves, at two to three times the speed of BLAKE2b, and because what is
printed is known by the whole of it (`checksum`), which the ledger holds and those who verify a site are told.
"""

_PIECE = 1 << 16
"""Bytes of a file that are read at once: more than nearly every manuscript and page has, and no room worth a map."""

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


def digest(*parts: object) -> str:
    """32 hexadecimal figures that stand for plain values (structs, texts, numbers, tuples, mappings) in this order."""
    return digest_bytes(_ENCODER.encode(parts))


def digest_bytes(data: bytes | memoryview) -> str:
    """32 hexadecimal figures that stand for these bytes."""
    return of_checksum(checksum(data))


def checksum(data: bytes | memoryview) -> str:
    """The SHA-256 of these bytes in 64 hexadecimal figures."""
    return hashlib.sha256(data).hexdigest()


def of_checksum(checksum: str) -> str:
    """`digest_bytes` of whatever has this SHA-256."""
    return checksum[: 2 * SIZE]


def digest_file(path: Path | str) -> str:
    """`digest_bytes` of a file's content; raises OSError when it cannot be read."""
    return of_checksum(checksum_file(path))


def checksum_file(path: Path | str) -> str:
    """`checksum` of a file's content, read piece by piece; raises OSError when it cannot be read."""
    summed = hashlib.sha256()
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - called for every file of an archive; a Path costs more
        while piece := file.read(_PIECE):
            summed.update(piece)
    return summed.hexdigest()
