"""`site-builder build`."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from site_builder.cli.language import say
from site_builder.cli.options import jobs_option, root_option
from site_builder.cli.spoken import SpokenCommand
from site_builder.engine.circles import seldom_looked_for

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command(cls=SpokenCommand, help=say("cli.build.help"), short_help=say("cli.short.build"))
@root_option
@click.option("--output", "-o", type=FOLDER, help=say("cli.option.output"))
@jobs_option
@click.option("--base-url", metavar="URL", help=say("cli.option.base_url"))
@click.option("--drafts", is_flag=True, help=say("cli.option.drafts"))
@click.option("--strict", is_flag=True, help=say("cli.option.strict"))
@click.option("--only", multiple=True, metavar="PATTERN", help=say("cli.option.only"))
@click.option("--since", default="", metavar="DATE", help=say("cli.option.since"))
@click.option("--into", type=FOLDER, metavar="DIR", help=say("cli.option.into"))
@click.option("--precompress", is_flag=True, help=say("cli.option.precompress"))
@click.option("--changes", type=FILE, metavar="FILE", help=say("cli.option.changes"))
@click.option("--report", "told", type=FILE, metavar="FILE", help=say("cli.option.report_of_build"))
@click.option("--profile", type=FILE, metavar="FILE.svg", help=say("cli.option.profile"))
@click.option("--explain", metavar="URL", help=say("cli.option.why"))
@seldom_looked_for()
def command(
    root: Path,
    output: Path | None,
    jobs: str,
    base_url: str | None,
    drafts: bool,
    strict: bool,
    only: tuple[str, ...],
    since: str,
    into: Path | None,
    precompress: bool,
    changes: Path | None,
    told: Path | None,
    profile: Path | None,
    explain: str | None,
) -> int:
    """Print the site and say where it lies and how to look at it."""
    if into is not None and output is not None:
        raise click.UsageError(say("cli.usage.either", one="--into", other="--output"))
    if explain is not None:
        from site_builder.cli.explain_page import explain_page

        return explain_page(root, into or output, explain)

    from site_builder.cli.console import Console
    from site_builder.engine.whole_files import write_whole
    from site_builder.workflows.layout import check_apart
    from site_builder.workflows.unchanged import Unchanged

    check_apart(root, changes, told, profile)
    how: dict[str, Any] = {
        "jobs": jobs or ("1" if profile else ""),  # the work of other processes would not be seen
        "base_url": base_url,
        "drafts": drafts,
        "strict": strict,
        "precompress": precompress,
    }
    before = Unchanged(root, output, how) if not (only or since or into or profile) else None
    report = before.report() if before else None
    console, sampler = Console(), None
    if report is None:
        from site_builder.workflows.scope import Scope

        how["scope"] = Scope(only=only, since=since)
        with ExitStack() as stack:
            stack.enter_context(console)
            if profile is not None:
                from site_builder.engine.sampling import Sampler

                sampler = stack.enter_context(Sampler())
            if into is not None:
                from site_builder.workflows.build_into import build_into

                report = build_into(root, into, tell=console.tell, **how)
            else:
                from site_builder.workflows.build import build

                report = build(root, output=output, publish=True, tell=console.tell, **how)
        if before:
            before.remember(report, published=not drafts)
    console.show_problems(report.problems)
    console.conclude(report)
    if changes is not None:
        from site_builder.workflows.changes import change_list

        write_whole(changes, change_list(report.changes, report.changed, report.swept).encode())
    if told is not None:
        from site_builder.workflows.build_report import report_json

        write_whole(told, report_json(report))
    if profile is not None and sampler is not None:
        from site_builder.cli.profile import draw, step_table

        draw(sampler.stacks, report, profile)
        click.echo(step_table(report))
        click.echo(say("cli.profile.flames", file=profile))
    return report.exit_code
