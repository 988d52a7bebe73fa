"""The index just made, as a reader's browser would find it, and a sample of articles that must be found in it."""

from __future__ import annotations

import functools
import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

import msgspec

from site_builder.engine.store import Store
from site_builder.search.leaves import Leaves, TextRow, head_files, text_files
from site_builder.search.partials import directory_of, leaves_of
from site_builder.search.scripts import FOLDER
from site_builder.search.shards import Shards, paths
from site_builder.workflows.index_steps import Arranged, source

KEPT = 32
"""Merge jobs, and issues, whose files are at hand: of a small archive all, of any the issues of a usual sample."""


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
        self._store, self._known, self._arranged, self._texts = store, files, arranged, texts
        self._merge = functools.lru_cache(KEPT)(self._read_merge)
        self._leaves = functools.lru_cache(KEPT)(self._read_leaves)
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
        if path in self._known:
            return self._known[path]
        return self._merge(self._merged[path])[path] if path in self._merged else self._leaf(path)

    def __iter__(self) -> Iterator[str]:
        """The paths of the files that are known without reading what hits show."""
        return iter({**self._known, **self._merged})

    def __len__(self) -> int:
        """How many these are."""
        return len({**self._known, **self._merged})

    def sample(self, seed: str, many: int) -> list[tuple[str, TextRow]]:
        """The address and the searched texts of so many articles, drawn by the seed; fewer where two draws meet."""
        ends = list(accumulate(facts.articles for facts in self._arranged.facts))
        if not ends or not ends[-1]:
            return []
        numbers = {_draw(f"{seed} {at}") % ends[-1] for at in range(many)}
        return [self._article(ends, number) for number in sorted(numbers)]

    def _article(self, ends: Sequence[int], number: int) -> tuple[str, TextRow]:
        issue = bisect_right(ends, number)
        facts = self._arranged.facts[issue]
        place = number - (ends[issue] - facts.articles)
        ids = facts.odd or [
            f"{stretch.page}-{order:02}" for stretch in facts.stretches for order in range(1, stretch.articles + 1)
        ]
        leaves = self._leaves(self._arranged.partials[issue])
        return f"{facts.paper}/{facts.folder}/{ids[place]}.html", leaves.texts[place]

    def _leaf(self, path: str) -> bytes:
        """The bytes of a file of what hits show, or of texts."""
        kind, _, name = path.removeprefix(FOLDER).partition("/")
        issue, number = name, ""
        while issue not in self._issues:
            issue, dash, number = issue.rpartition("-")
            if not dash:
                raise KeyError(path)
        if not number.isdecimal() or kind not in ("ht" if self._texts else "h"):
            raise KeyError(path)
        files = head_files if kind == "h" else text_files
        return dict(files(issue, self._leaves(self._issues[issue]), int(number)))[path]

    def _read_merge(self, digest: str) -> Mapping[str, bytes]:
        return msgspec.msgpack.decode(self._store.value(digest), type=dict[str, bytes])

    def _read_leaves(self, partial: str) -> Leaves:
        read = source(self._store, partial)
        return leaves_of(read, directory_of(read))


def _draw(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big")
