"""What the last build of a site said, for as long as nothing it saw or made looks different.

A build that finds all done still looks every job up. This remembers the whole of it: a digest of how content/, the
themes, the program and the output folder look, and the report. It is used only where a build would find nothing to do,
and it is asked before anything is loaded that builds; so nearly all that an unchanged archive costs is the start of
Python and a `stat` of each file.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import msgspec

from site_builder.engine.digests import digest, digest_bytes
from site_builder.engine.ledger import read_ledger
from site_builder.engine.lock import NAME as LOCK
from site_builder.engine.lock import locked
from site_builder.engine.memo import COARSE, clock_of, look_at
from site_builder.engine.reading import read_plain
from site_builder.engine.stillness import Glance, Sight, checksums_of, see, still_hold
from site_builder.engine.whole_files import write_whole
from site_builder.errors import Problem
from site_builder.workflows.changes import Changes
from site_builder.workflows.layout import CONTENT, PACKAGE, Layout, layout, memo_name
from site_builder.workflows.report import BuildReport

BOOK = "addresses.txt"
"""In content/: what a build itself enters there when it ends is no reason to build again."""

_OWN = frozenset("ABPS")
"""Letters of problems that are about this build and its surroundings, and might not be told by the next …"""

_LASTING = frozenset({"B012"})
"""… but these, which look at nothing but the output folder."""


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    """What is remembered of a build."""

    premises: str
    """Digest of what was asked and of all that was looked at."""

    book: tuple[str, str]
    """The address book after the build, as it looks and by what it holds."""

    site: str
    """Digest of how the output folder looks."""

    fresh: dict[str, str]
    """Files there that looked too new to be told by their looks → what they hold."""

    issues: int
    articles: int
    kept: dict[str, int]
    problems: tuple[Problem, ...]
    sizes: dict[str, int]
    too_large: tuple[str, ...]
    known: bool
    """Whether the next build knows this one as published."""


class Unchanged:
    """The memory of one site, as one build with certain options finds and leaves it."""

    def __init__(self, root: Path, output: Path | None, asked: dict[str, Any]) -> None:
        """`asked` are the options of the build, besides the folders."""
        self._began = time.monotonic()
        self._archive = layout(root, output)
        self._file = self._archive.cache / f"{memo_name(self._archive)}.still"
        self._seen = _premises(self._archive)
        places = (str(root), os.path.realpath(root), str(self._archive.output))
        self._premises = digest(asked, places, sys.version, _installed(), *(sight.digest for sight in self._seen))
        self._book = _book(self._archive)

    def report(self) -> BuildReport | None:
        """The report of a build that would find all done; None when only a build can tell."""
        old = _read(self._file)
        if old is None or not self._seen or old.premises != self._premises or old.book != self._book:
            return None
        output = os.path.realpath(self._archive.output)
        with ExitStack() as stack:
            try:
                stack.enter_context(locked(Path(output)))
            except OSError:  # for a reason that a build will tell
                return None
            site = _site(output, clock_of(self._archive.cache))
            if site is None or site.digest != old.site or not still_hold(output, old.fresh):
                return None
            if old.fresh and not site.fresh:  # by now they can be told by their looks
                self._write(msgspec.structs.replace(old, fresh={}))
        return BuildReport(
            output=self._archive.output,
            made={},
            kept=old.kept,
            problems=old.problems,
            changed=(),
            swept=(),
            issues=old.issues,
            articles=old.articles,
            seconds=time.monotonic() - self._began,
            changes=Changes(known=old.known),
            failed=False,
            steps=dict.fromkeys(old.kept, 0.0),
            sizes=old.sizes,
            too_large=old.too_large,
        )

    def remember(self, report: BuildReport, *, published: bool) -> None:
        """Remember a build that was just done, unless the next might say something else."""
        partly = report.failed or report.refused or report.held_back or report.unprinted
        if (
            not self._seen
            or partly
            or any(problem.code[0] in _OWN and problem.code not in _LASTING for problem in report.problems)
        ):
            return
        now = clock_of(self._archive.cache)
        began = now - int((time.monotonic() - self._began) * 1e9)
        if not now or any(sight.newest >= began - COARSE for sight in self._seen):
            return  # something was just changed, and could have changed again while it was read
        output = os.path.realpath(self._archive.output)
        site = _site(output, now, report.glances)
        if site is None:
            return
        with suppress(OSError, ValueError):
            kept = {
                step: report.made.get(step, 0) + report.kept.get(step, 0) for step in {**report.kept, **report.made}
            }
            self._write(
                Memory(
                    premises=self._premises,
                    book=_book(self._archive),
                    site=site.digest,
                    fresh=_as_printed(output, site.fresh),
                    issues=report.issues,
                    articles=report.articles,
                    kept=kept,
                    problems=report.problems,
                    sizes=dict(report.sizes),
                    too_large=report.too_large,
                    known=published,
                )
            )

    def _write(self, memory: Memory) -> None:
        data = msgspec.msgpack.encode(memory)
        with suppress(OSError):
            write_whole(self._file, bytes.fromhex(digest_bytes(data)) + data)


def _premises(archive: Layout) -> list[Sight]:
    """How all looks that a build depends on; nothing when looks cannot tell."""
    places = [(archive.content, {BOOK}), *((theme, set[str]()) for theme in archive.themes), (PACKAGE, {"__pycache__"})]
    seen = [see(str(place), without=without) for place, without in places]
    known = [sight for sight in seen if sight]
    return known if len(known) == len(seen) else []


def _installed() -> list[str]:
    """Names and versions of the libraries that are installed, as the folders beside them are called."""
    found = set[str]()
    for path in sys.path:
        with suppress(OSError):
            found.update(name for name in os.listdir(path or ".") if name.endswith(".dist-info"))  # noqa: PTH208
    return sorted(found)


def _book(archive: Layout) -> tuple[str, str]:
    path = archive.root / CONTENT / BOOK
    with suppress(OSError):
        return str(look_at(path.stat())), digest_bytes(read_plain(path))
    return "", ""


def _site(output: str, now: int, known: Mapping[str, Glance] | None = None) -> Sight | None:
    return see(output, now, without={LOCK}, hidden=True, links=True, known=known)


def _as_printed(output: str, fresh: tuple[str, ...]) -> dict[str, str]:
    """What fresh files held when they were printed, which the ledger knows; of others, what they hold."""
    ledger = read_ledger(Path(output)) if fresh else None
    printed = {path: of for entry in (ledger.jobs.values() if ledger else ()) for path, of in entry.files.items()}
    known = {path: printed[path] for path in fresh if path in printed}
    return known | checksums_of(output, [path for path in fresh if path not in known])


def _read(file: Path) -> Memory | None:
    with suppress(OSError, ValueError, msgspec.MsgspecError, RecursionError):
        data = file.read_bytes()
        if digest_bytes(data[16:]) == data[:16].hex():
            return msgspec.msgpack.decode(data[16:], type=Memory)
    return None
