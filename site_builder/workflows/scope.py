"""Which issues a build may print anew: all, those a pattern names, or those from a day on.

An issue outside that was edited stays as it was last printed, in its own pages and wherever others speak of it, so the
site is at no time half of one state and half of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase

import msgspec

from site_builder.errors import Problem, UsageError
from site_builder.workflows.stock import StockedIssue

_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What `--only` and `--since` say."""

    only: tuple[str, ...] = ()
    """Patterns (`*`, `?`, `[…]`) of paths in content/ or of addresses; an issue is meant when any of its files is."""

    since: str = ""
    """The first day: 2019, 2019-04 or 2019-04-19."""

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return bool(self.only or self.since)

    def holds(self, issue: StockedIssue) -> bool:
        """Whether an issue is within."""
        if self.since and issue.key.day < self.since:
            return False
        return not self.only or any(fnmatchcase(name, one) for one in self.only for name in _names(issue))

    def check(self, issues: Iterable[StockedIssue]) -> None:
        """Raise UsageError for a day that is none, and for patterns that mean no issue there is."""
        check_days(self.since)
        if self and not any(map(self.holds, issues)):
            said = " ".join([*self.only, *([self.since] if self.since else [])])
            raise UsageError(Problem(code="B061", facts={"pattern": said}))


EVERYTHING = Scope()


def check_days(*days: str) -> None:
    """Raise UsageError for those that are no year, month or day (2019, 2019-04, 2019-04-19); "" is left out."""
    if wrong := [Problem(code="B060", facts={"day": day}) for day in days if day and not _DAY.fullmatch(day)]:
        raise UsageError(*wrong)


def _names(issue: StockedIssue) -> Iterable[str]:
    """What an issue and its files are called, in content/ and on the site."""
    yield str(issue.key)
    yield issue.folder
    yield issue.folder.partition("/")[2]
    for name in issue.texts:
        yield f"{issue.folder}/{name}"
        yield f"{issue.key}/{name.removesuffix('.md')}.html"
