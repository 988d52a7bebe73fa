"""`site-builder mv`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.language import say
from site_builder.cli.options import root_option
from site_builder.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand, help=say("cli.mv.help"), short_help=say("cli.short.mv"))
@click.argument("what", metavar="ARTICLE|ISSUE")
@click.argument("new", metavar="NEW")
@root_option
@click.option("--dry-run", is_flag=True, help=say("cli.option.dry_run"))
def command(what: str, new: str, root: Path, dry_run: bool) -> int:
    """Rename it, and say which addresses and files changed with it."""
    from site_builder.workflows.moving import move

    report = move(root, what, new, dry_run=dry_run)
    click.echo(say("cli.mv.would" if dry_run else "cli.mv.done", was=report.was, now=report.now))
    click.echo(say("cli.mv.address", old=report.old, new=report.new))
    for path in report.edited:
        click.echo(say("cli.mv.edited", path=path))
    return 0
