"""What whole groups of jobs saw when their files were entered in a ledger, each as one digest.

Marks speak of one ledger only: of another, or of one that was written since, nothing is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from site_builder.engine.digests import digest_bytes, digest_file
from site_builder.engine.ledger import NAME
from site_builder.engine.whole_files import write_whole


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """Marks by the names of the groups, and the digest of the ledger they speak of."""

    ledger: str
    marks: dict[str, str]


def read_marks(file: Path, output: Path) -> dict[str, str]:
    """The marks that speak of the ledger as it lies in the output folder; none when that cannot be told."""
    try:
        data = file.read_bytes()
        if digest_bytes(data[16:]) != data[:16].hex():
            return {}
        known = _DECODER.decode(data[16:])
        return known.marks if known.ledger == digest_file(output / NAME) else {}
    except (OSError, msgspec.MsgspecError):
        return {}


def write_marks(file: Path, output: Path, marks: Mapping[str, str]) -> None:
    """Keep marks that speak of the ledger as it now lies in the output folder; raises OSError."""
    data = msgspec.msgpack.encode(Marks(ledger=digest_file(output / NAME), marks=dict(sorted(marks.items()))))
    write_whole(file, bytes.fromhex(digest_bytes(data)) + data)


_DECODER = msgspec.msgpack.Decoder(Marks)
