"""`site-builder check`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.language import say
from site_builder.cli.options import root_option
from site_builder.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand, help=say("cli.check.help"), short_help=say("cli.short.check"))
@root_option
@click.option("--strict", is_flag=True, help=say("cli.option.strict"))
def command(root: Path, strict: bool) -> int:
    """List every problem; leave with 1 when there are errors (with --strict: or warnings)."""
    from site_builder.cli.console import show_problems
    from site_builder.errors import Severity
    from site_builder.workflows.check import check

    report = check(root)
    show_problems(report.problems, every_one=True)
    if not report.problems:
        click.echo(say("cli.check.clean", articles=report.articles, issues=report.issues))
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return 1 if any(problem.severity in grave for problem in report.problems) else 0
