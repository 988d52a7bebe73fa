"""Partials → the files of the index, all in one go and in memory; what a build does job by job."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from site_builder.newspaper.galley import Galley
from site_builder.search import shards
from site_builder.search.arrangement import MergeJob, Place, merge_jobs, places, segments
from site_builder.search.contents import Bound, contents
from site_builder.search.leaves import leaf_files
from site_builder.search.merging import merged, of_keys, plain_records, word_records
from site_builder.search.partials import Directory, Source, directory_of, leaves_of, rows_of, source_of
from site_builder.search.remerging import Records, Standing
from site_builder.search.rows import Columns
from site_builder.search.settings import SearchSettings
from site_builder.search.shards import Shards
from site_builder.search.taking import take


class Merged(msgspec.Struct, frozen=True):
    """What a merge job made."""

    files: Mapping[str, bytes]
    shards: Mapping[str, Shards]
    """By what the manifest calls them."""


def bind_all(galleys: Sequence[Galley], settings: SearchSettings, names: Iterable[str] = ()) -> dict[str, bytes]:
    """The files under `search/` of issues in any order: path below the site's root → bytes, the manifest last."""
    names = tuple(names)
    return bind([take(galley, settings, names) for galley in galleys], settings)


def bind(
    partials: Sequence[bytes], settings: SearchSettings, papers: Mapping[str, str] | None = None
) -> dict[str, bytes]:
    """The same of partials; papers without a name in `papers` are called by their ids."""
    sources = [source_of(partial) for partial in partials]
    opened = sorted(((directory_of(source), source) for source in sources), key=lambda pair: order(pair[0]))
    directories = [directory for directory, _ in opened]
    total = sum(directory.facts.articles for directory in directories)
    chosen = settings.chosen(total)
    files: dict[str, bytes] = {}
    for directory, source in opened:
        files |= leaf_files(issue_name(directory), leaves_of(source, directory), with_texts=chosen.texts)
    bound = []
    for number, segment in enumerate(segments([directory.facts.articles for directory in directories])):
        made: dict[str, list[Shards]] = {}
        for _, job, _ in merge_jobs(number, segment, directories):
            if job.kind == "bigrams" and not chosen.substring:
                continue
            merge = do(job, places(job, segment, directories), lambda at: opened[at][1])
            files |= merge.files
            for name, shard in merge.shards.items():
                made.setdefault(name, []).append(shard)
        own = directories[slice(*segment.issues)]
        bound.append(Bound(segment, [directory.facts for directory in own], made))
    named = {directory.facts.paper: directory.facts.paper for directory in directories} | dict(papers or {})
    return files | contents(bound, named, texts=chosen.texts, substring=chosen.substring)


def order(directory: Directory) -> tuple[str, str, str]:
    """By what issues are put in order: day, paper, edition."""
    facts = directory.facts
    return facts.folder.rstrip("abcdefghijklmnopqrstuvwxyz"), facts.paper, facts.folder


def issue_name(directory: Directory) -> str:
    """How the files of an issue's heads and texts begin."""
    return f"{directory.facts.paper}-{directory.facts.folder}"


def do(job: MergeJob, found: Iterable[Place], source: Callable[[int], Source]) -> Merged:
    """The files of a merge job whose rows are at these places of the partials; `Damaged` when one is not whole."""
    return shelved(job, records_of(job, ((place.base, rows_of(source(place.partial), place.slice)) for place in found)))


def records_of(job: MergeJob, issues: Iterable[tuple[int, Iterable[tuple[int, Columns]]]]) -> Records:
    """The records of the rows of issues, each with the number of its first document."""
    rows = merged(issues, ordered=job.kind != "facets", pairs=job.kind == "bigrams")
    return Records(*word_records(rows, job.span)) if job.kind == "words" else Records(plain_records(rows, job.span))


def records_again(job: MergeJob, standing: Standing, ranks: Mapping[str, int]) -> Records:
    """The records of keys that stand in these documents of the segment so often; `ranks` are those of words."""
    rows = of_keys(standing, ranks, ordered=job.kind != "facets")
    return Records(*word_records(rows, job.span)) if job.kind == "words" else Records(plain_records(rows, job.span))


def shelved(job: MergeJob, made: Records) -> Merged:
    """The files of these records."""
    if job.kind == "words":
        files, words = shards.words(job.segment, job.target, made.records)
        more, vocabulary = shards.vocabulary(job.segment, made.words)
        return Merged(files | more, {"words": words, "vocabulary": vocabulary})
    shelve = shards.bigrams if job.kind == "bigrams" else shards.facets
    files, shelved = shelve(job.segment, job.target, made.records)
    return Merged(files, {job.kind: shelved})
