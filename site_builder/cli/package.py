"""`site-builder package`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.language import say
from site_builder.cli.options import jobs_option, root_option
from site_builder.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand, help=say("cli.package.help"), short_help=say("cli.short.package"))
@click.argument("target", metavar="DIR|FILE.zip", type=click.Path(path_type=Path))
@root_option
@jobs_option
def command(target: Path, root: Path, jobs: str) -> int:
    """Pack the archive, and say how to read and verify it."""
    from site_builder.checks.site import size_of
    from site_builder.cli.console import Console
    from site_builder.workflows.package import package

    with Console() as console:
        report = package(root, target, jobs=jobs, tell=console.tell)
    console.show_problems(report.problems)
    click.echo(say("cli.package.done", path=report.path, count=report.files, size=size_of(report.bytes)))
    click.echo(say("cli.package.how"))
    return 0
