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
from site_builder.workflows.printing_steps import FRONTS, PLAN, FrontJob, PlanJob, PlanNote, ThemeNote
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

    note: PlanNote

    def mark(self, site: SiteSettings, theme: ThemeNote, toolchain: str) -> str:
        """What stands for all that the printing of these fronts sees."""
        return digest(FRONTS.name, FRONTS.version, toolchain, self.note.fronts, site, theme.fingerprints)

    def jobs(self, name: str, site: SiteSettings, theme: ThemeNote) -> Iterator[tuple[str, FrontJob]]:
        """The printing of each front, by its path."""
        for front in self.note.fronts:
            fingerprint = theme.fingerprints.get(front.kind, "")
            yield front.path, FrontJob(plan=name, front=front.digest, site=site, fingerprint=fingerprint)


class PlanRoom:
    """The planning of one build."""

    def __init__(self, kept: Kept, site: SiteSettings, set_again: Repair, lay_out: Callable[[Cards], None]) -> None:
        """`set_again` sets issues in type again whose cards were lost, `lay_out` puts cards on the desk."""
        self._kept, self._site, self._set_again, self._lay_out = kept, site, set_again, lay_out
        self._jobs: dict[str, PlanJob] = {}
        self._cards: Cards = {}

    def plan(self, papers: Sequence[ToPlan], cards: Cards) -> dict[str, Plan]:
        """All plans by name, the sitemap's last; those whose work failed are left out."""
        self._cards = cards
        apart = {}
        for paper in papers:
            for part in ("lists", "feeds"):
                marks = (note.card for note in paper.notes)
                known_by = tuple(mark.listed if part == "lists" else mark.fed for mark in marks)
                shelf = (paper.id, paper.paper, known_by)
                apart[f"{paper.id} {part}"] = PlanJob(part=part, shelves=(shelf,), site=_seen(part, self._site))
        plans = self._made(apart)
        shown = tuple(path for plan in plans.values() for path in plan.note.shown)
        shelves = tuple((paper.id, paper.paper, tuple(note.card.whole for note in paper.notes)) for paper in papers)
        return plans | self._made({OWN: PlanJob(part=OWN, shelves=shelves, site=self._site, apart=shown)})

    def again(self, names: frozenset[str]) -> None:
        """Make plans again whose kept values were lost."""
        self._planned({name: self._jobs[name] for name in sorted(names)}, names)

    def _planned(self, jobs: Mapping[str, PlanJob], anew: frozenset[str] = frozenset()) -> dict[str, Outcome[Record]]:
        self._lay_out(self._cards)
        try:
            return self._kept(PLAN, jobs, self._set_again, anew=anew)
        finally:  # a desk goes to the workers with every batch
            self._lay_out({})

    def _made(self, jobs: Mapping[str, PlanJob]) -> dict[str, Plan]:
        self._jobs |= jobs
        return {
            name: Plan(digest=outcome.answer.digest, note=_NOTE.decode(outcome.answer.note))
            for name, outcome in self._planned(jobs).items()
            if outcome.answer is not None
        }


def card_places(shelves: Iterable[Shelf]) -> Cards:
    """Where the cards of all issues lie, by paper."""
    return {shelf.id: tuple(CardPlace(issue.galley, issue.note.card) for issue in shelf.issues) for shelf in shelves}


def _seen(part: str, site: SiteSettings) -> SiteSettings:
    """The settings that have a say in a part; a change of any other leaves it as it is."""
    if part == "feeds":
        return SiteSettings(feeds=site.feeds)
    return SiteSettings(page_size=site.page_size, base_url=site.base_url)


_NOTE = msgspec.msgpack.Decoder(PlanNote)
