"""Issues in type: order, counts, pictures, notes of proof-readers."""

from __future__ import annotations

import msgspec
import pytest

from site_builder.newspaper.galley import BlockKind
from site_builder.newspaper.model import Emendation, Page, Picture, Position, Suspicion
from site_builder.press.settings import TypesettingSettings
from site_builder.press.typesetting import typeset
from tests.typesetting.setting import SETTINGS, article, blocks, html, issue


def test_articles_stand_in_the_order_of_pages_then_of_their_place() -> None:
    placed = [("01-02", "01", 2), ("02-01", "02", 1), ("01-01", "01", 1), ("A1-01", "A1", 1), ("01-10", "01", 10)]
    articles = [article(id=name, pages=(page,), position=Position(order=order)) for name, page, order in placed]
    pages = tuple(Page(number=number) for number in ("A1", "01", "02"))

    galley = typeset(msgspec.structs.replace(issue(*articles), pages=pages), SETTINGS)

    assert [set_.article.id for set_ in galley.articles] == ["A1-01", "01-01", "01-02", "01-10", "02-01"]
    assert galley.issue.articles == ()
    assert galley.issue.pages == pages


def test_a_galley_holds_no_markdown_and_counts_characters_without_white_space() -> None:
    galley = typeset(issue(article("## 小 题\n\n**甲乙**，c d\n\n> 丙")), SETTINGS)

    (set_article,) = galley.articles
    assert set_article.article.body == ""
    assert set_article.characters == len("小题") + len("甲乙，cd") + len("丙")


def test_a_blank_line_more_changes_nothing() -> None:
    once, twice = (typeset(issue(article(f"甲。{gap}乙**丙**。")), SETTINGS) for gap in ("\n\n", "\n \n\n"))

    assert once == twice


def test_anchors_are_those_of_paragraphs_and_verse_only() -> None:
    set_ = blocks("甲\n\n> 乙\n\n丙\\\n丁\n\n- 戊\n\n己\n\n|庚|\n|-|")

    assert [(block.kind, block.anchor) for block in set_] == [
        (BlockKind.PARAGRAPH, "p1"),
        (BlockKind.QUOTE, ""),
        (BlockKind.VERSE, "p2"),
        (BlockKind.LIST, ""),
        (BlockKind.PARAGRAPH, "p3"),
        (BlockKind.TABLE, ""),
    ]


def test_without_numbers_there_is_nothing_to_point_at() -> None:
    shown = blocks("甲[乙](#p1)", TypesettingSettings(number_paragraphs=False))

    assert [(block.html, block.anchor) for block in shown] == [("<p>甲[乙](#p1)</p>", "")]


def test_pictures_stand_at_the_top_after_their_paragraph_or_at_the_end() -> None:
    pictures = (
        Picture(image="images/顶.jpg", caption="顶图", alt="顶", credit_printed="甲摄"),
        Picture(caption="只有图说", at="p1"),
        Picture(image="images/b.jpg", alt='引"号"', at="p9"),
    )

    assert html("一段。\n\n二段。", pictures=pictures).split("\n") == [
        '<figure><img src="images/%E9%A1%B6.jpg" alt="顶" loading="lazy">'
        '<figcaption>顶图 <span class="credit">甲摄</span></figcaption></figure>',
        '<p id="p1">一段。</p>',
        '<figure class="unheld"><figcaption>只有图说</figcaption></figure>',
        '<p id="p2">二段。</p>',
        '<figure><img src="images/b.jpg" alt="引&quot;号&quot;" loading="lazy"></figure>',
    ]


def test_a_picture_from_elsewhere_keeps_its_words_only() -> None:
    shown = html("", pictures=(Picture(image="https://example.org/a.jpg", alt="会场"), Picture(image="../a.jpg")))

    assert shown == '<figure class="unheld"><figcaption>会场</figcaption></figure>'


