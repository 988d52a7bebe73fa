"""Where the workers of a build find things."""

from __future__ import annotations

from pathlib import Path

from site_builder.engine import steps
from site_builder.engine.reading import read_as_known
from site_builder.press.settings import ThemeSettings


class Desk(steps.Desk, frozen=True, kw_only=True):
    """The engine's desk, and the archive's folders beside it."""

    root: str
    themes: tuple[str, ...]
    """Folders that hold themes, nearest first."""

    theme: ThemeSettings = ThemeSettings()
    """Which theme it is that jobs name by its fingerprints."""

    theme_files: str = ""
    """Digest of all theme files, so that a process that lives long reads a theme again when it changed."""

    plan: str = ""
    """Digest of the value in which the fronts are found that jobs name by their digests."""

    def read(self, path: str, digest: str) -> bytes:
        """A file of the archive as a job knows it; raises `Changed` when it is not that any more."""
        return read_as_known(Path(self.root) / path, digest, path)
