"""What is to be printed: papers, and their issues that are set in type."""

from __future__ import annotations

import msgspec

from site_builder.newspaper.model import Paper
from site_builder.workflows.issue_steps import IssueNote
from site_builder.workflows.stock import StockedIssue


class SetIssue(msgspec.Struct, frozen=True, kw_only=True):
    """An issue that is set in type."""

    stocked: StockedIssue
    galley: str
    note: IssueNote
    sound: bool
    """False: its manuscripts have faults now, and this is how it was last printed; that is left as it is."""


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """A paper, and its issues that are set, in the order of their keys."""

    id: str
    paper: Paper
    issues: tuple[SetIssue, ...]
    names: tuple[str, ...] = ()
    """Words of its people.yaml."""
