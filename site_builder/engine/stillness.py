"""Whether anything in a folder changed, told by one digest of how every file in it looks: nothing is read.

It costs a `stat` of each file and no more. What the memo says of looks (`engine.memo`) holds here as well: a file that
was changed within two seconds of being looked at could change again and look the same. Such files are named, and who
wants to be sure of them reads them.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Container, Iterable, Mapping

import msgspec

from site_builder.engine.digests import checksum_file, digest_bytes
from site_builder.engine.memo import COARSE


class Sight(msgspec.Struct, frozen=True, kw_only=True):
    """What a folder looks like."""

    digest: str
    """Another when a file came, went, or looks different."""

    newest: int
    """When a file was last changed or touched, in ns of its file system."""

    fresh: tuple[str, ...] = ()
    """Files that changed so lately that they could change again and look the same; paths below the folder."""


def see(
    folder: str, now: int | None = None, *, without: Container[str] = (), hidden: bool = False, links: bool = False
) -> Sight | None:
    """What a folder looks like; None when that says too little.

    That is when it cannot be looked at, when it holds a pipe or the like, and, unless `links` count as they stand, when
    it holds a link: what a link leads to may change while it does not. Names in `without` are left out, and hidden ones
    unless `hidden`. With the time of the folder's file system (`now`, in ns) it is also known which files are fresh.
    """
    looks: list[str] = []
    fresh: list[str] = []
    steady = (1 << 64) if now is None else now - COARSE
    newest = 0

    def enter(at: str, shown: str) -> bool:
        nonlocal newest
        looks.append(shown)
        with os.scandir(at) as entries:
            for entry in entries:
                name = entry.name
                if name in without or (name[0] == "." and not hidden):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if not enter(entry.path, f"{shown}{name}/"):
                        return False
                    continue
                if not links and entry.is_symlink():
                    return False
                seen = entry.stat(follow_symlinks=False)
                written, touched = seen.st_mtime_ns, seen.st_ctime_ns
                last = max(written, touched)
                newest = max(newest, last)
                looks.append(f"{shown}{name} {seen.st_size} {written} {touched} {seen.st_ino} {seen.st_mode}")
                if not stat.S_ISREG(seen.st_mode):
                    if not entry.is_symlink():
                        return False
                elif last >= steady:
                    fresh.append(shown + name)
        return True

    try:
        if not enter(folder, ""):
            return None
    except OSError:
        return None
    looks.sort()
    data = "\0".join(looks).encode("utf-8", "surrogateescape")
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
