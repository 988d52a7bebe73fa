"""An archive that holds one imported page, and a hand that edits it."""

from __future__ import annotations

from pathlib import Path

from site_builder.engine.events import silence
from site_builder.workflows.ingest import ingest

ISSUE = "content/yanhe/2021/2021-03-19"
"""The folder of the issue in the archive."""


def imported(folder: Path, source: str, name: str) -> Path:
    """A new archive in a folder into which a page was imported from a file of that name."""
    (folder / name).write_text(source, encoding="utf-8")
    root = folder / "archive"
    (root / "content").mkdir(parents=True)
    result = ingest(root, [folder / name], paper="yanhe", date="2021-03-19", tell=silence)
    assert result.problems == ()
    return root


def edit(path: Path, was: str, now: str) -> None:
    """Change some words of a file by hand."""
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, now), encoding="utf-8")
