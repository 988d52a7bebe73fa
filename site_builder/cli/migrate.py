"""`site-builder migrate`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.language import say
from site_builder.cli.options import root_option
from site_builder.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand, help=say("cli.migrate.help"), short_help=say("cli.short.migrate"))
@root_option
@click.option("--dry-run", is_flag=True, help=say("cli.option.dry_run"))
def command(root: Path, dry_run: bool) -> int:
    """Bring content/ to the present format, and say which files changed."""
    from site_builder.workflows.migrate import migrate

    report = migrate(root, dry_run=dry_run)
    for path in report.changed:
        click.echo(say("cli.fmt.would" if dry_run else "cli.fmt.changed", path=path))
    said = "cli.migrate.same" if not report.changed else "cli.migrate.would" if dry_run else "cli.migrate.done"
    click.echo(say(said, was=report.was, now=report.now))
    return 0
