"""`site-builder build`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help=say("cli.option.into"))
@click.option(
    "--changes", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=say("cli.option.changes")
)
def command(
    root: Path,
    output: Path | None,
    jobs: str,
    base_url: str | None,
    drafts: bool,
    strict: bool,
    into: Path | None,
    changes: Path | None,
) -> int:
    """Print the site and say where it lies and how to look at it."""
    from site_builder.cli.console import Console
    from site_builder.workflows.build import build

    if into is not None and output is not None:
        raise click.UsageError(say("cli.usage.either", one="--into", other="--output"))
    how: dict[str, Any] = {"jobs": jobs, "base_url": base_url, "drafts": drafts, "strict": strict}
    with Console() as console:
        if into is not None:
            from site_builder.workflows.build_into import build_into

            report = build_into(root, into, tell=console.tell, **how)
        else:
            report = build(root, output=output, publish=True, tell=console.tell, **how)
    console.show_problems(report.problems)
    console.conclude(report)
    if changes is not None:
        from site_builder.engine.whole_files import write_whole
        from site_builder.workflows.changes import change_list

        write_whole(changes, change_list(report.changes, report.changed, report.swept).encode())
    return report.exit_code
