"""Writes into an article that a note about it is settled: whoever looked at the original is not asked again."""

from __future__ import annotations

from pathlib import Path

import msgspec

from site_builder.engine.whole_files import write_whole
from site_builder.errors import Place, Problem
from site_builder.manuscript.article_file import open_article
from site_builder.manuscript.decoding import decode
from site_builder.manuscript.issue_folder import note_of
from site_builder.workflows.rebuild import rewritten


def settle(path: Path, problem: Problem) -> Problem | None:
    """Enter a problem in the `settled` of the article it is about; why not, when that cannot be.

    The front matter is written in its canonical form, the body as it stands; one with remarks of a person is let be.
    """
    shown = problem.place.path
    try:
        data = path.read_bytes()
    except OSError as error:
        return Problem(code="B022", place=Place(shown), facts={"reason": error.strerror or str(error)})
    text, _ = decode(data, shown)
    opened = open_article(text, shown) if text is not None else None
    if text is None or opened is None or opened.article is None or not opened.sound:
        return Problem(code="P008", place=Place(shown))
    note = note_of(problem)
    if note in opened.article.settled:
        return None
    changed = msgspec.structs.replace(opened.article, settled=(*opened.article.settled, note))
    new = rewritten(text, changed)
    if new is None:
        return Problem(code="P009", place=Place(shown), facts={"note": note})
    try:
        write_whole(path, new.encode())
    except OSError as error:
        return Problem(code="B022", place=Place(shown), facts={"reason": error.strerror or str(error)})
    return None
