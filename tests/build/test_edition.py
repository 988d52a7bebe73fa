"""The edition in memory: whatever is edited, each page is the one a first build would print."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from site_builder.errors import Severity
from site_builder.workflows import holdings
from site_builder.workflows.edition import Edition
from site_builder.workflows.sightings import Sightings
from site_builder.workflows.watch import Ignored
from tests.build.test_oracle import Archive
from tests.trialsite import FILES, RIVER, TrialSite, article

ARTICLE = "chenbao/2019-04-19/01-01.html"
BESIDE = "content/chenbao/2019/2019-04-19/01-02.md"
BESIDE_PAGE = "chenbao/2019-04-19/01-02.html"


class Watched:
    """A trial site, the edition made of it, and what watches it."""

    def __init__(self, site: TrialSite) -> None:
        self.site = site
        folders = [(site.root / name).resolve() for name in ("content", "themes")]
        self.sightings = Sightings(folders, Ignored(folders, []))
        self.edition = Edition(site.root, drafts=False)
        self.edition.open()

    def look(self, *watched: str, superseded: Callable[[], bool] = lambda: False) -> frozenset[str]:
        """Take in what was saved; what is different now of the pages asked about."""
        return self.edition.refresh([Path(path) for path in self.sightings.look_everywhere()], watched, superseded)

    def broken(self) -> list[str]:
        return [problem.code for problem in self.edition.problems if problem.severity is Severity.ERROR]

    def compare(self) -> None:
        """Every page of a first build is the edition's, and nothing else is."""
        fresh = self.site.fresh()
        printed = fresh.output()
        shutil.rmtree(fresh.root)
        for path, data in printed.items():
            if path.endswith(".html") or path.startswith("assets/"):
                assert self.edition.read(path) == data, path
        assert self.edition.read("chenbao/2019-04-19/09-09.html") is None


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(TrialSite(tmp_path / "site", FILES))


def test_every_page_is_what_build_prints(watched: Watched) -> None:
    watched.compare()


def test_it_knows_which_pages_are_different(watched: Watched) -> None:
    other, home = "chenbao/2019-04-26/01-01.html", "index.html"
    for path in (ARTICLE, other, home):
        watched.edition.read(path)

    watched.site.edit(RIVER, "第一斗淤泥", "第一船淤泥")

    assert watched.look(ARTICLE, other) == {ARTICLE}
    assert "第一船淤泥" in (watched.edition.read(ARTICLE) or b"").decode()
    assert watched.look(ARTICLE, other, home) == frozenset()


def test_what_is_broken_stays_as_it_was_and_the_rest_goes_on(watched: Watched) -> None:
    before = watched.edition.read(ARTICLE)
    watched.site.edit(RIVER, "headline:", "headlin:")
    watched.site.write("content/chenbao/2019/2019-04-26/02-09.md", FILES[RIVER].replace("01-01", "02-09"))
    watched.look()

    assert watched.broken()
    assert watched.edition.read(ARTICLE) == before

    watched.site.edit(RIVER, "headlin:", "headline:")
    watched.site.remove("content/chenbao/2019/2019-04-26/02-09.md")
    watched.look()
    assert watched.broken() == []
    watched.compare()


def test_beside_a_broken_article_the_others_of_its_issue_go_on(watched: Watched) -> None:
    before = watched.edition.read(ARTICLE)
    watched.site.edit(RIVER, "headline:", "headlin:")
    watched.look()
    watched.site.edit(BESIDE, "桥还在", "桥要修")
    new = "content/chenbao/2019/2019-04-19/01-03.md"
    watched.site.write(new, article("01", 3, "新来的一篇", "还没有写完。").replace("headline:", "headlin:"))

    assert watched.look(ARTICLE, BESIDE_PAGE) == {BESIDE_PAGE}
    assert "桥要修" in (watched.edition.read(BESIDE_PAGE) or b"").decode()
    assert watched.edition.read(ARTICLE) == before
    assert watched.edition.read("chenbao/2019-04-19/01-03.html") is None
    assert watched.edition.withheld("chenbao/2019-04-19/01-03.html") == "broken"
    assert watched.broken()

    watched.site.edit(RIVER, "headlin:", "headline:")
    watched.site.edit(new, "headlin:", "headline:")
    watched.look()
    assert watched.broken() == []
    watched.compare()


