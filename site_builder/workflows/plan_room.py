"""What is planned before pages about many issues are printed: in parts, each from no more of the cards than it shows.

So most edits of a text leave the lists of a paper and its feeds planned as they are; a plan that is as it was, on a
site that is as it was, is settled at once, without asking for each of its thousands of fronts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from site_builder.engine.digests import digest
from site_builder.engine.labour import Outcome
from site_builder.engine.store import Record
from site_builder.newspaper.model import Paper
from site_builder.press.settings import SiteSettings
from site_builder.workflows.in_type import CardPlace
from site_builder.workflows.issue_steps import IssueNote
from site_builder.workflows.printing_steps import FRONTS, PLAN, FrontJob, PlanJob, PlannedFront, ThemeNote
from site_builder.workflows.shelves import Shelf

if TYPE_CHECKING:  # an archive without a search does not load what makes one
    from site_builder.workflows.index_room import Kept, Repair

OWN = "own"

Cards = Mapping[str, tuple[CardPlace, ...]]
"""Paper → where the cards of its issues lie, oldest first."""


class ToPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A paper and what is known of its issues, oldest first."""

    id: str
    paper: Paper
    notes: tuple[IssueNote, ...]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Fronts that were planned together."""

    digest: str
    """Of the kept value that holds them."""

    ties: Mapping[str, bytes]
    """Issue → what its articles are tied to (`ties.Ties`, encoded); issues without ties are left out."""

    shown: tuple[str, ...]
    """Of lists and feeds: the paths of those that a sitemap names."""

    packed: bytes
    """The fronts: of a large archive there are tens of thousands, and nearly always all are settled."""

    def paths(self) -> list[str]:
        """The paths of the fronts."""
        return [front.path for front in self.fronts()]

    def fronts(self) -> Sequence[PlannedFront]:
        """The fronts."""
        return _FRONTS.decode(self.packed)

    def mark(self, site: SiteSettings, theme: ThemeNote, toolchain: str) -> str:
        """What stands for all that the printing of these fronts sees."""
        return digest(FRONTS.name, FRONTS.version, toolchain, self.packed, site, theme.fingerprints)

    def jobs(self, name: str, site: SiteSettings, theme: ThemeNote) -> Iterator[tuple[str, FrontJob]]:
        """The printing of each front, by its path."""
        for front in self.fronts():
            fingerprint = theme.fingerprints.get(front.kind, "")
            yield front.path, FrontJob(plan=name, front=front.digest, site=site, fingerprint=fingerprint)


class Hands(msgspec.Struct, frozen=True, kw_only=True):
    """Who does the work; handed in when there is some, for a room that kept them would keep the whole build alive."""

    kept: Kept
    set_again: Repair
    """Sets issues in type again whose cards were lost."""

    lay_out: Callable[[Cards], None]
    """Puts cards on the desk."""


class PlanRoom:
    """The planning of one build."""

    def __init__(self, site: SiteSettings) -> None:
        self._site = site
        self._jobs: dict[str, PlanJob] = {}
        self._cards: Cards = {}

    def plan(self, papers: Sequence[ToPlan], cards: Cards, hands: Hands) -> dict[str, Plan]:
        """All plans by name, the sitemap's last; those whose work failed are left out."""
        self._cards = cards
        apart = {}
        for paper in papers:
            for part in ("lists", "feeds"):
                marks = (note.card for note in paper.notes)
                known_by = tuple(mark.listed if part == "lists" else mark.fed for mark in marks)
                shelf = (paper.id, paper.paper, known_by)
                apart[f"{paper.id} {part}"] = PlanJob(part=part, shelves=(shelf,), site=_seen(part, self._site))
        plans = self._made(apart, hands)
        shown = tuple(path for plan in plans.values() for path in plan.shown)
        shelves = tuple((paper.id, paper.paper, tuple(note.card.whole for note in paper.notes)) for paper in papers)
        return plans | self._made({OWN: PlanJob(part=OWN, shelves=shelves, site=self._site, apart=shown)}, hands)

    def again(self, names: frozenset[str], hands: Hands) -> None:
        """Make plans again whose kept values were lost."""
        self._planned({name: self._jobs[name] for name in sorted(names)}, hands, names)

    def _planned(
        self, jobs: Mapping[str, PlanJob], hands: Hands, anew: frozenset[str] = frozenset()
    ) -> dict[str, Outcome[Record]]:
        hands.lay_out(self._cards)
        try:
            return hands.kept(PLAN, jobs, hands.set_again, anew=anew)
        finally:  # a desk goes to the workers with every batch
            hands.lay_out({})

    def _made(self, jobs: Mapping[str, PlanJob], hands: Hands) -> dict[str, Plan]:
        self._jobs |= jobs
        outcomes = self._planned(jobs, hands)
        return {name: _plan(outcome.answer) for name, outcome in outcomes.items() if outcome.answer is not None}


def _plan(record: Record) -> Plan:
    note = _NOTE.decode(record.note)
    return Plan(digest=record.digest, ties=note.ties, shown=note.shown, packed=bytes(note.fronts))


def to_plan(shelves: Iterable[Shelf]) -> list[ToPlan]:
    """The papers of shelves."""
    return [
        ToPlan(id=shelf.id, paper=shelf.paper, notes=tuple(issue.note for issue in shelf.issues)) for shelf in shelves
    ]


def card_places(shelves: Iterable[Shelf]) -> Cards:
    """Where the cards of all issues lie, by paper."""
    return {shelf.id: tuple(CardPlace(issue.galley, issue.note.card) for issue in shelf.issues) for shelf in shelves}


def _seen(part: str, site: SiteSettings) -> SiteSettings:
    """The settings that have a say in a part; a change of any other leaves it as it is."""
    if part == "feeds":
        return SiteSettings(feeds=site.feeds)
    return SiteSettings(page_size=site.page_size, base_url=site.base_url)


class _Note(msgspec.Struct, frozen=True, kw_only=True):
    """A `PlanNote`, its fronts packed."""

    fronts: msgspec.Raw
    ties: Mapping[str, bytes]
    shown: tuple[str, ...]


_NOTE = msgspec.msgpack.Decoder(_Note)
_FRONTS = msgspec.msgpack.Decoder(tuple[PlannedFront, ...])
