"""Cards: the small facts of an issue."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.newspaper.archive import ArticleCard
from site_builder.newspaper.model import Article, PackagePart, Person, Picture, Position, Role, Signature
from site_builder.press.cards import card, headline
from site_builder.press.typesetting import typeset
from tests.typesetting.setting import SETTINGS, article, issue

PACKAGE = PackagePart(id="luntan", headline=("大家谈", "开门办操场"))


def card_of(one: Article) -> ArticleCard:
    (found,) = card(typeset(issue(one), SETTINGS), "digest").articles
    return found


def test_an_issue_and_its_galley_are_named() -> None:
    made = issue(article("甲。", headline=("头条",)))

    found = card(typeset(made, SETTINGS), "0f")

    assert (found.key, found.date, found.galley, found.pages) == (made.key, "2019-04-19", "0f", made.pages)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (article("甲。", headline=("前半句", "后半句"), package=PACKAGE), ("前半句", "后半句")),
        (
            article("甲。", package=PACKAGE, signature=Signature(text="区长 甲乙", name="甲乙")),
            (*PACKAGE.headline, "甲乙"),
        ),
        (article("甲。", package=PACKAGE, signature=Signature(text="一位家长")), (*PACKAGE.headline, "一位家长")),
        (article("甲。", package=PACKAGE), PACKAGE.headline),
        (article("本报讯（记者 甲乙）操场开放了。居民都说好。"), ("操场开放了",)),
        (
            article("本周六起全区十二所学校的运动场，向居民开放，欢迎前来。"),
            ("本周六起全区十二所学校的运动场，向居民开…",),
        ),
        (article("气温升到38.5度。"), ("气温升到38.5度",)),
        (article("", pictures=(Picture(caption="图为开放首日。"),)), ("图为开放首日",)),
        (article("", signature=Signature(text="编辑部")), ("编辑部",)),
        (article(""), ("01-01",)),
        (article("甲。", headline=("", " ")), ("甲",)),
    ],
)
def test_an_article_is_always_listed_under_something(one: Article, expected: tuple[str, ...]) -> None:
    assert card_of(one).headline == expected


@given(st.text())
def test_a_headline_is_never_empty(body: str) -> None:
    assert "".join(card_of(article(body)).headline).strip()


def test_people_are_contributors_and_the_signature_but_no_editors() -> None:
    wrote = Person(name="甲乙", role=Role.REPORTER)
    layout = Person(name="丙丁", role=Role.LAYOUT)
    signed = Signature(text="局长 戊己", office="局长", name="戊己")

    found = card_of(article("甲。", contributors=(wrote, layout), editors=("庚辛",), signature=signed))
    same = card_of(article("甲。", contributors=(wrote,), signature=Signature(text="甲乙", name="甲乙")))

    assert found.people == (wrote, Person(name="戊己", affiliation="局长"))
    assert same.people == (wrote,)


def test_the_opening_is_one_line_of_text_without_captions() -> None:
    found = card_of(
        article("## 小题\n\n**甲。**乙\\\n丙\n\nend.\n\nStart" + "丁" * 200, pictures=(Picture(caption="图说"),))
    )

    assert found.opening.startswith("小题甲。乙丙 end. Start丁")
    assert len(found.opening) == 120
    assert found.characters == len("小题甲。乙丙end.Start") + 200 + len("图说")


def test_the_picture_is_the_first_that_is_held() -> None:
    elsewhere, held = Picture(image="http://e.org/a.png", alt="甲"), Picture(image="images/b.png", alt="乙")

    assert card_of(article("", image="images/a.png", alt="丙", pictures=(held,))).image == "images/a.png"
    assert (card_of(article("", pictures=(elsewhere, held))).image, card_of(article("")).image) == ("images/b.png", "")


def test_place_and_weight_are_carried_over() -> None:
    found = card_of(
        article("甲。", kicker="引", deck="副", column="栏", genre="消息", position=Position(order=3, lead=True))
    )

    assert (found.page, found.order, found.lead) == ("01", 3, True)
    assert (found.kicker, found.deck, found.column, found.genre) == ("引", "副", "栏", "消息")


@pytest.mark.parametrize(
    ("printed", "lines"),
    [
        (("前半句 后半句",), ("前半句", "后半句")),
        (("“前半句”　《后半句》",), ("“前半句”", "《后半句》")),
        (("一行", "二行 三行"), ("一行", "二行", "三行")),
        (("迎接 2022 年",), ("迎接 2022 年",)),
        (("The Canal Opens",), ("The Canal Opens",)),
    ],
)
def test_a_space_between_han_parts_the_halves_of_a_headline(printed: tuple[str, ...], lines: tuple[str, ...]) -> None:
    assert headline(article(headline=printed), "") == lines
