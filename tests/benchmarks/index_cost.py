"""What the search index of an archive costs: CPU, beside lunr.py's on the same words, bytes and files.

    python -m tests.benchmarks.index_cost ARCHIVE [--segmenter rjieba] [--lunr 1000]

ARCHIVE is a folder with content/. Nothing is written. Times are CPU seconds of this process, so the ratio counts and
not the figures; the segmenter's share is taken apart, because both sides need it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from site_builder.engine.survey import survey
from site_builder.newspaper.galley import Galley
from site_builder.press.settings import TypesettingSettings
from site_builder.press.typesetting import typeset
from site_builder.search import taking
from site_builder.search.binding import bind
from site_builder.search.fields import FIELDS
from site_builder.search.monolith import Words, article_words
from site_builder.search.partials import source_of
from site_builder.search.settings import SearchSettings
from site_builder.workflows.layout import CONTENT
from site_builder.workflows.reading import read_stocked
from site_builder.workflows.stock import SOURCE, take_stock


def main() -> None:
    """Measure one archive and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--segmenter", default="rjieba")
    parser.add_argument("--lunr", type=int, default=1000, help="articles that lunr.py indexes for comparison")
    asked = parser.parse_args()
    settings = SearchSettings(segmenter=asked.segmenter)

    began = time.process_time()
    taking.take(next(galleys(asked.archive)), settings)
    print(f"reading the dictionary, once: {time.process_time() - began:.2f} s")
    clock = Clock()
    partials: list[bytes] = []
    articles = 0
    for galley in galleys(asked.archive):
        articles += len(galley.articles)
        with clock("take"):
            partials.append(taking.take(galley, settings))
    with clock("bind"):
        files = bind(partials, settings)
    after = clock.seconds["take"] - clock.seconds["segment"] + clock.seconds["bind"]
    print(f"{articles} articles, {len(partials)} issues")
    for name, seconds in clock.seconds.items():
        print(f"  {name:8} {seconds:8.2f} s   {seconds / articles * 1e6:7.0f} µs an article")
    print(f"  after segmentation {after / articles * 1e6:.0f} µs an article")
    lunr = lunr_seconds(partials, asked.lunr)
    print(f"  lunr.py: {lunr * 1e6:.0f} µs an article; ours is 1/{lunr * articles / after:.1f} of it")
    print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")
    print(f"  partials {sum(map(len, partials)) / articles / 1e3:.2f} kB an article")
    weigh(files, articles)


class Clock:
    """CPU seconds by name; what `taking` spends on bringing text into words is noticed by itself."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        for name in ("cut_all", "normalise_all"):
            setattr(taking, name, self._timed(getattr(taking, name)))

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """The name under which the block counts."""
        began = time.process_time()
        yield
        self.seconds[name] += time.process_time() - began

    def _timed(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any) -> Any:
            began = time.process_time()
            made = work(*arguments)
            self.seconds["segment"] += time.process_time() - began
            return made

        return timed


def galleys(root: Path) -> Iterator[Galley]:
    """The issues of an archive, in type."""
    stock = take_stock(survey(root / CONTENT, None, shown=CONTENT, without=(SOURCE,)))
    for paper in stock.papers:
        for stocked in paper.issues:
            issue, _ = read_stocked(root, stocked)
            if issue is not None:
                yield typeset(issue, TypesettingSettings())


def lunr_seconds(partials: Sequence[bytes], most: int) -> float:
    """What lunr.py's own way costs an article: add, build, serialise."""
    articles: list[Words] = []
    for partial in partials:
        articles += article_words(source_of(partial))
        if len(articles) >= most:
            break
    tokens = [
        {field: [word for word, times in words.items() for _ in range(times)] for field, words in article.items()}
        for article in articles[:most]
    ]
    began = time.process_time()
    from lunr.builder import Builder

    builder = Builder()
    builder.ref("id")
    for field, boost in FIELDS.items():
        builder.field(field, boost=boost)
    for number, article in enumerate(tokens):
        builder.add({"id": str(number), **article})
    json.dumps(builder.build().serialize(), ensure_ascii=False)
    return (time.process_time() - began) / len(tokens)


def weigh(files: dict[str, bytes], articles: int) -> None:
    """Files and bytes by kind."""
    kinds: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for path, data in files.items():
        name = path.removeprefix("search/")
        kinds[name[0] if "/" in name or name[0] == "i" else name.split("-")[0].split(".")[0]].append(
            (len(data), len(gzip.compress(data, 6)))
        )
    print("  kind       files      raw kB       gz kB  largest gz  gz B/article")
    for kind, sizes in sorted(kinds.items()):
        raw, packed = (sum(column) for column in zip(*sizes, strict=True))
        largest = max(size for _, size in sizes)
        each = packed / articles
        print(f"  {kind:9} {len(sizes):6} {raw / 1e3:11.1f} {packed / 1e3:11.1f} {largest:11} {each:13.1f}")
    for title, left_out in (("all", ""), ("without texts", "t"), ("without texts and bigrams", "tg")):
        chosen = [size for kind, sizes in kinds.items() if kind not in tuple(left_out) for size in sizes]
        raw, packed = (sum(column) for column in zip(*chosen, strict=True))
        counted = f"{len(chosen) / articles:.3f} files an article, raw {raw / packed:.2f} × gz"
        print(f"  {title}: {packed / articles / 1e3:.3f} kB gz an article, {counted}")


if __name__ == "__main__":
    main()
