"""What a build changed for readers: articles new, changed, moved, withdrawn; corrections; in numbers and as a list."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from site_builder.engine.whole_files import write_whole

if TYPE_CHECKING:  # a report of a build holds changes, and is read where nothing was built
    from site_builder.workflows.issue_record import ArticleRecord

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
    file: Path, articles: Iterable[tuple[object, str, ArticleRecord]], redirects: Mapping[str, str]
) -> Changes:
    """What is different from the build remembered in `file`, which then remembers this one.

    `articles` are those of the site: issue, address, record; each is let go of when the next one comes.
    """
    read = _read(file)
    states = read or {}
    gone = set(states)
    added, changed, corrections = set[str](), list[str](), 0
    for _, address, article in articles:
        old, state = states.get(address), (article.says, article.corrections)
        gone.discard(address)
        if old == state:
            continue
        states[address] = state
        corrections += max(0, article.corrections - (old[1] if old else 0))
        if old is None:
            added.add(address)
        else:
            changed.append(address)
    moved = {path: redirects[path] for path in sorted(gone) if path in redirects}
    for path in gone:
        del states[path]
    changes = Changes(
        known=read is not None,
        added=tuple(sorted(added - set(moved.values()))),
        changed=tuple(sorted(changed)),
        moved=moved,
        withdrawn=tuple(sorted(path for path in gone if path not in redirects)),
        corrections=corrections,
    )
    if read is None or added or changed or gone:
        with suppress(OSError):  # the next build then compares with an earlier one
            write_whole(file, msgspec.msgpack.encode(states))
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
