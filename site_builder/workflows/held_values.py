"""What the steps of a preview made: kept in the cache of the archive, and in memory where that takes nothing more."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from site_builder.engine.digests import digest_bytes
from site_builder.engine.labour import Outcome
from site_builder.engine.run import Work, keep
from site_builder.engine.steps import Changed, Step, Value
from site_builder.engine.store import Record
from site_builder.errors import SiteBuilderError
from site_builder.workflows.desk import Desk

IN_MEMORY = 256
"""Values kept that the cache did not take."""


class HeldValues:
    """Values by their digests. Not for several threads at once."""

    def __init__(self, desk: Desk) -> None:
        """None yet; `desk` knows the cache."""
        self._desk = desk
        self._bodies: OrderedDict[str, bytes] = OrderedDict()

    def value(self, digest: str) -> bytes:
        """What a step made; raises Lost when neither memory nor the cache has it."""
        return self._bodies[digest] if digest in self._bodies else self._desk.store.value(digest)

    def kept(self, step: Step[Value], jobs: Mapping[str, Any], work: Work) -> Mapping[str, Outcome[Record]]:
        """What becomes of jobs of a step, by the names of the jobs."""
        try:
            return keep(step, jobs, work)
        except OSError:  # a full disk is no reason to show less
            return {name: self._in_memory(step, name, job) for name, job in jobs.items()}

    def hold(self, value: Value) -> Record:
        """Keep a value in memory alone."""
        record = Record(digest=digest_bytes(value.body), note=value.note, problems=value.problems)
        self._bodies[record.digest] = value.body
        if len(self._bodies) > IN_MEMORY:
            self._bodies.popitem(last=False)
        return record

    def _in_memory(self, step: Step[Value], name: str, job: object) -> Outcome[Record]:
        try:
            value = step.work(job, self._desk)
        except SiteBuilderError as error:
            return Outcome(name=name, key="", made=True, problems=error.problems)
        except Changed:
            return Outcome(name=name, key="", made=True)
        return Outcome(name=name, key="", made=True, answer=self.hold(value), problems=value.problems)
