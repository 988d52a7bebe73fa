"""The steps of the search: an issue's words, their merging bucket by bucket, and what leads to the files.

post      an issue's galley → its partial                              kept
arrange   all partials → which of their buckets are merged together     kept
merge     the same bucket of many partials → its files                  kept
shelve    those files                                                   printed
leaves    what hits show of an issue                                    printed
bind      the manifest and what stands between it and the files         printed, the manifest last
monolith  lunr's own index, where it is wanted                          printed
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

import msgspec

from site_builder.engine.digests import digest
from site_builder.engine.steps import Files, Step, Value
from site_builder.engine.store import Lost, Store
from site_builder.errors import Problem
from site_builder.search.arrangement import MergeJob, Segment
from site_builder.search.partials import Damaged, Directory, Facts, Source
from site_builder.search.settings import SearchSettings
from site_builder.search.shards import Shards
from site_builder.workflows.desk import Desk
from site_builder.workflows.in_type import galley_of

if TYPE_CHECKING:
    from site_builder.search.remerging import Records, Standing

T = TypeVar("T")


class PostJob(msgspec.Struct, frozen=True, kw_only=True):
    """Take the words of an issue."""

    galley: str
    settings: SearchSettings
    """Only what has a say in it; the rest as by default."""

    names: tuple[str, ...]
    """Of the paper's people.yaml, as words."""


class ArrangeJob(msgspec.Struct, frozen=True, kw_only=True):
    """See what is to be merged with what."""

    partials: tuple[str, ...]
    """Digests, in the order of documents."""

    substring: bool


class MergeRowsJob(msgspec.Struct, frozen=True, kw_only=True):
    """Merge the rows of some buckets."""

    name: str
    rows: str
    """Digest of what the partials hold there, and of where their documents begin."""


class ShelveJob(msgspec.Struct, frozen=True, kw_only=True):
    """Print what was merged."""

    merged: str


class LeavesJob(msgspec.Struct, frozen=True, kw_only=True):
    """Print what hits show of an issue."""

    partial: str
    texts: bool


class BindJob(msgspec.Struct, frozen=True, kw_only=True):
    """Print what leads to everything else."""

    arrangement: str
    merged: tuple[tuple[str, str, bytes], ...]
    """Of each merge job its name, the digest of its files, and the `Shards` it made, encoded."""

    papers: Mapping[str, str]
    texts: bool
    substring: bool
    selftest: int


class MonolithJob(msgspec.Struct, frozen=True, kw_only=True):
    """Print lunr's own index."""

    partials: tuple[str, ...]


class Arranged(msgspec.Struct, frozen=True):
    """What is to be merged with what."""

    partials: tuple[str, ...]
    segments: Sequence[Segment]
    facts: Sequence[Facts]
    """Of every issue."""

    jobs: Mapping[str, MergeJob]
    """By name."""


def cutting(settings: SearchSettings) -> SearchSettings:
    """Those settings that have a say in an issue's words."""
    never = settings.substring == "never"
    return SearchSettings(segmenter=settings.segmenter, substring="never" if never else SearchSettings().substring)


def post_issue(job: PostJob, desk: Desk) -> Value:
    """The partial of an issue as the body."""
    from site_builder.search.taking import take
    from site_builder.workflows.ordered_words import put_in_order

    put_in_order(desk.store.folder, desk.tools)
    return Value(body=take(galley_of(desk.store.value(job.galley)), job.settings, job.names))


def arrange(job: ArrangeJob, desk: Desk) -> Value:
    """What is `Arranged` as the body, and as the note the name of each merge job with what it is known by."""
    from site_builder.search.arrangement import merge_jobs, segments

    directories = _directories(desk.store, job.partials)
    runs = segments([directory.facts.articles for directory in directories])
    jobs = {
        name: (merging, known_by)
        for number, segment in enumerate(runs)
        for name, merging, known_by in merge_jobs(number, segment, directories)
        if job.substring or merging.kind != "bigrams"
    }
    arranged = Arranged(
        partials=job.partials,
        segments=runs,
        facts=[directory.facts for directory in directories],
        jobs={name: merging for name, (merging, _) in jobs.items()},
    )
    known = {name: digest(merging, known_by) for name, (merging, known_by) in jobs.items()}
    return Value(body=msgspec.msgpack.encode(arranged), note=msgspec.msgpack.encode(known))


