"""A Dask cluster does the same work; and what is said when it cannot. Most of it needs the extra `cluster`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from site_builder.engine import cluster
from site_builder.engine.executors import hire
from site_builder.errors import ContentError, UsageError
from tests.engine.toys import House
from tests.trialsite import FILES, TrialSite
from tests.wanting import module

MANY = {f"w{number:03}": f"word {number}" for number in range(60)}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler with two workers on this machine."""
    distributed = module("distributed")
    dask = module("dask")
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as local,
    ):
        yield local.scheduler_address.removeprefix("tcp://")


def test_a_cluster_prints_the_same(tmp_path: Path, address: str) -> None:
    serial, spread = House(tmp_path / "serial"), House(tmp_path / "spread")

    one, many = serial.build(MANY), spread.build(MANY, jobs=f"dask://{address}")

    assert one.made == many.made
    assert serial.files() == spread.files()
    assert spread.build(MANY, jobs=f"dask://{address}").made == {}


def test_a_mistake_of_ours_names_its_job_from_afar(tmp_path: Path, address: str) -> None:
    with pytest.raises(RuntimeError, match="the toy broke") as broke:
        House(tmp_path).build(MANY | {"bad": "boom"}, jobs=f"dask://{address}")

    assert "while doing: shout bad" in broke.value.__notes__


def test_a_worker_killed_in_the_middle_costs_nothing_but_time(tmp_path: Path, address: str) -> None:
    mark = tmp_path / "mark"
    words = {**MANY, "w030": f"killed once: {mark}"}
    serial, spread = House(tmp_path / "serial"), House(tmp_path / "spread")

    report = spread.build(words, jobs=f"dask://{address}")

    assert mark.exists()
    assert report.made == {"shout": 60, "print": 60}, "progress is told of every job, once"
    assert report.problems == serial.build(words).problems == []
    assert serial.files() == spread.files()


def test_a_whole_site_is_the_same(tmp_path: Path, address: str) -> None:
    site = TrialSite(tmp_path / "archive", FILES)

    report = site.build(jobs=f"dask://{address}")

    assert report.problems == ()
    assert site.output() == site.fresh().output()


def test_workers_of_another_version_are_turned_away(tmp_path: Path, address: str) -> None:
    with pytest.raises(UsageError) as refused, hire(f"dask://{address}", shared=[tmp_path], signature=process):
        pass

    (problem,) = refused.value.problems
    assert (problem.code, problem.facts["name"], problem.facts["ours"]) == ("B054", "jieba", str(os.getpid()))
    assert problem.facts["theirs"] not in ("", problem.facts["ours"])
    assert list(tmp_path.iterdir()) == []


def process() -> dict[str, str]:
    """What no two processes have in common, and something they have."""
    return {"jieba": str(os.getpid()), "site_builder": "1.0"}


class OneWorker:
    """The face of a Dask client with a worker that sees another disk."""

    def run(self, function: Callable[..., Any], *arguments: Any) -> dict[str, Any]:
        return {"tcp://far:1": function(*([path.replace("shared", "own") for path in given] for given in arguments))}


def test_workers_that_do_not_see_a_folder_are_turned_away(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()

    with pytest.raises(UsageError) as refused:
        cluster._interview(OneWorker(), [shared], None)

    (problem,) = refused.value.problems
    assert (problem.code, problem.facts["worker"]) == ("B053", "tcp://far:1")
    assert problem.facts["folder"] == str(tmp_path / "own")
    assert list(shared.iterdir()) == []


@pytest.mark.parametrize("jobs", ["dask://nowhere.invalid", "dask://"])
def test_a_cluster_that_does_not_answer(jobs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module("distributed")
    monkeypatch.setattr(cluster, "PATIENCE", "1s")

    with pytest.raises(UsageError) as refused, hire(jobs):
        pass

    assert refused.value.problems[0].code == "B052"


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(UsageError) as refused, hire("dask://127.0.0.1:8786"):
        pass

    assert refused.value.problems[0].code == "B051"


def test_work_that_kills_every_worker_is_given_up_with_a_sentence(tmp_path: Path, address: str) -> None:
    with pytest.raises(ContentError) as died:
        House(tmp_path).build({"bad": "die"}, jobs=f"dask://{address}")

    assert died.value.problems[0].code == "B055"
