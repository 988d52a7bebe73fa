"""What a build holds: nothing of it when it reports, and of an archive's warnings and fronts only what was packed."""

from __future__ import annotations

import gc
import tracemalloc
import weakref
from collections import Counter
from pathlib import Path

import pytest

from site_builder.engine.output_folder import OutputFolder
from site_builder.engine.whole_files import TEMPORARY
from site_builder.errors import Place, Problem, Severity
from site_builder.workflows import build as building
from site_builder.workflows.last_merges import FOLDER
from site_builder.workflows.pressroom import Pressroom
from site_builder.workflows.publishing import Publication
from site_builder.workflows.report import Books
from tests.trialsite import RIVER, TrialSite


def test_what_a_build_had_in_hand_is_gone_when_it_reports(site: TrialSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python looks for circles seldom in a build: what is in one stays until its end, beside all of the report."""
    known: list[weakref.ref[object]] = []
    alive: list[int] = []
    for of in (OutputFolder, Pressroom, Publication):
        begin = of.__init__

        def noted(self: object, *given: object, begin: object = begin, **named: object) -> None:
            known.append(weakref.ref(self))
            begin(self, *given, **named)  # type: ignore[operator]  # whichever of the three

        monkeypatch.setattr(of, "__init__", noted)
    report = building.BuildReport

    def reported(**parts: object) -> object:
        alive.append(sum(ref() is not None for ref in known))
        return report(**parts)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(building, "BuildReport", reported)
    gc.collect()
    gc.disable()
    try:
        site.build(publish=True)
        site.edit(RIVER, "九十天", "八十天")
        site.build(publish=True)
    finally:
        gc.enable()

    assert (len(known), alive) == (6, [0, 0])


def test_many_warnings_are_held_packed(tmp_path: Path) -> None:
    many = 2000
    told = Counter[str]()
    books = Books(tmp_path, lambda event: told.update([type(event).__name__]))
    tracemalloc.start()
    for line in range(many):
        facts = {"found": f"“{line:06}"}
        place = Place(f"content/bench/1990/{line % 40:02}.md", line)
        books.note([Problem(code="M024", place=place, facts=facts, severity=Severity.WARNING)] * 2)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert told["Noticed"] == len(books.problems()) == many
    assert [problem.place.line for problem in books.problems()[:2]] == [0, 40]
    assert held < many * (250 + len(str(tmp_path)))
    assert (books.failed(strict=False), books.failed(strict=True), books.stopped("M")) == (False, True, False)


def test_an_edit_throws_away_what_a_killed_build_had_begun_to_leave(site: TrialSite) -> None:
    site.build()
    merges = site.root / ".cache" / FOLDER
    left = {path.name for path in merges.iterdir()}
    (merges / f"{TEMPORARY}5a-1-2").write_bytes(b"half of it")
    (merges / "words-9-0").write_bytes(b"of a segment that is no more")

    site.edit(RIVER, "九十天", "八十天")
    site.build()

    assert left
    assert {path.name for path in merges.iterdir()} == left