def merge_rows(job: MergeRowsJob, desk: Desk) -> Value:
    """The files as the body, and the `Shards` by what the manifest calls them as the note.

    What the last merge of that name left spares it the rows that no edit has touched since.
    """
    from site_builder.search.arrangement import places
    from site_builder.search.binding import records_again, records_of, shelved
    from site_builder.search.partials import rows_of
    from site_builder.search.remerging import again, held
    from site_builder.workflows.last_merges import cache_of, last_merge, leave

    arranged = _arranged(desk.store, desk.arrangement)
    partials = arranged.partials
    merging = arranged.jobs[job.name]
    found = list(places(merging, arranged.segments[merging.segment], _directories(desk.store, partials)))
    names = [partials[place.partial] for place in found]

    def one(at: int) -> Source:
        return source(desk.store, partials[at])

    def write(standing: Standing, ranks: Mapping[str, int]) -> Records:
        return records_again(merging, standing, ranks)

    made = None
    cache = cache_of(desk.store.folder, drafts=desk.drafts)
    if before := last_merge(cache, job.name, desk.tools):
        with suppress(Lost, Damaged):
            made = again(merging, before, found, one, lambda name: source(desk.store, name), write)
    if made is None:
        issues = ((place.base, rows_of(one(place.partial), place.slice)) for place in found)
        made = _undamaged(names, lambda: records_of(merging, issues))
    leave(cache, job.name, desk.tools, held(merging, made, found, names))
    printed = shelved(merging, made)
    return Value(body=msgspec.msgpack.encode(printed.files), note=msgspec.msgpack.encode(printed.shards))


def shelve(job: ShelveJob, desk: Desk) -> Files:
    """The files of a merge job."""
    return Files(files=msgspec.msgpack.decode(desk.store.value(job.merged), type=dict[str, bytes]))


def print_leaves(job: LeavesJob, desk: Desk) -> Files:
    """The heads of an issue, and its texts where they are part of the index."""
    from site_builder.search.leaves import leaf_files
    from site_builder.search.partials import leaves_of

    directory = _directory(desk.store, job.partial)
    leaves = _undamaged([job.partial], lambda: leaves_of(source(desk.store, job.partial), directory))
    name = f"{directory.facts.paper}-{directory.facts.folder}"
    return Files(files=leaf_files(name, leaves, with_texts=job.texts))


def bind_index(job: BindJob, desk: Desk) -> Files:
    """What leads to the files; the manifest waits for all of them."""
    from site_builder.search.contents import Bound, contents
    from site_builder.search.scripts import MANIFEST

    arranged = _arranged(desk.store, desk.arrangement)
    made: dict[int, dict[str, list[Shards]]] = {}
    for name, _, encoded in job.merged:
        of = made.setdefault(int(name.split(" ")[1]), {})
        for kind, shards in msgspec.msgpack.decode(encoded, type=dict[str, Shards]).items():
            of.setdefault(kind, []).append(shards)
    bound = [
        Bound(segment, arranged.facts[slice(*segment.issues)], made.get(number, {}))
        for number, segment in enumerate(arranged.segments)
    ]
    files = contents(bound, job.papers, texts=job.texts, substring=job.substring)
    return Files(
        files={path: data for path, data in files.items() if path != MANIFEST},
        last={MANIFEST: files[MANIFEST]},
        problems=_undamaged(arranged.partials, lambda: tuple(_missed(job, desk, arranged, files))),
    )


def _missed(job: BindJob, desk: Desk, arranged: Arranged, files: Mapping[str, bytes]) -> list[Problem]:
    """What a sample of what readers type does not find; then the site keeps the index it has."""
    if not job.selftest:
        return []
    from site_builder.search.selftest import check
    from site_builder.workflows.index_sample import MadeFiles

    made = MadeFiles(desk.store, files, job.merged, arranged, texts=job.texts)
    return check(made, made.sample(job.arrangement, job.selftest), job.selftest)


def print_monolith(job: MonolithJob, desk: Desk) -> Files:
    """lunr's own index as one file."""
    from site_builder.search.monolith import MONOLITH, monolith
    from site_builder.search.partials import source_of

    partials = [source_of(desk.store.value(partial)) for partial in job.partials]
    return Files(files={MONOLITH: _undamaged(job.partials, lambda: monolith(partials))})


POST = Step("post", 6, post_issue)
ARRANGE = Step("arrange", 3, arrange)
MERGE = Step("merge", 3, merge_rows, many=4)
SHELVE = Step("shelve", 1, shelve, many=10)
LEAVES = Step("leaves", 1, print_leaves, many=10)
BIND = Step("bind", 2, bind_index)
MONOLITH = Step("monolith", 1, print_monolith)


def source(store: Store, partial: str) -> Source:
    """A partial that is kept."""
    return lambda start, size: store.part(partial, start, size)


def _directory(store: Store, partial: str) -> Directory:
    from site_builder.search.partials import directory_of

    return _undamaged([partial], lambda: directory_of(source(store, partial)))


def _undamaged(partials: Sequence[str], read: Callable[[], T]) -> T:
    """What was read of partials; the first of them is as good as lost when one is damaged: all are made again."""
    try:
        return read()
    except Damaged as damaged:
        raise Lost(*partials) from damaged


def put_away() -> None:
    """Forget what this process has read of an index that is made: of a large archive it is tens of megabytes."""
    _directories.cache_clear()
    _arranged.cache_clear()


@functools.lru_cache(maxsize=1)
def _directories(store: Store, partials: Sequence[str]) -> Sequence[Directory]:
    return [_directory(store, partial) for partial in partials]


@functools.lru_cache(maxsize=1)
def _arranged(store: Store, arrangement: str) -> Arranged:
    return msgspec.msgpack.decode(store.value(arrangement), type=Arranged)
