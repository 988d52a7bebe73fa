"""Postings → files: lunr's index to the last figure, the same bytes always, and no more than promised."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from site_builder.newspaper.model import PackagePart, Person, Picture, Signature
from site_builder.search.index import bind
from site_builder.search.lunr_index import lunr_index
from site_builder.search.postings import FIELDS, post, read
from site_builder.search.query import open_index, search
from site_builder.search.scripts import MANIFEST, load
from site_builder.search.settings import SearchSettings
from tests.search.galleys import archive, article, bound, galley

FAST = SearchSettings(segmenter="rjieba")


def by_the_book(articles: list[dict[str, dict[str, int]]]) -> dict[str, Any]:
    """The index as lunr.py's own Builder.add makes it, terms numbered in their order."""
    from lunr.builder import Builder

    builder = Builder()
    for field, boost in FIELDS.items():
        builder.field(field, boost=boost)
    for number, words in enumerate(articles):
        texts = {field: sorted(Counter(words.get(field, {})).elements()) for field in FIELDS}
        builder.add({"id": str(number), **texts})
    index: dict[str, Any] = builder.build().serialize()
    return index


def with_words(index: dict[str, Any]) -> dict[str, Any]:
    """The index with its terms' numbers replaced by the terms, so that the order of numbering does not count."""
    terms = {posting["_index"]: term for term, posting in index["invertedIndex"]}
    vectors = {
        ref: {terms[at]: weight for at, weight in zip(flat[::2], flat[1::2], strict=True)}
        for ref, flat in index["fieldVectors"]
    }
    postings = {term: {field: sorted(posting[field]) for field in FIELDS} for term, posting in index["invertedIndex"]}
    return {
        **index,
        "fieldVectors": vectors,
        "invertedIndex": postings,
        "order": [t for t, _ in index["invertedIndex"]],
    }


words = st.dictionaries(st.sampled_from(["区委", "书记", "夜市", "2023", "桥"]), st.integers(1, 5), max_size=5)
articles = st.lists(st.dictionaries(st.sampled_from(sorted(FIELDS)), words, max_size=5), min_size=1, max_size=6)


@given(articles)
def test_the_index_is_the_one_lunr_builds(made: list[dict[str, dict[str, int]]]) -> None:
    assert with_words(lunr_index(made, list(FIELDS))) == with_words(by_the_book(made))


def test_the_index_of_the_archive_is_the_one_lunr_builds() -> None:
    made = [dict(entry.words) for kept in archive() for entry in read(post(kept, FAST)).entries]

    assert with_words(lunr_index(made, list(FIELDS))) == with_words(by_the_book(made))  # type: ignore[arg-type]  # as read


def test_postings_come_in_any_order() -> None:
    postings = [post(issue, FAST) for issue in archive()]
    shuffled = random.Random(3).sample(postings, len(postings))

    assert bind(shuffled, FAST) == bind(postings, FAST)


def test_both_segmenters_give_the_same_files() -> None:
    assert bound("jieba") == bound("rjieba")


def test_the_bytes_do_not_depend_on_the_process() -> None:
    program = (
        "import hashlib; from tests.search.galleys import bound; files = bound()\n"
        "print(hashlib.sha256(b''.join(name.encode() + files[name] for name in files)).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2")
    }

    assert len(said) == 1


def test_the_pipelines_are_empty() -> None:
    assert load(bound(), load(bound(), "manifest")["index"])["lunr"]["pipeline"] == []


def test_only_the_manifest_has_a_name_that_stays() -> None:
    before = bound()
    issues = [*archive(), galley("2023-01-01", article(1, "新年献词", ["新的一年开始了。"]))]
    after = bind([post(issue, FAST) for issue in issues], FAST)

    changed = {path for path in before if after.get(path) != before[path]}
    assert MANIFEST in changed
    assert {path for path in changed if path in after} == {MANIFEST}


def test_files_are_plain_scripts_with_one_call() -> None:
    for path, content in bound().items():
        text = content.decode("utf-8")
        assert path.startswith("search/"), path
        assert path.endswith(".js"), path
        assert text.count("\n") == 1, path
        assert text.endswith(")\n"), path
        json.loads(text[text.index('",') + 2 : -2])


def test_a_large_archive_is_searched_by_its_heads_only() -> None:
    files = bound(full_text_up_to=59)

    assert load(files, "manifest")["fields"] == ["headline", "deck", "names", "column"]
    assert not [path for path in files if "text-" in path]
    assert search(files, "夜市")
    assert search(bound(), "穿堂风")
    assert not search(files, "穿堂风")
    assert load(bound(full_text_up_to=60), "manifest")["fields"] == list(FIELDS)


def test_an_empty_archive_has_an_index_that_finds_nothing() -> None:
    files = bind([], FAST)

    assert load(files, "manifest")["articles"] == 0
    assert search(files, "桥") == ()
    assert search(files, "-桥") == ()
    assert bind([post(galley("2022-01-01"), FAST)], FAST) == files


def test_everything_printed_around_an_article_is_found() -> None:
    piece = article(
        1,
        "",
        ["正文里的鸢尾。"],
        package=PackagePart(id="p", headline=("共用的题目",)),
        kicker="引题里的海棠",
        deck="副题里的杜鹃",
        summary="提要里的芍药",
        column="栏目里的石榴",
        byline="本报记者 钟离雪",
        contributors=(Person(name="钟离雪"), Person(name="买买提·艾力")),
        signature=Signature(text="作者单位：青禾中学 闻人策", name="闻人策"),
        pictures=(Picture(caption="图说里的紫藤"),),
        dateline="新华社青禾电",
        tags=("标签里的茉莉",),
    )
    files = bind([post(galley("2022-01-01", piece), FAST)], FAST)

    for word in (
        "鸢尾",
        "共用的题目",
        "海棠",
        "杜鹃",
        "芍药",
        "石榴",
        "钟离雪",
        "买买提",
        "艾力",
        "闻人策",
        "紫藤",
        "茉莉",
    ):
        assert [hit.url for hit in search(files, word)] == ["qinghe/2022-01-01/01-01.html"], word


def test_whoever_signs_once_is_found_wherever_the_name_stands() -> None:
    # jieba takes 王小 or 小兰 for a name as it likes, by what stands around it.
    issues = [
        galley("2022-01-01", article(1, "记一次采访", ["采访记。"], contributors=(Person(name="蔺小兰"),))),
        galley("2022-02-01", article(1, "来信", ["读者对蔺小兰说的话表示感谢。"])),
        galley("2022-03-01", article(1, "又来信", ["小兰花开了，蔺先生。"])),
    ]
    files = bind([post(issue, FAST) for issue in issues], FAST)

    assert {hit.date for hit in search(files, "蔺小兰")} == {"2022-01-01", "2022-02-01"}


def test_the_words_of_a_hostile_headline_stay_text() -> None:
    nasty = "</script><script>alert(1)</script> \u2028 __proto__ constructor \\ \" '"
    files = bind([post(galley("2022-01-01", article(1, nasty, [nasty])), FAST)], FAST)

    [hit] = search(files, "constructor alert")
    assert hit.headline == nasty
    assert open_index(files).bodies == [nasty]
