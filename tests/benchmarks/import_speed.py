"""What an import of a hundred pages costs: processor time a megabyte, peak memory, beside jieba on the same text.

    python -m tests.benchmarks.import_speed [--pages 100] [--text FILE …]

Without `--text` the pages are printed from the specimen's articles in columns of changing widths. Times are seconds of
the processor, so a busy machine counts less; the ratio to jieba's cutting of the same text is what can be compared
between machines. Everything is written below a temporary folder.
"""

from __future__ import annotations

import argparse
import importlib
import random
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from site_builder.engine.events import silence
from site_builder.workflows.ingest import ingest
from tests.ingest.shuffling import Damage, Press, specimen_pages

PAGE = 10_000
"""Bytes of a page: a megabyte is a hundred."""


def main() -> None:
    """Measure one import and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--text", type=Path, nargs="*", default=[])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        sources = _sources(root, asked.pages, asked.text)
        size = sum(path.stat().st_size for path in sources)
        before = _memory()
        seconds = _imported(root, sources)
        peak = _memory()
        cut = _cut(sources)
    print(f"{len(sources)} pages, {size / 1e6:.2f} MB")
    print(f"  import {seconds:6.2f} s   {seconds / size * 1e6:6.2f} s a MB")
    print(f"  jieba  {cut:6.2f} s   {cut / size * 1e6:6.2f} s a MB; an import is {seconds / cut:.1f} times that")
    print(f"  memory {before:.0f} MB before, {peak:.0f} MB at its peak")


def _sources(root: Path, pages: int, texts: Sequence[Path]) -> list[Path]:
    """The files to be imported: those given, again and again, or pages of the specimen."""
    stories = [story for page in specimen_pages() for story in page]
    rnd = random.Random(1)
    sources = []
    for number in range(pages):
        path = root / f"p{number + 1:03d}.txt"
        if texts:
            path.write_bytes(texts[number % len(texts)].read_bytes())
        else:
            text = ""
            while len(text.encode()) < PAGE:
                raw, _ = Press(Damage(width=rnd.randint(12, 34)), number).page(rnd.sample(stories, 4))
                text += raw
            path.write_text(text, encoding="utf-8")
        sources.append(path)
    return sources


def _imported(root: Path, sources: Sequence[Path]) -> float:
    start = time.process_time()
    result = ingest(root, sources, paper="paper", date="2020-01-01", tell=silence)
    seconds = time.process_time() - start
    assert result.written, result.problems
    return seconds


def _cut(sources: Sequence[Path]) -> float:
    jieba = importlib.import_module("jieba")
    jieba.initialize()
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sources]
    start = time.process_time()
    for text in texts:
        list(jieba.cut(text))
    return time.process_time() - start


def _memory() -> float:
    """The most memory this process had at once until now, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


if __name__ == "__main__":
    main()
