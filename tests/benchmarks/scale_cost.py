"""What archives of several sizes cost to build, and what follows for a hundred thousand articles.

    python -m tests.benchmarks.scale_cost 1000 10000 50000 [--jobs 2] [--work FOLDER]

Each archive is written by `corpus.py` when it is not there, built once from nothing with rjieba, and measured: CPU
seconds of the program and all it started, the largest of its processes, files and bytes of the site by kind, and what
is kept for the next build. `--jobs dask://HOST:PORT` measures the program alone; add what the workers used.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.corpus import FLAVOURS, stories
from tests.benchmarks.peers import ROOT, SETTINGS, cost

KINDS = {
    ".html": "pages",
    ".js": "scripts and the index",
    ".epub": "EPUB",
    ".zip": "texts",
    ".json": "JSON",
    ".xml": "feeds",
}


def archive(articles: int, work: Path) -> Path:
    """The folder of an archive without output and cache."""
    folder = work / f"scale-{articles}"
    if not folder.exists():
        half = work / f"scale-{articles}.part"
        shutil.rmtree(half, ignore_errors=True)
        FLAVOURS["edition"](stories(articles), half)
        with (half / "content" / "site.yaml").open("a", encoding="utf-8") as file:
            file.write(SETTINGS["edition"])
        half.rename(folder)
    for made in ("output", ".cache"):
        shutil.rmtree(folder / made, ignore_errors=True)
    (folder / "content" / "addresses.txt").unlink(missing_ok=True)
    return folder


def weigh(folder: Path) -> tuple[Counter[str], Counter[str]]:
    """Files, and bytes, by kind."""
    count: Counter[str] = Counter()
    size: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file():
            kind = KINDS.get(path.suffix, "others")
            count[kind] += 1
            size[kind] += path.stat().st_size
    return count, size


def measure(articles: int, jobs: str, work: Path) -> str:
    """A row of the table."""
    folder = archive(articles, work)
    command = [sys.executable, "-W", "ignore", "-m", "site_builder", "build", "--root", str(folder), "--jobs", jobs]
    spent = cost(command, folder)
    count, size = weigh(folder / "output")
    kept = weigh(folder / ".cache")[1].total()
    times = 100_000 / articles
    cells = [
        f"{articles}",
        f"{spent.cpu:.0f}",
        f"{spent.cpu * times / 3600:.2f}",
        f"{spent.peak:.0f}",
        f"{count.total() * times:.0f}",
        f"{size.total() * times / 1e9:.1f}",
        f"{kept * times / 1e9:.1f}",
    ]
    parts = ", ".join(f"{kind} {size[kind] / size.total():.0%}" for kind, _ in size.most_common(5))
    print(f"{articles}: {parts}; load {os.getloadavg()[0]:.1f}", file=sys.stderr, flush=True)
    return "| " + " | ".join(cells) + " |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=int, nargs="+")
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--work", type=Path, default=ROOT / ".cache" / "benchmarks")
    chosen = parser.parse_args(arguments)
    chosen.work.mkdir(parents=True, exist_ok=True)
    rows = [measure(articles, chosen.jobs, chosen.work) for articles in chosen.articles]
    print("| articles | CPU s | CPU hours | peak MB of a process | files | GB of the site | GB kept |")
    print("|---|---|---|---|---|---|---|")
    print("\n".join(rows))
    print("\nHours, files and GB are for 100 000 articles at the same rate.")


if __name__ == "__main__":
    main()
