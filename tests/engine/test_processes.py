"""Workers that are processes: started safely, and their work done again when one of them is killed."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from site_builder.engine.events import Event, Made, Noticed
from site_builder.engine.executors import WORTH_STARTING, SerialExecutor, hire
from site_builder.engine.processes import start_processes
from site_builder.engine.run import Work, keep
from site_builder.engine.steps import Desk
from site_builder.engine.store import Store
from site_builder.engine.writer import Writer
from site_builder.errors import ContentError
from tests.engine import toys
from tests.engine.toys import SHOUT, House, Word, codes

MANY = {f"w{number:03}": f"word {number}" for number in range(60)}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


def test_a_killed_worker_is_said_and_its_work_done_again(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    words = {**MANY, "w030": f"killed once: {mark}"}
    house, sound = House(tmp_path / "house"), House(tmp_path / "sound")

    report = house.build(words, jobs="2")

    assert mark.exists()
    assert codes(report.problems) == ["B057"]
    assert report.problems[0].facts["step"] == "shout"
    assert report.made == {"shout": 60, "print": 60}
    assert sound.build(words).problems == []
    assert house.files() == sound.files()


def test_work_that_kills_whoever_does_it_is_given_up_with_a_sentence(tmp_path: Path) -> None:
    events: list[Event] = []
    with hire("2") as crew:
        desk = Desk(store=Store(folder=str(tmp_path)), writer=Writer(folder=str(tmp_path)))
        work = Work(crew=crew, desk=desk, toolchain="", tell=events.append)
        with pytest.raises(ContentError) as died:
            keep(SHOUT, {name: Word(text=text) for name, text in MANY.items()} | {"bad": Word(text="die")}, work)

        assert died.value.problems[0].code == "B055"
        assert [event.problem.code for event in events if isinstance(event, Noticed)] == ["B057"] * 3
        assert sum(isinstance(event, Made) for event in events) > 0, "what the others did counts"
        good = keep(SHOUT, {"a": Word(text="a"), "b": Word(text="b")}, work)
        assert [outcome.answer is not None for outcome in good.values()] == [True, True]


def test_processes_start_before_there_is_work_when_much_is_expected() -> None:
    with hire("2") as crew:
        crew.expect(WORTH_STARTING - 1, os.getpid)
        assert isinstance(crew.for_jobs(1), SerialExecutor)

        crew.expect(WORTH_STARTING, os.getpid)
        assert isinstance(crew.for_jobs(1), SerialExecutor), "nobody waits for those who are starting"
        assert crew.for_jobs(WORTH_STARTING).submit(os.getpid).result() != os.getpid()
        assert crew.for_jobs(1).submit(os.getpid).result() != os.getpid()
    with hire("1") as alone:
        alone.expect(WORTH_STARTING, os.abort)
        assert isinstance(alone.for_jobs(WORTH_STARTING), SerialExecutor)


def test_processes_are_not_forked_beside_threads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A forked child of a process with threads may inherit a lock that nobody will ever open."""
    monkeypatch.setattr(toys, "HERITAGE", ["this process"])
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        with hire("2") as crew:
            assert [crew.for_jobs(12).submit(toys.heritage).result(60) for _ in range(4)] == [[]] * 4
        assert House(tmp_path).build(MANY, jobs="2").made == {"shout": 60, "print": 60}
    finally:
        over.set()
        thread.join()


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="Windows has no signals to hold back")
def test_workers_that_still_begin_do_not_hear_the_terminals_ctrl_c() -> None:
    with start_processes(1) as workers:
        held_back = workers.submit(signal.pthread_sigmask, signal.SIG_BLOCK, ()).result()

    assert signal.SIGINT in held_back, "it came with the process, before a line of ours was read"
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
