"""`site-builder build --into DIR`: readers of DIR see the old site or the new one, never some of each.

The site is printed beside DIR and changes places with it when it is whole; the one before stays beside it, and is what
the next build brings up to date.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

import msgspec

from site_builder.engine import ledger, lock
from site_builder.engine.events import Noticed, Reporter
from site_builder.engine.exchange import exchange
from site_builder.engine.output_folder import KEEPERS, unwritable
from site_builder.engine.premises import check_premises
from site_builder.errors import ContentError, Place, Problem, Severity, UsageError
from site_builder.workflows.build import build
from site_builder.workflows.layout import PACKAGE, check_archive, layout
from site_builder.workflows.report import BuildReport
from site_builder.workflows.scope import EVERYTHING, Scope


def build_into(
    root: Path,
    folder: Path,
    *,
    jobs: str = "",
    tell: Reporter,
    drafts: bool = False,
    strict: bool = False,
    base_url: str | None = None,
    scope: Scope = EVERYTHING,
    precompress: bool = False,
) -> BuildReport:
    """Print the site beside `folder` and let it take that place; with errors `folder` stays as it is.

    Raises what `build` raises, and ContentError when the folders cannot change places.
    """
    archive = layout(root, folder)
    check_archive(archive)
    check_premises(folder, root, [archive.content, *archive.themes, PACKAGE, archive.cache])
    real = Path(os.path.realpath(folder))
    _check_ours(folder, real)
    workshop = real.with_name(f".{real.name}.next")
    try:
        workshop.mkdir(parents=True, exist_ok=True)
        with lock.locked(workshop):
            staging = workshop / "site"
            _begin_with(real, staging)
            report = build(
                root,
                output=staging,
                jobs=jobs,
                tell=tell,
                drafts=drafts,
                strict=strict,
                base_url=base_url,
                publish=True,
                scope=scope,
                precompress=precompress,
            )
            problems = report.problems
            if not report.failed and not exchange(staging, real):
                facts = {"output": str(folder)}
                told = Problem(code="B013", place=Place(str(folder)), facts=facts, severity=Severity.WARNING)
                tell(Noticed(told))
                problems = (*problems, told)
    except OSError as error:
        raise ContentError(unwritable(folder, error)) from error
    return msgspec.structs.replace(report, output=folder, problems=problems)


def _check_ours(folder: Path, real: Path) -> None:
    """Raise UsageError when `folder` holds something and none of it is a site that this program printed."""
    if not real.is_dir() or (real / ledger.NAME).is_file():
        return
    for entry in sorted(real.iterdir()):
        if entry.name not in KEEPERS:
            facts = {"output": str(folder), "found": entry.name}
            raise UsageError(Problem(code="B010", place=Place(str(folder)), facts=facts))


def _begin_with(real: Path, staging: Path) -> None:
    """Begin with the site as it stands, so that only what changed is printed. Files are never written into, only
    replaced, so both sites can share them."""
    if staging.exists() or not (real / ledger.NAME).is_file():
        return
    half = staging.with_name("half")
    shutil.rmtree(half, ignore_errors=True)
    shutil.copytree(real, half, symlinks=True, copy_function=_shared, ignore=shutil.ignore_patterns(lock.NAME))
    half.rename(staging)


def _shared(source: str, target: str) -> str:
    with suppress(OSError):
        os.link(source, target)
        return target
    return str(shutil.copy2(source, target))
