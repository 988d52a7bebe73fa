"""Fronts: planned so that each shows what it holds, and a change reprints no more than it must."""

from __future__ import annotations

import posixpath

import msgspec

from site_builder.newspaper.archive import Archive
from site_builder.newspaper.model import ArticleType, Completeness, Paper, Person, Position, Role
from site_builder.press.entries import Name
from site_builder.press.feed_fronts import plan_feeds
from site_builder.press.frame import NEARBY, SHORT, ShelfFacts, pager
from site_builder.press.fronts import (
    Front,
    HomeFront,
    YearFront,
    front_path,
    page_kind,
    plan_front,
    plan_fronts,
)
from site_builder.press.index_fronts import ListFront, plan_lists
from site_builder.press.name_fronts import NAMES_AN_ENTRY, NamesFront
from site_builder.press.name_groups import grouped, initial
from site_builder.press.settings import SiteSettings
from site_builder.press.ties import ties_of
from site_builder.press.views import PAGES
from tests.press.printed import Reader, broadsheet, printed_fronts
from tests.press.trialissue import archive, article, issue, odd_issue

SMALL = SiteSettings(title="雁洲试报", page_size=3)
DAYS = [f"2023-{month:02}-05" for month in range(1, 9)]


def planned(told: Archive, site: SiteSettings = SMALL) -> dict[str, Front]:
    return {front_path(front): front for front in plan_fronts(told, site)}


def test_a_front_planned_alone_is_the_one_planned_with_all() -> None:
    for told in (weekly(0), weekly(8), archive(odd_issue()), archive()):
        site = msgspec.structs.replace(SMALL, base_url="https://example.org/")
        every = planned(told, site)
        alone = {path: plan_front(told, site, path) for path in every}
        assert {path: front for path, front in alone.items() if front is not None} == {
            path: every[path] for path, front in alone.items() if front is not None
        }
        pages = {path for path in every if path.endswith(".html") and not path.startswith(("search/", "404"))}
        assert {path for path, front in alone.items() if front is not None} == pages
        assert plan_front(told, site, "chenbao/nothing.html") is None


def test_lists_and_feeds_are_planned_from_what_they_show() -> None:
    for told in (weekly(8), archive(odd_issue())):
        for shelf in told.shelves:
            facts = ShelfFacts(id=shelf.id, paper=shelf.paper)
            listed = msgspec.structs.replace(shelf, issues=tuple(card.listed() for card in shelf.issues))
            fed = msgspec.structs.replace(shelf, issues=tuple(card.listed(openings=True) for card in shelf.issues))
            site = msgspec.structs.replace(SMALL, feeds=("pages", "columns", "people"))

            assert plan_lists(listed, facts, 3) == plan_lists(shelf, facts, 3) != []
            assert plan_feeds(fed, facts, site) == plan_feeds(shelf, facts, site) != []
            assert ties_of(listed.issues) == ties_of(shelf.issues)


def weekly(count: int) -> Archive:
    return archive(*(issue(day, [article(1, column="雁洲时评")]) for day in DAYS[:count]))


def test_every_front_has_an_address_of_its_own_and_a_kind_of_page() -> None:
    fronts = plan_fronts(archive(odd_issue()), SiteSettings())

    assert len({front_path(front) for front in fronts}) == len(fronts)
    assert {page_kind(front) for front in fronts} - {""} <= set(PAGES)


def test_a_front_survives_the_store() -> None:
    for front in plan_fronts(archive(odd_issue()), SiteSettings(base_url="https://example.org")):
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(front), type=Front) == front


def test_long_lists_are_numbered_from_the_oldest() -> None:
    fronts = planned(weekly(8))

    assert [path for path in fronts if path.startswith("shibao/2023")] == [
        "shibao/2023.html",
        "shibao/2023-2.html",
        "shibao/2023-3.html",
    ]
    oldest = fronts["shibao/2023.html"]
    assert isinstance(oldest, YearFront)
    assert [row.date for row in oldest.rows] == DAYS[:3]


def test_a_new_issue_leaves_the_older_pages_of_a_list_as_they_are() -> None:
    before, after = planned(weekly(4)), planned(weekly(5))
    lists = [path for path, front in before.items() if isinstance(front, ListFront)]
    first = [path for path in lists if not path.endswith("-2.html")]

    assert [entry.date for entry in before[first[0]].entries] == [entry.date for entry in after[first[0]].entries]  # type: ignore[union-attr]  # ListFronts


