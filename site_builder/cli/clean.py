"""`site-builder clean`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.language import say
from site_builder.cli.options import root_option
from site_builder.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand, help=say("cli.clean.help"), short_help=say("cli.short.clean"))
@root_option
@click.option("--cache", is_flag=True, required=True, help=say("cli.option.cache"))
@click.option("--dry-run", is_flag=True, help=say("cli.option.dry_run"))
def command(root: Path, cache: bool, dry_run: bool) -> int:  # noqa: ARG001 - asked for, so that nothing goes unmeant
    """Empty the cache, and say how much that was."""
    from site_builder.checks.site import size_of
    from site_builder.workflows.clean import clean_cache

    files, size = clean_cache(root, dry_run=dry_run)
    click.echo(say("cli.clean.would" if dry_run else "cli.clean.done", count=files, size=size_of(size)))
    return 0
