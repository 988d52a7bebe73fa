"""Problems that hardly anybody meets, each brought about, so that no sentence is said for the first time to a user."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click
import pytest

from site_builder.checks.pages import PageFacts, read_page
from site_builder.checks.site import HOSTS, Expected, host_faults, metadata_faults
from site_builder.cli import door
from site_builder.engine.events import Event, Noticed, silence
from site_builder.errors import Problem, SiteBuilderError, wording
from site_builder.newspaper.raw import Decision, RawIssue
from site_builder.press.theme_files import read_words
from site_builder.preview.session import serve
from site_builder.preview.voice import Voice
from site_builder.workflows import export, new
from site_builder.workflows.check_site import check_site
from site_builder.workflows.import_report import CODES, OTHER_WAY, entries
from site_builder.workflows.ingest import ingest
from site_builder.workflows.layout import check_apart
from site_builder.workflows.package import package
from tests.refusals import refuse
from tests.trialsite import RIVER, TrialSite
from tests.wanting import module

DECISIONS = (
    *("I110", "I111", "I112", "I113", "I114", "I115", "I116", "I117", "I118", "I119", "I120", "I121", "I122", "I123"),
    *("I124", "I125", "I126", "I127", "I129", "I130", "I131", "I150", "I151", "I152", "I153", "I154", "I155"),
)
"""Doubts of the import, one for each rule that decides something."""


@pytest.fixture
def site(tmp_path: Path) -> TrialSite:
    """The trial archive, not built yet."""
    return TrialSite(tmp_path / "site")


def said(problem: Problem) -> None:
    """It has words in every language, and every fact they want."""
    for language in wording.LANGUAGES:
        assert "‹" not in wording.sentence(problem, language) + wording.hint(problem, language), problem.code


def test_every_doubt_of_the_import_has_its_words() -> None:
    decisions = [Decision(rule=rule, chosen="a", alternative="b", evidence="c") for rule in CODES]
    decisions += [Decision(rule=rule, chosen=chosen, evidence="c") for rule, chosen in OTHER_WAY]
    found = entries(RawIssue(sources=(), pages=()), decisions, [])

    assert {entry.problem.code for entry in found} == set(DECISIONS)
    for entry in found:
        said(entry.problem)


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "C901"), (errno.EROFS, "C902"), (errno.ENOENT, "C903"), (errno.EIO, "C904"), (errno.EFBIG, "C905")],
)
def test_what_the_system_refuses(number: int, code: str) -> None:
    problem = door._of_the_system(OSError(number, "reason", "/a/file"))

    assert problem.code == code
    said(problem)


def test_no_memory_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    @click.group()
    def program() -> None: ...

    @program.command()
    def build() -> None:
        raise MemoryError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["site-builder", "build"])
        patch.setattr(door, "_prepare", lambda: None)
        assert door.open_door(program) == 1

    assert "C906" in capsys.readouterr().err


def refused(act: Callable[[], object]) -> set[str]:
    with pytest.raises(SiteBuilderError) as error:
        act()
    for problem in error.value.problems:
        said(problem)
    return {problem.code for problem in error.value.problems}


def test_commands_without_what_they_need(site: TrialSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from site_builder.workflows.lookup import lookup

    assert refused(lambda: lookup(site.root, "运河")) == {"C914"}
    assert refused(lambda: export.export(site.root, "docx", tmp_path / "to", tell=lambda _: None)) == {"C915"}
    monkeypatch.setattr(new, "shipped_sample", lambda: tmp_path / "nowhere")
    assert refused(lambda: new.new_archive(tmp_path / "new", sample=True)) == {"C913"}
    assert refused(lambda: new.new_archive(site.root, sample=False)) == {"C912"}
    assert refused(lambda: check_apart(site.root, None, site.root / "content/report.json")) == {"C916"}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert refused(lambda: package(site.root, tmp_path / "bag", jobs="1", tell=silence)) == {"K023"}
    (site.root / "output").symlink_to(tmp_path / "disk/site")
    assert refused(site.build) == {"B014"}


def test_a_site_that_is_not_there_or_not_as_printed(site: TrialSite) -> None:
    assert refused(lambda: check_site(site.root)) == {"V011"}
    site.build()
    site.write("output/index.html", "changed")

    problems = [problem for problem in check_site(site.root).problems if problem.code == "V012"]

    assert [problem.place.path for problem in problems] == ["index.html"]


def test_a_site_printed_by_another_version_is_printed_once_more_and_checked(site: TrialSite) -> None:
    site.build()
    ledger = site.page(".ledger.json")
    shorter = re.sub('"[0-9a-f]{64}"', lambda found: f'{found[0][:33]}"', ledger)
    for other in (shorter, ledger.replace("ledger 1", "ledger 0"), ledger[: len(ledger) // 2]):
        assert other != ledger
        site.write("output/.ledger.json", other)
        assert refused(lambda: check_site(site.root)) == {"V014"}

    site.build()

    assert not {problem.code for problem in check_site(site.root).problems} & {"V011", "V012"}


@pytest.mark.parametrize(
    ("host", "sizes", "code"),
    [
        ("volc", {f"{n}.html": 1 for n in range(501)}, "V008"),
        ("github", {"a.jpg": 60 * 2**20, **{f"{n}.jpg": 99 * 2**20 for n in range(10)}}, "V009"),
        ("cloudflare", {"a.pdf": 26 * 2**20}, "V010"),
    ],
)
def test_more_than_a_host_takes(host: str, sizes: Mapping[str, int], code: str) -> None:
    problems = list(host_faults(sizes, HOSTS[host]))

    assert {problem.code for problem in problems} == {code}
    for problem in problems:
        said(problem)


def page(headline: str) -> PageFacts:
    html = (
        '<title>页</title><meta name="citation_title" content="老桥不拆">'
        '<meta name="citation_publication_date" content="2019/04/19"><script type="application/ld+json">'
        f'{{"@type": "NewsArticle", "headline": "{headline}", "datePublished": "2019-04-19"}}</script>'
    )
    return read_page(html, "a.html")[0]


def test_metadata_that_does_not_come_back() -> None:
    meant = {"a.html": Expected(headline="老桥不拆", date="2019-04-19", number="")}

    assert list(metadata_faults([page("老桥不拆")], meant)) == []
    assert [problem.code for problem in metadata_faults([page("老桥要拆")], meant)] == ["V006"]
    assert [problem.code for problem in metadata_faults([read_page("<title>页</title>", "a.html")[0]], meant)] == [
        "V007"
    ]


def taken(site: TrialSite, source: Path, encoding: str = "") -> set[str]:
    result = ingest(
        site.root, [source], paper="chenbao", date="2021-05-07", encoding=encoding, dry_run=True, tell=lambda _: None
    )
    problems = [*result.problems, *(entry.problem for entry in result.report.entries)]
    for problem in problems:
        said(problem)
    return {problem.code for problem in problems}


def test_sources_that_cannot_be_had(site: TrialSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    source = tmp_path / "a.txt"
    source.write_text("桥还在。\n", encoding="utf-8")

    assert "I006" in taken(site, tmp_path / "empty")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert "I014" in taken(site, tmp_path / "pipe")
    assert "I005" in taken(site, source, encoding="big5hkscs-nonsense") | taken(site, source, encoding="ascii")
    refuse(monkeypatch, source, number=errno.EIO)
    assert "I009" in taken(site, source)


@pytest.mark.parametrize(("text", "code"), [("menu: [a, b]\n", "T004"), ("menu: {home: 首页, home: 起始}\n", "T005")])
def test_words_of_a_theme_that_are_none(text: str, code: str) -> None:
    assert [problem.code for problem in read_words(text, "strings/zh-Hans.yaml")[1]] == [code]


def test_a_cache_that_loses_what_it_was_just_given(site: TrialSite, monkeypatch: pytest.MonkeyPatch) -> None:
    from site_builder.engine.store import Lost, Store

    site.build()
    site.edit(RIVER, "九十天", "八十天")

    def lost(_: Store, digest: str) -> bytes:
        raise Lost(digest)

    monkeypatch.setattr(Store, "value", lost)

    report = site.build()

    assert "B041" in {problem.code for problem in report.problems}
    for problem in report.problems:
        said(problem)


def test_an_address_book_that_cannot_be_written(site: TrialSite, monkeypatch: pytest.MonkeyPatch) -> None:
    from site_builder.workflows import addresses

    def full(_: Path, data: bytes) -> None:
        raise OSError(28, f"No space left for {len(data)} bytes")

    monkeypatch.setattr(addresses, "write_whole", full)

    assert [problem.code for problem in site.build(publish=True).problems] == ["A008"]


def test_a_cluster_without_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    module("distributed")
    from site_builder.engine import cluster

    class Idle:
        def __init__(self, *_: object, **__: object) -> None: ...

        def scheduler_info(self, *_: object, **__: object) -> dict[str, object]:
            return {"workers": {}}

        def __getattr__(self, _: str) -> Callable[..., object]:
            return lambda *_, **__: {}

        def __enter__(self) -> Idle:
            return self

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr("distributed.Client", Idle)

    def join() -> None:
        with cluster.join("here:1", [], None):
            pass

    assert refused(join) == {"B056"}


def test_a_folder_of_the_network_is_looked_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from site_builder.workflows import watch

    told: list[Problem] = []
    monkeypatch.setattr(watch, "remote_file_system", lambda _: "nfs4")
    with watch.watch([tmp_path], tell=told.append):
        pass

    assert [problem.code for problem in told] == ["P013"]
    said(told[0])


def test_articles_that_a_rebuild_cannot_settle(monkeypatch: pytest.MonkeyPatch) -> None:
    from types import SimpleNamespace

    from site_builder.workflows import rebuild
    from site_builder.workflows.rebuild_plan import Fate, Standing

    folder = SimpleNamespace(shown="content/chenbao/2019/2019-04-19", path=Path())
    monkeypatch.setattr(rebuild, "planned", lambda *_: {})

    gone = rebuild.settle(folder, None, "09-09", lambda _: True)  # type: ignore[arg-type]
    held = rebuild._told(folder, Fate(id="01-01", standing=Standing.CLASH))  # type: ignore[arg-type]

    assert gone is not None
    assert [problem.code for problem in (gone, *held)] == ["I039", "I145"]
    for problem in (gone, *held):
        said(problem)


def test_halves_of_a_foreign_word_are_joined_and_counted(site: TrialSite, tmp_path: Path) -> None:
    lines = [
        "THE KEEPER OF THE LIGHT",
        "",
        "The last keeper of the light handed his",
        "keys to the harbour board on Tuesday, and",
        "walked down the steps of the tower without",
        "once looking back at the chim-",
        "neys of the town below the hill.",
    ]
    (tmp_path / "a.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")

    assert "I103" in taken(site, tmp_path / "a.txt")


def test_a_pdf_whose_inside_is_lost(site: TrialSite, tmp_path: Path) -> None:
    module("pypdf")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\n" + b"garbage " * 200 + b"\nstartxref\n9\n%%EOF\n")

    assert "I216" in taken(site, tmp_path / "a.pdf")


def test_a_preview_for_a_whole_network_has_words_for_it(site: TrialSite) -> None:
    class Heard(Exception):  # noqa: N818 - it ends the preview
        pass

    def tell(event: Event) -> None:
        if isinstance(event, Noticed) and event.problem.code == "P005":
            said(event.problem)
            raise Heard

    with pytest.raises(Heard):
        serve(site.root, host="0.0.0.0", port=18451, voice=Voice(tell=tell, speak=lambda _: None))


def test_a_preview_for_a_whole_network_says_so(site: TrialSite) -> None:
    command = [sys.executable, "-m", "site_builder", "serve", "--host", "0.0.0.0", "--port", "18431"]
    served = subprocess.Popen(command, cwd=site.root, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert served.stderr is not None
    try:
        assert any("P005" in line for line in served.stderr)
    finally:
        served.terminate()
        served.stderr.close()
        served.wait()
