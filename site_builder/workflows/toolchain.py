"""One digest for everything besides a job that shapes an answer: our own code, and the libraries it relies on."""

from __future__ import annotations

import functools
import re
import sys
import unicodedata
import zlib
from pathlib import Path

import site_builder
from site_builder.engine.digests import digest
from site_builder.engine.survey import survey
from site_builder.workflows.layout import PACKAGE

LIBRARIES = ("jieba", "jinja2", "lunr", "markdown-it-py", "markupsafe", "msgspec", "numpy", "pyyaml", "rjieba")

ELSEWHERE = ("__pycache__", "_shipped", "wording", "cli", "preview", "sources", "cleaning", "segmenting")
"""Folders of the package that have no say in what a build prints."""


_digests: list[str] = []


def toolchain(memo_file: Path | None = None) -> str:
    """The digest; a `memo_file` remembers our own files, so that it costs a `stat` of each.

    Our code is in it by what it says and not by its version: in a checkout one changes without the other. It is taken
    once in a process, as the code is: a preview that goes on while a file is saved still runs what it has loaded.
    Python itself is in it as far as the tables of Unicode and the way of pressing files go.
    """
    if not _digests:
        _digests.append(_digest(memo_file))
    return _digests[0]


def versions() -> dict[str, str]:
    """What must be the same wherever the work of a build is done, by name: our own code and the libraries."""
    own = {"site_builder": f"{site_builder.__version__} ({toolchain()[:12]})"}
    return own | {"python": unicodedata.unidata_version} | dict(_versions(tuple(sys.path)))


def _digest(memo_file: Path | None) -> str:
    own = survey(PACKAGE, memo_file, shown=PACKAGE.name, without=ELSEWHERE, trusted=True)
    return digest(own.files, _versions(tuple(sys.path)), unicodedata.unidata_version, zlib.ZLIB_RUNTIME_VERSION)


@functools.lru_cache(maxsize=1)
def _versions(paths: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Name and version of each library, as the folders beside it are called; `importlib.metadata` takes 30 ms."""
    found: dict[str, str] = {}
    for path in paths:
        for entry in sorted(Path(path or ".").glob("*.dist-info")):
            name, _, version = entry.name.removesuffix(".dist-info").partition("-")
            found.setdefault(re.sub(r"[-_.]+", "-", name).lower(), version)
    return tuple((library, found.get(library, "")) for library in LIBRARIES)
