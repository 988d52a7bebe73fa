"""One import or review at a time in one paper: what two write to an issue, or to its paper.yaml, would be lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from site_builder.engine.lock import locked
from site_builder.errors import ContentError, Place, Problem
from site_builder.newspaper.keys import PAPER_ID


@contextmanager
def one_at_a_time(cache: Path, paper: str, *, dry_run: bool = False) -> Iterator[Problem | None]:
    """Hold a paper for this import or review; gives the problem (I025, with the other process) when one is at work.

    The lock lies in the cache and ends with the process. Where nothing can be written there, or nothing is to be
    written at all, nothing is held.
    """
    with ExitStack() as stack:
        busy: Problem | None = None
        if not dry_run and PAPER_ID.fullmatch(paper) is not None:
            folder = cache / "import" / paper
            try:
                folder.mkdir(parents=True, exist_ok=True)
                stack.enter_context(locked(folder))
            except ContentError as held:
                process = held.problems[0].facts.get("process", "")
                facts = {"paper": paper} | ({"process": process} if process else {})
                busy = Problem(code="I025", place=Place(f"content/{paper}"), facts=facts)
            except OSError:
                pass
        yield busy
