"""`site-builder new DIR`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from site_builder.cli.language import say
from site_builder.cli.options import root_option
from site_builder.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand, help=say("cli.new.help"), short_help=say("cli.short.new"))
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path, file_okay=False))
@click.option("--sample", is_flag=True, help=say("cli.option.sample"))
@root_option
def command(folder: Path, sample: bool, root: Path) -> None:
    """Make an archive and say what comes next."""
    from site_builder.workflows.new import new_archive

    made = root / folder
    new_archive(made, sample=sample)
    shown = os.path.relpath(made)
    click.echo(say("cli.new.done", folder=shown))
    click.echo(say("cli.new.next" if sample else "cli.new.next_empty", folder=shown))
