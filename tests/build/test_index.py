"""The search index in a build: names people know, a cache that was spoilt, a self-test that misses, settings."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from site_builder.errors import Place, Problem, Severity, UsageError
from site_builder.search import selftest
from site_builder.search.dictionary import Ordered, ordered
from site_builder.search.filters import Filters
from site_builder.search.monolith import MONOLITH
from site_builder.search.query import find, open_index
from site_builder.search.scripts import MANIFEST, load
from site_builder.workflows import ordered_words
from site_builder.workflows.lookup import lookup
from tests.trialsite import RIVER, TrialSite

PEOPLE = "content/chenbao/people.yaml"


def words(site: TrialSite, first: str) -> str:
    """The vocabulary of the printed index: the words that begin so."""
    files = site.output()
    manifest = load(files, "manifest")
    [segment] = manifest["segments"]
    names = [path for path in files if path.startswith("search/v0/")]
    assert len(names) == len(segment["vocabulary"]["first"])
    lines = [line for path in names for line in load(files, path[7:-3]).split("\n")]
    return "".join(line for line in lines if line[0] == first)


def test_the_order_of_the_dictionary_is_left_and_a_damaged_one_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Ordered] = []
    monkeypatch.setattr(ordered_words, "in_order", lambda: False)
    monkeypatch.setattr(ordered_words, "begin_with", taken.append)
    place = tmp_path / ordered_words.FILE

    ordered_words.put_in_order(str(tmp_path), "tools")
    whole = place.read_bytes()
    assert taken == []
    ordered_words.put_in_order(str(tmp_path), "tools")
    assert taken == [ordered()]
    for data, tools in ((whole[:-1], "tools"), (b"", "tools"), (whole, "others")):
        place.write_bytes(data)
        ordered_words.put_in_order(str(tmp_path), tools)
        assert len(taken) == 1
        assert place.read_bytes()[32:] == whole[32:]


def test_a_name_in_people_yaml_is_a_word(site: TrialSite) -> None:
    site.build()
    assert "斗淤泥" not in words(site, "一")
    site.write(PEOPLE, "人物:\n  - {name: 不相干, also: [一斗淤泥]}\n")

    made = site.made()

    assert (made["people"], made["post"], made["bind"]) == (1, 3, 1)
    assert "斗淤泥" in words(site, "一")
    assert site.output() == site.fresh().output()


def test_a_broken_people_yaml_is_told_of_and_the_names_stay_as_they_were(site: TrialSite) -> None:
    site.write(PEOPLE, "people: [一斗淤泥]\n")
    site.build()
    site.write(PEOPLE, "people:\n  - 一斗淤泥\n  - {nam: 某人}\n")

    report = site.build()

    [problem] = report.problems
    assert (problem.code, problem.place.line) == ("F002", 3)
    assert problem.place.path.endswith(PEOPLE)
    assert report.failed
    assert "post" not in report.made
    assert "斗淤泥" in words(site, "一")


@pytest.mark.parametrize("spoilt", ["values", "records", "everything"])
def test_a_spoilt_cache_costs_time_and_nothing_else(site: TrialSite, spoilt: str) -> None:
    site.build()
    before = site.output()
    for path in (site.root / ".cache").rglob("*"):
        if path.is_file() and (spoilt == "everything" or spoilt in path.parts):
            data = path.read_bytes()
            path.write_bytes(data[:-9] + b"x" + data[-8:] if len(data) > 9 else b"")
    shutil.rmtree(site.root / "output" / "search")
    site.edit(RIVER, "九十天", "八十天")
    site.build()
    site.edit(RIVER, "八十天", "九十天")
    report = site.build()

    assert not report.failed
    assert site.output() == before


def test_what_the_self_test_misses_leaves_the_index_as_it_was(site: TrialSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build()
    before = site.output()
    missed = Problem(code="S011", place=Place(MANIFEST), facts={"question": "甲", "article": "乙"})
    monkeypatch.setattr(selftest, "check", lambda *_: [missed])
    site.edit(RIVER, "九十天", "八十天")

    report = site.build()

    assert report.failed
    assert [problem.code for problem in report.problems if problem.severity is Severity.ERROR] == ["S011"]
    after = site.output()
    assert after[MANIFEST] == before[MANIFEST]
    assert {path for path in before if path.startswith("search/") and path not in after} == set(), "nothing is swept"

    monkeypatch.undo()
    assert not site.build().failed
    assert site.output() == site.fresh().output()


@pytest.mark.parametrize("texts", ["always", "never"])
def test_what_the_self_test_looks_through_are_the_files_that_are_printed(
    site: TrialSite, monkeypatch: pytest.MonkeyPatch, texts: str
) -> None:
    looked: list[Mapping[str, bytes]] = []
    monkeypatch.setattr(selftest, "check", lambda files, *_: looked.append(files) or [])
    site.edit("content/site.yaml", "theme:", f"search: {{monolith: never, texts: {texts}}}\ntheme:")
    site.build()
    [files] = looked
    printed = {path: data for path, data in site.output().items() if path.startswith("search/") and path[-3:] == ".js"}

    assert {path: files[path] for path in printed} == printed
    assert any(path.startswith("search/t/") for path in printed) == (texts == "always")
    leaf = next(path for path in printed if path.startswith("search/h/"))
    for path in (
        f"{leaf}x",
        leaf.replace("/h/", "/t/"),
        leaf.replace("-0-", "-7-"),
        "search/w0/none.js",
        "search/h/none",
    ):
        with pytest.raises(KeyError):
            files[path]


def test_settings_decide_what_is_printed(site: TrialSite) -> None:
    site.build()
    first = site.output()
    assert MONOLITH in first
    assert json.loads(first[MONOLITH])["version"] == "2.3.9"
    site.edit("content/site.yaml", "theme:", "search: {monolith: never, texts: never, substring: never}\ntheme:")

    report = site.build()

    printed = {path for path in site.output() if path.startswith("search/")}
    assert not {path for path in printed if path.startswith(("search/t/", "search/g0/")) or path == MONOLITH}
    assert report.made["post"] == 4, "pairs of characters are not even taken"
    assert find(open_index(site.output()), "淤泥").hits
    assert site.output() == site.fresh().output()


def test_a_site_without_a_search_has_no_trace_of_one(site: TrialSite) -> None:
    site.edit("content/site.yaml", "name: trial", "name: broadsheet")
    site.build()
    searched = site.output()
    assert any(path.startswith("assets/js/search/") for path in searched)
    site.edit("content/site.yaml", "theme:", "search: {enabled: false, segmenter: rjieba}\ntheme:")

    report = site.build()

    files = site.output()
    assert not report.failed
    assert {path for path in searched if path not in files} == {
        path
        for path in searched
        if path.startswith(("search/", "assets/js/search", "assets/vendor/")) or path == "opensearch.xml"
    }
    pages = [data.decode() for path, data in files.items() if path.endswith(".html")]
    assert not [page for page in pages if re.search(r"search/|role=.search|rel=.search|class=.seek", page)]
    with pytest.raises(UsageError) as raised:
        lookup(site.root, "淤泥")
    assert [problem.code for problem in raised.value.problems] == ["S005"]
    assert files == site.fresh().output()


def test_several_processes_print_the_same(site: TrialSite) -> None:
    site.build(jobs="2")

    assert site.output() == site.fresh().output()


def test_days_that_are_none_are_told_together(site: TrialSite) -> None:
    with pytest.raises(UsageError) as raised:
        lookup(site.root, "淤泥", filters=Filters(from_="20x", to="昨天"))

    assert [(problem.code, problem.facts["day"]) for problem in raised.value.problems] == [
        ("B060", "20x"),
        ("B060", "昨天"),
    ]
