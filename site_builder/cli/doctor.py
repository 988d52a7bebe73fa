"""`site-builder doctor`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.language import say
from site_builder.cli.options import root_option
from site_builder.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand, help=say("cli.doctor.help"), short_help=say("cli.short.doctor"))
@root_option
@click.option("--output", "-o", type=click.Path(path_type=Path, file_okay=False), help=say("cli.option.output"))
def command(root: Path, output: Path | None) -> int:
    """Say how everything is; leave with 1 when something keeps the program from working."""
    from site_builder.workflows.doctor import State, examine

    marks = {State.GOOD: "✓", State.NOTE: "·", State.BAD: "✗"}
    found = examine(root, output)
    for finding in found:
        click.echo(f"{marks[finding.state]} {say(f'cli.doctor.what.{finding.what}')}: {finding.value}")
        if finding.advice:
            click.echo("    " + say("cli.hint", hint=say(f"cli.doctor.advice.{finding.advice}")))
    return 1 if any(finding.state is State.BAD for finding in found) else 0
