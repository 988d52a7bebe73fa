"""What an edit costs: the work is counted, and the site is compared with one that was built from nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

import pytest

from site_builder.engine.events import Made
from site_builder.engine.store import Store
from site_builder.newspaper.archive import IssueCard
from site_builder.search import remerging
from site_builder.workflows import printing_steps
from site_builder.workflows.in_type import CardPlace, card_at
from tests.trialsite import FILES, JOBS, MERGING, RIVER, SCHOOL, TrialSite, article, issue

FRONTS = {
    *("index.html", "404.html", "search/index.html", "sitemap.xml"),
    *("chenbao/index.html", "chenbao/2019.html", "chenbao/2020.html", "chenbao/feed.xml"),
    *("chenbao/columns/index.html", "chenbao/columns/a54000a6fa91.html", "chenbao/people/index.html"),
    *(
        "wanbao/index.html",
        "wanbao/2019.html",
        "wanbao/feed.xml",
        "wanbao/columns/index.html",
        "wanbao/people/index.html",
    ),
    *(f"chenbao/{name}.xml" for name in ("pages/394f01c8b800", "pages/d264893c6085", "columns/a54000a6fa91")),
    "wanbao/pages/90016b339039.xml",
    *(
        f"{paper}/{name}.html"
        for paper in ("chenbao", "wanbao")
        for name in ("series/index", "places/index", "days/index", "corrections", "about", "about-2019")
    ),
    *("chenbao/about-2020.html", "chenbao/days/0103.html", "chenbao/days/0419.html", "chenbao/days/0426.html"),
    "wanbao/days/0419.html",
}

INDEX = {"post": 1, "arrange": 1, "leaves": 1, "monolith": 1, "bind": 1}
"""What an edit of one issue's words costs the search, besides the merging of those words."""


def made(site: TrialSite, step: str) -> set[str]:
    """The names of the jobs of a step that were done in the last build."""
    return {event.name for event in site.events if isinstance(event, Made) and event.step == step}


def test_a_first_build_does_everything_once(site: TrialSite) -> None:
    report = site.build()

    people = {
        path for path in report.changed if path.startswith("chenbao/people/") and path.endswith((".html", ".xml"))
    }
    assert {step: count for step, count in report.made.items() if step not in ("fronts", *MERGING)} == JOBS
    assert made(site, "fronts") == FRONTS | people
    assert report.kept == {}
    assert (report.issues, report.articles, report.problems, report.failed) == (4, 6, (), False)
    assert set(report.changed) | {".ledger.json"} == set(site.output())


def test_building_again_does_nothing(site: TrialSite) -> None:
    first = site.build()
    before = site.output()

    second = site.build()

    assert second.made == {}
    assert second.kept == first.made
    assert (second.changed, second.swept) == ((), ())
    assert site.output() == before


@pytest.mark.parametrize("fault", ["changed", "gone"])
def test_a_list_that_somebody_touched_is_printed_again_and_no_other(site: TrialSite, fault: str) -> None:
    site.build()
    before = site.output()
    page = site.root / "output/chenbao/people/index.html"
    if fault == "changed":
        page.write_bytes(page.read_bytes() + b" ")
    else:
        page.unlink()

    report = site.build()

    assert made(site, "fronts") == {"chenbao/people/index.html"}
    assert report.made == {"fronts": 1}
    assert site.output() == before


@pytest.mark.parametrize("data", [b"", b"\x00" * 40, b"marks"])
def test_what_was_marked_may_be_lost(site: TrialSite, data: bytes) -> None:
    first = site.build()
    (marks,) = (site.root / ".cache").glob("*.marks")
    marks.write_bytes(data)

    second = site.build()

    assert (second.made, second.kept, second.changed) == ({}, first.made, ())


def test_marks_of_another_site_settle_nothing(site: TrialSite) -> None:
    site.build()
    (marks,) = (site.root / ".cache").glob("*.marks")
    old = marks.read_bytes()
    site.edit(SCHOOL, "新学校九月招生", "新学校十月招生")
    site.build()
    site.edit(SCHOOL, "新学校十月招生", "新学校九月招生")
    marks.write_bytes(old)

    site.build()

    assert site.output() == site.fresh().output()


def test_a_body_costs_its_issue(site: TrialSite) -> None:
    site.build()
    site.edit(RIVER, "九十天", "八十天")

    assert site.made() == {"typeset": 1, "formats": 3, "print": 1, **INDEX, "plan": 2, "fronts": 3}
    feeds = {"chenbao/feed.xml", "chenbao/pages/394f01c8b800.xml", "chenbao/columns/a54000a6fa91.xml"}
    assert made(site, "fronts") == feeds, "feeds show how articles begin"
    assert site.output() == site.fresh().output()


def test_a_body_far_behind_its_beginning_costs_no_front(site: TrialSite) -> None:
    site.write(RIVER, article("01", 1, "运河清淤今日开工", "长。" * 200 + "\n\n工期九十天。", "column: 城事\n"))
    site.build()
    site.edit(RIVER, "九十天", "八十天")

    assert site.made() == {"typeset": 1, "formats": 3, "print": 1, **INDEX, "plan": 1}
    assert site.output() == site.fresh().output()