def test_a_new_issue_does_not_reprint_other_years() -> None:
    old = issue("2020-03-06", [article(1)])
    before = planned(archive(old, issue("2022-03-04", [article(1)])))
    after = planned(archive(old, issue("2022-03-04", [article(1)]), issue("2022-03-11", [article(1)])))

    assert before["shibao/2020.html"] == after["shibao/2020.html"]
    assert before["shibao/2022.html"] != after["shibao/2022.html"]


def test_a_corrected_character_deep_in_a_text_reprints_no_front() -> None:
    long = article(2, characters=3_000)
    mended = msgspec.structs.replace(long, body=long.body[:-2] + "了。")
    before = planned(archive(issue(DAYS[0], [article(1), long]), issue(DAYS[1], [article(1)])))
    after = planned(archive(issue(DAYS[0], [article(1), mended]), issue(DAYS[1], [article(1)])))

    assert before == after


def test_a_person_is_listed_once_an_article() -> None:
    twice = (Person(name="老周", role=Role.TEXT), Person(name="老周", role=Role.PHOTOGRAPHER))
    fronts = planned(archive(issue(DAYS[0], [article(1, contributors=twice)])))
    people = [front for front in fronts.values() if isinstance(front, ListFront) and front.kind == "person"]

    assert [(front.name, front.count, front.entries[0].role) for front in people] == [("老周", 1, "text")]


def test_the_front_is_that_of_the_latest_issue_that_is_held() -> None:
    fronts = planned(archive(issue(DAYS[0], [article(1)]), issue(DAYS[1], [])))
    home = fronts["index.html"]

    assert isinstance(home, HomeFront)
    assert home.papers[0].latest is not None
    assert home.papers[0].latest.date == DAYS[0]


def test_the_lead_is_the_one_that_is_marked() -> None:
    pieces = [article(1), article(2, headline=("真正的头条",), position=Position(order=2, lead=True))]
    page = Reader(printed_fronts(archive(issue(DAYS[0], pieces)), SMALL, broadsheet())["index.html"])
    headings = [text for text in page.text if text in ("真正的头条", "第1条消息说的是退水")]

    assert headings[0] == "真正的头条"


def test_several_papers_share_the_front_door() -> None:
    one = archive(issue(DAYS[0], [article(1)]), paper=Paper(name="雁洲晨报")).shelves[0]
    other = msgspec.structs.replace(one, id="wanbao", paper=Paper(name="雁洲晚报"))
    files = printed_fronts(Archive(shelves=(one, other)), SiteSettings(title="两报馆"), broadsheet())
    words = Reader(files["index.html"]).words()

    assert "雁洲晨报" in words
    assert "雁洲晚报" in words
    assert "wanbao/index.html" in Reader(files["index.html"]).links()
    assert "雁洲晨报" not in Reader(files["wanbao/index.html"]).words()


def test_a_paper_of_its_own_is_the_same_place_as_the_front_door() -> None:
    site = SiteSettings(title="任何名字", base_url="https://example.org")
    files = printed_fronts(archive(issue(DAYS[0], [article(1)])), site, broadsheet())

    assert (
        Reader(files["shibao/index.html"]).having("link", rel="canonical")[0]["href"]
        == "https://example.org/index.html"
    )


def test_an_incomplete_issue_is_marked_in_the_list() -> None:
    told = archive(issue(DAYS[0], [article(1)], completeness=Completeness.PARTIAL), issue(DAYS[1], [], missing=("01",)))
    words = Reader(printed_fronts(told, SMALL, broadsheet())["shibao/2023.html"]).words()

    assert "不全" in words
    assert "缺藏" in words
    assert "2023年入藏 1 期" in words


def test_a_notice_can_lead_a_page_that_has_nothing_else() -> None:
    told = archive(issue(DAYS[0], [article(1, type=ArticleType.NOTICE, headline=("停水",))]))

    assert "停水" in Reader(printed_fronts(told, SMALL, broadsheet())["index.html"]).words()


def test_names_stand_under_the_letter_of_their_pinyin() -> None:
    names = ["沈令仪", "顾长舟", "曾国", "Smith", "甪端", "안", "123", "艾青"]

    assert {name: initial(name) for name in names} == {
        "沈令仪": "S",
        "顾长舟": "G",
        "曾国": "Z",
        "Smith": "S",
        "甪端": "",
        "안": "",
        "123": "",
        "艾青": "A",
    }


