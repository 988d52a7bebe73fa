"""`site-builder export FORMAT`: every issue in another format, into a folder of the user's."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from site_builder.config import load_config
from site_builder.engine.events import Began, Made, Reporter
from site_builder.engine.survey import survey
from site_builder.engine.whole_files import write_whole
from site_builder.errors import ContentError, Problem, UsageError, has_errors
from site_builder.exports import FORMATS, Export
from site_builder.plugins import EXPORTS, installed, load
from site_builder.press.typesetting import typeset
from site_builder.workflows import search_documents
from site_builder.workflows.copies import copy_of
from site_builder.workflows.layout import CONTENT, check_apart, check_archive, layout
from site_builder.workflows.reading import read_masthead, read_stocked
from site_builder.workflows.stock import SOURCE, StockedIssue, take_stock


class ExportReport(msgspec.Struct, frozen=True, kw_only=True):
    """How an export ended."""

    written: tuple[Path, ...]
    problems: tuple[Problem, ...]

    @property
    def exit_code(self) -> int:
        """0, or 1 when an issue could not be read."""
        return 1 if has_errors(self.problems) else 0


def export(root: Path, name: str, folder: Path, *, tell: Reporter) -> ExportReport:
    """Write every issue that can be read to `folder`, in the format of that name; drafts are left out.

    Files of an earlier export are replaced whole, other files are not touched. Raises UsageError for a format nobody
    knows or a folder among the manuscripts, ContentError for a plug-in that cannot be loaded.
    """
    archive = layout(root)
    check_archive(archive)
    check_apart(root, folder)
    config, problems = load_config(root)
    write = _format(name, {**FORMATS, **search_documents.formats(root, config.search)})
    stock = take_stock(survey(archive.content, archive.cache / "content.memo", shown=CONTENT, without=(SOURCE,)))
    problems = [*problems, *stock.problems]
    written = []
    tell(Began("export", sum(len(paper.issues) for paper in stock.papers)))
    for shelved in stock.papers:
        paper, found = read_masthead(root, shelved)
        problems += found
        for stocked in shelved.issues:
            issue, found = read_stocked(root, stocked)
            problems += found
            if issue is not None and paper is not None:
                public = tuple(article for article in issue.articles if not article.draft)
                galley = typeset(msgspec.structs.replace(issue, articles=public), config.typesetting)
                copy = copy_of(galley, paper, _pictures(root, stocked), config.site.base_url)
                for path, data in write(copy).items():
                    target = folder / path
                    target.parent.mkdir(parents=True, exist_ok=True)
                    write_whole(target, data)
                    written.append(target)
            tell(Made("export", str(stocked.key)))
    return ExportReport(written=tuple(written), problems=tuple(problems))


def _pictures(root: Path, stocked: StockedIssue) -> dict[str, bytes]:
    """The pictures in the issue's folder; one that cannot be read is passed over, as one that is not held."""
    found: dict[str, bytes] = {}
    for name in stocked.others:
        with suppress(OSError):
            found[name] = (root / stocked.folder / name).read_bytes()
    return found


def _format(name: str, own: Mapping[str, Export]) -> Export:
    """The format of that name, our own or a plug-in's."""
    if name in own:
        return own[name]
    plugins, _ = installed(EXPORTS)
    for plugin in plugins:
        if plugin.name == name:
            loaded, problems = load(plugin)
            if loaded is None or not callable(loaded):
                raise ContentError(*problems)
            return loaded
    known = ", ".join([*own, *(plugin.name for plugin in plugins)])
    raise UsageError(Problem(code="C915", facts={"name": name, "known": known}))
