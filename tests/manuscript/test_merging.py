"""What people wrote survives every merge, and what both sides changed is never decided."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from site_builder.manuscript import paragraphs
from site_builder.manuscript.merging import merge
from site_builder.manuscript.three_ways import stretches
from site_builder.newspaper.model import Article, Emendation, Picture, Position, Suspicion
from site_builder.press.settings import TypesettingSettings
from site_builder.press.typesetting.blocks import set_body

BASE = Article(id="01-01", pages=("01",), position=Position(order=1), headline=("春汛",), body="甲。\n\n乙。\n\n丙。")
LINES = st.lists(st.sampled_from("甲乙丙丁戊己"), max_size=8)


def edited(article: Article = BASE, **changes: object) -> Article:
    """An article with some fields changed."""
    return msgspec.structs.replace(article, **changes)


@given(LINES, LINES, LINES)
def test_no_line_of_a_person_is_ever_lost(base: list[str], mine: list[str], theirs: list[str]) -> None:
    parts = stretches(base, mine, theirs)
    merged = [line for part in parts for line in part.merged]

    assert [line for part in parts for line in part.base] == base
    assert [line for part in parts for line in part.mine] == mine
    assert [line for part in parts for line in part.theirs] == theirs
    for part in parts:
        if part.mine != part.base:
            assert part.merged == part.mine
    if mine == base:
        assert merged == theirs
    if theirs == base:
        assert merged == mine


@given(LINES, LINES)
def test_what_both_changed_alike_is_no_clash(base: list[str], both: list[str]) -> None:
    parts = stretches(base, both, both)

    assert not any(part.clashes for part in parts)
    assert [line for part in parts for line in part.merged] == both


@given(
    st.lists(st.text("甲乙。 \n#>", max_size=6), max_size=5), st.lists(st.text("甲乙。 \n#>", max_size=6), max_size=5)
)
def test_a_body_that_only_people_changed_stays_to_the_last_space(before: list[str], after: list[str]) -> None:
    base = edited(body="\n\n".join(before))
    mine = edited(body="\n\n".join(after))

    merged = merge(base, mine, base)

    assert merged.clashes == ()
    assert merged.article == mine


def test_neighbouring_paragraphs_are_edited_apart() -> None:
    merged = merge(BASE, edited(body="甲改。\n\n乙。\n\n丙。"), edited(body="甲。\n\n乙新。\n\n丙。"))

    assert merged.clashes == ()
    assert merged.article.body == "甲改。\n\n乙新。\n\n丙。"


def test_one_paragraph_changed_by_both_is_a_clash_with_all_versions() -> None:
    mine = edited(body="甲。\n\n乙改。\n\n丙。")
    merged = merge(BASE, mine, edited(body="甲。\n\n乙新。\n\n丙。"))

    [clash] = merged.clashes
    assert (clash.field, clash.at, clash.base, clash.mine, clash.theirs) == ("body", "p2", "乙。", "乙改。", "乙新。")
    assert merged.article == mine


def test_a_person_settles_a_clash_either_way() -> None:
    mine, theirs = edited(deck="人"), edited(deck="规则", kicker="新")

    assert merge(BASE, mine, theirs, lambda _: True).article == edited(deck="规则", kicker="新")
    assert merge(BASE, mine, theirs, lambda _: False).article == edited(deck="人", kicker="新")


def test_fields_are_merged_one_by_one() -> None:
    merged = merge(BASE, edited(kicker="人"), edited(deck="规则", byline="规则"))

    assert merged.article == edited(kicker="人", deck="规则", byline="规则")


def test_a_title_the_program_makes_never_stands_against_a_printed_one() -> None:
    base, theirs = edited(headline=("首句",), title_supplied=True), edited(headline=("另句",), title_supplied=True)

    merged = merge(base, edited(headline=("真题",)), theirs)

    assert merged.clashes == ()
    assert merged.article.headline == ("真题",)
    assert not merged.article.title_supplied


def test_an_emended_paragraph_may_be_set_anew() -> None:
    base = edited(body="千在实\n\n处。乙。")
    mine = edited(body="干在实\n\n处。乙。", emendations=(Emendation(at="p1", was="千在实", now="干在实"),))

    merged = merge(base, mine, edited(body="千在实处。乙。"))

    assert merged.clashes == ()
    assert merged.article.body == "干在实处。乙。"
    assert merged.article.emendations == mine.emendations


def test_numbers_of_paragraphs_follow_their_paragraphs() -> None:
    mine = edited(
        pictures=(Picture(caption="图", at="p3"),), suspected=(Suspicion(at="p2", printed="乙", suggestion="己"),)
    )
    theirs = edited(body="甲\n\n半。\n\n乙。\n\n丙。")

    merged = merge(BASE, mine, theirs)

    assert merged.article.pictures[0].at == "p4"
    assert merged.article.suspected[0].at == "p3"


def test_suspicions_come_and_go_with_the_rules_but_not_against_a_person() -> None:
    old, kept, own, new = (Suspicion(at="p1", printed=word, suggestion="甲") for word in "乙丙丁戊")
    base, theirs = edited(suspected=(old, kept)), edited(suspected=(kept, new))

    assert merge(base, edited(suspected=(old, kept, own)), theirs).article.suspected == (kept, own, new)
    assert merge(base, edited(suspected=(old,)), theirs).article.suspected == (new,)


def test_where_the_base_is_not_known_every_difference_is_a_clash() -> None:
    mine, theirs = edited(deck="人", body="甲。\n\n乙改。"), edited(body="甲。\n\n乙。")

    merged = merge(None, mine, theirs)

    assert [(clash.field, clash.mine, clash.theirs) for clash in merged.clashes] == [
        ("body", "乙改。", "乙。"),
        ("deck", "人", ""),
    ]
    assert merged.article == mine


def test_paragraphs_are_numbered_as_they_are_printed() -> None:
    body = "甲。\n\n## 小题\n\n乙。\n\n> 引文\n\n![图](a.png)\n\n1. 一\n\n---\n\n丙。"
    parts = paragraphs.blocks(body)
    printed = [block.anchor for block in set_body(edited(body=body), frozenset(), TypesettingSettings())]

    assert [f"p{number}" if number else "" for number in paragraphs.numbers(parts)] == printed
    assert paragraphs.numbered(parts, "p2") == 2
    assert paragraphs.numbered(parts, "p9") == -1
