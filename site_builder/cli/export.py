"""`site-builder export FORMAT DIR`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from site_builder.cli.language import say
from site_builder.cli.options import root_option
from site_builder.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand, help=say("cli.export.help"), short_help=say("cli.short.export"))
@click.argument("name", metavar="FORMAT")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@root_option
def command(name: str, folder: Path, root: Path) -> int:
    """Write the issues and say how many files that made."""
    from site_builder.cli.console import Console
    from site_builder.workflows.export import export

    with Console() as console:
        report = export(root, name, folder, tell=console.tell)
    console.show_problems(report.problems)
    click.echo(say("cli.export.done", count=len(report.written), folder=os.path.relpath(folder)))
    return report.exit_code
