"""Nothing is written into an archive whose files a newer version of the program wrote."""

from __future__ import annotations

from pathlib import Path

from site_builder.config import load_config
from site_builder.errors import UsageError
from site_builder.workflows.report import from_here


def check_format(root: Path) -> None:
    """Raise UsageError when content/ is of a format this program does not know: its fields might be lost."""
    _, problems = load_config(root)
    newer = [from_here(problem, root) for problem in problems if problem.code == "C006"]
    if newer:
        raise UsageError(*newer)
