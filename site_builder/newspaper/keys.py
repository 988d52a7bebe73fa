"""Names that never change: of an issue, and of an article in it."""

from __future__ import annotations

import re

import msgspec

PAPER_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
"""A paper's folder and the first part of its addresses: safe on every file system and in every URL."""

ARTICLE_ID = re.compile(r"(\d{2,3})-(\d{2,3})")
"""`PP-NN`: the page on which the article begins and its number there, fixed at import."""

_FOLDER = re.compile(r"(?P<day>\d{4}-(?:\d{2}|XX)-(?:\d{2}|XX)|\d{4}-\d{2}|\d{4})(?P<edition>[b-z]?)")


class IssueKey(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """Names one printed issue for ever: paper, day, and edition of that day."""

    paper: str
    day: str
    """ISO date; EDTF `XX` where day or month is not known (`2019-04-XX`). Sorts as text."""

    edition: str = "a"
    """a for the first edition of the day, b for the second …; only a is left out of the folder's name."""

    @property
    def folder(self) -> str:
        """`2019-04-19`, or `2019-04-19b` for the second edition of that day: folder and address alike."""
        return self.day + ("" if self.edition == "a" else self.edition)

    @property
    def year(self) -> str:
        """The four figures of the year."""
        return self.day[:4]

    def __str__(self) -> str:
        """`paper/2019-04-19`: unique on the site."""
        return f"{self.paper}/{self.day}" if self.edition == "a" else f"{self.paper}/{self.day}{self.edition}"


def issue_key(paper: str, folder: str) -> IssueKey | None:
    """The key an issue folder's name stands for; None when the name is none."""
    match = _FOLDER.fullmatch(folder)
    if match is None:
        return None
    return IssueKey(paper=paper, day=match["day"], edition=match["edition"] or "a")
