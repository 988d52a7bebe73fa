"""The files just made must find what is in them: a sample of what readers type, looked up as they would."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence

from site_builder.errors import Place, Problem
from site_builder.search.normalise import is_han, normalise, runs
from site_builder.search.query import finds, open_index
from site_builder.search.scripts import MANIFEST
from site_builder.search.shelf import Shelf

PASSAGE = 12
"""Characters of a passage that is looked up in quotation marks."""

SHORT = (2, 6)
"""Characters of a stretch that is looked up as it is, from and to."""

_SIGNS = re.compile("[-+−*~:＋－＊～：]")
"""What a headline may hold and a question gives a meaning to."""

_QUOTES = re.compile('[“”"＂「」『』]')
"""What would end a quotation."""


def check(files: Mapping[str, bytes], articles: Sequence[tuple[str, Sequence[str]]], n: int) -> list[Problem]:
    """What is not found of `n` headlines, short stretches and passages, in the files of an index.

    An article is its address and the texts of its fields, the headline first and the body last. S011 for a headline,
    S012 for a stretch of the body. What is drawn depends on the articles' addresses and texts alone. Of the files only
    those are asked for that a reader's browser would ask for. ContentError (S001, S002) when they cannot be read.
    """
    shelf = open_index(files)
    ways: tuple[tuple[str, Callable[[str, int], str]], ...] = (
        ("S011", _headline),
        ("S012", _short),
        ("S012", _passage),
    )
    problems: list[Problem] = []
    for at in range(n if articles else 0):
        url, texts = articles[at % len(articles)]
        code, draw = ways[at % len(ways)]
        if code == "S012" and not shelf.manifest.substring:
            # Without pairs of characters only words are found, and not every stretch is made of words.
            code, draw = ways[0]
        question = draw(texts[0] if code == "S011" else texts[-1], _draw(f"{url} {at}"))
        if question and not any(finds(shelf, question, number) for number in _numbers(shelf, url)):
            problems.append(Problem(code=code, place=Place(MANIFEST), facts={"question": question, "article": url}))
        # Hardly two questions ask for the same files, and all of them together are as large as the index.
        shelf.forget()
    problems += [Problem(code="S002", place=Place(f"search/{name}.js")) for name in sorted(shelf.unread)]
    return problems


def _numbers(shelf: Shelf, url: str) -> list[int]:
    """The articles that the index says are at an address: one, or none."""
    issues = (issue for issue in shelf.issues if url.startswith(f"{issue.paper}/{issue.folder}/"))
    return [
        number
        for issue in issues
        for number in range(issue.first, issue.first + issue.many)
        if shelf.spot(number).url == url
    ]


def _headline(headline: str, _: int) -> str:
    question = " ".join(_SIGNS.sub(" ", headline).split())
    return question if runs(normalise(question)) else ""


def _short(body: str, draw: int) -> str:
    """A stretch of Han from anywhere, whatever words it cuts through."""
    least, most = SHORT
    stretches = [run for line in body.splitlines() for run in runs(line) if is_han(run) and len(run) >= least]
    if not stretches:
        return ""
    stretch = stretches[draw % len(stretches)]
    size = min(len(stretch), least + draw // 7 % (most - least + 1))
    start = draw // 31 % (len(stretch) - size + 1)
    return stretch[start : start + size]


def _passage(body: str, draw: int) -> str:
    """A stretch of a paragraph between quotation marks."""
    parts = [part for line in body.splitlines() for part in _QUOTES.split(line) if runs(normalise(part[:PASSAGE]))]
    if not parts:
        return ""
    part = parts[draw % len(parts)]
    start = draw // 31 % max(1, len(part) - PASSAGE)
    passage = part[start : start + PASSAGE]
    return f"「{passage}」" if runs(normalise(passage)) else ""


def _draw(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big")