def test_a_blank_line_costs_reading_it(site: TrialSite) -> None:
    site.build()
    before = site.output()
    site.edit(RIVER, "\n\n工期", "\n\n\n\n工期")

    report = site.build()

    assert report.made == {"typeset": 1}
    assert report.changed == ()
    assert site.output() == before == site.fresh().output()


def test_another_way_to_write_the_same_costs_reading_it(site: TrialSite) -> None:
    site.build()
    site.edit(RIVER, 'page: "01"', "版次: 01")

    assert site.made() == {"typeset": 1}


def test_a_headline_costs_its_neighbours_and_the_lists_it_stands_in(site: TrialSite) -> None:
    site.build()
    site.edit(SCHOOL, "新学校九月招生", "新学校十月招生")

    report = site.build()

    assert made(site, "typeset") == {"chenbao/2019-04-26"}
    assert made(site, "print") == {"chenbao/2019-04-19", "chenbao/2019-04-26", "chenbao/2020-01-03"}
    assert made(site, "post") == {"chenbao/2019-04-26"}
    assert {front for front in made(site, "fronts") if "people" not in front} == {
        "chenbao/2019.html",
        "chenbao/days/0426.html",
        "chenbao/feed.xml",
        "chenbao/pages/394f01c8b800.xml",
    }
    assert "wanbao" not in {path.partition("/")[0] for path in report.changed}
    assert site.output() == site.fresh().output()


def test_a_new_issue_costs_itself_its_neighbours_and_its_lists(site: TrialSite) -> None:
    site.build()
    site.write("content/chenbao/2019/2019-12-27/issue.yaml", issue("2019-12-27", 37, {"01": "要闻"}))
    site.write("content/chenbao/2019/2019-12-27/01-01.md", article("01", 1, "岁末盘点", "一年过去了。"))

    site.build()

    assert made(site, "typeset") == made(site, "post") == {"chenbao/2019-12-27"}
    assert made(site, "print") == {"chenbao/2019-04-26", "chenbao/2019-12-27", "chenbao/2020-01-03"}
    assert "wanbao/index.html" not in made(site, "fronts")
    assert site.output() == site.fresh().output()


def test_an_issue_taken_away_is_swept(site: TrialSite) -> None:
    site.build()
    site.remove("content/chenbao/2019/2019-04-26")

    report = site.build()

    assert made(site, "typeset") == made(site, "post") == set()
    assert made(site, "print") == {"chenbao/2019-04-19", "chenbao/2020-01-03"}
    assert {path for path in report.swept if path.startswith("chenbao/2019-04-26/")} == {
        f"chenbao/2019-04-26/{name}"
        for name in (
            "index.html",
            "read.html",
            "p01.html",
            "01-01.html",
            "card.png",
            "issue.epub",
            "issue.zip",
            "issue.json",
        )
    }
    assert not (site.root / "output/chenbao/2019-04-26").exists()
    assert site.output() == site.fresh().output()


def test_an_article_taken_away_and_put_back_costs_printing(site: TrialSite) -> None:
    site.build()
    before = site.output()
    site.remove("content/chenbao/2019/2019-04-19/01-02.md")
    report = site.build()
    assert report.swept[:1] == ("chenbao/2019-04-19/01-02.html",)

    site.write("content/chenbao/2019/2019-04-19/01-02.md", FILES["content/chenbao/2019/2019-04-19/01-02.md"])
    report = site.build()

    assert "typeset" not in report.made
    assert "post" not in report.made
    assert site.output() == before


def test_a_picture_costs_its_issue_and_no_typesetting(site: TrialSite) -> None:
    site.build()
    site.edit("content/chenbao/2019/2019-04-19/images/market.svg", 'height="3">', 'height="2">')

    report = site.build()

    assert report.made == {"formats": 2, "print": 1}, "the zip of texts has no pictures"
    assert site.output() == site.fresh().output()


def test_a_picture_nobody_shows_is_not_printed(site: TrialSite) -> None:
    site.write("content/chenbao/2019/2019-04-19/images/other.svg", "<svg/>")
    site.build()

    assert "chenbao/2019-04-19/images/other.svg" not in site.output()


@pytest.mark.parametrize(
    ("template", "steps"),
    [
        ("base.html", {"theme": 1, "print": 4}),
        ("article.html", {"theme": 1, "print": 4}),
        ("parts/box.html", {"theme": 1, "print": 4}),
        ("home.html", {"theme": 1}),
    ],
)
def test_a_template_costs_what_is_printed_with_it(site: TrialSite, template: str, steps: dict[str, int]) -> None:
    site.build()
    path = site.root / "themes/trial/templates" / template
    path.write_text(path.read_text() + "<!-- new -->\n")

    report = site.build()

    assert {step: count for step, count in report.made.items() if step != "fronts"} == steps
    if template == "home.html":
        assert made(site, "fronts") == {"index.html", "chenbao/index.html", "wanbao/index.html"}
    assert site.output() == site.fresh().output()


