"""The issues of an archive → segments, and the jobs in which their rows are merged: one for each stretch of buckets.

A job is known by what the partials hold in its buckets and where their documents begin, and by nothing else: an edit
that leaves a bucket alone leaves the job, and its files, alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

import msgspec

from site_builder.search.partials import CHECK, KINDS, Directory, Slice, slice_of

SEGMENT = 2_000
"""Documents: a segment ends at a multiple of this."""

ONE_SEGMENT = 2_500
"""Documents that are not divided."""

MANY = 4_000
"""Documents from which every bucket is a job of its own; below, sixteen buckets are one, and files are few."""

FEW_BUCKETS = 16

TARGETS = 12_000, 5_600, 10_500
"""Bytes after which a file of rows may end: of few documents, of many, and of many long ones.

Smaller ones are read sooner by those who ask, and more than one file for four articles is a burden to whoever has to
lay them on a host.
"""

STEPS = 3
"""Bits of a segment's span that are not zeros."""

LONG = 7_100
"""Bytes of rows a document from which documents are long ones: some 1 200 characters."""


_BASE = 5
"""Bytes of the number of an issue's first document."""


class Place(msgspec.Struct, frozen=True, array_like=True):
    """A slice of a partial, and the number of its first document in the segment."""

    partial: int
    """Which of the issues."""

    base: int
    slice: Slice


class MergeJob(msgspec.Struct, frozen=True):
    """Rows to be merged."""

    kind: str
    segment: int
    span: int
    """Of the segment."""

    target: int
    """Bytes after which a file may end."""

    stretch: int
    wide: int
    """The buckets that have `stretch` when their number is divided by this."""


class Segment(msgspec.Struct, frozen=True):
    """A run of whole issues."""

    first: int
    """Number of its first document."""

    articles: int
    issues: tuple[int, int]
    """Its first issue, and the one behind its last."""

    @property
    def span(self) -> int:
        """No number of a document in it is as great; what is written goes by this and not by how many there are.

        So an issue more leaves the rows of the others as they are, but for four times while they become twice as many.
        """
        step = max(0, self.articles.bit_length() - STEPS)
        return -(-self.articles >> step) << step


def segments(articles: Sequence[int]) -> list[Segment]:
    """The segments of issues with so many articles each."""
    ends = list(accumulate(articles))
    total = ends[-1] if ends else 0
    if not total:
        return []
    border = 0 if total <= ONE_SEGMENT else total // SEGMENT * SEGMENT
    cut = sum(end <= border for end in ends)
    runs = [(start, stop) for start, stop in ((0, cut), (cut, len(articles))) if sum(articles[start:stop])]
    return [Segment(sum(articles[:start]), sum(articles[start:stop]), (start, stop)) for start, stop in runs]


def merge_jobs(
    number: int, segment: Segment, directories: Sequence[Directory]
) -> Iterator[tuple[str, MergeJob, bytes]]:
    """The jobs of a segment by name, each with what it is known by; `directories` are those of all issues."""
    import numpy as np  # only by whoever merges after this

    few, many, long = TARGETS
    own = _based(segment, directories)
    wide, target = FEW_BUCKETS, few
    if segment.articles >= MANY:
        rows = sum(buckets.starts[-1] - buckets.starts[0] for *_, one in own for buckets in one.kinds if buckets.starts)
        wide, target = 1, long if rows > LONG * segment.articles else many
    for at, kind in enumerate(KINDS):
        buckets = [(base, directory.kinds[at]) for _, base, directory in own]
        # A line a bucket of an issue: the number of the issue's first document, and what the bucket is known by.
        firsts = b"".join(base.to_bytes(_BASE, "big") * len(each.numbers) for base, each in buckets)
        checks = b"".join(each.checks for _, each in buckets)
        columns = ((firsts, _BASE), (checks, CHECK))
        lines = np.hstack([np.frombuffer(column, np.uint8).reshape(-1, size) for column, size in columns])
        stretches = np.frombuffer(b"".join(each.packed_numbers for _, each in buckets), np.uint32) // wide
        order = np.argsort(stretches, kind="stable")
        stretches, lines = stretches[order], lines[order]
        starts = np.flatnonzero(np.diff(stretches.astype(np.int64), prepend=-1)).tolist()
        for start, stop in pairwise([*starts, len(lines)]):
            stretch = int(stretches[start])
            name = f"{kind} {number} {stretch * wide:x}"
            job = MergeJob(kind, number, segment.span, target, stretch, wide)
            yield name, job, lines[start:stop].tobytes()


def places(job: MergeJob, segment: Segment, directories: Sequence[Directory]) -> Iterator[Place]:
    """Where the rows of a job lie, in the order of documents."""
    at = KINDS.index(job.kind)
    low, high = job.stretch * job.wide, (job.stretch + 1) * job.wide
    for issue, base, directory in _based(segment, directories):
        found = slice_of(directory.kinds[at], low, high)
        if found is not None:
            yield Place(issue, base, found)


def _based(segment: Segment, directories: Sequence[Directory]) -> list[tuple[int, int, Directory]]:
    """The issues of a segment: which they are, the number of the first document in it, and the directory."""
    start, stop = segment.issues
    own = directories[start:stop]
    bases = accumulate((directory.facts.articles for directory in own), initial=0)
    return [(start + at, base, directory) for at, (base, directory) in enumerate(zip(bases, own, strict=False))]
