"""What a build says it changed; checksums of all there is; sources that are watched over."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess

import pytest

from site_builder.workflows.changes import change_list
from tests.trialsite import RIVER, TrialSite, article, places
from tests.wanting import program

BRIDGE = "content/chenbao/2019/2019-04-19/01-02.md"
ISSUE = "content/chenbao/2019/2019-04-19/issue.yaml"


def test_a_first_build_knows_of_none_before(site: TrialSite) -> None:
    changes = site.build(publish=True).changes

    assert not changes.known
    assert len(changes.added) == 6


def test_nothing_changed_is_said_in_noughts(site: TrialSite) -> None:
    site.build(publish=True)
    changes = site.build(publish=True).changes

    assert changes.known
    assert (changes.added, changes.changed, changes.withdrawn, changes.corrections) == ((), (), (), 0)


def test_articles_are_counted_and_not_pages(site: TrialSite) -> None:
    site.build(publish=True)
    site.edit(RIVER, "九十天", "八十天")
    site.edit(BRIDGE, "headline:", "corrections: [{by: 2019-04-26/01-01, note: 桥名有误}]\nheadline:")
    site.write("content/chenbao/2019/2019-04-19/02-02.md", article("02", 2, "修鞋摊", "他修了三十年鞋。"))
    site.edit("content/site.yaml", "title: 试刊", "title: 试行")

    report = site.build(publish=True)

    changes = report.changes
    assert changes.changed == ("chenbao/2019-04-19/01-01.html", "chenbao/2019-04-19/01-02.html")
    assert changes.added == ("chenbao/2019-04-19/02-02.html",)
    assert (changes.corrections, changes.lost, changes.withdrawn) == (1, 0, ())
    told = json.loads(change_list(changes, report.changed, report.swept))
    assert told["articles"]["added"] == ["chenbao/2019-04-19/02-02.html"]
    assert "index.html" in told["files"]["written"]


def test_an_article_that_moved_is_told_as_moved(site: TrialSite) -> None:
    site.build(publish=True)
    site.rename(BRIDGE, BRIDGE.replace("01-02", "01-05"))
    site.edit(BRIDGE.replace("01-02", "01-05"), "id: 01-02", "id: 01-05\naliases: [chenbao/2019-04-19/01-02.html]")

    changes = site.build(publish=True).changes

    assert dict(changes.moved) == {"chenbao/2019-04-19/01-02.html": "chenbao/2019-04-19/01-05.html"}
    assert (changes.added, changes.withdrawn) == ((), ())


def test_checksums_are_those_of_every_file_and_of_nothing_else(site: TrialSite) -> None:
    site.build(publish=True)
    output = site.output()

    lines = output["checksums.sha256"].decode().splitlines()

    assert lines == sorted(lines, key=lambda line: line[66:])
    assert {line[66:]: line[:64] for line in lines} == {
        path: hashlib.sha256(data).hexdigest()
        for path, data in output.items()
        if path not in ("checksums.sha256", ".ledger.json")
    }


@pytest.mark.skipif(os.name != "posix", reason="sha256sum is a program of Unix")
def test_sha256sum_reads_them(site: TrialSite) -> None:
    site.build(publish=True)
    summing = program("sha256sum", "shasum")
    of_256 = ["-a", "256"] if summing.endswith("shasum") else []

    subprocess.run([summing, *of_256, "--check", "--quiet", "checksums.sha256"], cwd=site.root / "output", check=True)


def test_checksums_are_right_after_any_edit(site: TrialSite) -> None:
    site.build(publish=True)
    site.edit(RIVER, "九十天", "八十天")
    site.build(publish=True)
    fresh = site.fresh()
    fresh.build(publish=True)

    assert site.output() == fresh.output()


@pytest.mark.parametrize("code", ["K001", "K002", "K003"])
def test_sources_are_verified_on_every_build(site: TrialSite, code: str) -> None:
    raw = "桥还在。\n".encode()
    site.write("content/chenbao/2019/2019-04-19/source/p1.txt", raw)
    listed = f"sources: [{{file: source/p1.txt, sha256: {hashlib.sha256(raw).hexdigest()}}}]\n"
    text = (site.root / ISSUE).read_text("utf-8")
    site.write(ISSUE, text + (listed if code != "K003" else ""))
    if code != "K003":
        assert site.build(publish=True).problems == ()
    if code == "K001":
        # One bit, and every time as it was.
        path = site.root / "content/chenbao/2019/2019-04-19/source/p1.txt"
        seen = path.stat()
        path.write_bytes(bytes([raw[0] ^ 1]) + raw[1:])
        os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    elif code == "K002":
        site.remove("content/chenbao/2019/2019-04-19/source/p1.txt")

    report = site.build(publish=True)

    assert [(found, place.rpartition("/")[2].partition(":")[0]) for found, place in places(report.problems)] == [
        (code, "issue.yaml")
    ]
    assert report.failed == (code != "K003")
    assert "source/p1.txt" in report.problems[0].facts["file"]
