"""What a build changed for readers: articles new, changed, moved, withdrawn; corrections; in numbers and as a list."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from site_builder.engine.whole_files import write_whole

if TYPE_CHECKING:  # a report of a build holds changes, and is read where nothing was built
    from site_builder.workflows.issue_record import IssueRecord
    from site_builder.workflows.shelves import Shelf

_State = dict[str, tuple[str, int]]
"""Address of an article → digest of all it says, and how many corrections it carries."""


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """The difference between two builds of one site."""

    known: bool = False
    """Whether an earlier build is known: else everything is new."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: Mapping[str, str] = {}
    withdrawn: tuple[str, ...] = ()
    corrections: int = 0
    lost: int = 0
    """Addresses that lead nowhere now; a build that would lose one does not end here."""


def changes_since(
    file: Path, shelves: Sequence[Shelf], records: Mapping[str, IssueRecord], redirects: Mapping[str, str]
) -> Changes:
    """What is different from the build remembered in `file`, which then remembers this one."""
    from site_builder.press import routes

    old = _read(file)
    new: _State = {
        address: (article.says, article.corrections)
        for shelf in shelves
        for issue in shelf.issues
        for articles in (records[str(issue.stocked.key)].articles,)
        for address, article in zip(
            routes.articles_of(issue.stocked.key, [article.id for article in articles]), articles, strict=True
        )
    }
    gone = (old or {}).keys() - new.keys()
    moved = {path: redirects[path] for path in sorted(gone) if path in redirects}
    changes = Changes(
        known=old is not None,
        added=tuple(sorted(new.keys() - (old or {}).keys() - set(moved.values()))),
        changed=tuple(sorted(path for path in new.keys() & (old or {}).keys() if new[path] != (old or {})[path])),
        moved=moved,
        withdrawn=tuple(sorted(path for path in gone if path not in redirects)),
        corrections=sum(max(0, many - (old or {}).get(path, ("", 0))[1]) for path, (_, many) in new.items()),
    )
    if new != old:
        with suppress(OSError):  # the next build then compares with an earlier one
            write_whole(file, msgspec.msgpack.encode(new))
    return changes


def change_list(changes: Changes, written: Sequence[str], removed: Sequence[str]) -> str:
    """The change list as JSON: of articles, for those who harvest them; of files, for whoever uploads them."""
    told = {
        "format": "site_builder changes 1",
        "articles": {
            "added": list(changes.added),
            "changed": list(changes.changed),
            "moved": dict(changes.moved),
            "withdrawn": list(changes.withdrawn),
        },
        "corrections": changes.corrections,
        "lost": changes.lost,
        "files": {"written": list(written), "removed": list(removed)},
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _read(file: Path) -> _State | None:
    try:
        return msgspec.msgpack.decode(file.read_bytes(), type=_State)
    except (OSError, ValueError, msgspec.MsgspecError, RecursionError):  # ValueError: what is not UTF-8
        return None
