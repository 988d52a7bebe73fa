"""A new name, and the old address leads there."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.errors import ContentError, UsageError
from site_builder.workflows.moving import move
from tests.trialsite import RIVER, TrialSite, article

BRIDGE = "content/chenbao/2019/2019-04-19/01-02.md"
SCHOOL = "content/chenbao/2019/2019-04-26/01-01.md"


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()}


def test_an_article_keeps_its_old_address(site: TrialSite) -> None:
    site.edit(SCHOOL, "byline:", "corrections: [{by: 2019-04-19/01-02}]\nbyline:")
    site.build(publish=True)

    report = move(site.root, "chenbao/2019-04-19/01-02", "01-07")
    built = site.build(publish=True)

    assert (report.old, report.new) == ("chenbao/2019-04-19/01-02.html", "chenbao/2019-04-19/01-07.html")
    assert report.edited == (SCHOOL,)
    assert "by: 2019-04-19/01-07" in (site.root / SCHOOL).read_text("utf-8")
    assert built.problems == ()
    assert "url=01-07.html" in site.page("chenbao/2019-04-19/01-02.html")
    assert "老桥不拆" in site.page("chenbao/2019-04-19/01-07.html")


def test_an_article_goes_to_another_page_and_its_old_page_closes_up(site: TrialSite) -> None:
    move(site.root, RIVER, "02-09")
    built = site.build(publish=True)

    assert built.problems == ()
    assert "02" in (site.root / RIVER.replace("01-01", "02-09")).read_text("utf-8")
    assert "order: 1" in (site.root / BRIDGE).read_text("utf-8")


def test_an_issue_keeps_all_its_old_addresses(site: TrialSite) -> None:
    site.edit(RIVER, "column:", "corrections: [{by: 2019-04-26/01-01}]\ncolumn:")
    site.build(publish=True)

    report = move(site.root, "content/chenbao/2019/2019-04-26", "2020-05-01")
    built = site.build(publish=True)

    assert report.now == "content/chenbao/2020/2020-05-01"
    assert built.problems == ()
    for page in ("index", "p01", "01-01"):
        assert f"url=../2020-05-01/{page}.html" in site.page(f"chenbao/2019-04-26/{page}.html")
    assert "by: 2020-05-01/01-01" in (site.root / RIVER).read_text("utf-8")


def test_moved_twice_both_old_addresses_lead_to_it(site: TrialSite) -> None:
    site.build(publish=True)
    move(site.root, "chenbao/2019-04-19/01-02", "01-07")
    site.build(publish=True)
    move(site.root, "chenbao/2019-04-19/01-07", "01-08")
    move(site.root, "chenbao/2019-04-19", "2019-04-20")

    assert site.build(publish=True).problems == ()
    for old in ("2019-04-19/01-02", "2019-04-19/01-07"):
        assert "url=../2019-04-20/01-08.html" in site.page(f"chenbao/{old}.html")


def test_a_dry_run_says_the_same_and_writes_nothing(site: TrialSite) -> None:
    before = files(site.root)
    dry = move(site.root, "chenbao/2019-04-19/01-02", "01-07", dry_run=True)

    assert files(site.root) == before
    assert move(site.root, "chenbao/2019-04-19/01-02", "01-07") == dry


@pytest.mark.parametrize(
    ("what", "new", "code"),
    [
        ("chenbao/2019-04-19/09-09", "01-07", "A020"),
        ("nowhere", "01-07", "A020"),
        ("chenbao/2019-04-19/01-02", "../../etc/passwd", "A024"),
        ("chenbao/2019-04-19/01-02", "第二篇", "A021"),
        ("chenbao/2019-04-19/01-02", "09-01", "A021"),
        ("chenbao/2019-04-19/01-02", "01-01", "A022"),
        ("chenbao/2019-04-19/01-02", "chenbao/2019-04-26/01-09", "A024"),
        ("chenbao/2019-04-19", "2019-04-26", "A022"),
        ("chenbao/2019-04-19", "四月", "A021"),
        ("chenbao/2019-04-19", "2019-02-30", "A021"),
        ("chenbao/2019-04-19", "2019-13-XX", "A021"),
        ("chenbao/2019-04-19", "../2019-05-01", "A021"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_touched(site: TrialSite, what: str, new: str, code: str) -> None:
    before = files(site.root)

    with pytest.raises(UsageError) as refused:
        move(site.root, what, new)

    assert [problem.code for problem in refused.value.problems] == [code]
    assert files(site.root) == before


@pytest.mark.parametrize(("text", "code"), [("hedline: 老桥", "A023"), ("headline: 老桥不拆 # 待核", "A025")])
def test_files_that_would_lose_something_are_left(site: TrialSite, text: str, code: str) -> None:
    site.write(BRIDGE, article("01", 2, "老桥不拆", "桥还在。").replace("headline: 老桥不拆", text))
    before = files(site.root)

    with pytest.raises(ContentError) as refused:
        move(site.root, "chenbao/2019-04-19/01-02", "01-07")

    assert code in [problem.code for problem in refused.value.problems]
    assert files(site.root) == before
