"""The files of the index: as docs/search-format.md says, the same always, and no more of them changed than must be."""

from __future__ import annotations

import gzip
import json
import math
import random
import re
import string
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import msgspec
import pytest

from site_builder.newspaper.galley import Galley
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import ArticleType, Page, Person
from site_builder.press import routes
from site_builder.search import arrangement
from site_builder.search.arrangement import segments
from site_builder.search.bigrams import bigrams
from site_builder.search.binding import bind, bind_all
from site_builder.search.fields import FIELDS, texts
from site_builder.search.lengths import LENGTHS
from site_builder.search.monolith import article_words
from site_builder.search.normalise import normalise
from site_builder.search.numbers import decode
from site_builder.search.partials import Damaged, directory_of, leaves_of, rows_of, slice_of, source_of
from site_builder.search.query import open_index
from site_builder.search.scripts import MANIFEST, load
from site_builder.search.settings import SearchSettings
from site_builder.search.taking import take
from tests.search.galleys import archive, article, galley

FAST = SearchSettings(segmenter="rjieba")


class Stream:
    """The bits of some records of a segment whose span is given."""

    def __init__(self, text: str, span: int) -> None:
        alphabet = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
        self.bits, self.span = "".join(f"{alphabet.index(symbol):06b}" for symbol in text), span

    def take(self, width: int) -> int:
        taken, self.bits = self.bits[:width], self.bits[width:]
        return int(taken or "0", 2)

    def positive(self) -> int:
        zeros = self.bits.index("1")
        return self.take(2 * zeros + 1)

    def ascending(self, many: int, below: int) -> list[int]:
        low = max(0, math.floor(math.log2((below - many) // many or 1)))
        found, before = [], -1
        for _ in range(many):
            high = self.bits.index("1")
            self.take(high + 1)
            before += 1 + high * 2**low + self.take(low)
            found.append(before)
        assert before < below
        return found

    def character(self) -> str:
        if not self.take(1):
            return chr(0x4E00 + self.take(15))
        return chr(self.take(21) if self.take(1) else self.take(7))

    def keys(self) -> list[str]:
        """The keys of a group."""
        more, low = self.take(4), self.take(4)
        found = ["".join(self.character() for _ in range(self.positive()))]
        for _ in range(more):
            before = found[-1]
            shared, new = (1, 1) if self.take(1) else (self.positive() - 1, self.positive())
            found.append(before[:shared])
            if shared < len(before):
                high = self.bits.index("1")
                self.take(high + 1)
                found[-1] += chr(ord(before[shared]) + 1 + high * 2**low + self.take(low))
                new -= 1
            found[-1] += "".join(self.character() for _ in range(new))
        assert not self.take(len(self.bits) % 6)
        return found

    def documents(self) -> list[int]:
        found = self.ascending(self.positive(), self.span)
        assert not self.take(len(self.bits) % 6)
        return found

    def word(self) -> Iterator[tuple[int, int, int]]:
        """Field, document and how often."""
        mask = 16 if self.take(1) else self.take(5)
        for field in (field for field in range(5) if mask >> field & 1):
            documents = self.ascending(many := self.positive(), self.span)
            more = self.positive() - 1
            again = self.ascending(more, many) if more else []
            times = dict.fromkeys(again, 1)
            for at in again:
                times[at] += self.positive()
            yield from ((field, document, times.get(at, 1)) for at, document in enumerate(documents))
        assert not self.take(len(self.bits) % 6)


class Files:
    """The files of an index, read by nothing but docs/search-format.md."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.manifest = self("manifest")
        self.segments = self.manifest["segments"]

    def __call__(self, name: str) -> Any:
        return load(self.files, name)

    def shards(self, kind: str, key: str) -> list[tuple[int, str, Any]]:
        """Segment, first key and value of every file of a kind; those of one record as one."""
        found = []
        for number, segment in enumerate(self.segments):
            router = segment[key]
            if router is None:
                continue
            parts = [router]
            if router["depth"]:
                parts = [self(name) for name in self.names(f"r{number}", router)]
            every = [
                (first, self(name))
                for part in parts
                for first, name in zip(part["first"], self.names(f"{kind}{number}", part), strict=True)
            ]
            begun = ""
            for (first, value), (after, _) in pairwise([*every, ("", None)]):
                goes_on = kind in "wg" and first == after
                if goes_on or begun:
                    # The keys that are told are those of the last file.
                    group, *others = value.split(" ")
                    stream = Stream(group, 0)
                    assert stream.keys()[0] == first
                    at = len(group) - len(stream.bits) // 6
                    assert not (goes_on and others)
                    value = " ".join([group[:at] + begun + group[at:], *others])
                    begun += group[at:]
                if not goes_on:
                    found.append((number, first, value))
                    begun = ""
        return found

    @staticmethod
    def names(folder: str, router: Mapping[str, Any]) -> list[str]:
        marks = re.findall(".{5}", router["marks"])
        assert len(marks) == len(router["first"])
        return [f"{folder}/{ord(first[0]) >> 7:x}-{mark}" for first, mark in zip(router["first"], marks, strict=True)]

    def words(self) -> dict[tuple[str, str, int], int]:
        """(word, field, document) → how often."""
        found = {}
        for number, first, value in self.shards("w", "words"):
            for term, stream in self.streams(number, first, value):
                for field, document, times in stream.word():
                    found[term, self.manifest["fields"][field], self.segments[number]["first"] + document] = times
        return found

    def streams(self, number: int, first: str, value: Any) -> Iterator[tuple[str, Stream]]:
        """The keys of a file, each with the bits its record is at the beginning of; all of them are to be read."""
        span = self.segments[number]["span"]
        records = value if isinstance(value, str) else value[1]
        groups = [Stream(text, span) for text in records.split(" ")]
        told = [] if isinstance(value, str) else value[0]
        keys = [told[at : at + 16] for at in range(0, len(told), 16)] or [group.keys() for group in groups]
        assert keys[0][0] == first
        assert all(len(of) == 16 for of in keys[:-1])
        every = [key for of in keys for key in of]
        assert every == sorted(every, key=lambda key: key.encode("utf-16-be"))
        yield from ((key, group) for of, group in zip(keys, groups, strict=True) for key in of)
        assert not any(group.bits for group in groups)

    def plain(self, kind: str, key: str) -> set[tuple[str, int]]:
        """(key, document) of bigrams or facets."""
        found = set()
        for number, first, value in self.shards(kind, key):
            for each, stream in self.streams(number, first, value):
                found |= {(each, self.segments[number]["first"] + place) for place in stream.documents()}
        return found

    def lengths(self) -> list[list[int]]:
        """Per field the length of every document."""
        found: list[list[int]] = [[] for _ in FIELDS]
        for number, segment in enumerate(self.segments):
            for at, marks in enumerate(segment["lengths"]):
                levels = []
                for block, mark in enumerate(marks):
                    least, *more = decode(self(f"l{number}/{at}-{block}-{mark}"))
                    levels += [least + level for level in more]
                found[at] += [LENGTHS[level] for level in levels] or [0] * segment["articles"]
                assert segment["totals"][at] == sum(found[at][segment["first"] :])
        return found

    def addresses(self) -> list[str]:
        """The page of every document."""
        return [address for number in range(len(self.segments)) for address, _, _ in self.issues(number)]

    def issues(self, number: int) -> list[tuple[str, list[Any], list[Any]]]:
        """Address, head and text of every document of a segment."""
        table = self(self.segments[number]["issues"])
        found = []
        for at, line in enumerate(table["issues"].split("\n")):
            folder, paper, heads, text, codes = line.split(" ", 4)
            numbers = decode(codes)
            ids = table["odd"].get(str(at)) or [
                f"{table['pages'][page][0]}-{order:02}"
                for page, count in zip(numbers[::2], numbers[1::2], strict=True)
                for order in range(1, count + 1)
            ]
            name = f"{table['papers'][int(paper)]}-{folder}"
            for place, each in enumerate(ids):
                head = self(f"h/{name}-{place // self.manifest['heads']}-{heads}")[place % self.manifest["heads"]]
                rows = self.manifest["rows"]
                row = self(f"t/{name}-{place // rows}-{text}")[place % rows] if self.manifest["texts"] else []
                if len(row) > len(FIELDS):
                    *row, more = row
                    row[-1] += "".join(map(self, more))
                found.append((f"{table['papers'][int(paper)]}/{folder}/{each}.html", head, row))
        return found


def all_pieces(issues: Sequence[Galley]) -> list[Any]:
    return [piece for issue in issues for piece in issue.articles]


def check(files: Mapping[str, bytes], issues: Sequence[Galley], settings: SearchSettings = FAST) -> Files:
    """Everything the files say is what the issues hold; `issues` in the order of documents."""
    read = Files(files)
    pieces = all_pieces(issues)
    articles = [words for issue in issues for words in article_words(source_of(take(issue, settings)))]
    assert read.manifest["articles"] == len(pieces)
    assert read.words() == {
        (word, field, number): times
        for number, words in enumerate(articles)
        for field, counts in words.items()
        for word, times in counts.items()
    }
    assert read.plain("g", "bigrams") == {
        (pair, number) for number, piece in enumerate(pieces) for pair in bigrams(map(normalise, texts(piece)))
    }
    exact = [[sum(words[field].values()) for words in articles] for field in FIELDS]
    for rounded, lengths in zip(read.lengths(), exact, strict=True):
        assert len(rounded) == len(lengths)
        assert all(abs(one - other) <= max(0.5, 0.04 * other) for one, other in zip(rounded, lengths, strict=True))
    assert read.addresses() == [
        routes.article(issue.issue.key, piece.article.id) for issue in issues for piece in issue.articles
    ]
    for (_, head, text), piece in zip(
        (row for number in range(len(read.segments)) for row in read.issues(number)), pieces, strict=True
    ):
        assert head[0] == texts(piece)[0][:300]
        assert text[4] == texts(piece)[4]
    return read


def test_the_files_say_what_the_archive_holds() -> None:
    read = check(bind_all(archive(), FAST), archive())

    facets = read.plain("f", "facets")
    pieces = all_pieces(archive())
    assert {key for key, _ in facets if key[0] == "p"} == {f"p{piece.article.contributors[0].name}" for piece in pieces}
    assert {number for key, number in facets if key == "tarticle"} == set(range(60))
    assert read.manifest["papers"] == {"qinghe": "qinghe"}


@pytest.fixture
def in_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments, buckets and shards as in an archive that is a hundred times as large."""
    monkeypatch.setattr(arrangement, "SEGMENT", 20)
    monkeypatch.setattr(arrangement, "ONE_SEGMENT", 25)
    monkeypatch.setattr(arrangement, "MANY", 30)
    monkeypatch.setattr(arrangement, "TARGETS", (600, 300, 300))
    monkeypatch.setattr("site_builder.search.contents.MOST_SHARDS", 20)
    monkeypatch.setattr("site_builder.search.contents.ROUTED", 8)
    monkeypatch.setattr("site_builder.search.lengths.BLOCK", 7)
    monkeypatch.setattr("site_builder.search.contents.BLOCK", 7)
    monkeypatch.setattr("site_builder.search.shards.LARGE", 20)
    monkeypatch.setattr("site_builder.search.shards.LINES", 100)
    monkeypatch.setattr("site_builder.search.shards.LONGEST_LINE", 60)


@pytest.mark.usefixtures("in_small")
@pytest.mark.parametrize("issues", [4, 5, 6, 9, 12])
def test_however_large_the_archive_is(issues: int) -> None:
    read = check(bind_all(archive()[:issues], FAST), archive()[:issues])

    assert len(read.segments) == (1 if issues in (4, 5, 12) else 2)
    if issues == 12:
        assert read.segments[0]["words"]["depth"] == 1


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ([], []),
        ([0, 0], []),
        ([40] * 62, [(0, 2480)]),
        ([40] * 63, [(0, 2000), (2000, 520)]),
        ([2600], [(0, 2600)]),
        ([30] * 100, [(0, 1980), (1980, 1020)]),
        ([2000, 2000], [(0, 4000)]),
        ([2000, 2000, 1], [(0, 4000), (4000, 1)]),
        ([3000, 3000, 3000], [(0, 6000), (6000, 3000)]),
    ],
)
def test_segments_are_whole_issues(articles: Sequence[int], expected: Sequence[tuple[int, int]]) -> None:
    assert [(segment.first, segment.articles) for segment in segments(articles)] == expected


@pytest.mark.usefixtures("in_small")
@pytest.mark.parametrize("issues", [5, 12])
def test_a_word_is_found_by_its_first_two_characters_and_so_is_its_first(issues: int) -> None:
    index = open_index(bind_all(archive()[:issues], FAST))
    every = index.vocabulary()

    for term, rank in every.items():
        near = index.beginning(term[:2])
        assert near[term] == rank
        assert near.get(term[0]) == every.get(term[0])
        assert all(near[other] == every[other] for other in near)


@pytest.mark.usefixtures("in_small")
def test_all_words_of_a_character_are_found_however_many_files_they_are_in() -> None:
    index = open_index(bind_all(archive(), FAST))
    every = index.vocabulary()

    for char in {term[0] for term in every}:
        assert index.starting(char) == {term: rank for term, rank in every.items() if term[0] == char}
    assert not index.starting("\U00020000")


@pytest.mark.usefixtures("in_small")
def test_a_new_issue_leaves_all_but_the_last_segment_alone() -> None:
    new = galley("2023-01-01", article(1, "新年献词", ["新的一年开始了。"]))
    before, after = bind_all(archive()[:9], FAST), bind_all([*archive()[:9], new], FAST)

    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert {re.split(r"[/.-]", path.removeprefix("search/"))[0].rstrip("h") for path in changed} <= {
        *("w1", "v1", "g1", "f1", "l1", "i1", "r1", "", "t", "manifest")
    }
    assert all("2023-01-01" in path for path in changed if path.startswith(("search/h/", "search/t/")))


def test_a_misprint_put_right_changes_few_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrangement, "MANY", 30)
    monkeypatch.setattr(arrangement, "TARGETS", (1_500, 1_000, 1_000))
    monkeypatch.setattr("site_builder.search.shards.LINES", 600)
    piece = archive()[3].articles[2]
    block = piece.blocks[-1]
    at = len(block.text) * 2 // 3
    spoilt = msgspec.structs.replace(block, text=block.text[:at] + "的" + block.text[at:])
    pieces = [*archive()[3].articles]
    pieces[2] = msgspec.structs.replace(piece, blocks=(*piece.blocks[:-1], spoilt))
    issues = [*archive()]
    issues[3] = msgspec.structs.replace(issues[3], articles=tuple(pieces))

    before, after = bind_all(issues, FAST), bind_all(archive(), FAST)

    assert len(before) > 150
    changed = [path for path in after if after[path] != before.get(path)]
    assert len(changed) <= 15, changed


