"""What a build tells of itself: the report for machines, where a page comes from, the profile; and pressed twins."""

from __future__ import annotations

import gzip
import json
from xml.etree import ElementTree

import pytest

from site_builder.cli.flames import flame_graph
from site_builder.cli.profile import step_table
from site_builder.engine.sampling import Sampler
from site_builder.engine.twins import with_twins
from site_builder.errors import UsageError
from site_builder.workflows.build_report import report_json
from site_builder.workflows.layout import layout, memo_name
from site_builder.workflows.origins import FIRST, MENDED, Origin, origin
from tests.trialsite import RIVER, TrialSite


def where_from(site: TrialSite, address: str) -> Origin:
    archive = layout(site.root)
    return origin(archive.output, archive.cache / f"{memo_name(archive)}.origins", address)


def test_the_report_counts_what_is_there(site: TrialSite) -> None:
    told = json.loads(report_json(site.build()))

    files = {path: data for path, data in site.output().items() if not path.startswith(".ledger")}
    assert told["files"] == len(files)
    assert told["bytes"] == sum(map(len, files.values()))
    assert told["largest"]["bytes"] == max(map(len, files.values()))
    assert set(told["changed"]) == files.keys()
    steps = {step["step"]: step for step in told["steps"]}
    assert steps["typeset"]["made"] == steps["print"]["made"] == 4
    assert sum(step["seconds"] for step in told["steps"]) <= told["seconds"] + 0.1
    again = json.loads(report_json(site.build()))
    assert (again["changed"], again["files"]) == ([], told["files"])
    assert {step["step"]: step["kept"] for step in again["steps"]}["print"] == 4


def test_a_page_says_why_it_was_printed(site: TrialSite) -> None:
    site.build()
    page = "chenbao/2019-04-19/01-01.html"
    first = where_from(site, page)
    assert first.seen is not None
    assert (first.step, first.name, first.seen.why) == ("print", "chenbao/2019-04-19", (FIRST,))

    site.write(RIVER, (site.root / RIVER).read_bytes() + "\n水退了。\n".encode())
    site.build()
    again = where_from(site, f"/{page}#p1")
    assert again.seen is not None
    assert "galley" in again.seen.why
    assert "site" not in again.seen.why

    (site.root / "output" / page).unlink()
    site.build()
    mended = where_from(site, page)
    assert mended.seen is not None
    assert mended.seen.why == (MENDED,)


def test_a_page_that_is_not_there(site: TrialSite) -> None:
    site.build()

    with pytest.raises(UsageError) as raised:
        where_from(site, "chenbao/1949-10-01/")

    assert [problem.code for problem in raised.value.problems] == ["B062"]


def test_twins_come_and_go_with_the_wish(site: TrialSite) -> None:
    site.build()
    plain = site.output()

    site.build(precompress=True)
    pressed = site.output()
    twins = {path: data for path, data in pressed.items() if path.endswith(".gz")}
    assert twins
    assert {path for path in pressed if path.endswith(".html") and len(pressed[path]) >= 512} <= {
        path.removesuffix(".gz") for path in twins
    }
    assert all(gzip.decompress(data) == pressed[path.removesuffix(".gz")] for path, data in twins.items())
    assert {path: data for path, data in pressed.items() if path in plain and path != ".ledger.json"} == {
        path: data for path, data in plain.items() if path != ".ledger.json"
    }
    assert site.build(precompress=True).changed == ()

    site.build()
    assert site.output() == plain


def test_a_twin_never_takes_the_place_of_a_file_of_the_users(site: TrialSite) -> None:
    site.build(precompress=True)
    twin = next(path for path in sorted(site.output()) if path.endswith(".gz"))
    site.build()
    site.write(f"output/{twin}", b"mine")

    report = site.build(precompress=True)

    assert (site.root / "output" / twin).read_bytes() == b"mine"
    assert "B007" in {problem.code for problem in report.problems}


def test_only_what_gets_smaller_has_a_twin() -> None:
    files = {"a.html": b"<p>" * 400, "b.png": b"<p>" * 400, "c.html": b"<p>"}

    assert with_twins(files, ("gz",)).keys() == {*files, "a.html.gz"}
    assert with_twins(files, ("gz",)) == with_twins(files, ("gz",))


def test_the_flame_graph_is_drawn_to_scale() -> None:
    stacks = {("main", "read"): 1, ("main", "print <b>"): 3}

    svg = ElementTree.fromstring(flame_graph(stacks, "a & b"))

    widths = {
        rect.findtext("{*}title"): float(rect.attrib["width"]) for rect in svg.iter("{http://www.w3.org/2000/svg}rect")
    }
    assert widths == {"main 100.0 %": 1200.0, "print <b> 75.0 %": 900.0, "read 25.0 %": 300.0}


def test_the_sampler_sees_what_runs() -> None:
    with Sampler() as sampler:
        while not sampler.stacks:
            pass

    assert any("test_the_sampler_sees_what_runs" in name for stack in sampler.stacks for name in stack)


def test_the_table_has_a_line_for_each_step(site: TrialSite) -> None:
    report = site.build()

    lines = step_table(report).splitlines()

    assert len(lines) == len(report.steps) + 1
    assert [line.split()[0] for line in lines[1:]] == list(report.steps)
