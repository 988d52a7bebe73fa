"""Paragraphs whose halves stand far apart are put together as they belong, and never the nearest first."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.newspaper.raw import Decision
from site_builder.segmenting.pairing import best_pairs
from site_builder.sources.reading import read
from site_builder.workflows.ingest import ingest
from site_builder.workflows.ingest_parts import segmented_page

RIVER = "3月2日起，雁浦河断流清淤，六公里河道里的淤泥要在四月底以前全部运走，沿河的居"
RIVER_ENDS = "民说，这是二十三年来头一回看见河底，孩子们天天放学来看。"
LIFT = "桑园里的第一部电梯昨天通过验收，十二户人家坐了上去，最高兴的是住在六楼的退休教"
LIFT_ENDS = "师，他说往后下楼买菜不用歇三回，楼道里也不必再放椅子了。"
TEA = "茶山镇的春茶比往年早采了九天，镇上二十七家茶厂连夜开炉，炒茶师傅的工钱一天涨到四百元，还是招不到足够的人"
TEA_ENDS = "手，有三家厂只好请来外省的学徒帮忙，边学边炒。"
STORIES = {
    "# 河道清淤今日开工": (RIVER, RIVER_ENDS),
    "# 老楼装上第一部电梯": (LIFT, LIFT_ENDS),
    "# 春茶早采九天": (TEA, TEA_ENDS),
}
HEADS = tuple(STORIES)
WHOLE = [start + end for start, end in STORIES.values()]


def bodies(tmp_path: Path, *blocks: str) -> tuple[list[str], list[str]]:
    """The articles' bodies, and the codes of the report, of a page of these blocks."""
    source = tmp_path / "p1.md"
    source.write_text("\n\n".join(blocks), encoding="utf-8")
    result = ingest(tmp_path, [source], paper="yz", date="2021-03-19", tell=lambda _: None)
    files = sorted(path for path in (tmp_path / "content").rglob("*.md") if path.parent.name != "source")
    texts = [path.read_text(encoding="utf-8").split("---\n", 2)[2].strip() for path in files]
    return texts, [entry.problem.code for entry in result.report.entries]


def paragraphs(*blocks: str) -> tuple[list[str], list[Decision]]:
    """The paragraphs of a page of these blocks, and what was told of it."""
    got, _ = read("\n\n".join(blocks).encode(), "p1.md", "source/p1.md")
    assert got is not None
    page, made = segmented_page(got.pages[0])
    return [one.text.string for piece in page.pieces for one in piece.passages], [*made, *page.decisions]


def test_two_broken_stories_get_each_its_own_end(tmp_path: Path) -> None:
    texts, codes = bodies(tmp_path, "# 河道清淤今日开工", RIVER, "# 老楼装上第一部电梯", LIFT, LIFT_ENDS, RIVER_ENDS)

    assert texts == [RIVER + RIVER_ENDS, LIFT + LIFT_ENDS]
    assert "I118" in codes, "a jump is always shown"


def test_ends_in_the_order_of_their_stories_go_to_them_though_the_first_follows_the_second(tmp_path: Path) -> None:
    texts, codes = bodies(tmp_path, "# 河道清淤今日开工", RIVER, "# 老楼装上第一部电梯", LIFT, RIVER_ENDS, LIFT_ENDS)

    assert texts == [RIVER + RIVER_ENDS, LIFT + LIFT_ENDS]
    assert codes.count("I118") == 2, "both ends were moved, and both moves are shown"


def test_a_broken_story_whose_end_stands_under_another_headline_gets_it_back(tmp_path: Path) -> None:
    texts, codes = bodies(tmp_path, "# 河道清淤今日开工", RIVER, "# 老楼装上第一部电梯", LIFT + LIFT_ENDS, RIVER_ENDS)

    assert texts == [RIVER + RIVER_ENDS, LIFT + LIFT_ENDS]
    assert "I118" in codes


def test_what_goes_on_next_door_stays_there(tmp_path: Path) -> None:
    texts, _ = bodies(tmp_path, "# 河道清淤今日开工", RIVER, RIVER_ENDS, "# 老楼装上第一部电梯", LIFT, LIFT_ENDS)

    assert texts == [RIVER + RIVER_ENDS, LIFT + LIFT_ENDS]


@pytest.mark.parametrize("starts", list(itertools.permutations(range(3))), ids=str)
@pytest.mark.parametrize("ends", list(itertools.permutations(range(3))), ids=str)
def test_three_broken_stories_in_every_order(starts: tuple[int, ...], ends: tuple[int, ...]) -> None:
    halves = [STORIES[HEADS[at]] for at in starts]
    blocks = [block for at in starts for block in (HEADS[at], STORIES[HEADS[at]][0])]

    texts, told = paragraphs(*blocks, *(halves[at][1] for at in ends))

    assert texts == [WHOLE[at] for at in starts]
    assert sum(one.rule == "column_cut" for one in told) >= 2


def test_a_story_that_goes_on_nowhere_is_told() -> None:
    texts, told = paragraphs(HEADS[0], RIVER, HEADS[1], LIFT + LIFT_ENDS)

    assert texts == [RIVER, LIFT + LIFT_ENDS]
    assert [one.text.string for one in told if one.rule == "broken_off"] == [RIVER]


