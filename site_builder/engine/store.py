"""What costs is kept: values by the digest of what they hold, records by the key of the job that made them.

The store lies in a folder anyone may delete. Every file in it is checked when it is read; one that is missing, cut
short or altered is as good as never written. A store of another format lies in a folder of another name.
"""

from __future__ import annotations

import os
from collections.abc import Set
from contextlib import suppress
from pathlib import Path

import msgspec

from site_builder.engine.digests import SIZE, digest_bytes
from site_builder.engine.whole_files import write_whole
from site_builder.errors import Problem

FORMAT = "store-1"

SPARE = 48
"""So many more than twice what is needed may lie there before anything is thrown away."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a value without reading it."""

    digest: str
    """The value's name in the store."""

    note: bytes = b""
    """Small facts that the work gave with its value."""

    problems: tuple[Problem, ...] = ()
    """What the work noticed; it would notice the same again."""


class Lost(Exception):  # noqa: N818 - a state of the store, and no error: the value is made again
    """A value that was kept cannot be read any more; `args[0]` is its digest."""


class Store(msgspec.Struct, frozen=True, kw_only=True):
    """A folder of kept values; plain, so that it can be sent to a worker."""

    folder: str
    spare: str = ""
    """Where values go that the folder has no room for, until the build ends; empty: nowhere."""

    def record(self, key: str) -> Record | None:
        """What the job with this key made; None when that is not known, or its value is gone."""
        places = self._places()
        for place in places:
            data = _read_checked(f"{place}/{_record(key)}")
            if data is not None:
                with suppress(msgspec.MsgspecError):
                    record = _RECORD_DECODER.decode(data)
                    if any(os.path.exists(f"{each}/{_value(record.digest)}") for each in places):  # noqa: PTH110
                        return record
        return None

    def value(self, digest: str) -> bytes:
        """The kept value with this digest; raises `Lost` when it cannot be had whole."""
        for place in self._places():
            with suppress(OSError):
                data = Path(place, _value(digest)).read_bytes()
                if digest_bytes(data) == digest:
                    return data
        raise Lost(digest)

    def part(self, digest: str, start: int, size: int) -> bytes:
        """So many bytes of the kept value from `start` on (counted from its end when negative), unchecked.

        For values that say themselves what their parts must be. Raises `Lost` when it cannot be had.
        """
        for place in self._places():
            with suppress(OSError), open(f"{place}/{_value(digest)}", "rb", buffering=0) as file:  # noqa: PTH123
                file.seek(start, os.SEEK_END if start < 0 else os.SEEK_SET)
                data = file.read(size)
                if len(data) == size:
                    return data
        raise Lost(digest)

    def keep(self, key: str, value: bytes, note: bytes, problems: tuple[Problem, ...]) -> tuple[Record, str]:
        """Keep what a job made; also says why it lies in the spare folder, or "" when it does not.

        Raises OSError when there is no room in the spare folder either.
        """
        record = Record(digest=digest_bytes(value), note=note, problems=problems)
        data = _RECORD_ENCODER.encode(record)
        first, *others = self._places()
        try:
            _put(first, key, record.digest, value, data)
        except OSError as error:
            if not others:
                raise
            _put(others[0], key, record.digest, value, data)
            return record, error.strerror or str(error)
        return record, ""

    def prune(self, keys: Set[str], digests: Set[str]) -> None:
        """Throw away what no present job asks for, once that is more than half of what lies there."""
        place = Path(self.folder) / FORMAT
        records, values = sorted(place.glob("records/*/*")), sorted(place.glob("values/*/*"))
        if len(records) <= 2 * len(keys) + SPARE and len(values) <= 2 * len(digests) + SPARE:
            return
        for path in records + values:
            if path.name not in keys and path.name not in digests:
                with suppress(OSError):
                    path.unlink()

    def _places(self) -> list[str]:
        # Texts and no Paths, here and below: a build that has nothing to do spends its time on looking things up.
        return [f"{place}/{FORMAT}" for place in (self.folder, self.spare) if place]


_RECORD_DECODER = msgspec.msgpack.Decoder(Record)
_RECORD_ENCODER = msgspec.msgpack.Encoder()


def _value(digest: str) -> str:
    return f"values/{digest[:2]}/{digest}"


def _record(key: str) -> str:
    return f"records/{key[:2]}/{key}"


def _put(place: str, key: str, digest: str, value: bytes, record: bytes) -> None:
    """The value first: a record must never speak of a value that was not yet written."""
    at = Path(place, _value(digest))
    if not (at.exists() and digest_bytes(at.read_bytes()) == digest):
        at.parent.mkdir(parents=True, exist_ok=True)
        write_whole(at, value)
    at = Path(place, _record(key))
    at.parent.mkdir(parents=True, exist_ok=True)
    write_whole(at, bytes.fromhex(digest_bytes(record)) + record)


def _read_checked(path: str) -> bytes | None:
    """What a file holds after the digest it begins with; None when it is not there or the digest is another."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            data = file.read()
    except OSError:
        return None
    return data[SIZE:] if digest_bytes(data[SIZE:]) == data[:SIZE].hex() else None
