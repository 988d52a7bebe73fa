"""The files of an import: found, read and given their pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import msgspec

from site_builder.engine.events import Made, Reporter, Taken
from site_builder.errors import Place, Problem
from site_builder.newspaper.raw import RawIssue, RawSource
from site_builder.sources.reading import Read, read
from site_builder.workflows.laying_pages import laid_out
from site_builder.workflows.source_folders import files_of, shown

KEPT = "source"
LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file that is read; a page has some twenty thousand."""


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read, with the bytes to be kept."""

    raw: RawIssue
    data: dict[str, bytes]
    """Name beside the issue → the file as it was."""

    problems: list[Problem]


def find_sources(sources: Sequence[Path], own: Collection[Path] = ()) -> tuple[list[Path], list[Problem]]:
    """The files meant: of a folder all its files in the order a person would count them, save those of the archive's
    `own` folders (resolved).
    """
    found: list[Path] = []
    problems: list[Problem] = []
    for source in sources:
        if source.is_dir():
            inside, faults = files_of(source, own)
            problems += faults
            if not inside:
                problems.append(Problem(code="I006", place=Place(shown(source)), facts={"found": shown(source)}))
            found += inside
        elif source.is_file():
            found.append(source)
        elif source.exists():
            problems.append(Problem(code="I014", place=Place(shown(source)), facts={"found": shown(source)}))
        else:
            problems.append(Problem(code="I007", place=Place(shown(source)), facts={"found": shown(source)}))
    return list(dict.fromkeys(found)), problems


def gather(files: Sequence[Path], *, page: str, encoding: str, kept: Mapping[str, str], tell: Reporter) -> Gathered:
    """Read the files; each is the page from `page` on that its place gives, or without `page` the one its name gives.

    `kept` are the raw texts the issue already has, by name with their sha256: another text gets another name.
    """
    sources: list[RawSource] = []
    texts: list[tuple[Path, Read]] = []
    data: dict[str, bytes] = {}
    problems: list[Problem] = []
    base = 0
    for path in files:
        tell(Taken("ingest", shown(Path(path.name))))
        content = _bytes(path, problems)
        if content is None:
            tell(Made("ingest", shown(Path(path.name))))
            continue
        file = _kept_name(path, content, data, kept)
        got, faults = read(content, shown(path), file, base=base, number=len(sources), encoding=encoding)
        problems += faults
        tell(Made("ingest", shown(Path(path.name))))
        if got is None:
            continue
        data |= {file: content, **got.kept}
        sources.append(got.source)
        texts.append((path, got))
        base += len(got.source.text)
    return Gathered(raw=RawIssue(sources=tuple(sources), pages=laid_out(texts, page)), data=data, problems=problems)


def _bytes(path: Path, problems: list[Problem]) -> bytes | None:
    try:
        if path.stat().st_size > LARGEST:
            problems.append(Problem(code="I008", place=Place(shown(path)), facts={"size": str(path.stat().st_size)}))
            return None
        return path.read_bytes()
    except OSError as error:
        problems.append(Problem(code="I009", place=Place(shown(path)), facts={"reason": error.strerror or str(error)}))
        return None


def _kept_name(path: Path, content: bytes, taken: Mapping[str, bytes], kept: Mapping[str, str]) -> str:
    """A name for the copy that is safe on every system, and no other text's."""
    stem = re.sub(r"[^\w.-]+", "-", path.stem, flags=re.ASCII).strip("-.") or "source"
    suffix = re.sub(r"[^\w.]+", "", path.suffix, flags=re.ASCII)
    digest = hashlib.sha256(content).hexdigest()
    name, number = f"{KEPT}/{stem[:60]}{suffix}", 1
    while name in taken or kept.get(name, digest) != digest:
        number += 1
        name = f"{KEPT}/{stem[:60]}-{number}{suffix}"
    return name
