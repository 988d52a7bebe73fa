"""`site-builder fmt`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.language import say
from site_builder.cli.options import root_option
from site_builder.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand, help=say("cli.fmt.help"), short_help=say("cli.short.fmt"))
@root_option
@click.option("--check", "check_only", is_flag=True, help=say("cli.option.check_only"))
def command(root: Path, check_only: bool) -> int:
    """Rewrite what is not canonical; with --check only list it, and leave with 1 if there is any."""
    from site_builder.cli.console import show_problems
    from site_builder.workflows.fmt import fmt

    report = fmt(root, check=check_only)
    for path in report.changed:
        click.echo(say("cli.fmt.would" if check_only else "cli.fmt.changed", path=path))
    show_problems(report.problems)
    done = "cli.fmt.would_all" if check_only else "cli.fmt.done"
    click.echo(say(done, count=len(report.changed), total=report.total), err=True)
    return 1 if report.failed or (check_only and report.changed) else 0
