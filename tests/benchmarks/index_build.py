"""The search index as a build makes it, job by job over a store: CPU by step, peak memory, and what an edit costs.

    python -m tests.benchmarks.index_build ARCHIVE WORK [--segmenter rjieba] [--jobs 1]

ARCHIVE is a folder with content/, WORK a folder for the store and the files; it may hold those of an earlier run, which
are then used. After the first run one article in the middle has a word added, then an issue is added at the end.
Peak memory is of this process, which does all the work when `--jobs` is 1.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from site_builder.engine.events import Began, Event, Made
from site_builder.engine.executors import hire
from site_builder.engine.labour import Outcome
from site_builder.engine.output_folder import opened
from site_builder.engine.run import Work, keep, print_
from site_builder.engine.steps import Files, Step, Value
from site_builder.engine.store import Record, Store
from site_builder.newspaper.galley import Galley
from site_builder.press.cards import card
from site_builder.search.settings import SearchSettings
from site_builder.workflows.desk import Desk
from site_builder.workflows.in_type import galley_of, kept_form
from site_builder.workflows.index_room import IndexRoom, Repair, ToPost
from tests.benchmarks.index_cost import galleys


def main() -> None:
    """Measure one archive and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--segmenter", default="rjieba")
    parser.add_argument("--jobs", default="1")
    asked = parser.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    bench = Bench(asked.work, SearchSettings(segmenter=asked.segmenter), asked.jobs)
    issues = [bench.issue(galley) for galley in galleys(asked.archive)]
    print(f"{sum(issue.articles for issue in issues)} articles in {len(issues)} issues")
    bench.run("first", issues)
    bench.run("again", issues)
    middle = len(issues) // 2
    edited = [*issues[:middle], bench.edited(issues[middle]), *issues[middle + 1 :]]
    bench.run("one body edited", edited)
    bench.run("an issue more", [*edited, bench.later(edited[-1])])


class Bench:
    """A store, a folder for the files, and one index room after the other."""

    def __init__(self, work: Path, settings: SearchSettings, jobs: str) -> None:
        self._work, self._settings, self._jobs = work, settings, jobs
        self._store = Store(folder=str(work / "store"))

    def issue(self, galley: Galley) -> ToPost:
        """An issue whose galley is kept."""
        record, _ = self._store.keep(str(galley.issue.key), kept_form(galley, card(galley, "")), b"", ())
        return ToPost(key=galley.issue.key, galley=record.digest, articles=len(galley.articles), names=())

    def edited(self, issue: ToPost) -> ToPost:
        """The same issue with a word more in one of its articles."""
        galley = galley_of(self._store.value(issue.galley))
        first, *others = galley.articles
        block = first.blocks[-1]
        changed = msgspec.structs.replace(block, text=f"{block.text}渡口修桥。")
        first = msgspec.structs.replace(first, blocks=(*first.blocks[:-1], changed))
        return self.issue(msgspec.structs.replace(galley, articles=(first, *others)))

    def later(self, issue: ToPost) -> ToPost:
        """An issue of the same articles, a century later."""
        galley = galley_of(self._store.value(issue.galley))
        key = msgspec.structs.replace(issue.key, day=f"2{issue.key.day[1:]}")
        return self.issue(msgspec.structs.replace(galley, issue=msgspec.structs.replace(galley.issue, key=key)))

    def run(self, title: str, issues: Sequence[ToPost]) -> None:
        """Bring the index up to date and say what that took."""
        clock = Steps()
        output = self._work / "output"
        with opened(output, self._work, [], self._work / "memo") as folder, hire(self._jobs) as crew:
            work = Work(crew=crew, desk=_desk(self._store, folder.writer), toolchain="", tell=clock)
            changed: list[str] = []

            def kept(
                step: Step[Value],
                jobs: Mapping[str, Any],
                _: Repair | None = None,
                *,
                anew: frozenset[str] = frozenset(),
            ) -> dict[str, Outcome[Record]]:
                return keep(step, jobs, work, anew=anew)

            def printed(step: Step[Files], jobs: Mapping[str, Any], _: Repair | None = None) -> None:
                for outcome in print_(step, jobs, work, folder).values():
                    assert outcome.answer is not None, outcome.problems
                    changed.extend(outcome.answer.changed)

            def lay_out(arrangement: str) -> None:
                nonlocal work
                work = msgspec.structs.replace(work, desk=msgspec.structs.replace(work.desk, arrangement=arrangement))

            papers = {issue.key.paper: issue.key.paper for issue in issues}
            IndexRoom(self._store.folder, kept, printed, lambda _: None, lay_out).make(issues, papers, self._settings)
            end = folder.conclude(whole=True)
        clock.stop()
        total = sum(clock.seconds.values())
        files = len([path for path in output.rglob("*.js") if path.is_file()])
        print(
            f"{title}: {total:.2f} s; {len(changed) + len(end.last)} of {files} files written, {len(end.removed)} gone"
        )
        for step, seconds in clock.seconds.items():
            print(f"  {step:8} {clock.made[step]:6} of {clock.jobs[step]:6} jobs {seconds:8.2f} s")
        print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB", flush=True)


class Steps:
    """CPU seconds by step, from the events of a build."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.jobs: dict[str, int] = defaultdict(int)
        self.made: dict[str, int] = defaultdict(int)
        self._step, self._began = "", time.process_time()

    def __call__(self, event: Event) -> None:
        """Take note of an event."""
        if isinstance(event, Began):
            self.stop()
            self._step = event.step
            self.jobs[event.step] += event.jobs
        elif isinstance(event, Made):
            self.made[event.step] += 1

    def stop(self) -> None:
        """The step at work has ended."""
        now = time.process_time()
        if self._step:
            self.seconds[self._step] += now - self._began
        self._began = now


def _desk(store: Store, writer: Any) -> Desk:
    return Desk(store=store, writer=writer, root="", themes=())


if __name__ == "__main__":
    main()
