"""Reads papers and issues from content/ for the commands that print no page."""

from __future__ import annotations

from pathlib import Path

from site_builder.errors import Problem
from site_builder.manuscript.issue_folder import read_issue
from site_builder.manuscript.paper_file import read_paper
from site_builder.newspaper.model import Issue, Paper
from site_builder.workflows.layout import CONTENT
from site_builder.workflows.stock import PAPER_FILE, StockedIssue, StockedPaper


def read_masthead(root: Path, stocked: StockedPaper) -> tuple[Paper | None, list[Problem]]:
    """The paper of a folder; None when it has no paper.yaml (the stock says so) or that has faults."""
    if not stocked.file:
        return None, []
    path = f"{CONTENT}/{stocked.id}/{PAPER_FILE}"
    return read_paper((root / path).read_bytes().decode("utf-8", "surrogateescape"), path)


def read_stocked(root: Path, stocked: StockedIssue) -> tuple[Issue | None, list[Problem]]:
    """The issue of a folder, from its manuscripts and the names of its pictures; None when it has faults."""
    texts = {name: (root / stocked.folder / name).read_bytes() for name in stocked.texts}
    return read_issue(stocked.key, texts | dict.fromkeys(stocked.others, b""), stocked.folder)
