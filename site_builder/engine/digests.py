"""Digests: what a value, a text or a file is known by."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

SIZE = 16
"""Bytes of a digest: BLAKE2b of 128 bits, for keys and for noticing damage; fixity of sources is SHA-256, elsewhere."""

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


def digest(*parts: object) -> str:
    """32 hexadecimal figures that stand for plain values (structs, texts, numbers, tuples, mappings) in this order."""
    return digest_bytes(_ENCODER.encode(parts))


def digest_bytes(data: bytes) -> str:
    """32 hexadecimal figures that stand for these bytes."""
    return hashlib.blake2b(data, digest_size=SIZE).hexdigest()


def digest_file(path: Path | str) -> str:
    """`digest_bytes` of a file's content, read piece by piece; raises OSError when it cannot be read."""
    with open(path, "rb") as file:  # noqa: PTH123 - called for every file of an archive; a Path costs more than the read
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=SIZE)).hexdigest()
