"""What ties articles of different issues together, and how their pages show it."""

from __future__ import annotations

import json

from site_builder.newspaper.model import Correction, PackagePart, Page, SeriesPart
from site_builder.press.settings import SiteSettings
from site_builder.press.ties import ties_of
from tests.press.printed import Reader, printed_site
from tests.press.trialissue import article, cards, issue, set_in_type


def part(number: int) -> SeriesPart:
    name = "一条河" if number == 1 else ""
    return SeriesPart(id="river", part=number, label=f"（{'一二三四'[number - 1]}）", name=name)


ISSUES = (
    issue("2023-04-07", [article(1, series=part(1), column="时评"), article(2, page="02")]),
    issue("2023-04-14", [], pages=(Page(number="01"),)),
    issue(
        "2023-04-21",
        [
            article(1, series=part(2), corrections=(Correction(by="2023-04-28/01-02", at="p1", note="八应为九"),)),
            article(2, column="时评"),
        ],
    ),
    issue("2023-04-28", [article(1, series=part(3)), article(2, headline=("更正",)), article(3, column="时评")]),
)


def test_parts_columns_and_corrections_are_tied() -> None:
    tied = {key.day: ties for key, ties in ties_of(cards(set_in_type(*ISSUES))).items()}

    first, second, third = (tied[day].articles["01-01"] for day in ("2023-04-07", "2023-04-21", "2023-04-28"))
    assert (first.series_previous, first.series_next and first.series_next.key.day) == (None, "2023-04-21")
    assert (second.series_previous and second.series_previous.label, second.parts) == ("（一）", 3)
    assert (third.series_next, third.series_name) == (None, "一条河")
    assert second.corrected_by["2023-04-28/01-02"].headline == "更正"
    assert [tie.at for tie in tied["2023-04-28"].articles["01-02"].corrects] == ["p1"]
    middle = tied["2023-04-21"].articles["01-02"]
    assert (middle.column_previous and middle.column_previous.id, middle.column_next and middle.column_next.id) == (
        "01-01",
        "01-03",
    )


def test_the_walk_steps_over_an_issue_nobody_holds() -> None:
    files = printed_site(*ISSUES)
    last = Reader(files["shibao/2023-04-07/02-02.html"])

    assert [link["href"] for link in last.having("link", rel="next")] == ["../2023-04-21/01-01.html"]


def test_a_part_of_a_series_names_it_to_machines_too() -> None:
    page = Reader(
        printed_site(*ISSUES, site=SiteSettings(base_url="https://example.org/"))["shibao/2023-04-28/01-01.html"]
    )
    told = json.loads(next(script for script in page.scripts if "@context" in script))
    issue_of, series = told["isPartOf"]

    assert issue_of["@type"] == "PublicationIssue"
    assert (series["name"], series["additionalType"]) == ("一条河", "https://schema.org/CreativeWorkSeries")
    assert series["url"].startswith("https://example.org/shibao/series/")


def test_a_correction_is_linked_from_both_ends_and_listed() -> None:
    files = printed_site(*ISSUES)
    corrected, correcting = (files[f"shibao/{path}.html"].decode() for path in ("2023-04-21/01-01", "2023-04-28/01-02"))
    listed = Reader(files["shibao/corrections.html"])

    assert '<a href="../2023-04-28/01-02.html">' in corrected
    assert '<a href="../2023-04-21/01-01.html#p1">' in correcting
    assert {"2023-04-21/01-01.html#p1", "2023-04-28/01-02.html"} <= set(listed.links())
    assert "八应为九" in listed.words()


def test_a_correction_that_is_not_held_is_named_and_not_linked() -> None:
    lost = issue("2023-05-05", [article(1, corrections=(Correction(by="2023-05-12/09-09", note="某字有误"),))])
    files = printed_site(lost)

    assert "某字有误" in Reader(files["shibao/2023-05-05/01-01.html"]).words()
    links = [link for page in files.values() if page[:5] == b"<!DOC" for link in Reader(page).links()]
    assert not [link for link in links if "09-09" in link]


def test_pieces_of_a_package_that_stand_apart_keep_its_heading_each() -> None:
    """Only those that follow each other can stand under one; nothing may be lost when two runs have one name."""
    talk = PackagePart(id="talk", headline=("大家谈",))
    order = (talk, talk, None, talk, talk, None, talk)
    told = issue("2023-05-05", [article(number, package=package) for number, package in enumerate(order, 1)])
    page = Reader(printed_site(told)["shibao/2023-05-05/p01.html"])

    assert sorted(id_ for id_ in page.ids() if id_.startswith("a01")) == [f"a01-{number:02}" for number in range(1, 8)]
    assert len(page.having("header", class_="package-head")) == 2


def test_a_list_of_a_person_counts_years_and_leaves_editing_apart() -> None:
    files = printed_site(issue("2022-04-22", [article(1, editors=("沈令仪",))]), *ISSUES)
    people = Reader(files["shibao/people/index.html"])

    assert "石墨林" in people.words(), "the editor of the pages"
    editors = [link for link in people.links() if link.startswith("../editors/")]
    assert len(editors) == 2
    edited = Reader(files[f"shibao/editors/{editors[0].rpartition('/')[2]}"])
    assert edited.words().count("责任编辑") >= 1


def test_anchors_of_the_whole_issue_are_its_own() -> None:
    page = Reader(printed_site(*ISSUES)["shibao/2023-04-21/read.html"])
    ids = page.ids()

    assert len(ids) == len(set(ids))
    assert {"v01", "a01-01", "a01-01-p1", "a01-02-p1"} <= set(ids)
    assert all(link.removeprefix("#") in ids for link in page.links() if link.startswith("#"))
