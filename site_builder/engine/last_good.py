"""Which key of a kept step last had an answer without faults, by step and name: what a broken source falls back to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from site_builder.engine.whole_files import write_whole

_DECODER = msgspec.json.Decoder(dict[str, str])


def read_last_good(path: Path) -> dict[str, str]:
    """`step name` → key; nothing when nobody wrote it down, or it cannot be read: it is only a convenience."""
    try:
        return _DECODER.decode(path.read_bytes())
    except (OSError, ValueError, msgspec.MsgspecError, RecursionError):  # ValueError: what is not UTF-8
        return {}


def write_last_good(path: Path, keys: Mapping[str, str]) -> None:
    """Write it down; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, msgspec.json.encode(dict(sorted(keys.items()))))
