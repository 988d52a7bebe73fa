"""引文核对: a sentence that is in the archive is placed; of one that is not, what comes nearest is shown."""

from __future__ import annotations

import random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.search.alignment import align, spread
from site_builder.search.asking import within
from site_builder.search.fields import texts
from site_builder.search.normalise import normalise, squeeze
from site_builder.search.query import open_index
from site_builder.search.quotation import LONGEST_QUOTATION, Quotation, quote
from tests.search.galleys import SENTENCES, archive, bound
from tests.search.scripts import node, vectors

INDEX = open_index(bound())
ROWS = vectors("alignment")
TEXTS = [squeeze(normalise("\n".join(texts(piece)))) for issue in archive() for piece in issue.articles]


@pytest.mark.parametrize("row", ROWS, ids=[row["title"] for row in ROWS])
def test_vectors(row: dict[str, Any]) -> None:
    distance, differences = align(spread(row["quoted"]), spread(row["printed"]))

    assert (distance, [list(one) for one in differences]) == (row["distance"], row["differences"])


def test_javascript_gives_the_same_for_the_vectors() -> None:
    told = node("align", pairs=[[row["quoted"], row["printed"]] for row in ROWS])

    assert told == [{"distance": row["distance"], "differences": row["differences"]} for row in ROWS]


@given(st.text(st.sampled_from("甲乙丙丁，。 a"), max_size=12), st.text(st.sampled_from("甲乙丙丁，。 a"), max_size=30))
def test_the_pieces_make_up_the_sentence(sentence: str, article: str) -> None:
    quoted = spread(sentence)

    distance, differences = align(quoted, spread(article))

    told = "".join(text for kind, text in differences if kind != "printed")
    assert squeeze(normalise(told)) == quoted.plain
    assert distance <= len(quoted.plain)
    assert (distance == 0) == (quoted.plain in spread(article).plain)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_of_the_archive_is_found_where_it_stands(sentence: str) -> None:
    found = quote(INDEX, sentence)

    wanted = squeeze(normalise(sentence))
    assert [place.number for place in found.exact] == [n for n, text in enumerate(TEXTS) if wanted in text][:20]
    for place in found.exact:
        start, end = place.mark
        assert squeeze(normalise(place.passage[start:end])) == wanted


def misread(chance: random.Random, sentence: str) -> str:
    at = chance.randrange(1, len(sentence) - 1)
    return sentence[:at] + "囧" + sentence[at + 1 :]


@pytest.mark.parametrize("sentence", [sentence for sentence in SENTENCES if len(sentence) > 12][::3])
def test_a_sentence_misread_in_one_place_is_found_with_that_place_marked(sentence: str) -> None:
    found = quote(INDEX, misread(random.Random(3), sentence))

    assert not found.exact
    if sentence[:-1] in "".join(TEXTS):
        assert found.near[0].distance == 1
        assert ("quoted", "囧") in found.near[0].differences


def as_told(found: Quotation) -> dict[str, Any]:
    def hit(place: Any) -> dict[str, Any]:
        return {"number": place.number, **msgspec.structs.asdict(place.spot), **msgspec.structs.asdict(place.head)}

    return {
        "exact": [
            {"hit": hit(place), "passage": place.passage, "marks": [list(place.mark)] if place.passage else []}
            for place in found.exact
        ],
        "near": [
            {"hit": hit(place), "distance": place.distance, "differences": [list(one) for one in place.differences]}
            for place in found.near
        ],
        "shortened": found.shortened,
        "unverified": found.unverified,
        "unread": list(found.unread),
    }


@pytest.mark.parametrize("without", [{}, {"texts": "never"}])
def test_both_sides_answer_alike(without: dict[str, str]) -> None:
    chance = random.Random(4)
    index = open_index(bound(**without))
    sentences = [*SENTENCES[:4], *(misread(chance, sentence) for sentence in SENTENCES[4:9])]
    sentences += [
        "",
        "桥",
        "、、",
        "𠮷野家",
        "文" * 300,
        "a:b __proto__",
        "\ud800",
        "二〇二三年",
        "".join(SENTENCES)[:400],
    ]

    told = node("quote", files=bound(**without), sentences=sentences)

    for sentence, theirs in zip(sentences, told, strict=True):
        assert theirs == as_told(quote(index, sentence)), sentence


def test_more_than_two_hundred_characters_are_cut_and_that_is_said() -> None:
    assert quote(INDEX, "文" * (LONGEST_QUOTATION + 1)).shortened
    assert not quote(INDEX, "文" * LONGEST_QUOTATION).shortened


@given(st.text(st.sampled_from("甲乙丙"), max_size=6), st.text(st.sampled_from("甲乙丙"), max_size=6))
def test_one_character_apart(a: str, b: str) -> None:
    letters = "甲乙丙"
    less = {a[:at] + a[at + 1 :] for at in range(len(a))}
    more = {a[:at] + letter + a[at:] for at in range(len(a) + 1) for letter in letters}
    other = {a[:at] + letter + a[at + 1 :] for at in range(len(a)) for letter in letters}
    exchanged = {a[:at] + a[at + 1] + a[at] + a[at + 2 :] for at in range(len(a) - 1)}

    assert within(a, b) == (b in less | more | other | exchanged | {a})
