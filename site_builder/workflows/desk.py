"""Where the workers of a build find things."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.engine import steps
from site_builder.engine.reading import read_as_known
from site_builder.workflows.in_type import CardPlace


class Desk(steps.Desk, frozen=True, kw_only=True):
    """The engine's desk, and the archive's folders beside it."""

    root: str
    themes: tuple[str, ...]
    """Folders that hold themes, nearest first."""

    theme: str = ""
    """Digest of the kept theme that has the fingerprints jobs name."""

    plans: Mapping[str, str] = {}
    """Plan → digest of the kept value in which its fronts lie, which jobs name by their digests."""

    cards: Mapping[str, tuple[CardPlace, ...]] = {}
    """While fronts are planned: paper → where the cards of its issues lie, which jobs name by their digests."""

    arrangement: str = ""
    """Digest of the kept value that says what of the search index is merged with what."""

    tools: str = ""
    """The toolchain, by which it is told whether what a merge left may be gone on with."""

    drafts: bool = False
    """Whether drafts are printed too, by which merges with and without them are held apart."""

    def read(self, path: str, digest: str) -> bytes:
        """A file of the archive as a job knows it; raises `Changed` when it is not that any more."""
        return read_as_known(f"{self.root}/{path}", digest, path)
