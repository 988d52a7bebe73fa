"""Folders of raw texts: which files of them are read, in which order, and the page a file's name gives."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from site_builder.errors import Place, Problem, Severity

TEXTS = (".txt", ".text", ".md", ".markdown", ".pdf", ".docx", "")
PAGES = (".html", ".htm", ".shtml", ".xhtml", ".xht", ".mht", ".mhtml")
READ = (*TEXTS, *PAGES)
"""In a folder only these are read; any other file is read when it is named by itself."""

BESIDE = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".tif", ".tiff", ".bmp", ".ico")
BESIDE_PAGES = (".css", ".js", ".json", ".map", ".woff", ".woff2", ".ttf", ".yaml", ".yml")
"""What lies beside texts and saved pages as a matter of course; it is passed over without a word."""

_DIGITS = "〇一二三四五六七八九"
_SAVED = re.compile(r"(?:_files|\.files|_file)$", re.IGNORECASE)
_PAGE_NAME = re.compile(
    r"第\s*([A-Za-z]?)\s*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*版"
    r"|(?<![A-Za-z0-9])(?:p|page|版)[ _.-]?()(\d{1,3})(?!\d)"
    r"|(?<![A-Za-z])([A-H])(\d{2})(?![A-Za-z0-9])",
    re.IGNORECASE,
)


def files_of(folder: Path, own: Collection[Path] = ()) -> tuple[list[Path], list[Problem]]:
    """The files of a folder and the folders in it, as a person would count them; what is passed over is told.

    Hidden files, links that lead out of the folder, the parts of saved web pages and the archive's `own` folders
    (resolved) are not read.
    """
    found: list[Path] = []
    problems: list[Problem] = []
    root = folder.resolve()
    if root in own:
        return found, [_passed(folder, "I209", "")]
    for path in _walk(folder, own, problems):
        suffix = path.suffix.lower()
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            problems.append(_passed(path, "I206", str(path.readlink())))
        elif suffix in READ:
            found.append(path)
        elif suffix not in BESIDE + BESIDE_PAGES:
            problems.append(_passed(path, "I207", suffix))
    return found, problems


def _walk(folder: Path, own: Collection[Path], problems: list[Problem]) -> Iterator[Path]:
    """The files below a folder, however deep; a place that cannot be looked at is told, the others go on."""
    waiting = _inside(folder, problems)
    while waiting:
        path = waiting.pop()
        try:
            if path.is_symlink() and path.is_dir():
                problems.append(_passed(path, "I206", str(path.readlink())))
            elif path.is_dir():
                if own and path.resolve() in own:
                    problems.append(_passed(path, "I209", ""))
                elif not _SAVED.search(path.name):
                    waiting += _inside(path, problems)
            elif path.is_file():
                yield path
            elif path.exists():
                problems.append(_passed(path, "I014", shown(path)))
        except OSError as error:
            problems.append(_not_read(path, error))


def _inside(folder: Path, problems: list[Problem]) -> list[Path]:
    """What is in a folder and not hidden, the last first."""
    try:
        return sorted((path for path in folder.iterdir() if not path.name.startswith(".")), key=by_number, reverse=True)
    except OSError as error:
        problems.append(_not_read(folder, error))
        return []


def _not_read(path: Path, error: OSError) -> Problem:
    return Problem(code="I009", place=Place(shown(path)), facts={"reason": error.strerror or str(error)})


def _passed(path: Path, code: str, found: str) -> Problem:
    facts = {"found": os.fsencode(found).decode("utf-8", "replace")}
    return Problem(code=code, place=Place(shown(path)), facts=facts, severity=Severity.WARNING)


def by_number(path: Path) -> list[tuple[int, int, str]]:
    """What files are sorted by: `2.txt` before `10.txt`."""
    parts = (part for part in re.split(r"([0-9]+)", path.name) if part)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def shown(path: Path) -> str:
    """A path as messages show it: bytes that are no characters do not stop them."""
    return os.fsencode(path).decode("utf-8", "replace")


def named_page(path: Path) -> tuple[str, int]:
    """The section and the page that a file's name or its folder's gives (`p01`, `第02版`, `A03`); ("", 0) for none."""
    match = _PAGE_NAME.search(path.stem) or _PAGE_NAME.fullmatch(path.parent.name)
    if match is None:
        return "", 0
    section = match[1] or match[5] or ""
    return section.upper(), _number(match[2] or match[4] or match[6])


def _number(words: str) -> int:
    """The number that figures or 一 … 九十九 stand for."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.partition("十")
    return (_DIGITS.find(tens) if tens else 1) * 10 * bool(ten) + (
        _DIGITS.find(ones) if ten and ones else 0 if ten else _DIGITS.find(tens)
    )


def numbers_of(named: Sequence[tuple[str, int]]) -> list[int]:
    """The page of each file as one number: section B begins after the last page of A that was seen; 0 for no page."""
    longest: dict[str, int] = {}
    for section, number in named:
        longest[section] = max(longest.get(section, 0), number)
    before: dict[str, int] = {}
    total = longest.get("", 0)
    for section in sorted(section for section in longest if section):
        before[section] = total
        total += longest[section]
    return [number + before.get(section, 0) if number else 0 for section, number in named]