def test_a_half_that_closes_a_quotation_goes_to_the_one_that_opened_it() -> None:
    said = "老站长把钥匙交出去的时候对接班的年轻人说：“这盏灯我点了三十一年，往后雾天也好，雪天也罢"
    closed = "都不能让它灭。”说完他转身下了堤，没有回头看一眼。"
    plain = "新一期夜校昨天在文化宫开课，报名的人比上一期多出一倍，最受欢迎的仍然是家电维修和插花两门"
    ended = "课程表已经贴在宫门口，下个月初还要加开一个周末班。"

    texts, told = paragraphs("# 灯塔交接", said, "# 夜校开课", plain, closed, ended)

    assert texts[0] == said + closed
    assert {one.rule for one in told} & {"column_cut", "broken_off"}


TOLD = (
    "城北粮站昨天腾出了最后一座老仓库。四百多吨陈粮分三批运往邻县的饲料厂，守了半辈子粮库的保管员把账本一页页翻给接收的同志看，"
    "说从今往后这里要改成乡土博物馆。",
    "冷空气后天到达本市。气象台预报全市气温将下降八到十度，山区夜里可能结霜，果农们连夜给刚开花的梨树熏烟，"
    "县里的农技员也都下到了果园里头。",
    "流动诊室上周开进了海岛。两位大夫和一名护士在岛上住了五天，一共看了二百一十三个病人，量血压的长队从祠堂一直排到码头，"
    "最年长的渔民已经九十二岁。",
    "业余围棋赛周末在工人俱乐部收官。十一岁的小棋手战胜了退休多年的老冠军，赛后两个人又坐下来复盘到天黑，"
    "老人摸着孩子的头，说自己总算后继有人。",
    "老城区从下月起更换铸铁水管。工程分七段进行，每段停水不超过六个钟头，停水以前会提前两天在巷口张贴告示，"
    "送水车全天在附近等候居民取用。",
)


@st.composite
def broken_pages(draw: st.DrawFn) -> tuple[list[tuple[str, str]], list[int]]:
    """Two or three stories, each broken somewhere in mid-sentence, and the order of their ends."""
    stories = draw(st.lists(st.sampled_from(TOLD), min_size=2, max_size=3, unique=True))
    halves = []
    for story in stories:
        at = draw(st.integers(34, len(story) - 12).filter(lambda cut, story=story: story[cut - 1] not in "。；：、，“"))
        halves.append((story[:at], story[at:]))
    return halves, draw(st.permutations(range(len(stories))))


@given(broken_pages())
def test_every_broken_story_has_its_own_end_or_a_doubt(page: tuple[list[tuple[str, str]], list[int]]) -> None:
    halves, order = page
    blocks = [block for number, (start, _) in enumerate(halves) for block in (f"# 第{number}则消息", start)]

    texts, told = paragraphs(*blocks, *(halves[at][1] for at in order))

    shown = [one.text.string for one in told if one.rule in ("column_cut", "broken_off")]
    assert sorted("".join(texts)) == sorted("".join(start + end for start, end in halves))
    for start, end in halves:
        if not any(start + end in text for text in texts):
            told_at = [text for text in texts if start in text and any(one in text for one in shown)]
            assert told_at or any(one.startswith(end) for one in shown)


@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(5, 9)), st.floats(0.05, 1.5), min_size=1, max_size=12))
def test_pairs_are_the_best_there_are(scores: dict[tuple[int, int], float]) -> None:
    found = best_pairs(scores)

    def best(ends: list[int], taken: frozenset[int]) -> float:
        if not ends:
            return 0.0
        ways = [(score, start) for (end, start), score in scores.items() if end == ends[0] and start not in taken]
        return max([best(ends[1:], taken), *(score + best(ends[1:], taken | {start}) for score, start in ways)])

    assert len(set(found.values())) == len(found)
    assert (
        abs(sum(scores[pair] for pair in found.items()) - best(sorted({end for end, _ in scores}), frozenset())) < 1e-9
    )


def test_marks_of_pages_put_halves_together_and_are_told_of() -> None:
    bridge = "昨天上午大桥合龙，两岸的人在桥头等了一夜，施工队的负责人说最难的一段工程是"
    other = "今年头一批新茶昨天上市，每斤卖到六十元，比去年贵了十元，买的人还是不少。"
    pier = "水下的两座桥墩，冬天江水冷得刺骨，潜水员每次只能待二十分钟。"

    texts, told = paragraphs(HEADS[0], f"{bridge}（下转第二版）", "# 新茶上市", other, f"（上接第一版）{pier}")

    assert texts == [bridge + pier, other]
    assert [one.rule for one in told] == ["page_turn"]


def test_a_mark_without_another_half_is_told_of() -> None:
    texts, told = paragraphs(HEADS[0], f"{TOLD[0]}（下转第四版）", HEADS[1], LIFT + LIFT_ENDS)

    assert texts == [TOLD[0], LIFT + LIFT_ENDS]
    assert [one.text.string for one in told if one.rule == "turn_lost"] == ["（下转第四版）"]
