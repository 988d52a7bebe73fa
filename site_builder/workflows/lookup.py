"""`site-builder search`: asks the index of a printed site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from site_builder.config import FILE, load_config
from site_builder.errors import Place, Problem, UsageError
from site_builder.press import routes
from site_builder.search.filters import NO_FILTERS, Filters
from site_builder.search.query import Answer, find, open_index
from site_builder.workflows.layout import check_archive, layout
from site_builder.workflows.scope import check_days


class PrintedFiles(Mapping[str, bytes]):
    """The files below a folder by their paths in it, read when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, path: str) -> bytes:
        """The bytes of a file; KeyError when there is none."""
        try:
            return (self._folder / path).read_bytes()
        except OSError as missing:
            raise KeyError(path) from missing

    def __iter__(self) -> Iterator[str]:
        """The paths of all files."""
        return (path.relative_to(self._folder).as_posix() for path in self._folder.rglob("*") if path.is_file())

    def __len__(self) -> int:
        """How many files there are."""
        return sum(1 for _ in self)


def lookup(
    root: Path,
    text: str,
    *,
    output: Path | None = None,
    filters: Filters = NO_FILTERS,
    order: Literal["relevance", "date"] = "relevance",
    count: int = 10,
) -> Answer:
    """What the search page of the printed site would find for `text`.

    Raises UsageError when nothing is printed, there is no search, or the filters' days are none.
    """
    check_days(filters.from_, filters.to)
    archive = layout(root, output)
    check_archive(archive)
    folder = archive.output / Path(routes.search()).parent
    if not any(folder.glob("*.js")):
        searched = load_config(root)[0].search.enabled
        raise UsageError(Problem(code="C914" if searched else "S005", place=Place(str(folder) if searched else FILE)))
    return find(open_index(PrintedFiles(archive.output)), text, filters=filters, order=order, count=count, facets=False)
