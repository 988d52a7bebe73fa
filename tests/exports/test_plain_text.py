"""An issue as plain text: all the paper's words, in the order of its pages."""

from __future__ import annotations

from site_builder.exports import FORMATS, Copy
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Article, Issue, Page, Paper, Position
from site_builder.press.settings import TypesettingSettings
from site_builder.press.typesetting import typeset

PAPER = Paper(name="今日雁洲")

ISSUE = Issue(
    key=IssueKey(paper="yanzhou", day="2021-03-19"),
    date="2021-03-19",
    number="412",
    edition="正刊",
    pages=(Page(number="01", name="要闻"), Page(number="02", name="副刊")),
    articles=(
        Article(
            id="01-01",
            pages=("01",),
            position=Position(order=1),
            kicker="引题一行",
            headline=("前半句", "后半句"),
            deck="副题一行",
            byline="本报讯（记者 甲乙）",
            body="本报讯（记者 甲乙）第一段。\n\n**小标题。**第二段。",
        ),
        Article(id="01-02", pages=("01",), position=Position(order=2), headline=("短讯",), body="一段。"),
        Article(
            id="02-01", pages=("02",), position=Position(order=1), headline=("诗",), byline="丙丁", body="一行\\\n二行"
        ),
    ),
)


def test_the_whole_issue_page_after_page() -> None:
    [(path, data)] = FORMATS["text"](Copy(galley=typeset(ISSUE, TypesettingSettings()), paper=PAPER)).items()

    assert path == "yanzhou/2021-03-19.txt"
    assert data.decode() == (
        "今日雁洲 2021年3月19日 星期五 正刊 总第412期\n"
        "\n第1版 要闻\n"
        "\n引题一行\n前半句 后半句\n副题一行\n本报讯（记者 甲乙）第一段。\n小标题。第二段。\n"
        "＊　＊　＊\n"
        "\n短讯\n一段。\n"
        "\n第2版 副刊\n"
        "\n诗\n丙丁\n一行\n二行\n"
    )
