"""`site-builder build`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.language import say
from site_builder.cli.options import jobs_option, root_option
from site_builder.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand, help=say("cli.build.help"), short_help=say("cli.short.build"))
@root_option
@click.option("--output", "-o", type=click.Path(path_type=Path, file_okay=False), help=say("cli.option.output"))
@jobs_option
@click.option("--base-url", metavar="URL", help=say("cli.option.base_url"))
@click.option("--drafts", is_flag=True, help=say("cli.option.drafts"))
@click.option("--strict", is_flag=True, help=say("cli.option.strict"))
def command(root: Path, output: Path | None, jobs: str, base_url: str | None, drafts: bool, strict: bool) -> int:
    """Print the site and say where it lies and how to look at it."""
    from site_builder.cli.console import Console
    from site_builder.workflows.build import build

    with Console() as console:
        report = build(
            root, output=output, jobs=jobs, base_url=base_url, drafts=drafts, strict=strict, tell=console.tell
        )
    console.show_problems(report.problems)
    console.conclude(report)
    return report.exit_code
