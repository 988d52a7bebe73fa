"""Reads the case files: title, dot, before, dot, after, dot. A librarian can add a case without any Python."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def cases(path: Path) -> Iterator[tuple[str, str, str]]:
    """Title, before and after of every case of a file; lines before a title that start with `#` are remarks.

    Inside before and after a line that is a single dot cannot occur; write `\\.` for it.
    """
    part, title = "title", ""
    before: list[str] = []
    after: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if part == "title":
            if line == ".":
                part = "before"
            elif line.strip() and not line.startswith("#"):
                title = line.strip()
        elif line == ".":
            if part == "before":
                part = "after"
            else:
                yield title, "\n".join(before), "\n".join(after)
                part, title, before, after = "title", "", [], []
        else:
            (before if part == "before" else after).append("." if line == "\\." else line)
    assert part == "title", f"{path}: the last case does not end with a dot"
