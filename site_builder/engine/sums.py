"""Paths and the SHA-256 of what lies there, packed: of a large site there are more than a hundred thousand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

SIZE = 32
"""Bytes of a SHA-256."""

_BETWEEN = "\0"
"""Stands in no path."""


class Sums(msgspec.Struct, frozen=True, gc=False):
    """Some files; as texts in a dictionary they take four times the room."""

    joined: str
    """The paths, with a NUL between any two."""

    packed: bytes
    """Their checksums in the same order."""

    def __len__(self) -> int:
        return len(self.packed) // SIZE

    def paths(self) -> list[str]:
        """The paths."""
        return self.joined.split(_BETWEEN) if self.packed else []

    def items(self) -> Iterator[tuple[str, str]]:
        """Each path with its checksum in 64 figures."""
        return zip(self.paths(), map(bytes.hex, _parts(self.packed)), strict=True)


class Listing(Mapping[str, str]):
    """All files of some `Sums` by path: path → SHA-256 in 64 figures. Of a path named twice the last one counts."""

    def __init__(self, sums: Iterable[Sums]) -> None:
        every = join(sums)
        self._packed = every.packed
        self.places: Mapping[str, int] = {path: at for at, path in enumerate(every.paths())}
        """Path → which of the files it is, counted through."""

    def __getitem__(self, path: str) -> str:
        return self.packed(path).hex()

    def __contains__(self, path: object) -> bool:
        return path in self.places

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)

    def packed(self, path: str) -> bytes:
        """The checksum of a file; KeyError when it is none of these."""
        at = self.places[path] * SIZE
        return self._packed[at : at + SIZE]


def pack(files: Mapping[str, str]) -> Sums:
    """Files with their checksums in 64 figures each; ValueError when one is no checksum, or a path has a NUL in it."""
    joined, packed = _BETWEEN.join(files), bytes.fromhex("".join(files.values()))
    usual = all(len(checksum) == 2 * SIZE for checksum in files.values()) and len(packed) == SIZE * len(files)
    if not usual or joined.count(_BETWEEN) > max(0, len(files) - 1):
        raise ValueError("a path or a checksum that is none")
    return Sums(joined, packed)


def join(sums: Iterable[Sums]) -> Sums:
    """All of their files, in order."""
    some = [each for each in sums if each.packed]
    return Sums(_BETWEEN.join([each.joined for each in some]), b"".join([each.packed for each in some]))


def _parts(packed: bytes) -> Iterator[bytes]:
    return (packed[at : at + SIZE] for at in range(0, len(packed), SIZE))
