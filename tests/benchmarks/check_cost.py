"""What `check` costs in an archive: processor time and memory of a first check, of a second, and after one edit.

    .venv/bin/python -m tests.benchmarks.corpus --articles 10000 --out ARCHIVE
    .venv/bin/python -m tests.benchmarks.check_cost ARCHIVE

Each check is a process of its own; seconds are those of the processor, so that a busy machine counts less. The cache
of ARCHIVE is taken away first, and an article is given one sentence more and put back again.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path


def checked(archive: Path) -> tuple[float, float, str]:
    """Seconds of the processor, megabytes at the peak, and the last line of one check."""
    process = subprocess.Popen(
        [sys.executable, "-m", "site_builder", "check"],
        cwd=archive,
        env=os.environ | {"SITE_BUILDER_LANG": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    said, _ = process.stdout.read() if process.stdout else "", None
    _, _, used = os.wait4(process.pid, 0)
    unit = 1024 if sys.platform == "linux" else 2**20
    return used.ru_utime + used.ru_stime, used.ru_maxrss / unit, said.strip().splitlines()[-1]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    archive: Path = parser.parse_args().archive
    shutil.rmtree(archive / ".cache", ignore_errors=True)
    article = min((archive / "content").glob("*/*/*/01-*.md"))
    text = article.read_bytes()
    print(f"{sum(1 for _ in (archive / 'content').glob('*/*/*/[0-9]*.md'))} articles")
    for name in ("first", "second", "after an edit"):
        if name == "after an edit":
            article.write_bytes(text + "多一句。\n".encode())
        try:
            seconds, megabytes, said = checked(archive)
        finally:
            article.write_bytes(text)
        print(f"  {name:14} {seconds:6.1f} s  {megabytes:5.0f} MB  {said}", flush=True)


if __name__ == "__main__":
    main()
