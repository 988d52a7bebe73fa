"""`site-builder migrate`: brings the files of an older content/ to the format of today, one step after the other.

Format 1 is the first that is written down (`format: 1` in site.yaml); what has no number is format 0. An archive of an
older format still builds: what a step would change is read as it was. One of a newer format is refused, not guessed at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from site_builder.config import FILE, FORMAT, load_config
from site_builder.engine.whole_files import write_whole
from site_builder.errors import Problem, UsageError, has_errors
from site_builder.workflows.layout import check_archive, layout
from site_builder.workflows.report import from_here

Edits = Mapping[str, bytes]
"""Path below the archive → the file as it would be."""


class Migration(msgspec.Struct, frozen=True):
    """From one format to the next."""

    to: int
    edit: Callable[[Path], Edits]


class MigrateReport(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an archive."""

    was: int
    now: int
    changed: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def migrate(root: Path, *, dry_run: bool = False) -> MigrateReport:
    """Bring the archive at `root` to the present format; with `dry_run` only say which files would change.

    Each file is replaced whole; the number in site.yaml is written last, so that a step that was cut off is done again.
    Raises UsageError for a site.yaml with errors, or of a format newer than this program.
    """
    archive = layout(root)
    check_archive(archive)
    config, problems = load_config(root)
    if has_errors(problems):
        raise UsageError(*(from_here(problem, root) for problem in problems))
    changed: list[str] = []
    for migration in MIGRATIONS:
        if migration.to <= config.format:
            continue
        edits = dict(migration.edit(root))
        for path, data in sorted(edits.items(), key=lambda edit: edit[0] == FILE):
            changed.append(path)
            if not dry_run:
                write_whole(root / path, data)
    return MigrateReport(was=config.format, now=FORMAT, changed=tuple(dict.fromkeys(changed)))


def _to_1(root: Path) -> Edits:
    """Format 1 only says its number; everything else is as it was."""
    path = root / FILE
    data = path.read_bytes() if path.is_file() else b""
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    end = b"\r\n" if b"\r\n" in data else b"\n"
    return {FILE: mark + b"format: 1" + end + data[len(mark) :]}


MIGRATIONS = (Migration(1, _to_1),)
"""In their order; each is kept for ever, so that an archive of any age comes through."""
