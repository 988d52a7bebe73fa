"""Files pressed beforehand, for servers that send such a twin to whoever takes it: `page.html.gz`, `.br`, `.zst`.

The same bytes give the same twin: no time, no name of a file and no system goes into it.
"""

from __future__ import annotations

import functools
import gzip
import importlib
from collections.abc import Callable, Mapping

PRESSED = frozenset(
    {"html", "css", "js", "json", "xml", "svg", "txt", "map", "webmanifest", "ico", "atom", "md", "csv", "tsv"}
)
"""Endings of files that get smaller; pictures, books and archives are pressed already."""

LEAST = 512
"""Bytes below which a twin saves nobody a packet."""


def endings() -> tuple[str, ...]:
    """The twins that can be made here: gzip always, Brotli with its package, Zstandard from Python 3.14 on."""
    return tuple(ending for ending in ("br", "gz", "zst") if _press(ending) is not None)


def with_twins(files: Mapping[str, bytes], wanted: tuple[str, ...]) -> Mapping[str, bytes]:
    """The files, and the twins of those that get smaller by it."""
    if not wanted:
        return files
    every = dict(files)
    for path, data in files.items():
        if len(data) < LEAST or path.rpartition(".")[2].lower() not in PRESSED:
            continue
        for ending in wanted:
            press = _press(ending)
            twin = press(data) if press else data
            if len(twin) < len(data):
                every[f"{path}.{ending}"] = twin
    return every


@functools.cache
def _press(ending: str) -> Callable[[bytes], bytes] | None:
    if ending == "gz":
        return lambda data: gzip.compress(data, 9, mtime=0)
    try:
        module = importlib.import_module({"br": "brotli", "zst": "compression.zstd"}[ending])
    except ImportError:
        return None
    if ending == "br":
        return lambda data: bytes(module.compress(data, quality=11))
    return lambda data: bytes(module.compress(data, 19))
