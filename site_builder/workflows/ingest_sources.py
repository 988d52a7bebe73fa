"""The files of an import: found, read and given their pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from site_builder.engine.events import Made, Reporter
from site_builder.errors import Place, Problem
from site_builder.newspaper.raw import RawIssue, RawLine, RawPage, RawSource
from site_builder.sources.reading import read

KEPT = "source"
LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file that is read; a page has some twenty thousand."""

SKIPPED = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".tif", ".tiff", ".css", ".js", ".json", ".ico", ".yaml")
"""In a folder these are passed over; named one by one they are read, and refused if they are no text."""


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read, with the bytes to be kept."""

    raw: RawIssue
    data: dict[str, bytes]
    """Name beside the issue → the file as it was."""

    problems: list[Problem]


def find_sources(sources: Sequence[Path]) -> tuple[list[Path], list[Problem]]:
    """The files meant: of a folder all its files in the order a person would count them."""
    found: list[Path] = []
    problems: list[Problem] = []
    for source in sources:
        if source.is_dir():
            inside = sorted((path for path in source.iterdir() if _is_meant(path)), key=_by_number)
            if not inside:
                problems.append(Problem(code="I006", place=Place(str(source)), facts={"found": str(source)}))
            found += inside
        elif source.is_file():
            found.append(source)
        else:
            problems.append(Problem(code="I007", place=Place(str(source)), facts={"found": str(source)}))
    return list(dict.fromkeys(found)), problems


def gather(files: Sequence[Path], *, page: str, encoding: str, kept: Mapping[str, str], tell: Reporter) -> Gathered:
    """Read the files; each file, and each part of a file after a form feed, is the next page from `page` on.

    `kept` are the raw texts the issue already has, by name with their sha256: another text gets another name.
    """
    sources: list[RawSource] = []
    pages: list[tuple[RawLine, ...]] = []
    data: dict[str, bytes] = {}
    problems: list[Problem] = []
    base = 0
    for path in files:
        content = _bytes(path, problems)
        if content is None:
            continue
        file = _kept_name(path, content, data, kept)
        got, faults = read(content, str(path), file, base=base, number=len(sources), encoding=encoding)
        problems += faults
        tell(Made("ingest", path.name))
        if got is None:
            continue
        data |= {file: content, **got.kept}
        sources.append(got.source)
        pages += got.pages
        base += len(got.source.text)
    first = int(page) if page else 1
    numbered = tuple(RawPage(number=f"{first + index:02d}", lines=lines) for index, lines in enumerate(pages))
    return Gathered(raw=RawIssue(sources=tuple(sources), pages=numbered), data=data, problems=problems)


def _bytes(path: Path, problems: list[Problem]) -> bytes | None:
    try:
        if path.stat().st_size > LARGEST:
            problems.append(Problem(code="I008", place=Place(str(path)), facts={"size": str(path.stat().st_size)}))
            return None
        return path.read_bytes()
    except OSError as error:
        problems.append(Problem(code="I009", place=Place(str(path)), facts={"reason": error.strerror or str(error)}))
        return None


def _is_meant(path: Path) -> bool:
    """Whether a file of a folder is to be read; links that lead out of the folder are not followed."""
    if path.name.startswith(".") or path.suffix.lower() in SKIPPED or not path.is_file():
        return False
    return not path.is_symlink() or path.resolve().is_relative_to(path.parent.resolve())


def _by_number(path: Path) -> list[tuple[int, int, str]]:
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"(\d+)", path.name) if part]


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
