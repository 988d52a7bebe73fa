"""What keeps an archive well: doctor, clean, migrate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.config import FORMAT
from site_builder.engine.events import silence
from site_builder.errors import UsageError
from site_builder.errors.wording import LANGUAGES, say
from site_builder.workflows import doctor
from site_builder.workflows.clean import clean_cache
from site_builder.workflows.doctor import State, examine
from site_builder.workflows.fmt import fmt
from site_builder.workflows.ingest import ingest
from site_builder.workflows.migrate import migrate
from site_builder.workflows.moving import move
from site_builder.workflows.rerun import find_issues
from tests.trialsite import TrialSite


def advice(site: TrialSite) -> set[str]:
    return {finding.advice for finding in examine(site.root) if finding.advice} - {"no_fonts", "few_watches"}


def test_a_site_that_is_well_needs_no_advice(site: TrialSite) -> None:
    site.write("content/site.yaml", "format: 1\n" + (site.root / "content/site.yaml").read_text("utf-8"))
    site.build(publish=True)

    assert advice(site) - {"no_exchange", "no_libyaml"} == set()
    settings = [finding.value for finding in examine(site.root) if finding.what == "setting"]
    assert "title = 试刊  (content/site.yaml:2)" in settings
    assert "page_size = 50  (*)" in settings


def test_a_new_archive_is_told_what_comes_next(site: TrialSite) -> None:
    assert advice(site) >= {"no_book", "no_cache", "not_built", "old_format"}


def test_what_is_damaged_is_found(site: TrialSite) -> None:
    site.build(publish=True)
    for path in (site.root / ".cache/store-1/records").rglob("*"):
        if path.is_file():
            path.write_bytes(b"x")
    (site.root / ".cache/store-0").mkdir()
    site.write("output/.ledger.json", "{")
    site.write("content/addresses.txt", "<<<<<<< HEAD\n")

    assert advice(site) >= {"damaged_cache", "bad_ledger", "bad_book"}


def test_settings_with_errors_and_no_archive_are_bad(site: TrialSite, tmp_path: Path) -> None:
    site.write("content/site.yaml", "titel: 试刊\n")

    assert "bad_settings" in advice(site)
    assert examine(tmp_path / "nowhere")[-1].state is State.BAD


def test_everything_it_can_say_is_in_three_languages() -> None:
    text = Path(doctor.__file__).read_text(encoding="utf-8")
    import re

    whats = set(re.findall(r'what="(\w+)"', text))
    advices = set(re.findall(r'"((?:no|bad|old|few|not|damaged)_\w+)"', text))
    assert whats
    for language in LANGUAGES:
        for what in whats:
            say(f"cli.doctor.what.{what}", language)
        for name in advices:
            say(f"cli.doctor.advice.{name}", language)


def test_cleaning_takes_the_cache_and_nothing_else(site: TrialSite) -> None:
    site.build(publish=True)
    before = site.output()
    content = sorted((site.root / "content").rglob("*"))
    told = clean_cache(site.root, dry_run=True)
    assert any((site.root / ".cache").iterdir())

    assert clean_cache(site.root) == told
    assert list((site.root / ".cache").iterdir()) == []
    assert (site.output(), sorted((site.root / "content").rglob("*"))) == (before, content)
    assert site.build(publish=True).problems == ()
    assert site.output() == before


def test_cleaning_follows_no_link(site: TrialSite, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/file").write_text("mine")
    (site.root / ".cache").mkdir()
    (site.root / ".cache/link").symlink_to(tmp_path / "mine")

    clean_cache(site.root)

    assert (tmp_path / "mine/file").read_text() == "mine"


@pytest.mark.parametrize(
    "text", ["", "title: 试刊\n", "\ufefftitle: 试刊\r\nbase_url: https://example.org/\r\n", "# 注\n"]
)
def test_an_older_archive_builds_and_comes_up_to_date(site: TrialSite, text: str) -> None:
    path = site.root / "content/site.yaml"
    path.write_bytes(text.encode())
    assert site.build(publish=True).problems == ()
    dry = migrate(site.root, dry_run=True)
    assert path.read_bytes() == text.encode()

    report = migrate(site.root)

    assert report == dry
    assert (report.was, report.now, report.changed) == (0, FORMAT, ("content/site.yaml",))
    assert path.read_bytes().lstrip(b"\xef\xbb\xbf").startswith(b"format: 1")
    assert site.build(publish=True).problems == ()
    assert migrate(site.root).changed == ()


def test_without_a_site_yaml_one_is_begun(site: TrialSite) -> None:
    site.remove("content/site.yaml")
    migrate(site.root)

    assert (site.root / "content/site.yaml").read_text() == "format: 1\n"


@pytest.mark.parametrize("act", [migrate, lambda root: TrialSite(root, {}).build()])
def test_an_archive_of_tomorrow_is_refused(site: TrialSite, act: object) -> None:
    site.write("content/site.yaml", "format: 99\n")

    with pytest.raises(UsageError) as refused:
        act(site.root)  # type: ignore[operator]

    assert [problem.code for problem in refused.value.problems] == ["C006"]


@pytest.mark.parametrize(
    "act",
    [
        fmt,
        lambda root: ingest(root, [root / "new.txt"], paper="chenbao", date="2021-05-07", tell=silence),
        lambda root: find_issues(root, ()),
        lambda root: move(root, "chenbao/2019-04-19", "2019-04-20"),
    ],
    ids=["fmt", "import", "review and rebuild", "mv"],
)
def test_nothing_is_written_into_an_archive_of_tomorrow(site: TrialSite, act: Callable[[Path], object]) -> None:
    site.write("new.txt", "春汛将至，沿河六座泵站昨天全部开机试车。\n")
    site.edit("content/site.yaml", "title: 试刊", "format: 9\ntitle: 试刊")
    before = {path: path.read_bytes() for path in (site.root / "content").rglob("*") if path.is_file()}

    with pytest.raises(UsageError) as refused:
        act(site.root)

    assert [problem.code for problem in refused.value.problems] == ["C006"]
    assert {path: path.read_bytes() for path in (site.root / "content").rglob("*") if path.is_file()} == before
