"""Stories that go on on another page of the issue come out as one article, whole and with every character once."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.engine.events import silence
from site_builder.manuscript.article_file import read_article
from site_builder.newspaper.model import Article
from site_builder.newspaper.raw import RawIssue, RawPage
from site_builder.sources.reading import read
from site_builder.workflows.ingest import IngestResult, ingest
from site_builder.workflows.ingest_pages import draft_page
from site_builder.workflows.ingest_proof import prove
from site_builder.workflows.ingest_turns import turned_pages
from site_builder.workflows.rebuild import rebuild

FERRY = (
    "轮渡昨天停航\n\n本报讯（记者 汪洋）昨天下午五时，最后一班轮渡靠岸，老船工把缆绳绕了三圈才舍得上岸，他说，这条船"
)
FERRY_ENDS = "他开了二十六年，闭着眼睛也知道哪里水浅。\n\n船将捐给航运博物馆。"
SCHOOL = "村小迎来新老师\n\n本报讯（记者 田园）开学头一天，村小迎来三位新老师，其中一位是十年前从这里毕业的，她还记得教"
SCHOOL_ENDS = "室后墙上那张被虫蛀过的地图。"
WHEAT = "夏粮收购开秤\n\n本报讯 全县二十四个粮站昨天同时开秤，头一天收购小麦九十万斤，没有打一张白条。"


def imported(tmp_path: Path, *pages: str) -> tuple[IngestResult, list[Article]]:
    """The articles of an issue whose pages are files of their own."""
    (tmp_path / "in").mkdir()
    for number, page in enumerate(pages, start=1):
        (tmp_path / f"in/p{number:02d}.txt").write_text(page, encoding="utf-8")
    result = ingest(tmp_path, [tmp_path / "in"], paper="yz", date="1994-09-02", tell=silence)
    files = [path for path in result.written if path.suffix == ".md"]
    articles = [read_article(path.read_text("utf-8"), path.name)[0] for path in files]
    return result, [one for one in articles if one is not None]


def codes(result: IngestResult) -> list[str]:
    return [entry.problem.code for entry in result.report.entries]


def test_a_story_goes_on_in_another_file(tmp_path: Path) -> None:
    first = f"{FERRY}（下转第二版）\n\n{WHEAT}"

    result, articles = imported(tmp_path, first, f"（上接第一版）{FERRY_ENDS}\n\n{SCHOOL}{SCHOOL_ENDS}")

    ferry = articles[0]
    assert [one.id for one in articles] == ["01-01", "01-02", "02-01"]
    assert ferry.body.endswith("这条船他开了二十六年，闭着眼睛也知道哪里水浅。\n\n船将捐给航运博物馆。")
    assert ferry.pages == ("01", "02")
    assert [(one.page, one.mark) for one in ferry.continuation] == [("02", "下转第二版")]
    assert {one.file for one in ferry.provenance} == {"source/p01.txt", "source/p02.txt"}
    assert codes(result).count("I153") == 1
    assert not {"I112", "I152", "I154"} & set(codes(result))


def test_two_stories_go_on_on_one_page_as_their_words_say(tmp_path: Path) -> None:
    first = f"{FERRY}（下转第三版）\n\n{SCHOOL}（下转第三版）"
    last = f"（上接第一版）{SCHOOL_ENDS}\n\n{WHEAT}\n\n（上接第一版）{FERRY_ENDS}"

    result, articles = imported(tmp_path, first, WHEAT, last)

    found = {one.headline[0]: one.body for one in articles}
    assert "她还记得教室后墙上那张被虫蛀过的地图。" in found["村小迎来新老师"]
    assert "这条船他开了二十六年" in found["轮渡昨天停航"]
    assert codes(result).count("I153") == 2


def test_a_story_goes_on_over_three_pages(tmp_path: Path) -> None:
    _, articles = imported(
        tmp_path,
        f"{FERRY}（下转第二版）",
        f"{WHEAT}\n\n（上接第一版）他开了二十六年，从来没有误过一班（下转第三版）",
        f"{SCHOOL}{SCHOOL_ENDS}\n\n（上接第二版）船，连台风天也只停了半日。",
    )

    ferry = articles[0]
    assert ferry.body.endswith("这条船他开了二十六年，从来没有误过一班船，连台风天也只停了半日。")
    assert ferry.pages == ("01", "02", "03")


def test_a_second_half_under_a_headline_of_its_own_stays_there_and_is_told(tmp_path: Path) -> None:
    first = f"{FERRY}（下转第二版）\n\n{WHEAT}"

    result, articles = imported(tmp_path, first, f"老船工的一天\n\n（上接第一版）{FERRY_ENDS}")

    assert [one.pages for one in articles] == [("01",), ("01",), ("02",)]
    assert "I154" in codes(result)


def test_a_rebuild_of_such_an_issue_changes_nothing(tmp_path: Path) -> None:
    imported(tmp_path, f"{FERRY}（下转第二版）\n\n{WHEAT}", f"（上接第一版）{FERRY_ENDS}\n\n{SCHOOL}{SCHOOL_ENDS}")

    report = rebuild(tmp_path, (), tell=silence)

    assert report.written == ()
    assert report.problems == ()


bits = st.sampled_from(
    [
        f"{FERRY}（下转第二版）\n\n",
        f"（上接第一版）{FERRY_ENDS}\n\n",
        f"{SCHOOL}（下转\n第三版）\n\n",
        "（紧接第二版）的事，",
        "上接第一版 ",
        "（未完，下转A02版）\n",
        f"{WHEAT}\n\n",
        "街坊 汪洋\n",
        "（记者 田园 摄）\n",
        "\n",
    ]
)


@given(st.lists(st.lists(bits, max_size=6).map("".join), min_size=2, max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_character_is_lost_between_pages(texts: list[str]) -> None:
    got, _ = read("\x0c".join(texts).encode(), "a.txt", "source/a.txt", encoding="utf-8")
    if got is None:
        return
    raw = RawIssue(
        sources=(got.source,),
        pages=tuple(RawPage(number=f"{n:02d}", lines=lines) for n, lines in enumerate(got.pages, start=1)),
    )
    turned = turned_pages(raw.pages)
    pages = [draft_page(raw, page, turned.get(page.number)) for page in raw.pages]

    faults, _ = prove(raw, [used for page in pages for used in page.used])

    assert faults == []
