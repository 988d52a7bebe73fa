"""`site-builder search`: asks the index of a printed site."""

from __future__ import annotations

from pathlib import Path

from site_builder.errors import Place, Problem, UsageError
from site_builder.press import routes
from site_builder.search.query import Answer, answer, open_index
from site_builder.workflows.layout import check_archive, layout


def lookup(root: Path, text: str, *, output: Path | None = None) -> Answer:
    """What the search page of the printed site would find for `text`; raises UsageError when nothing is printed."""
    archive = layout(root, output)
    check_archive(archive)
    folder = archive.output / Path(routes.search()).parent
    files = {path.relative_to(archive.output).as_posix(): path.read_bytes() for path in folder.glob("*.js")}
    if not files:
        raise UsageError(Problem(code="C914", place=Place(str(folder))))
    return answer(open_index(files), text)
