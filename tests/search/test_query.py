"""Questions put to the index."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.errors import ContentError
from site_builder.search.fields import texts
from site_builder.search.filters import Filters
from site_builder.search.grammar import parse
from site_builder.search.normalise import figures, normalise, squeeze
from site_builder.search.query import MOST_CHARACTERS, find, finds, matching, open_index, search, shorten
from site_builder.search.scripts import MANIFEST
from tests.casefiles import cases
from tests.search.galleys import SENTENCES, archive, bound

INDEX = open_index(bound())
CASES = list(cases(Path(__file__).parent / "cases" / "questions.md"))
ROWS = [texts(piece) for issue in archive() for piece in issue.articles]
TEXTS = [squeeze("\n".join(row)) for row in ROWS]


@pytest.mark.parametrize(("question", "promise"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_case(question: str, promise: str) -> None:
    found = find(INDEX, question, count=len(TEXTS))

    words = promise.split()
    widened = words.pop(0) if words[0] in ("variants", "some-words") else ""
    assert found.widened == widened
    numbers = {hit.number for hit in found.hits}
    assert found.total == len(numbers)
    assert matching(INDEX, question) == numbers, "without weighing anything"
    assert {n for n in range(len(TEXTS)) if finds(INDEX, question, n)} == numbers, (
        "asked of one article after the other"
    )
    kind = words.pop(0) if words else ""
    if kind == "nothing":
        assert not numbers
        return
    assert numbers
    if kind == "holds":
        assert words[0] in found.hits[0].headline
    elif kind == "all":
        for word in words:
            assert numbers <= {n for n, text in enumerate(TEXTS) if any(form in text for form in word.split("|"))}
    elif kind == "none":
        assert not [number for number in numbers if words[0] in TEXTS[number]]
    elif kind == "names":
        assert all(words[0] in ROWS[number][2] for number in numbers)


PIECES = (*'"“”「」+-−*~^:：', "标题:", "作者：", "版:", "a:b", "__proto__", " ", "\u202e", "𠮷", *SENTENCES)


@given(st.text() | st.text(min_size=200) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_question_has_an_answer(question: str) -> None:
    found = find(INDEX, question, count=len(TEXTS))

    assert len({hit.number for hit in found.hits}) == len(found.hits) == found.total
    assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)
    assert sum(found.counts.years.values()) == found.total


@given(st.sampled_from(SENTENCES), st.integers(0, 25), st.integers(1, 20))
def test_any_quoted_stretch_is_found_where_it_stands_and_nowhere_else(sentence: str, start: int, length: int) -> None:
    stretch = sentence[start : start + length].translate({ord(mark): None for mark in "「」"})
    if not stretch or not any(char.isalnum() for char in stretch):
        return

    found = matching(INDEX, f"「{stretch}」")

    wanted = normalise(squeeze(stretch))
    assert found == {
        n
        for n, row in enumerate(ROWS)
        if any(wanted in (text := squeeze(normalise(field))) or figures(wanted) in figures(text) for field in row)
    }


@given(st.sampled_from(SENTENCES), st.integers(0, 25), st.integers(2, 6))
def test_any_short_stretch_is_found_without_marks(sentence: str, start: int, length: int) -> None:
    stretch = sentence[start : start + length]
    if len(stretch) < 2 or not all("\u4e00" <= char <= "\u9fff" for char in stretch):
        return

    found = matching(INDEX, stretch)
    assert {n for n, text in enumerate(TEXTS) if stretch in text} <= found
    assert {n for n in range(len(TEXTS)) if finds(INDEX, stretch, n)} == found
    assert find(INDEX, stretch).hits[0].exact


def test_the_end_of_a_long_question_is_left_out_and_named() -> None:
    question = "夜市 " + "银杏树" * 40

    parts, left = shorten(parse(question))

    assert [part.text for part in parts] == ["夜市", ("银杏树" * 40)[: MOST_CHARACTERS - 2]]
    assert left == (("银杏树" * 40)[MOST_CHARACTERS - 2 :],)
    assert find(INDEX, question).shortened == left
    assert not find(INDEX, "夜市").shortened


def test_pages_of_hits_go_on_where_the_last_one_ended() -> None:
    whole = find(INDEX, "青禾", count=40).hits

    assert len(whole) > 20
    assert find(INDEX, "青禾", first=10, count=10).hits == whole[10:20]
    newest = find(INDEX, "青禾", order="date", count=40).hits
    assert [hit.number for hit in newest] == sorted((hit.number for hit in whole), reverse=True)


@pytest.mark.parametrize(
    ("filters", "passes"),
    [
        (Filters(from_="2022"), lambda hit: hit.date >= "2022"),
        (Filters(from_="2021-05", to="2021-09"), lambda hit: "2021-05" <= hit.date < "2021-10"),
        (Filters(to="2021-03-16"), lambda hit: hit.date <= "2021-03-16"),
        (Filters(pages=("01", "03")), lambda hit: hit.page in ("01", "03")),
        (Filters(papers=("qinghe",)), lambda hit: hit.paper == "qinghe"),
        (Filters(papers=("other",)), lambda _: False),
        (Filters(columns=("街巷",)), lambda hit: hit.column == "街巷"),
        (Filters(people=("温如是", "祝衡")), lambda hit: hit.byline[-3:] in ("温如是",) or hit.byline[-2:] == "祝衡"),
        (Filters(types=("photo",)), lambda hit: hit.type == "photo"),
    ],
)
def test_filters(filters: Filters, passes: object) -> None:
    everything = find(INDEX, "青禾", count=99)

    found = find(INDEX, "青禾", filters=filters, count=99)

    assert callable(passes)
    assert [hit.number for hit in found.hits] == [hit.number for hit in everything.hits if passes(hit)]
    assert found.total == len(found.hits)


def test_a_count_leaves_its_own_filter_out() -> None:
    plain = find(INDEX, "青禾").counts
    filtered = find(INDEX, "青禾", filters=Filters(pages=("02",), from_="2022", columns=("街巷",)))
    column = find(INDEX, "青禾", filters=Filters(columns=("街巷",))).counts

    assert sum(plain.years.values()) == find(INDEX, "青禾").total
    assert sum(plain.months.values()) == sum(plain.years.values())
    assert dict(filtered.counts.columns)["街巷"] == filtered.total
    assert len(column.columns) > 1
    assert set(filtered.counts.years) == {"2021", "2022"}
    assert {page for page, _, _ in filtered.counts.pages} > {"02"}
    assert column.columns == plain.columns


def test_a_filter_without_a_question_shows_everything_in_it() -> None:
    found = find(INDEX, "", filters=Filters(pages=("04",)), count=99)

    assert {hit.page for hit in found.hits} == {"04"}
    assert [hit.number for hit in found.hits] == sorted((hit.number for hit in found.hits), reverse=True)
    assert find(INDEX, "").total == 0


def test_without_pairs_of_characters_words_still_answer() -> None:
    index = open_index(bound(substring="never"))

    assert find(index, "夜市").total
    assert matching(index, "“命科学的年轻人”") == matching(INDEX, "“命科学的年轻人”"), "the texts say so"


def test_without_texts_a_long_quotation_says_that_it_is_not_proved() -> None:
    index = open_index(bound(texts="never"))

    assert find(index, "“命科学的年轻人”").unverified
    assert matching(index, "“命科学的年轻人”") >= matching(INDEX, "“命科学的年轻人”")
    assert not find(index, "“夜市”").unverified, "of two characters the pairs are proof"


def test_without_an_index_it_is_said() -> None:
    with pytest.raises(ContentError) as raised:
        search({}, "桥")

    assert [(problem.code, problem.place.path) for problem in raised.value.problems] == [("S001", MANIFEST)]


FAULTS = ("missing", "cut", "nonsense", "binary")


def broken(part: str, fault: str) -> tuple[str, dict[str, bytes]]:
    """The index with one file of a kind out of order, and the file's path."""
    files = dict(bound())
    path = next(path for path in sorted(files) if path.startswith(f"search/{part}"))
    whole = files.pop(path)
    if fault != "missing":
        files[path] = {"cut": whole[: len(whole) // 2], "binary": b"\xff\x00"}.get(fault, whole[:-3] + b"}])\n")
    return path, files


@pytest.mark.parametrize("part", ["manifest", "i0"])
@pytest.mark.parametrize("fault", FAULTS)
def test_without_its_first_files_there_is_no_index(part: str, fault: str) -> None:
    path, files = broken(part, fault)

    with pytest.raises(ContentError) as raised:
        search(files, "桥")

    code = "S001" if (part, fault) == ("manifest", "missing") else "S002"
    assert [(problem.code, problem.place.path) for problem in raised.value.problems] == [(code, path)]


@pytest.mark.parametrize("part", ["w0/", "v0/", "g0/", "r0/", "l0/", "h/", "t/", "f0/"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_shard_is_named_and_the_rest_answers(part: str, fault: str) -> None:
    for path in [path for path in bound() if path.startswith(f"search/{part}")][:3]:
        _, files = broken(path.removeprefix("search/"), fault)
        index = open_index(files)

        for question in ("夜市 银杏", "“人民广场的银杏树”", "作者:高明亮", "避雷*", "非物质文华~"):
            find(index, question, filters=Filters(columns=("街巷",)), count=60)

        assert index.unread <= {path.removeprefix("search/").removesuffix(".js")}
