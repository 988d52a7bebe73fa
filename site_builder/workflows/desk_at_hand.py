"""The desk of an archive that somebody is editing: what was read lately is not read again."""

from __future__ import annotations

import functools

from site_builder.engine.reading import read_as_known
from site_builder.workflows.desk import Desk

READ_LATELY = 256
"""Manuscripts that are remembered as they were read."""


class DeskAtHand(Desk, frozen=True, kw_only=True):
    """A desk that remembers manuscripts: of the forty of an issue that is set again, one has to be read."""

    def read(self, path: str, digest: str) -> bytes:
        """A file of the archive as a job knows it; raises `Changed` when it is not that any more."""
        if path.endswith((".md", ".yaml")):
            return _read_lately(self.root, path, digest)
        return super().read(path, digest)


@functools.lru_cache(maxsize=READ_LATELY)
def _read_lately(root: str, path: str, digest: str) -> bytes:
    return read_as_known(f"{root}/{path}", digest, path)
