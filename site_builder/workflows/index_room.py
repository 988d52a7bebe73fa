"""The order in which a build makes the search index, and how it mends what its cache has lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import msgspec

from site_builder.engine.labour import Outcome
from site_builder.engine.steps import Files, Step, Value
from site_builder.engine.store import Record
from site_builder.newspaper.keys import IssueKey
from site_builder.search.settings import Chosen, SearchSettings
from site_builder.workflows import index_steps
from site_builder.workflows.last_merges import forget_others

Repair = Callable[[frozenset[str]], object]


class Kept(Protocol):
    """Has the jobs of a kept step done."""

    def __call__(
        self, step: Step[Value], jobs: Mapping[str, Any], repair: Repair | None = None, /, *, anew: frozenset[str] = ...
    ) -> dict[str, Outcome[Record]]: ...


class Printed(Protocol):
    """Has the jobs of a printing step done."""

    def __call__(self, step: Step[Files], jobs: Mapping[str, Any], repair: Repair | None = None, /) -> None: ...


class ToPost(msgspec.Struct, frozen=True, kw_only=True):
    """An issue that is to be found."""

    key: IssueKey
    galley: str
    articles: int
    names: tuple[str, ...]
    """Words of its paper's people.yaml."""


class IndexRoom:
    """The search index of one build at work."""

    def __init__(
        self, cache: str, kept: Kept, printed: Printed, set_again: Repair, lay_out: Callable[[str], None]
    ) -> None:
        """`set_again` makes galleys again that were lost, `lay_out` puts an arrangement on the desk."""
        self._cache = cache
        self._kept, self._printed, self._set_again, self._lay_out = kept, printed, set_again, lay_out
        self._posting: dict[str, index_steps.PostJob] = {}

    def make(self, issues: Sequence[ToPost], papers: Mapping[str, str], settings: SearchSettings) -> None:
        """The files of the index of all issues; `papers` are the names by id."""
        cutting = index_steps.cutting(settings)
        self._posting = {
            str(issue.key): index_steps.PostJob(galley=issue.galley, settings=cutting, names=issue.names)
            for issue in issues
        }
        outcomes = self._kept(index_steps.POST, self._posting, self._set_again)
        posted = [issue for issue in sorted(issues, key=_order) if outcomes[str(issue.key)].answer is not None]
        partials = {
            str(issue.key): answer.digest for issue in posted if (answer := outcomes[str(issue.key)].answer) is not None
        }
        chosen = settings.chosen(sum(issue.articles for issue in posted))
        try:
            self._bind(partials, papers, chosen, settings.selftest)
        finally:
            index_steps.put_away()

    def _bind(self, partials: Mapping[str, str], papers: Mapping[str, str], chosen: Chosen, selftest: int) -> None:
        digests = tuple(partials.values())
        arranging = {"index": index_steps.ArrangeJob(partials=digests, substring=chosen.substring)}

        def arrange(lost: frozenset[str] = frozenset(), *, anew: frozenset[str] = frozenset()) -> Record | None:
            if not lost.isdisjoint(digests):
                self._post_again(lost)
            record = self._kept(index_steps.ARRANGE, arranging, self._post_again, anew=anew)["index"].answer
            if record is not None:
                self._lay_out(record.digest)
            return record

        def arrange_again(lost: frozenset[str]) -> None:
            arrange(lost, anew=frozenset(arranging))

        arranged = arrange()
        if arranged is None:
            return
        merging = {
            name: index_steps.MergeRowsJob(name=name, rows=rows)
            for name, rows in msgspec.msgpack.decode(arranged.note, type=dict[str, str]).items()
        }
        outcomes = self._kept(index_steps.MERGE, merging, arrange_again)
        forget_others(self._cache, merging)
        merged = {name: answer for name in merging if (answer := outcomes[name].answer) is not None}

        def merge_again(lost: frozenset[str]) -> None:
            arrange_again(lost)
            names = frozenset(name for name, record in merged.items() if record.digest in lost)
            self._kept(index_steps.MERGE, {name: merging[name] for name in sorted(names)}, self._post_again, anew=names)

        self._print(partials, merged, chosen, merge_again)
        binding = index_steps.BindJob(
            arrangement=arranged.digest,
            merged=tuple((name, record.digest, record.note) for name, record in merged.items()),
            papers=papers,
            texts=chosen.texts,
            substring=chosen.substring,
            selftest=selftest,
        )
        self._printed(index_steps.BIND, {"index": binding}, merge_again)

    def _print(
        self, partials: Mapping[str, str], merged: Mapping[str, Record], chosen: Chosen, merge_again: Repair
    ) -> None:
        shelving = {name: index_steps.ShelveJob(merged=record.digest) for name, record in merged.items()}
        self._printed(index_steps.SHELVE, shelving, merge_again)
        leaves = {name: index_steps.LeavesJob(partial=digest, texts=chosen.texts) for name, digest in partials.items()}
        self._printed(index_steps.LEAVES, leaves, self._post_again)
        if chosen.monolith:
            whole = index_steps.MonolithJob(partials=tuple(partials.values()))
            self._printed(index_steps.MONOLITH, {"lunr": whole}, self._post_again)

    def _post_again(self, _: frozenset[str]) -> None:
        """Take the words of all issues again: which partial is whose is not worth remembering."""
        self._kept(index_steps.POST, self._posting, self._set_again, anew=frozenset(self._posting))


def _order(issue: ToPost) -> tuple[str, str, str]:
    return issue.key.day, issue.key.paper, issue.key.edition
