"""Reads a file that a job names by path and digest, and says of a link whether it may be read."""

from __future__ import annotations

import os
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


def leads_out(path: Path, folder: Path) -> str:
    """Where a link leads when that is outside of a folder; empty for one that stays inside, and for what is no link."""
    if not path.is_symlink():
        return ""
    real = os.path.realpath(path)
    return "" if Path(real).is_relative_to(os.path.realpath(folder)) else os.readlink(path)  # noqa: PTH115 - as written
