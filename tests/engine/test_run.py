"""The same bytes whoever does the work; and what happens when the work does not end well."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import Executor
from pathlib import Path

import msgspec
import pytest

from site_builder.engine.events import Began, Event, Kept, Made, Noticed, Reporter, silence
from site_builder.engine.executors import Crew, SerialExecutor, hire
from site_builder.engine.labour import Task
from site_builder.engine.run import LARGEST_BATCH, Work, _batches, keep, print_
from site_builder.engine.steps import Desk, Step
from site_builder.engine.store import Store
from site_builder.engine.writer import Writer
from site_builder.errors import UsageError
from tests.engine.toys import PRINT, SHOUT, House, Sheet, Word, codes, shout

MANY = {f"w{number:03}": f"word {number}" for number in range(60)}


def work(tmp_path: Path, tell: Reporter = silence) -> Work:
    """Everything a toy step needs, in this process."""
    desk = Desk(store=Store(folder=str(tmp_path / "cache")), writer=Writer(folder=str(tmp_path / "output")))
    return Work(crew=Crew(), desk=desk, toolchain="toys", tell=tell)


def test_two_processes_print_the_same_as_one(tmp_path: Path) -> None:
    serial, double = House(tmp_path / "serial"), House(tmp_path / "double")

    one, two = serial.build(MANY), double.build(MANY, jobs="2")

    assert one.made == two.made == {"shout": 60, "print": 60}
    assert serial.files() == double.files()
    assert double.build(MANY).made == {}


def test_a_mistake_of_ours_names_its_job(tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        with pytest.raises(RuntimeError, match="the toy broke") as broke:
            House(tmp_path / jobs).build(MANY | {"bad": "boom"}, jobs=jobs)

        assert "while doing: shout bad" in broke.value.__notes__


def test_problems_belong_to_their_job_and_are_known_the_next_time(tmp_path: Path) -> None:
    house = House(tmp_path / "house")

    first = house.build({"one": "yi", "two": "wrong"})
    second = house.build({"one": "yi", "two": "wrong"})

    assert (codes(first.problems), first.made) == (["B022"], {"shout": 2, "print": 1})
    assert (codes(second.problems), second.made) == (["B022"], {})


def test_a_job_that_cannot_print_does_not_stop_the_others(tmp_path: Path) -> None:
    report = House(tmp_path / "house").build({"one": "yi", "two": "er"}, paths={"one": ("broken",)})

    assert codes(report.problems) == ["B022"]
    assert report.made == {"shout": 2, "print": 1}


def test_a_value_that_is_gone_is_made_again(tmp_path: Path) -> None:
    house = House(tmp_path / "house")
    house.build({"one": "yi", "two": "er"})
    for path in sorted((house.cache).rglob("values/*/*")):
        path.write_bytes(b"damaged")

    report = house.build({"one": "yi", "two": "er"}, paths={"two": ("new.html",)})

    assert report.problems == []
    assert (house.output / "new.html").read_bytes() == b"ER on new.html"


def test_events_tell_what_happened(tmp_path: Path) -> None:
    events: list[Event] = []
    jobs = {"a": Word(text="a"), "b": Word(text="wrong")}

    keep(SHOUT, jobs, work(tmp_path, tell=events.append))
    keep(SHOUT, jobs, work(tmp_path, tell=events.append))

    first, second = events[:4], events[4:]
    assert (first[0], second[0]) == (Began("shout", 2), Began("shout", 2))
    assert Counter(map(type, first)) == {Began: 1, Made: 2, Noticed: 1}
    assert Counter(map(type, second)) == {Began: 1, Kept: 2, Noticed: 1}


def test_a_key_tells_step_version_tools_and_job_apart() -> None:
    job = Word(text="yi")
    keys = {
        SHOUT.key(job, "tools"),
        SHOUT.key(job, "other tools"),
        SHOUT.key(Word(text="er"), "tools"),
        Step("shout", 2, shout).key(job, "tools"),
        Step("cry", 1, shout).key(job, "tools"),
    }

    assert len(keys) == 5


def test_files_that_name_others_come_last(tmp_path: Path) -> None:
    house = House(tmp_path / "house")
    with house.opened() as output:
        desk = Desk(store=Store(folder=str(house.cache)), writer=output.writer)
        toy = Work(crew=work(tmp_path).crew, desk=desk, toolchain="", tell=silence)
        (record,) = [outcome.answer for outcome in keep(SHOUT, {"a": Word(text="a")}, toy).values()]
        assert record is not None
        sheet = Sheet(paths=("page.html",), word=record.digest, last=("entry.js",))
        print_(PRINT, {"a": sheet}, toy, output)
        before = set(house.files())
        output.conclude(whole=True)

    assert before == {"page.html", ".ledger.lock"} | {path for path in before if path.startswith(".ledger.pending/")}
    assert house.files().keys() == {"page.html", "entry.js", ".ledger.json"}
    with house.opened() as output:
        assert output.known("print a", PRINT.key(sheet, "")) is not None


def test_ctrl_c_stops_at_once(tmp_path: Path) -> None:
    def interrupt(event: Event) -> None:
        if isinstance(event, Made):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keep(SHOUT, {name: Word(text=text) for name, text in MANY.items()}, work(tmp_path, tell=interrupt))

    assert len(list((tmp_path / "cache").rglob("records/*/*"))) < len(MANY)


@pytest.mark.parametrize("jobs", ["", "0", "-1", "zwei", "1.5", "dask", "99999", "２"])
def test_a_number_of_processes_nobody_understands(jobs: str) -> None:
    with pytest.raises(UsageError) as refused, hire(jobs):
        pass

    assert refused.value.problems[0].code == "B050"


@pytest.mark.parametrize("jobs", ["1", "serial", "auto", "3"])
def test_few_jobs_are_done_here(jobs: str) -> None:
    with hire(jobs) as crew:
        assert isinstance(crew.for_jobs(1), SerialExecutor)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_workers_die_with_who_hired_them() -> None:
    """A worker that outlived a killed build would write into the next one."""
    script = (
        "import os\n"
        "from site_builder.engine.executors import hire\n"
        "with hire('2') as crew:\n"
        "    executor = crew.for_jobs(12)\n"
        "    print(*{executor.submit(os.getpid).result() for _ in range(9)}, flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    workers = [int(pid) for pid in killed.stdout.split()]

    assert killed.returncode == -9
    assert workers
    deadline = time.monotonic() + 30
    while alive(workers) and time.monotonic() < deadline:
        os.sched_yield()
    assert alive(workers) == []


def alive(processes: list[int]) -> list[int]:
    """Those of the processes that still run."""
    found = []
    for process in processes:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            continue
        state = Path(f"/proc/{process}/stat")
        if not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z"):
            found.append(process)
    return found


@pytest.mark.parametrize(("many", "asked"), [(1, 60), (10, 6), (100, 1)])
def test_small_jobs_are_not_worth_as_much(tmp_path: Path, many: int, asked: int) -> None:
    class Asked(Crew):
        def for_jobs(self, count: int) -> Executor:
            assert count == asked
            return super().for_jobs(count)

    toy = msgspec.structs.replace(work(tmp_path), crew=Asked())
    kept = keep(Step("shout", 1, shout, many), {name: Word(text=text) for name, text in MANY.items()}, toy)

    assert len(kept) == 60


@pytest.mark.parametrize(("jobs", "many"), [(1, 1), (250, 1), (250, 4), (12_000, 10), (9, 10)])
def test_batches_become_smaller_towards_the_end(jobs: int, many: int) -> None:
    tasks = [Task(name=str(number), key="", job=None) for number in range(jobs)]
    batches = list(_batches(tasks, many, 16))
    sizes = list(map(len, batches))

    assert [task for batch in batches for task in batch] == tasks
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] <= LARGEST_BATCH * many
    assert sizes[-1] <= many
