"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from site_builder.cli.language import say

F = TypeVar("F", bound=Callable[..., Any])


def _root(ctx: click.Context, _: click.Parameter, value: Path | None) -> Path:
    """The archive's folder: given with the command, before it, or the current one."""
    return value or Path(ctx.find_root().obj or ".")


def root_option(function: F) -> F:
    """`--root DIR`, after the command as well as before it; the command gets a Path."""
    return click.option(
        "--root",
        callback=_root,
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help=say("cli.option.root"),
    )(function)


def jobs_option(function: F) -> F:
    """`--jobs 1|N|auto|dask://…`; the command gets the text, empty when not given."""
    return click.option("--jobs", "-j", default="", metavar="N", help=say("cli.option.jobs"))(function)
