"""The bodies of an archive as witnesses to what its papers write: nearest in time first, no more than is soon read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from site_builder.manuscript.issue_folder import is_article
from site_builder.newspaper.keys import IssueKey, issue_key

ENOUGH = 3_000_000
"""Characters; a district paper prints as many in three years. Reading and comparing them takes about a second."""


def archive_texts(content: Path, key: IssueKey, *, own: bool) -> Iterator[str]:
    """Bodies of the archive's articles: of the issue's paper first, of the days nearest to it first.

    With `own` the issue's own articles are the first of all. Files that cannot be read are no witnesses.
    """
    folders = [(_distance(found, key), path) for path in content.glob("*/*/*") if (found := _key(path)) is not None]
    left = ENOUGH
    for (_, days, _), path in sorted(folders):
        if days == 0 and path == content / key.paper / key.year / key.folder and not own:
            continue
        for file in sorted(path.glob("*.md")):
            if left <= 0:
                return
            body = _body(file) if is_article(file.name) else ""
            left -= len(body)
            yield body


def _key(path: Path) -> IssueKey | None:
    return issue_key(path.parent.parent.name, path.name)


def _distance(found: IssueKey, key: IssueKey) -> tuple[bool, int, str]:
    return found.paper != key.paper, abs(_day(found) - _day(key)), str(found)


def _day(key: IssueKey) -> int:
    """A number for a day that may not be known to the day: the middle of its month or year then."""
    year, month, day = (*key.day.split("-"), "", "")[:3]
    return date(
        int(year) or 1, int(month) if month.isdigit() else 7, min(28, int(day) if day.isdigit() else 15)
    ).toordinal()


def _body(file: Path) -> str:
    try:
        text = file.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""
    return text.partition("\n---\n")[2] or text
