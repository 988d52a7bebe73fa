"""What two jobs have both printed, by name or by a name that some file system takes for the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.engine.ledger import Entry
from site_builder.engine.paths import folded
from site_builder.errors import Place, Problem


def clashes(claims: Mapping[str, Entry]) -> Iterator[Problem]:
    """One problem for each file of a job, by the jobs' names, that an earlier one has."""
    claimed: dict[str, tuple[str, str]] = {}
    for job, entry in sorted(claims.items()):
        for path in entry.files.paths():
            owner, other = claimed.setdefault(folded(path), (job, path))
            if owner != job:
                facts = {"path": path, "other": other, "job": job, "owner": owner}
                yield Problem(code="B008", place=Place(path=path), facts=facts)