def test_a_stylesheet_costs_printing_what_links_to_it(site: TrialSite) -> None:
    site.build()
    site.write("themes/trial/assets/css/plain.css", "body { max-width: 41em; }\n")

    report = site.build()

    assert report.made["assets"] == 1
    assert report.made["print"] == 4
    assert not report.made.keys() & {"typeset", "post", "bind", "plan"}
    assert site.output() == site.fresh().output()


def test_a_theme_nobody_uses_costs_nothing_but_a_look(site: TrialSite) -> None:
    site.build()
    shutil.copytree(site.root / "themes/trial", site.root / "themes/other")

    assert site.made() == {"theme": 1}


@pytest.mark.parametrize(
    ("path", "was", "now", "steps"),
    [
        ("content/site.yaml", "title: 试刊", "title: 试行", {"print": 4, "plan": 1}),
        (
            "content/chenbao/paper.yaml",
            "运河晨报",
            "运河日报",
            {"masthead": 1, "bind": 1, "formats": 9, "print": 3, "plan": 3},
        ),
    ],
)
def test_a_setting_costs_what_sees_it(site: TrialSite, path: str, was: str, now: str, steps: dict[str, int]) -> None:
    site.build()
    site.edit(path, was, now)

    assert {step: count for step, count in site.made().items() if step != "fronts"} == steps
    assert site.output() == site.fresh().output()


def rename_an_issue(site: TrialSite) -> None:
    site.rename("content/chenbao/2019/2019-04-26", "content/chenbao/2019/2019-05-03")
    site.edit("content/chenbao/2019/2019-05-03/issue.yaml", "date: 2019-04-26", "date: 2019-05-03")


def swap_two_articles(site: TrialSite) -> None:
    one, other = (f"content/chenbao/2019/2019-04-19/01-0{number}.md" for number in (1, 2))
    texts = [(site.root / path).read_text() for path in (other, one)]
    for path, text, number, was in zip((one, other), texts, (1, 2), (2, 1), strict=True):
        text = text.replace(f"id: 01-0{was}", f"id: 01-0{number}").replace(f"order: {was}", f"order: {number}")
        site.write(path, text)


def drop_a_paper(site: TrialSite) -> None:
    site.remove("content/wanbao")


def touch_everything(site: TrialSite) -> None:
    for path in (site.root / "content").rglob("*.*"):
        path.write_bytes(path.read_bytes())


@pytest.mark.parametrize("change", [rename_an_issue, swap_two_articles, drop_a_paper, touch_everything])
def test_whatever_changes_the_site_is_as_if_new(site: TrialSite, change: Callable[[TrialSite], None]) -> None:
    site.build()
    change(site)

    report = site.build()

    assert report.problems == ()
    assert site.output() == site.fresh().output()
    if change is touch_everything:
        assert report.made == {}


@pytest.mark.parametrize(
    ("was", "now", "read"), [("工期", "工期", 0), ("\n\n工期", "\n\n\n\n工期", 0), ("九十", "八十", 4)]
)
def test_cards_are_read_for_what_is_planned_and_for_nothing_else(
    site: TrialSite, monkeypatch: pytest.MonkeyPatch, was: str, now: str, read: int
) -> None:
    site.write(RIVER, article("01", 1, "运河清淤今日开工", "长。" * 200 + "\n\n工期九十天。", "column: 城事\n"))
    site.build()
    site.edit(RIVER, was, now)
    places: list[CardPlace] = []

    def counted(store: Store, place: CardPlace) -> IssueCard:
        places.append(place)
        return card_at(store, place)

    monkeypatch.setattr(printing_steps, "card_at", counted)
    site.build()

    assert len(places) == len(set(places)) == read


def test_merges_with_drafts_and_without_each_go_on_from_their_own(
    site: TrialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a preview has them done that shows drafts and fills another folder without."""
    for week in range(1, 9):  # of many issues only a few may differ
        day = f"2018-01-{week:02}"
        site.write(f"content/chenbao/2018/{day}/issue.yaml", issue(day, week, {"01": "要闻"}))
        site.write(f"content/chenbao/2018/{day}/01-01.md", article("01", 1, f"第{week}周", "工期八十天。"))
    site.write(RIVER.replace("01-01", "01-03"), article("01", 3, "未定稿", "还没有定。", "draft: true\n"))
    site.build(drafts=True)
    site.build()
    gone_on = 0
    real = remerging.again

    def noted(*given: Any) -> Any:
        nonlocal gone_on
        made = real(*given)
        gone_on += made is not None
        return made

    monkeypatch.setattr(remerging, "again", noted)
    site.edit(RIVER, "九十天", "八十天")

    site.build(drafts=True)
    with_drafts = gone_on
    site.build()

    assert with_drafts > 0
    assert gone_on == 2 * with_drafts
