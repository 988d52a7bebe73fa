"""`site-builder verify`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.language import say
from site_builder.cli.options import root_option
from site_builder.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand, help=say("cli.verify.help"), short_help=say("cli.short.verify"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path), required=False)
@root_option
def command(folder: Path | None, root: Path) -> int:
    """Compare every file with the manifest; leave with 1 when one is not what it was."""
    from site_builder.checks.site import size_of
    from site_builder.cli.console import show_problems
    from site_builder.workflows.verify import verify

    report = verify(folder or root / "output")
    show_problems(report.problems)
    if report.problems:
        click.echo(say("cli.verify.broken", count=len(report.problems), files=report.files))
        return 1
    click.echo(say("cli.verify.sound", count=report.files, size=size_of(report.bytes)))
    return 0