def test_partials_come_in_any_order() -> None:
    partials = [take(issue, FAST) for issue in archive()]
    shuffled = random.Random(3).sample(partials, len(partials))

    assert bind(shuffled, FAST) == bind(partials, FAST)


def test_both_segmenters_give_the_same_files() -> None:
    assert bind_all(archive(), SearchSettings()) == bind_all(archive(), FAST)


def test_the_bytes_do_not_depend_on_the_process() -> None:
    program = (
        "import hashlib; from tests.search.test_files import *; files = bind_all(archive(), FAST)\n"
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


def test_files_are_plain_scripts_with_one_call() -> None:
    files = bind_all([*archive(), hostile()], FAST)

    for path, content in files.items():
        text = content.decode("utf-8")
        name = path.removeprefix("search/").removesuffix(".js")
        assert text.startswith(f'siteSearch("{name}",'), path
        assert text.endswith(")\n"), path
        assert text.count("\n") == 1, path
        assert not set(text) & {"\u2028", "\u2029"}, path
        json.loads(text[text.index('",') + 2 : -2])
        assert path == MANIFEST or re.fullmatch(r".*-[a-z2-7]{5}", name), path


def test_an_empty_archive_has_a_manifest_without_segments() -> None:
    files = bind_all([], FAST)

    assert Files(files).manifest["segments"] == []
    assert Files(files).manifest["articles"] == 0
    assert Files(bind_all([galley("2022-01-01")], FAST)).manifest["segments"] == []


def hostile() -> Galley:
    """An issue nobody would print."""
    nasty = "</script><script>alert(1)</script> \u2028 __proto__ constructor \\ \" '"
    pages = tuple(Page(number=number, name="__proto__") for number in ("01", "02"))
    key = IssueKey(paper="constructor", day="2022-XX-XX", edition="b")
    pieces = (
        article(
            1, nasty, [nasty, "𠮷野家\U000200d0\U000200d1，\U0001f600，\uf900\ue000。"], column=nasty, tags=(nasty,)
        ),
        article(5, "", [], type=ArticleType.PHOTO, contributors=(Person(name="toString"), Person(name="\U0001f600"))),
        article(2, "桥" * 5000, ["桥" * 50_000 + "尾声"], kicker="引" * 900),
    )
    issue = galley("2022-01-01", *pieces)
    return msgspec.structs.replace(
        issue, issue=msgspec.structs.replace(issue.issue, key=key, pages=pages, number="12 3")
    )


def test_hostile_text_stays_text() -> None:
    read = check(bind_all([*archive(), hostile()], FAST), [*archive(), hostile()])

    assert ("__proto__", "body", 60) not in read.words(), "the underscores separate"
    assert ("proto", "body", 60) in read.words()
    assert {"\U0001f600", "toString"} <= {key[1:] for key, _ in read.plain("f", "facets")}
    table = read(read.segments[0]["issues"])
    assert table["labels"][-1] == "12 3"


def test_ids_that_do_not_follow_their_pages_are_written_out() -> None:
    issue = galley("2022-01-01", article(5, "乙", ["乙"]), article(1, "甲", ["甲"]), article(2, "丙", ["丙"]))

    read = check(bind_all([issue], FAST), [issue])
    assert list(read(read.segments[0]["issues"])["odd"]) == ["0"]


def test_no_file_is_too_large_whatever_is_in_it() -> None:
    chance = random.Random(7)
    han = [chr(code) for code in range(0x4E00, 0x9FA6)]
    bodies = ["".join(chance.choices(han, k=size)) for size in (200_000, *[9_000] * 10)]
    names = [str(number) for number in range(6_000)]
    issue = galley(
        "2022-01-01",
        *(article(at, body[:3000], [body], kicker=body[:900]) for at, body in enumerate(bodies, 1)),
        article(40, "名单", [" ".join(chance.sample(names, len(names)))], tags=tuple(names)),
    )
    files = bind_all([issue], FAST)

    assert max(len(gzip.compress(data, 6)) for path, data in files.items() if "folding" not in path) <= 64_000
    check(files, [issue])


def test_settings_decide_what_is_there() -> None:
    lean = bind_all(archive(), SearchSettings(segmenter="rjieba", substring="never", texts="never"))
    kinds = Counter(path.split("/")[1] for path in lean)

    assert not kinds["g0"] + kinds["r0"] + kinds["t"]
    assert (Files(lean).manifest["texts"], Files(lean).manifest["substring"]) == (False, False)
    assert Files(lean).segments[0]["bigrams"] is None


@pytest.mark.parametrize(
    ("articles", "auto"),
    [(300, (True, True, True)), (301, (False, True, True)), (5001, (False, True, False)), (150_001, (False,) * 3)],
)
def test_auto_goes_by_the_size_of_the_archive(articles: int, auto: tuple[bool, ...]) -> None:
    chosen = SearchSettings().chosen(articles)
    always = SearchSettings(monolith="always", substring="always", texts="always").chosen(articles)

    assert (chosen.monolith, chosen.substring, chosen.texts) == auto
    assert (always.monolith, always.substring, always.texts) == (True, True, True)


def test_whoever_the_issue_names_is_found_wherever_the_name_stands() -> None:
    # jieba takes 王小 or 小兰 for a name as it likes, by what stands around it.
    issue = galley(
        "2022-01-01",
        article(1, "记一次采访", ["采访记。"], contributors=(Person(name="蔺小兰"),)),
        article(2, "来信", ["读者对蔺小兰说的话表示感谢。"]),
        article(3, "又来信", ["小兰花开了，蔺先生。"]),
    )
    words = Files(bind_all([issue], FAST)).words()

    assert {number for word, _, number in words if word == "蔺小兰"} == {0, 1}


def test_names_the_paper_knows_are_words_wherever_they_stand() -> None:
    issues = [galley("2022-01-01", article(1, "来信", ["读者对桑梓先生说的话表示感谢。"]))]

    assert ("桑梓先生", "body", 0) not in Files(bind_all(issues, FAST)).words()
    assert ("桑梓先生", "body", 0) in Files(bind_all(issues, FAST, ["桑梓先生", "无此人"])).words()


def test_a_damaged_partial_is_noticed() -> None:
    partial = take(archive()[0], FAST)
    directory = directory_of(source_of(partial))
    spoilt = bytearray(partial)
    spoilt[directory.leaves[0] + 20] ^= 1
    spoilt[directory.kinds[0].starts[3] + 3] ^= 1

    with pytest.raises(Damaged):
        directory_of(source_of(partial[:-30]))
    with pytest.raises(Damaged):
        leaves_of(source_of(bytes(spoilt)), directory)
    of = [slice_of(directory.kinds[0], bucket, bucket + 1) for bucket in directory.kinds[0].numbers]
    assert of[0] is not None
    assert list(rows_of(source_of(bytes(spoilt)), of[0]))
    assert of[3] is not None
    with pytest.raises(Damaged):
        list(rows_of(source_of(bytes(spoilt)), of[3]))