def test_what_was_broken_before_the_start_keeps_nobody_else_from_the_screen(tmp_path: Path) -> None:
    site = TrialSite(tmp_path / "site", FILES)
    site.edit(RIVER, "headline:", "headlin:")
    watched = Watched(site)

    assert watched.broken()
    assert watched.edition.read(BESIDE_PAGE)
    assert watched.edition.read(ARTICLE) is None
    assert watched.edition.withheld(ARTICLE) == "broken"
    assert watched.edition.withheld(BESIDE_PAGE) == ""
    assert watched.edition.withheld("chenbao/2019-04-19/09-09.html") == ""

    site.edit(RIVER, "headlin:", "headline:")
    assert watched.look(ARTICLE) == {ARTICLE}
    watched.compare()


def test_an_issue_that_is_broken_itself_stays_as_it_was(watched: Watched) -> None:
    before = watched.edition.read(BESIDE_PAGE)
    watched.site.edit(BESIDE, "桥还在", "桥要修")
    watched.site.edit("content/chenbao/2019/2019-04-19/issue.yaml", 'number: "1"', 'numer: "1"')
    watched.look()

    assert watched.broken()
    assert watched.edition.read(BESIDE_PAGE) == before


def test_without_a_cache_it_is_the_same(tmp_path: Path) -> None:
    site = TrialSite(tmp_path / "site", FILES)
    (site.root / ".cache").write_text("no folder", encoding="utf-8")
    watched = Watched(site)
    site.edit(RIVER, "第一斗淤泥", "第一船淤泥")
    watched.look()

    watched.compare()


def test_a_cache_that_is_thrown_away_meanwhile_is_no_matter(watched: Watched) -> None:
    shutil.rmtree(watched.site.root / ".cache")
    watched.compare()


def test_a_newer_save_comes_before_what_is_left_of_a_branch_switch(watched: Watched) -> None:
    for path in FILES:
        if "/01-01.md" in path:
            watched.site.edit(path, "headline:", "kicker: 另一分支\nheadline:")
    watched.look(superseded=lambda: True)
    assert watched.edition.owing
    last = "wanbao/2019-04-19/01-01.html"
    assert "另一分支" not in (watched.edition.read(last) or b"").decode()

    watched.site.edit("content/wanbao/2019/2019-04-19/01-01.md", "灯又亮了", "灯又灭了")
    assert watched.look(last, superseded=lambda: True) == {last}
    assert "灯又灭了" in (watched.edition.read(last) or b"").decode()

    while watched.edition.owing:
        watched.look(superseded=lambda: True)
    watched.compare()


def test_everything_touched_and_superseded_is_taken_in_at_last(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holdings, "AT_ONCE", 1)
    watched.site.edit("content/site.yaml", "试刊", "又一份试刊")
    for path in FILES:
        if path.endswith("/01-01.md"):
            watched.site.edit(path, "headline:", "kicker: 另一分支\nheadline:")
    times = 0
    watched.look(superseded=lambda: True)
    while watched.edition.owing:
        watched.look(superseded=lambda: True)
        times += 1

    assert times
    assert watched.broken() == []
    watched.compare()


class Previewed(Archive):
    """An archive in the hands of people, previewed."""

    @initialize()
    def begin(self) -> None:
        self.site = TrialSite(self.folder / "site")
        self.watched = Watched(self.site)

    @rule()
    def look(self) -> None:
        self.watched.look()

    @rule(patience=st.integers(0, 3))
    def look_until_a_newer_save(self, patience: int) -> None:
        asked = itertools.count()
        self.watched.look(superseded=lambda: next(asked) >= patience)

    @precondition(lambda self: hasattr(self, "watched"))
    @rule()
    def compare(self) -> None:
        self.watched.look()
        assert not self.watched.edition.owing
        if not self.watched.broken():
            self.watched.compare()


_SIZE = settings(
    max_examples=4,
    stateful_step_count=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

TestPreviewed = Previewed.TestCase
TestPreviewed.settings = _SIZE


class PreviewedForYears(Previewed):
    """The same, for much longer."""


TestPreviewedForYears = pytest.mark.slow(PreviewedForYears.TestCase)
TestPreviewedForYears.settings = settings(_SIZE, max_examples=60, stateful_step_count=30)
