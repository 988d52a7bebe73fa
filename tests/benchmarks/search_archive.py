"""A synthetic archive for the benchmarks of the search: its issues in type, and its index in a folder.

The program that writes the corpus is named on the command line; it takes `--articles N --out DIR --flavour edition`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from site_builder.manuscript.issue_folder import read_issue
from site_builder.newspaper.galley import Galley
from site_builder.newspaper.keys import issue_key
from site_builder.press.settings import TypesettingSettings
from site_builder.press.typesetting import typeset
from site_builder.search.binding import bind
from site_builder.search.settings import SearchSettings
from site_builder.search.taking import take

SETTINGS = SearchSettings(segmenter="rjieba")


def asked_for(description: str | None, many: int) -> argparse.ArgumentParser:
    """The arguments of a benchmark of the search: which corpus, where its index lies, and how many questions."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("maker", help="the program that writes the corpus")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--work", type=Path, required=True, help="a folder in which everything made is kept")
    parser.add_argument("--many", type=int, default=many, help="questions of a kind")
    return parser


def corpus(maker: str, articles: int, work: Path) -> Path:
    """The content/ of a corpus of so many articles, made when it is not there."""
    folder = work / f"corpus-{articles}"
    if not (folder / "content").exists():
        command = [sys.executable, maker, "--articles", str(articles), "--out", str(folder), "--flavour", "edition"]
        subprocess.run(command, check=True)
    return folder / "content"


def galleys(content: Path) -> Iterator[Galley]:
    """The issues of a content/ in type, oldest first."""
    for folder in sorted(content.glob("*/*/*/")):
        key = issue_key(folder.parts[-3], folder.name)
        if key is None or not (folder / "issue.yaml").exists():
            continue
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        issue, problems = read_issue(key, files, folder.name)
        if issue is None:
            raise SystemExit(f"{folder}: {problems}")
        yield typeset(issue, TypesettingSettings())


def index(content: Path, work: Path, settings: SearchSettings = SETTINGS) -> Path:
    """A folder with the index of a content/ below `search/`, made when it is not there."""
    site = work / f"site-{content.parent.name}"
    if not (site / "search" / "manifest.js").exists():
        partials = [take(galley, settings) for galley in kept_galleys(content, work)]
        for path, data in bind(partials, settings).items():
            target = site / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    return site


def kept_galleys(content: Path, work: Path) -> Iterator[Galley]:
    """The issues of a content/ in type, oldest first, set when they are not there."""
    kept = work / f"galleys-{content.parent.name}"
    if not kept.exists():
        making = kept.with_suffix(".making")
        making.mkdir(parents=True, exist_ok=True)
        for galley in galleys(content):
            (making / f"{galley.issue.key.folder}.msgpack").write_bytes(msgspec.msgpack.encode(galley))
        making.rename(kept)
    for path in sorted(kept.glob("*.msgpack")):
        yield msgspec.msgpack.decode(path.read_bytes(), type=Galley)
