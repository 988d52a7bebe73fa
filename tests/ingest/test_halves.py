"""Paragraphs whose halves stand far apart are put together as they belong, and never the nearest first."""

from __future__ import annotations

from pathlib import Path

from site_builder.workflows.ingest import ingest

RIVER = "3月2日起，雁浦河断流清淤，六公里河道里的淤泥要在四月底以前全部运走，沿河的居"
RIVER_ENDS = "民说，这是二十三年来头一回看见河底，孩子们天天放学来看。"
LIFT = "桑园里的第一部电梯昨天通过验收，十二户人家坐了上去，最高兴的是住在六楼的退休教"
LIFT_ENDS = "师，他说往后下楼买菜不用歇三回，楼道里也不必再放椅子了。"


def bodies(tmp_path: Path, *blocks: str) -> tuple[list[str], list[str]]:
    """The articles' bodies, and the codes of the report, of a page of these blocks."""
    source = tmp_path / "p1.md"
    source.write_text("\n\n".join(blocks), encoding="utf-8")
    result = ingest(tmp_path, [source], paper="yz", date="2021-03-19", tell=lambda _: None)
    files = sorted(path for path in (tmp_path / "content").rglob("*.md") if path.parent.name != "source")
    texts = [path.read_text(encoding="utf-8").split("---\n", 2)[2].strip() for path in files]
    return texts, [entry.problem.code for entry in result.report.entries]


def test_two_broken_stories_get_each_its_own_end(tmp_path: Path) -> None:
    texts, codes = bodies(tmp_path, "# 河道清淤今日开工", RIVER, "# 老楼装上第一部电梯", LIFT, LIFT_ENDS, RIVER_ENDS)

    assert texts == [RIVER + RIVER_ENDS, LIFT + LIFT_ENDS]
    assert "I118" in codes, "a jump is always shown"


def test_a_broken_story_whose_end_stands_under_another_headline_gets_it_back(tmp_path: Path) -> None:
    texts, codes = bodies(tmp_path, "# 河道清淤今日开工", RIVER, "# 老楼装上第一部电梯", LIFT + LIFT_ENDS, RIVER_ENDS)

    assert texts == [RIVER + RIVER_ENDS, LIFT + LIFT_ENDS]
    assert "I118" in codes


def test_what_goes_on_next_door_stays_there(tmp_path: Path) -> None:
    texts, _ = bodies(tmp_path, "# 河道清淤今日开工", RIVER, RIVER_ENDS, "# 老楼装上第一部电梯", LIFT, LIFT_ENDS)

    assert texts == [RIVER + RIVER_ENDS, LIFT + LIFT_ENDS]
