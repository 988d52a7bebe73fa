"""The cards of an edition's issues, and what ties the articles of one to those of others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

import msgspec

from site_builder.newspaper.archive import IssueCard
from site_builder.workflows.holdings import SetIssue
from site_builder.workflows.in_type import CardMark

if TYPE_CHECKING:
    from site_builder.press.threads import Threads


class TiedIssues:
    """What is known of each issue as it is now: of an edit, one of ten thousand is asked anew."""

    def __init__(self, read: Callable[[SetIssue], IssueCard]) -> None:
        """Nothing yet; `read` gives the card of an issue."""
        self._read = read
        self._cards: dict[str, tuple[CardMark, IssueCard]] = {}
        self._threads: dict[str, tuple[CardMark, Threads]] = {}
        self._tied: dict[str, tuple[int, bytes]] = {}
        """As of which edit, and the ties."""

    def card(self, issue: SetIssue) -> IssueCard:
        """The card of an issue."""
        name = str(issue.stocked.key)
        known = self._cards.get(name)
        if known is None or known[0] != issue.note.card:
            known = self._cards[name] = (issue.note.card, self._read(issue))
        return known[1]

    def ties(self, issue: SetIssue, paper: Callable[[], Sequence[SetIssue]], edits: int) -> bytes:
        """What the articles of an issue are tied to (`ties.Ties`, encoded), as a build has it; empty when to nothing.

        `paper` gives all its issues, oldest first, as of so many edits.
        """
        from site_builder.press.threads import related
        from site_builder.press.ties import ties_of

        key = issue.stocked.key
        known = self._tied.get(str(key))
        if known is None or known[0] != edits:
            issues = paper()
            at = next(number for number, other in enumerate(issues) if other.stocked.key == key)
            few = related([self._threads_of(other) for other in issues], at)
            ties = ties_of([self.card(issues[number]) for number in few]).get(key)
            known = self._tied[str(key)] = (edits, msgspec.msgpack.encode(ties) if ties else b"")
        return known[1]

    def keep(self, names: AbstractSet[str]) -> None:
        """Forget all other issues than these."""
        for known in (self._cards, self._threads, self._tied):
            for gone in known.keys() - names:
                known.pop(gone)

    def _threads_of(self, issue: SetIssue) -> Threads:
        from site_builder.press.threads import threads_of

        name = str(issue.stocked.key)
        known = self._threads.get(name)
        if known is None or known[0] != issue.note.card:
            known = self._threads[name] = (issue.note.card, threads_of(self._read(issue)))
        return known[1]