def test_every_name_is_in_one_group() -> None:
    names = [Name(text=text, count=1) for text in ("沈", "顾", "顾长", "石", "龘", "Zoe")]
    groups = grouped(names)

    assert [letter for letter, _ in groups] == ["G", "S", "Z", ""]
    assert sorted(name.text for _, members in groups for name in members) == sorted(name.text for name in names)


def test_only_names_of_people_are_read_as_surnames() -> None:
    read = {text: (initial(text), initial(text, people=True)) for text in ("区域动态", "单家桥", "張先生", "Ian")}

    assert read == {"区域动态": ("Q", "O"), "单家桥": ("D", "S"), "張先生": ("Z", "Z"), "Ian": ("I", "I")}


def many(count: int) -> Archive:
    """An archive of so many people, half of them of one surname, and as many editors of their articles."""
    first = "张" * 3 + "顾沈葛"
    names = [f"{first[at % 6]}{chr(0x4E00 + at)}" for at in range(count)]
    return archive(
        issue(
            DAYS[0],
            [
                article(at, contributors=(Person(name=name, role=Role.REPORTER),), editors=(name,))
                for at, name in enumerate(names, 1)
            ],
        )
    )


FEW = SMALL.page_size * NAMES_AN_ENTRY


def test_names_that_fit_on_a_page_stand_on_one() -> None:
    assert not [path for path in planned(many(FEW)) if "people/letter-" in path]


def test_many_names_are_found_under_their_letters() -> None:
    fronts = planned(many(36))
    index = fronts["shibao/people/index.html"]
    letters = {path: front for path, front in fronts.items() if isinstance(front, NamesFront) and front.of == "person"}
    del letters["shibao/people/index.html"]

    assert isinstance(index, NamesFront)
    assert [(letter.letter, letter.count) for letter in index.letters] == [("G", 12), ("S", 6), ("Z", 18)]
    assert list(letters) == [
        "shibao/people/letter-g.html",
        "shibao/people/letter-s.html",
        "shibao/people/letter-z.html",
        "shibao/people/letter-z-2.html",
    ]
    assert sorted(name.text for front in letters.values() for name in front.names) == sorted(
        person.name for front in many(36).shelves[0].issues[0].articles for person in front.people
    )
    assert max(len(front.names) for front in letters.values()) <= FEW


def test_a_name_more_leaves_the_other_letters_as_they_are() -> None:
    before, after = planned(many(33)), planned(many(34))
    changed = {path for path in before if "people/letter-" in path and before[path] != after[path]}

    assert changed == {"shibao/people/letter-g.html"}


def test_the_letters_are_walked_and_lead_to_everybody() -> None:
    files = printed_fronts(many(36), SMALL, broadsheet())

    def links(path: str) -> set[str]:
        return {posixpath.normpath(posixpath.join(path, "..", link)) for link in Reader(files[path]).links()}

    for folder, known in (("people", 36), ("editors", 37)):  # the 版 has an editor of its own
        at, walked, found = f"shibao/{folder}/letter-g.html", [], set()
        while at:
            walked.append(at)
            found |= {link for link in links(at) if link.startswith(f"shibao/{folder}/") and "." in link[-5:]}
            after = Reader(files[at]).having("link", rel="next")
            at = f"shibao/{folder}/{after[0]['href']}" if after else ""

        assert [path.rpartition("/")[2] for path in walked] == [
            "letter-g.html",
            "letter-s.html",
            "letter-z.html",
            "letter-z-2.html",
        ]
        assert set(walked[:3]) <= links("shibao/people/index.html")
        assert len({link for link in found if "letter" not in link and "index" not in link}) == known


def test_of_a_long_list_the_pages_nearby_are_linked_and_some_to_jump_by() -> None:
    assert len(pager(1, SHORT, str).pages) == SHORT
    assert [link.text for link in pager(47, 123, str).pages] == ["1", *map(str, range(47 - NEARBY, 51)), "100", "123"]
    assert [link.text for link in pager(1, 45, str).pages] == ["1", "2", "3", "4", "10", "20", "30", "40", "45"]


def test_an_index_names_everybody() -> None:
    front = planned(archive(odd_issue()))["shibao/people/index.html"]

    assert isinstance(front, NamesFront)
    assert len(front.names) == 32
