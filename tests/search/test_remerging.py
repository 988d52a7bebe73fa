"""A bucket merged once more says what it would say had it been merged for the first time."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.newspaper.galley import Galley
from site_builder.search.arrangement import MergeJob, Place, merge_jobs, places, segments
from site_builder.search.binding import records_again, records_of
from site_builder.search.partials import Directory, Source, directory_of, rows_of, source_of
from site_builder.search.remerging import Held, Records, again, held
from site_builder.search.settings import SearchSettings
from site_builder.search.taking import take
from tests.search.galleys import archive

FAST = SearchSettings(segmenter="rjieba")
ISSUES = 17
TEXTS = ("新的一年开始了。", "渡口修桥，渡口修桥。", "的", "Wi-Fi 2024", "", "一二三四五六七八九十")

Partials = dict[str, tuple[Directory, Source]]


@pytest.fixture(autouse=True)
def in_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.search.merging.AT_ONCE", 20)


def issues() -> list[Galley]:
    """Some months of the archive, again and again."""
    many = [archive()[at % len(archive())] for at in range(ISSUES)]
    return [
        msgspec.structs.replace(one, issue=msgspec.structs.replace(one.issue, number=str(at)))
        for at, one in enumerate(many)
    ]


def edited(issue: Galley, text: str, article: int) -> Galley:
    """The issue with one article's last paragraph replaced; with "" the article is taken out."""
    pieces = list(issue.articles)
    at = article % len(pieces)
    if text:
        block = msgspec.structs.replace(pieces[at].blocks[-1], text=text)
        pieces[at] = msgspec.structs.replace(pieces[at], blocks=(*pieces[at].blocks[:-1], block))
    else:
        del pieces[at]
    return msgspec.structs.replace(issue, articles=tuple(pieces))


def merged(
    partials: Partials, names: Sequence[str], before: dict[str, Held]
) -> tuple[dict[str, Records], dict[str, Held], set[str]]:
    """The records of every job, with what they leave, and the partials they read."""
    directories = [partials[name][0] for name in names]
    made, left, asked = dict[str, Records](), dict[str, Held](), set[str]()
    for number, segment in enumerate(segments([one.facts.articles for one in directories])):
        for name, job, _ in merge_jobs(number, segment, directories):
            found = list(places(job, segment, directories))
            records = one_job(job, found, partials, names, before.get(name), asked)
            made[name], left[name] = records, held(job, records, found, [names[place.partial] for place in found])
    return made, left, asked


def one_job(
    job: MergeJob,
    found: Sequence[Place],
    partials: Partials,
    names: Sequence[str],
    before: Held | None,
    asked: set[str],
) -> Records:
    def source(name: str) -> Source:
        asked.add(name)
        return partials[name][1]

    records = None
    if before is not None:
        records = again(job, before, found, lambda at: source(names[at]), source, functools.partial(records_again, job))
    if records is None:
        records = records_of(job, ((at.base, rows_of(source(names[at.partial]), at.slice)) for at in found))
    return records


def opened(galleys: Sequence[Galley], known: Partials) -> list[str]:
    names = []
    for galley in galleys:
        partial = taken(msgspec.msgpack.encode(galley))
        name = str(hash(partial))
        known[name] = (directory_of(source_of(partial)), source_of(partial))
        names.append(name)
    return names


@functools.cache
def taken(galley: bytes) -> bytes:
    return take(msgspec.msgpack.decode(galley, type=Galley), FAST)


@settings(max_examples=6, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, ISSUES - 1), st.sampled_from(TEXTS), st.integers(0, 20)), min_size=1, max_size=3)
)
def test_what_is_put_together_is_what_would_have_been_merged(edits: list[tuple[int, str, int]]) -> None:
    partials: Partials = {}
    galleys = issues()
    _, left, _ = merged(partials, opened(galleys, partials), {})
    for at, text, article in edits:
        galleys[at] = edited(galleys[at], text, article)
    names = opened(galleys, partials)

    made, _, _ = merged(partials, names, left)

    assert made == merged(partials, names, {})[0]


def test_an_edit_asks_no_other_issue() -> None:
    partials: Partials = {}
    galleys = issues()
    names = opened(galleys, partials)
    _, left, first = merged(partials, names, {})
    assert first == set(names)
    galleys[7] = edited(galleys[7], "渡口修桥。", 2)
    changed = opened(galleys, partials)

    _, _, asked = merged(partials, changed, left)

    assert asked == {names[7], changed[7]}
