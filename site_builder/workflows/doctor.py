"""`site-builder doctor`: how this machine and this archive are, and what to do about what is not as it should be."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import msgspec
import yaml

from site_builder import __version__
from site_builder.config import FORMAT, load_config, written_settings
from site_builder.engine.exchange import exchange
from site_builder.engine.ledger import read_ledger
from site_builder.engine.store import FORMAT as STORE
from site_builder.engine.store import Store
from site_builder.errors import has_errors
from site_builder.workflows.addresses import read_addresses
from site_builder.workflows.layout import Layout, layout

LIBRARIES = ("click", "jieba", "Jinja2", "lunr", "markdown-it-py", "msgspec", "numpy", "PyYAML", "rich", "watchdog")
EXTRAS = ("rjieba", "pypdf", "distributed", "pillow")
FEW_WATCHES = 65_536


class State(StrEnum):
    """How something is."""

    GOOD = "good"
    NOTE = "note"
    BAD = "bad"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing looked at."""

    what: str
    """Its name in the catalogue: `doctor.what.<what>`."""

    value: str
    state: State = State.GOOD
    advice: str = ""
    """Name of what to do in the catalogue: `doctor.advice.<advice>`."""


def examine(root: Path, output: Path | None = None) -> tuple[Finding, ...]:
    """Everything there is to say of this machine, the program and the archive at `root`; changes nothing."""
    archive = layout(root, output)
    found = [*_program(), *_machine(archive)]
    if not archive.content.is_dir():
        return (*found, Finding(what="archive", value=str(root), state=State.BAD, advice="no_archive"))
    found.append(Finding(what="archive", value=str(root.resolve())))
    return (*found, *_settings(archive), *_content(archive), *_cache(archive), *_output(archive))


def _program() -> Iterator[Finding]:
    yield Finding(what="program", value=f"site-builder {__version__}, Python {platform.python_version()}")
    yield Finding(what="system", value=f"{platform.system()} {platform.release()} ({platform.machine()})")
    yield Finding(what="libraries", value=", ".join(f"{name} {_version(name)}" for name in LIBRARIES))
    extras = [f"{name} {_version(name)}" for name in EXTRAS if _version(name) != "–"]
    yield Finding(what="extras", value=", ".join(extras) or "–")
    fast = hasattr(yaml, "CSafeLoader")
    yield Finding(
        what="libyaml",
        value="libyaml" if fast else "–",
        state=State.GOOD if fast else State.NOTE,
        advice="" if fast else "no_libyaml",
    )


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "–"


def _machine(archive: Layout) -> Iterator[Finding]:
    encoding = sys.getfilesystemencoding()
    good = encoding.lower().replace("-", "") == "utf8"
    yield Finding(
        what="encoding",
        value=encoding,
        state=State.GOOD if good else State.BAD,
        advice="" if good else "no_utf8",
    )
    limit = Path("/proc/sys/fs/inotify/max_user_watches")
    if limit.is_file():
        watches = int(limit.read_text().strip() or 0)
        folders = sum(1 for _ in os.walk(archive.content)) if archive.content.is_dir() else 0
        few = watches < max(FEW_WATCHES, 2 * folders)
        yield Finding(
            what="inotify",
            value=f"{watches:,} / {folders:,}",
            state=State.NOTE if few else State.GOOD,
            advice="few_watches" if few else "",
        )
    fonts = _chinese_fonts()
    if fonts is not None:
        yield Finding(
            what="fonts",
            value=str(fonts),
            state=State.GOOD if fonts else State.NOTE,
            advice="" if fonts else "no_fonts",
        )


def _chinese_fonts() -> int | None:
    """How many fonts with Chinese this machine has; None when nobody can say."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    try:
        done = subprocess.run([program, ":lang=zh", "family"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return len(done.stdout.splitlines())


def _settings(archive: Layout) -> Iterator[Finding]:
    config, problems = load_config(archive.root)
    if has_errors(problems):
        yield Finding(what="settings", value=str(len(problems)), state=State.BAD, advice="bad_settings")
    for name, value, line in written_settings(archive.root, config):
        yield Finding(what="setting", value=f"{name} = {value}  ({f'content/site.yaml:{line}' if line else '*'})")
    old = config.format < FORMAT
    yield Finding(
        what="format",
        value=f"{config.format} / {FORMAT}",
        state=State.NOTE if old else State.GOOD,
        advice="old_format" if old else "",
    )


def _content(archive: Layout) -> Iterator[Finding]:
    book, problems = read_addresses(archive.root)
    yield Finding(
        what="addresses",
        value=f"{len(book.addresses):,}",
        state=State.BAD if problems else State.GOOD if book.addresses else State.NOTE,
        advice="bad_book" if problems else "" if book.addresses else "no_book",
    )


def _cache(archive: Layout) -> Iterator[Finding]:
    if not archive.cache.is_dir():
        yield Finding(what="cache", value="–", advice="no_cache")
        return
    size = count = damaged = 0
    others = [path.name for path in archive.cache.glob("store-*") if path.name != STORE]
    for place, _, names in os.walk(archive.cache):
        for name in names:
            path = Path(place, name)
            count += 1
            size += path.lstat().st_size
    store = Store(folder=str(archive.cache))
    for record in sorted((archive.cache / STORE).glob("records/*/*")):
        damaged += store.record(record.name) is None
    writable = os.access(archive.cache, os.W_OK)
    advice = "no_room" if not writable else "damaged_cache" if damaged else "old_cache" if others else ""
    yield Finding(
        what="cache",
        value=f"{count:,} / {size / 1048576:.1f} MiB" + (f" / {damaged}!" if damaged else ""),
        state=State.BAD if not writable else State.NOTE if advice else State.GOOD,
        advice=advice,
    )


def _output(archive: Layout) -> Iterator[Finding]:
    try:
        ledger = read_ledger(archive.output)
    except ValueError:
        yield Finding(what="output", value=str(archive.output), state=State.BAD, advice="bad_ledger")
        return
    files = len(set(ledger.paths())) if ledger is not None else 0
    yield Finding(
        what="output",
        value=f"{archive.output}: {files:,}",
        state=State.GOOD if ledger is not None else State.NOTE,
        advice="" if ledger is not None else "not_built",
    )
    where = archive.output.resolve().parent
    if os.access(where, os.W_OK):
        swaps = _can_exchange(where)
        yield Finding(
            what="exchange",
            value="+" if swaps else "–",
            state=State.GOOD if swaps else State.NOTE,
            advice="" if swaps else "no_exchange",
        )
    free = shutil.disk_usage(where).free
    low = free < 512 * 1048576
    yield Finding(
        what="disk",
        value=f"{free / 1073741824:.1f} GiB",
        state=State.NOTE if low else State.GOOD,
        advice="no_room" if low else "",
    )


def _can_exchange(folder: Path) -> bool:
    """Whether two folders beside the output can change places in one step; tried with two that are empty."""
    try:
        with tempfile.TemporaryDirectory(prefix=".site-builder-", dir=folder) as place:
            one, other = Path(place, "one"), Path(place, "other")
            one.mkdir()
            other.mkdir()
            return exchange(one, other)
    except OSError:
        return False
