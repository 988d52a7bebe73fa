"""Files of the built folder and nothing else: no links, no pipes, no way out."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonl": "application/json; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".bib": "text/plain; charset=utf-8",
    ".ris": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".zip": "application/zip",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".wasm": "application/wasm",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
}
"""Our own table: the system's differs from machine to machine; some Windows registries call JavaScript plain text."""


def type_of(path: str) -> str:
    """The Content-Type of a file, by the end of its name."""
    return TYPES.get(os.path.splitext(path)[1].lower(), "application/octet-stream")  # noqa: PTH122 - a URL's path


def is_folder(site: Path, path: str) -> bool:
    """Whether a path in the site is a folder reached without any link. The site itself, "", is one."""
    here = site
    for name in path.rstrip("/").split("/"):
        here = here / name
        if name in {".", ".."} or not _is(stat.S_ISDIR, here):
            return False
    return True


def is_there(site: Path, path: str) -> bool:
    """Whether `open_file` would find a file."""
    opened = open_file(site, path)
    if opened is not None:
        opened.close()
    return opened is not None


def read_file(site: Path, path: str) -> bytes | None:
    """What a file of the site holds; None when `open_file` finds none."""
    opened = open_file(site, path)
    if opened is None:
        return None
    with opened:
        return opened.read()


def open_file(site: Path, path: str) -> BinaryIO | None:
    """A file of the site, opened for reading; None when there is no such file, or a link on the way to it.

    `path` is relative and posix. Whatever it says, the file lies below `site`: `..` and absolute paths find nothing.
    """
    folder, _, name = path.rpartition("/")
    file = site / folder / name
    # What it is, is asked before opening: a pipe would make us wait for its writer.
    if not name or name in {".", ".."} or not is_folder(site, folder) or not _is(stat.S_ISREG, file):
        return None
    try:
        if not file.resolve(strict=True).is_relative_to(site.resolve(strict=True)):
            return None
        return os.fdopen(os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)), "rb")
    except OSError:
        return None


def _is(kind: Callable[[int], bool], path: Path) -> bool:
    """Whether a path itself, not what it links to, is a folder or a file."""
    try:
        return kind(path.lstat().st_mode)
    except (OSError, ValueError):
        return False
