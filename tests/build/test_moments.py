"""What happens to an archive while nobody looks: bytes of the cache that flip, folders that go during a build."""

from __future__ import annotations

import os
import random
import shutil

import pytest

from site_builder.engine.events import Began, Event
from site_builder.workflows.build import build
from tests.trialsite import RIVER, TrialSite


@pytest.mark.parametrize("seed", range(2))
def test_a_byte_that_flips_anywhere_in_the_cache_costs_nothing(site: TrialSite, seed: int) -> None:
    chance = random.Random(seed)
    site.build()
    for path in sorted(path for path in (site.root / ".cache").rglob("*") if path.is_file()):
        data = bytearray(path.read_bytes())
        if data and chance.random() < 0.7:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            path.write_bytes(data)
    site.write(RIVER, (site.root / RIVER).read_bytes() + "\n水退了。\n".encode())

    report = site.build()

    assert report.problems == ()
    assert site.output() == site.fresh().output()


@pytest.mark.parametrize("step", ["typeset", "print", "fronts"])
def test_an_issue_that_goes_while_a_build_is_at_work(site: TrialSite, step: str) -> None:
    """Whatever that build says, it ends; what it printed is whole, and the next one is right."""

    def tell(event: Event) -> None:
        if isinstance(event, Began) and event.step == step:
            shutil.rmtree(site.root / "content/chenbao/2020", ignore_errors=True)

    report = build(site.root, jobs="1", tell=tell)

    assert all(str(problem.place).startswith(str(site.root / "content")) for problem in report.problems)
    assert site.build().problems == ()
    assert site.output() == site.fresh().output()


def test_a_thousand_files_touched_at_once_cost_a_look(site: TrialSite) -> None:
    folder = site.root / "content/chenbao/2019/2019-04-19/images"
    folder.mkdir(exist_ok=True)
    for number in range(1000):
        (folder / f"{number:04}.png").write_bytes(b"x" * number)
    site.build()
    for path in (site.root / "content").rglob("*"):
        os.utime(path)

    report = site.build()

    assert report.made == {}
    assert report.changed == ()
