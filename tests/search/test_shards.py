"""The shards answer as one lunr index over everything does: the same articles, in the same order, as many of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from site_builder.search import arrangement, shards
from site_builder.search.asking import expand, weigh
from site_builder.search.binding import bind_all
from site_builder.search.bits import SEPARATOR, Bits, keys
from site_builder.search.grammar import Kind, Part
from site_builder.search.query import find, open_index
from site_builder.search.ranking import Clause, Weights, rank
from site_builder.search.records import Record
from site_builder.search.routers import Router, names_of
from site_builder.search.scripts import load
from site_builder.search.settings import SearchSettings
from site_builder.search.shelf import Shelf
from tests.search import reference
from tests.search.galleys import archive
from tests.search.scripts import node

FAST = SearchSettings(segmenter="rjieba")
INDEX = reference.reference(archive(), FAST)
QUESTIONS = [clauses for _, clauses in reference.questions(INDEX.inverted_index, 63)]
EXPECTED = [reference.ask(INDEX, clauses) for clauses in QUESTIONS]

Told = tuple[int, list[tuple[int, float]]]


@pytest.fixture(scope="module", params=["one segment", "two segments"])
def files(request: pytest.FixtureRequest) -> dict[str, bytes]:
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "two segments":
            patch.setattr(arrangement, "ONE_SEGMENT", 20)
            patch.setattr(arrangement, "SEGMENT", 40)
            patch.setattr(shards, "LARGE", 5)
        made = bind_all(archive(), FAST)
    assert len(open_index(made).manifest.segments) == (2 if request.param == "two segments" else 1)
    return made


def by_shards(shelf: Shelf, clauses: Sequence[reference.Clause]) -> Told:
    """What the shards answer to a question in lunr's own terms."""
    terms: dict[str, Weights] = {}
    scored: list[Clause] = []
    sets: dict[str, list[set[int]]] = {"must": [], "not": [], "may": []}
    for clause in clauses:
        part = Part(kind=Kind(clause["kind"] or "words"), text=clause["term"])
        docs: set[int] = set()
        for word in expand(shelf, part) if clause["kind"] else [clause["term"]]:
            weights = weigh(shelf, word)
            docs.update(number for field in clause["fields"] for number in weights.get(field, ()))
            if weights and clause["presence"] != "not":
                terms[word] = weights
                scored.append(Clause(term=word, fields=tuple(clause["fields"]), boost=clause["boost"]))
        sets[clause["presence"]].append(docs)
    among = set.intersection(*sets["must"]) if sets["must"] else set().union(*sets["may"])
    left = among.difference(*sets["not"])
    return len(left), rank(scored, terms, left, shelf.manifest.fields, 20)


def assert_same(ours: Sequence[Any], theirs: Sequence[Any]) -> None:
    for clauses, (many, hits), (expected, best) in zip(QUESTIONS, ours, theirs, strict=True):
        assert many == expected, clauses
        assert [number for number, _ in hits] == [number for number, _ in best], clauses
        # Both are rounded to the sixth decimal; a sum that lies between may go either way.
        assert all(abs(a - b) <= 1.01e-6 for (_, a), (_, b) in zip(hits, best, strict=True)), clauses


def test_most_questions_find_something() -> None:
    assert len(QUESTIONS) == 504
    assert sum(bool(many) for many, _ in EXPECTED) > 450


def test_in_python(files: dict[str, bytes]) -> None:
    shelf = open_index(files)

    assert_same([by_shards(shelf, clauses) for clauses in QUESTIONS], EXPECTED)


def test_in_javascript(files: dict[str, bytes]) -> None:
    assert_same(node("lunr", files=files, questions=QUESTIONS), EXPECTED)


def test_lunr_of_javascript_agrees_with_lunr_of_python(tmp_path: Path) -> None:
    saved = reference.save(INDEX, tmp_path / "index.json")

    theirs = node("monolith", index=str(saved), questions=QUESTIONS)

    assert_same(theirs, EXPECTED)


def test_two_segments_answer_as_one(files: dict[str, bytes]) -> None:
    whole, cut = open_index(bind_all(archive(), FAST)), open_index(files)

    for question in (
        "夜市 银杏",
        "“人民广场的银杏树”",
        "作者:高明亮",
        "避雷*",
        "非物质文华~",
        "版:2 青禾",
        "-地铁",
        "二〇二三",
    ):
        assert find(cut, question, count=60).hits == find(whole, question, count=60).hits, question


def test_a_long_record_is_found_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "LARGE", 100)
    records = [
        Record("一", "a" * 30),
        Record("丁", "b" * 100 + "c" * 100 + "d" * 50),
        Record("七", "e" * 5),
        Record("万", "g" * 200),
        Record("丈", "h" * 90),
    ]

    files, made = shards.words(0, 100, records)

    router = Router(list(made.firsts), made.marks)
    for record in records:
        names = names_of(lambda _: None, "w", 0, router, record.key)
        groups = [Bits(load(files, name).split(SEPARATOR)[0]) for name in names]
        assert all(record.key in keys(bits) for bits in groups)
        assert record.code in "".join(bits.rest() for bits in groups)


def test_a_file_has_a_key_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "LARGE", 20)
    records = [Record(key, "a" * many) for key, many in zip("一丁七万丈", (1, 120, 1, 40, 1), strict=True)]

    files, made = shards.words(0, 100, records)

    terms = [keys(Bits(load(files, path.removeprefix("search/").removesuffix(".js")))) for path in files]
    assert sorted(term for of in terms for term in of) == sorted("一" + "丁" * 6 + "七" + "万" * 2 + "丈")
    assert all(len(of) == len(set(of)) for of in terms), "only the first of them would be read"
    assert list(made.firsts) == ["一", *"丁" * 6, "七", *"万" * 2, "丈"]
    assert all(len(of) == 1 for of in terms), "a part is alone, and so is what comes behind it here"
