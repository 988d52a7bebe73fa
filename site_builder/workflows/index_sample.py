"""The index just made, as a reader's browser would find it, and a sample of articles that must be found in it."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

import msgspec

from site_builder.engine.store import Store
from site_builder.search.leaves import TextRow, leaf_files
from site_builder.search.partials import directory_of, leaves_of
from site_builder.search.scripts import FOLDER
from site_builder.search.shards import Shards, paths
from site_builder.workflows.index_steps import Arranged, source

KEPT = 8
"""Merge jobs and issues of whose files a question asks for one after the other."""


class MadeFiles(Mapping[str, bytes]):
    """The files of an index by path, taken from the store when they are asked for."""

    def __init__(
        self,
        store: Store,
        files: Mapping[str, bytes],
        merged: Sequence[tuple[str, str, bytes]],
        arranged: Arranged,
        *,
        texts: bool,
    ) -> None:
        """`files` are those that lead to the others; `merged` as in `BindJob`."""
        self._store, self._known, self._texts = store, files, texts
        self._found = functools.lru_cache(KEPT)(self._read)
        self._merged = {
            path: digest
            for name, digest, encoded in merged
            for kind, shards in msgspec.msgpack.decode(encoded, type=dict[str, Shards]).items()
            for path in paths(kind, int(name.split(" ")[1]), shards)
        }
        self._issues = {
            f"{facts.paper}-{facts.folder}": partial
            for facts, partial in zip(arranged.facts, arranged.partials, strict=True)
        }

    def __getitem__(self, path: str) -> bytes:
        """The bytes of a file; KeyError when there is none."""
        return (
            self._known[path] if path in self._known else self._found(self._merged.get(path) or self._issue(path))[path]
        )

    def __iter__(self) -> Iterator[str]:
        """The paths of the files that are known without reading what hits show."""
        return iter({**self._known, **self._merged})

    def __len__(self) -> int:
        """How many these are."""
        return len({**self._known, **self._merged})

    def _issue(self, path: str) -> str:
        """The issue whose articles a file shows; empty when it is none of these."""
        _, _, name = path.removeprefix(FOLDER).partition("/")
        while name and name not in self._issues:
            name = name.rpartition("-")[0]
        return name

    def _read(self, made: str) -> Mapping[str, bytes]:
        """The files that were made together: of a merge job, or of an issue."""
        if made not in self._issues:
            return msgspec.msgpack.decode(self._store.value(made), type=dict[str, bytes]) if made else {}
        read = source(self._store, self._issues[made])
        return leaf_files(made, leaves_of(read, directory_of(read)), with_texts=self._texts)


def sample(store: Store, arranged: Arranged, seed: str, many: int) -> list[tuple[str, TextRow]]:
    """The address and the searched texts of so many articles, drawn by the seed; fewer where two draws meet."""
    ends = list(accumulate(facts.articles for facts in arranged.facts))
    if not ends or not ends[-1]:
        return []
    numbers = {_draw(f"{seed} {at}") % ends[-1] for at in range(many)}
    return [_article(store, arranged, ends, number) for number in sorted(numbers)]


def _article(store: Store, arranged: Arranged, ends: Sequence[int], number: int) -> tuple[str, TextRow]:
    issue = next(at for at, end in enumerate(ends) if number < end)
    facts = arranged.facts[issue]
    place = number - (ends[issue] - facts.articles)
    ids = facts.odd or [
        f"{stretch.page}-{order:02}" for stretch in facts.stretches for order in range(1, stretch.articles + 1)
    ]
    read = source(store, arranged.partials[issue])
    return f"{facts.paper}/{facts.folder}/{ids[place]}.html", leaves_of(read, directory_of(read)).texts[place]


def _draw(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big")