def test_figures_count_by_their_words() -> None:
    (figure,) = blocks("", pictures=(Picture(image="images/a.jpg", caption="图说", alt="不算", credit_printed="甲摄"),))

    assert (figure.kind, figure.text) == (BlockKind.FIGURE, "图说 甲摄")


def test_notes_of_proof_readers_are_quiet_spans() -> None:
    shown = html(
        "克服惰性。\n\n千在实处，千在实处。\n\n**千在**实处，甲<乙。",
        emendations=(Emendation(at="p1", was='情"性', now="惰性"),),
        suspected=(
            Suspicion(at="p2", printed="千在实处", suggestion="干在实处"),
            Suspicion(at="p3", printed="千在实处", suggestion="干在实处"),
            Suspicion(at="p3", printed="甲<乙", suggestion="甲>乙"),
            Suspicion(at="p7", printed="千", suggestion="干"),
        ),
    )

    assert shown.split("\n") == [
        '<p id="p1">克服<span class="emended" data-was="情&quot;性">惰性</span>。</p>',
        '<p id="p2">千在实处，千在实处。</p>',  # it stands there twice: which one?
        '<p id="p3"><strong class="runin">千在</strong>实处，'  # the bold would be cut through
        '<span class="suspected" data-suggestion="甲&gt;乙">甲&lt;乙</span>。</p>',
    ]


def test_what_the_article_records_of_its_opening_wins() -> None:
    own = html("拱墅专电 甲乙 丙丁昨日说。", dateline="拱墅专电", byline="拱墅专电 甲乙 丙丁")
    other = html("本报讯（记者 甲乙）昨日。", dateline="杭州电")

    assert own == '<p id="p1"><span class="dateline">拱墅专电</span> <span class="byline">甲乙 丙丁</span>昨日说。</p>'
    assert other == '<p id="p1">本报讯（记者 甲乙）昨日。</p>'


@pytest.mark.parametrize(
    ("body", "dateline", "byline", "printed"),
    [
        ("昨日。", "本报讯", "（记者 甲乙）", "本报讯（记者 甲乙）昨日。"),
        ("昨日。", "", "本报讯（记者 甲乙）", "本报讯（记者 甲乙）昨日。"),
        ("昨日。", "新华社北京4月1日电", "", "新华社北京4月1日电 昨日。"),
        ("昨日。", "【本报讯】", "", "【本报讯】昨日。"),
        ("**昨日**。", "本报讯", "（记者 甲乙）", "本报讯（记者 甲乙）昨日。"),
        ("本报讯（记者 甲乙）昨日。", "本报讯", "（记者 甲乙）", "本报讯（记者 甲乙）昨日。"),
        ("本报讯（记者 甲乙）昨日。", "", "本报讯（记者 甲乙）", "本报讯（记者 甲乙）昨日。"),
        ("（记者 甲乙）昨日。", "", "（记者 甲乙）", "（记者 甲乙）昨日。"),
        ("昨日。", "", "□ 本报记者 甲乙", "昨日。"),
    ],
)
def test_the_lead_that_the_import_took_into_fields_opens_the_text(
    body: str, dateline: str, byline: str, printed: str
) -> None:
    first = blocks(body, dateline=dateline, byline=byline)[0]

    assert first.text == printed


def test_a_lead_from_the_fields_is_marked_like_one_in_the_text() -> None:
    taken = html("昨日。", dateline="本报讯", byline="（记者 甲乙）")

    assert taken == html("本报讯（记者 甲乙）昨日。")
    assert '<span class="dateline">本报讯</span><span class="byline">（记者 甲乙）</span>' in taken


def test_only_the_first_paragraph_opens_the_story() -> None:
    assert html("昨日。\n\n本报讯 今日。").endswith('<p id="p2">本报讯 今日。</p>')


def test_setting_the_same_issue_twice_gives_the_same_galley() -> None:
    made = issue(article("**甲。**乙\n\n- 丙\n\n![丁](images/a.png)\n\n本文[戊](01-01.md)"))

    assert typeset(made, SETTINGS) == typeset(made, SETTINGS)
