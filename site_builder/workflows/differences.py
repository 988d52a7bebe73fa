"""What an edit made different besides pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from site_builder.workflows.holdings import SetIssue


def pictures_of(issues: Mapping[str, SetIssue], names: Iterable[str]) -> Mapping[str, str]:
    """Output path → digest of every picture of some issues, as far as they are there."""
    return {
        f"{name}/{picture}": issue.stocked.others.get(picture, "")
        for name in names
        if (issue := issues.get(name)) is not None
        for picture in issue.note.pictures
    }


def differing(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    """The names that are new, gone, or have another value."""
    if before is after:
        return set()
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
