"""How a code comes about, as files: the cases the tests run are the examples that `check --explain` shows.

title
.
=== content/…/01-01.md          files that are wrong
…
.
M010 content/…/01-01.md:6       what is said of them
.
=== content/…/01-01.md          the same, put right
.
"""

from __future__ import annotations

import msgspec


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """One case of a code."""

    title: str
    wrong: dict[str, str]
    """Path below the archive → text."""

    said: tuple[str, ...]
    right: dict[str, str]


def read_example(text: str) -> Example:
    """The example of a case file; raises ValueError when it does not have four parts. A line `\\.` is a dot."""
    parts: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line == ".":
            parts.append([])
        else:
            parts[-1].append("." if line == "\\." else line)
    if len(parts) != 5 or any(line.strip() for line in parts[4]):
        raise ValueError(f"{len(parts) - 1} parts, not 4")
    title = next((line.strip() for line in parts[0] if line.strip() and not line.startswith("#")), "")
    said = tuple(line.strip() for line in parts[2] if line.strip())
    return Example(title=title, wrong=_files(parts[1]), said=said, right=_files(parts[3]))


def _files(lines: list[str]) -> dict[str, str]:
    files: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("=== "):
            files[line[4:].strip()] = []
        elif files:
            files[list(files)[-1]].append(line)
        elif line.strip():
            raise ValueError(f"text before the first file: {line}")
    return {path: "\n".join(content) + ("\n" if content else "") for path, content in files.items()}
