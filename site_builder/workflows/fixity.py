"""Whether the sources beside the articles are what they were when they were entered."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from site_builder.engine.memo import Look, clock_of, digest_if, is_steady, look_at, read_memo, rows_of, write_memo
from site_builder.errors import Place, Problem, Severity
from site_builder.newspaper.model import SourceFile
from site_builder.workflows.stock import SOURCE

IMPORT = f"{SOURCE}/import"
"""The import's own notes; they change whenever an import is run again."""


SOURCES_MEMO = "sources.memo"
"""In the cache: checksums of the sources by what the files look like."""


class Checksums:
    """SHA-256 of files, at the price of a `stat` for those that look as they did when they were read."""

    def __init__(self, memo_file: Path) -> None:
        self._file, self._memo = memo_file, read_memo(memo_file)
        self._now = clock_of(memo_file.parent) if memo_file.parent.is_dir() else 0
        self._seen: dict[tuple[str, str], tuple[Look, str]] = {}
        self._read = False

    def of(self, path: Path) -> str:
        """The checksum of a file, 64 hexadecimal figures; raises OSError when it cannot be read."""
        folder, name = os.path.split(os.fspath(path))
        look = look_at(os.stat(path))  # noqa: PTH116
        if known := digest_if(self._memo.of(folder).get(name), look):
            self._seen[folder, name] = (look, known)
            return known
        self._read = True
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        self._seen[folder, name] = (look, found)
        return found

    def remember(self) -> None:
        """Write down what was read; trouble with that costs the next one time and nobody a word."""
        if self._read:
            looks = [
                (folder, name, look, found)
                for (folder, name), (look, found) in self._seen.items()
                if is_steady(look, self._now)
            ]
            with suppress(OSError):
                write_memo(self._file, rows_of(looks))


def source_faults(
    root: Path, folder: str, sources: Sequence[SourceFile], place: Place, checksums: Checksums
) -> Iterator[Problem]:
    """Sources of an issue's folder that changed, that are missing, and files in source/ that nobody entered."""
    at = root / folder
    here = place if place.path else Place(f"{folder}/issue.yaml")
    for source in sources:
        path = at / source.file
        facts = {"file": f"{folder}/{source.file}"}
        try:
            if checksums.of(path) != source.sha256:
                yield Problem(code="K001", place=here, facts=facts)
        except FileNotFoundError:
            yield Problem(code="K002", place=here, facts=facts)
        except OSError as error:
            facts = {"reason": error.strerror or str(error)}
            yield Problem(code="B022", place=Place(f"{folder}/{source.file}"), facts=facts)
    entered = {source.file for source in sources}
    for name, path in sorted(_lying_in(at / SOURCE, SOURCE).items()):
        if name not in entered and not name.startswith(f"{IMPORT}/"):
            with suppress(OSError):
                facts = {"file": f"{folder}/{name}", "sha256": checksums.of(path)}
                yield Problem(code="K003", place=here, facts=facts, severity=Severity.DOUBT)


def _lying_in(folder: Path, shown: str) -> Mapping[str, Path]:
    """The files below a folder, by their paths below the issue; links are not followed, hidden files not counted."""
    found: dict[str, Path] = {}
    try:
        with os.scandir(folder) as entries:
            listed = list(entries)
    except OSError:
        return found
    for entry in listed:
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        name = f"{shown}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            found |= _lying_in(Path(entry.path), name)
        elif stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
            found[name] = Path(entry.path)
    return found
