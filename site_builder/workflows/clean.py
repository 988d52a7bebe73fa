"""`site-builder clean --cache`: throws away what can be made again."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from site_builder.workflows.layout import check_archive, layout


def clean_cache(root: Path, *, dry_run: bool = False) -> tuple[int, int]:
    """Empty the cache of the archive at `root`; the files and bytes that went, or would go.

    A cache that is a link is emptied and stays a link; links in it are taken away and not followed. Raises OSError
    when something cannot be removed, UsageError where no archive is.
    """
    archive = layout(root)
    check_archive(archive)
    files = size = 0
    for place, _, names in os.walk(archive.cache):
        for name in names:
            files += 1
            size += Path(place, name).lstat().st_size
    if not dry_run and archive.cache.is_dir():
        with os.scandir(archive.cache) as entries:
            listed = list(entries)
        for entry in listed:
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path)
            else:
                Path(entry.path).unlink()
    return files, size
