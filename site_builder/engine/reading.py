"""Reads a file that a job names by path and digest."""

from __future__ import annotations

from pathlib import Path

from site_builder.engine.digests import digest_bytes
from site_builder.engine.steps import Changed


def read_as_known(path: Path, digest: str, shown: str) -> bytes:
    """What a file holds; raises `Changed` with `shown` when that is not what its digest says, or it is gone."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Changed(shown) from error
    if digest_bytes(data) != digest:
        raise Changed(shown)
    return data
