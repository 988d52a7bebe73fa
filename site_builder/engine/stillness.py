"""Whether anything in a folder changed, told by one digest of how every file in it looks: nothing is read.

It costs a `stat` of each file and no more. What the memo says of looks (`engine.memo`) holds here as well: a file that
was changed within two seconds of being looked at could change again and look the same. Such files are named, and who
wants to be sure of them reads them.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

import msgspec

from site_builder.engine.digests import checksum_file, digest_bytes
from site_builder.engine.memo import COARSE, Look, is_steady, look_at


class Sight(msgspec.Struct, frozen=True, kw_only=True):
    """What a folder looks like."""

    digest: str
    """Another when a file came, went, or looks different."""

    newest: int
    """When a file was last changed or touched, in ns of its file system."""

    fresh: tuple[str, ...] = ()
    """Files that changed so lately that they could change again and look the same; paths below the folder."""


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """How one folder looks, without what is in those below it."""

    digest: str
    """Another when a file in it came, went, or looks different."""

    below: tuple[str, ...]
    """The names of the folders in it, sorted."""

    fresh: tuple[str, ...] = ()
    """The names of files in it that changed so lately that they could change again and look the same."""


def glance(looks: Sequence[tuple[str, Look]], below: Iterable[str]) -> Glance:
    """The glance at a folder with files of these names and looks, and with these folders in it; in any order."""
    listed = sorted(looks)
    names = "/".join([name for name, _ in listed]).encode("utf-8", "surrogateescape")
    return Glance(
        digest=digest_bytes(names + b"//" + b"".join([look for _, look in listed])), below=tuple(sorted(below))
    )


def glances_at(files: Mapping[str, Look], now: int) -> Iterator[tuple[str, Glance]]:
    """The glances at those folders, by path, that hold some of these files (by path), if they hold nothing else.

    With the time of their file system (`now`, in ns) it is known which files are fresh.
    """
    looks: dict[str, list[tuple[str, Look]]] = {}
    below: dict[str, set[str]] = {}
    for path, look in files.items():
        folder, _, name = path.rpartition("/")
        if folder not in looks:
            looks[folder] = []
            inner = folder
            while inner:
                inner, _, called = inner.rpartition("/")
                below.setdefault(inner, set()).add(called)
        looks[folder].append((name, look))
    for folder, seen in looks.items():
        fresh = tuple([name for name, look in seen if not is_steady(look, now)])
        yield folder, msgspec.structs.replace(glance(seen, below.get(folder, ())), fresh=fresh)


def see(
    folder: str,
    now: int | None = None,
    *,
    without: Container[str] = (),
    hidden: bool = False,
    links: bool = False,
    known: Mapping[str, Glance] | None = None,
) -> Sight | None:
    """What a folder looks like; None when that says too little.

    That is when it cannot be looked at, when it holds a pipe or the like, and, unless `links` count as they stand, when
    it holds a link: what a link leads to may change while it does not. Names in `without` are left out, and hidden ones
    unless `hidden`. With the time of the folder's file system (`now`, in ns) it is also known which files are fresh.
    Folders below it of which a glance is `known` (by path) are not looked at again.
    """
    glances: list[str] = []
    fresh: list[str] = []
    steady = (1 << 64) if now is None else now - COARSE
    newest = 0

    def enter(at: str, shown: str) -> bool:
        seen = known.get(shown) if known else None
        if seen is None:
            seen = look(at, shown)
        elif now is not None:
            fresh.extend([f"{shown}/{name}" for name in seen.fresh])
        if seen is None:
            return False
        glances.append(f"{shown}/{seen.digest}")
        return all(enter(f"{at}/{name}", f"{shown}/{name}" if shown else name) for name in seen.below)

    def look(at: str, shown: str) -> Glance | None:
        nonlocal newest
        looks: list[tuple[str, Look]] = []
        below: list[str] = []
        with os.scandir(at) as entries:
            for entry in entries:
                name = entry.name
                if name in without or (name[0] == "." and not hidden):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    below.append(name)
                    continue
                linked = entry.is_symlink()
                if linked and not links:
                    return None
                seen = entry.stat(follow_symlinks=False)
                last = max(seen.st_mtime_ns, seen.st_ctime_ns)
                if last > newest:
                    newest = last
                looks.append((name, look_at(seen)))
                if not stat.S_ISREG(seen.st_mode):
                    if not linked:
                        return None
                elif last >= steady:
                    fresh.append(f"{shown}/{name}" if shown else name)
        return glance(looks, below)

    try:
        if not enter(folder, ""):
            return None
    except OSError:
        return None
    data = "\0".join(glances).encode("utf-8", "surrogateescape")
    return Sight(digest=digest_bytes(data), newest=newest, fresh=tuple(sorted(fresh)))


def checksums_of(folder: str, paths: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of files of a folder, by path; raises OSError when one cannot be read."""
    return {path: checksum_file(f"{folder}/{path}") for path in paths}


def still_hold(folder: str, checksums: Mapping[str, str]) -> bool:
    """Whether the files of a folder hold what they held."""
    try:
        return checksums_of(folder, checksums) == checksums
    except OSError:
        return False
