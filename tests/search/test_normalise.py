"""One form of text, the same in Python and in JavaScript."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.search.bigrams import bigrams
from site_builder.search.normalise import compatible, figures, fold_lines, folding, normalise, runs, squeeze
from tests.search.scripts import node, vectors

ROWS = vectors("normalise")


@pytest.mark.parametrize("row", ROWS, ids=[row["title"] for row in ROWS])
def test_vectors(row: dict[str, object]) -> None:
    plain = normalise(str(row["text"]))

    assert plain == row["plain"]
    assert figures(plain) == row["figures"]
    assert runs(plain) == row["runs"]


def test_javascript_gives_the_same_for_the_vectors() -> None:
    given_ = node("normalise", texts=[row["text"] for row in ROWS])

    assert [(answer["plain"], answer["figures"], answer["runs"]) for answer in given_] == [
        (row["plain"], row["figures"], row["runs"]) for row in ROWS
    ]


def test_javascript_gives_the_same_for_every_character() -> None:
    # Characters this Python does not know yet may be known to Node; surrogates are no text.
    known = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in {"Cn", "Cs", "Co"}]
    texts = ["".join(f"a{char}b" for char in known[at : at + 500]) for at in range(0, len(known), 500)]

    answers = node("normalise", texts=texts)

    for text, answer in zip(texts, answers, strict=True):
        plain = normalise(text)
        said = {"plain": plain, "figures": figures(plain), "runs": runs(plain), "squeezed": squeeze(plain)}
        assert {name: answer[name] for name in said} == said
        assert set(answer["pairs"]) == bigrams([plain])


@given(st.text())
def test_normalised_text_is_normal(text: str) -> None:
    plain = normalise(text)

    assert normalise(plain) == plain
    assert figures(figures(plain)) == figures(plain)
    assert "".join(runs(plain)) == "".join(runs(" ".join(runs(plain))))


@given(
    st.text(
        st.sampled_from("aＡÅ①℃，：！“…·區么 \u3000\u0301\u00ad\u3099か=\u0338ﬁΣ\n")
        | st.characters(exclude_categories=["Cs"])
    )
)
def test_characters_are_looked_up_where_each_has_its_form_alone(text: str) -> None:
    visible = re.sub(
        "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]", "", text
    )
    visible = re.sub("[\U000e0100-\U000e01ef]", "", visible)

    assert compatible(text) == unicodedata.normalize("NFKC", visible).lower()


def test_terms_have_one_order_in_python_and_in_javascript() -> None:
    words = sorted(
        {run for code in range(0x110000) if not 0xD800 <= code < 0xE000 for run in runs(normalise(chr(code)))}
    )

    assert words == sorted(words, key=lambda word: word.encode("utf-16-be"))


def test_folding_ends_where_it_leads() -> None:
    table = folding()

    assert len(table) > 2900
    assert [char for char in table if table[char] in table] == []
    assert sum(len(line) - 1 for line in fold_lines()) == len(table), "a character stands in the table twice"
