"""`site-builder import SRC… --paper ID [--date D] [--page N]`, and `site-builder import --rebuild [PAPER[/DAY]…]`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.cli.language import language, say
from site_builder.cli.options import root_option
from site_builder.cli.spoken import SpokenCommand

if TYPE_CHECKING:
    from site_builder.workflows.import_report import ImportReport

LISTED = 60
"""Doubts that are listed at the terminal; more of them are in the report."""


@click.command("import", cls=SpokenCommand, help=say("cli.import.help"), short_help=say("cli.short.import"))
@click.argument("sources", nargs=-1, metavar="SRC...")
@click.option("--paper", default="", metavar="ID", help=say("cli.option.paper"))
@click.option("--date", default="", metavar="DATE", help=say("cli.option.date"))
@click.option("--page", default="", metavar="NN", help=say("cli.option.page"))
@click.option("--encoding", default="", metavar="NAME", help=say("cli.option.encoding"))
@click.option("--rebuild", "again", is_flag=True, help=say("cli.option.rebuild"))
@click.option("--dry-run", is_flag=True, help=say("cli.option.dry_run"))
@click.option("--report", "report_file", type=click.Path(path_type=Path, dir_okay=False), help=say("cli.option.report"))
@root_option
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    paper: str,
    date: str,
    page: str,
    encoding: str,
    again: bool,
    dry_run: bool,
    report_file: Path | None,
    root: Path,
) -> int:
    """Clean the sources into drafts and print the report of doubts; or run newer rules over what was imported."""
    from site_builder.workflows.layout import check_apart

    check_apart(root, report_file)
    if again:
        return _again(root, sources, dry_run=dry_run, report_file=report_file)
    given = {"sources": sources, "paper": paper}
    for parameter in ctx.command.params:
        if parameter.name in given and not given[parameter.name]:
            raise click.MissingParameter(ctx=ctx, param=parameter)
    from site_builder.cli.console import Console
    from site_builder.workflows.ingest import ingest

    files = [Path(source) for source in sources]
    kept = language() if report_file is None and not dry_run else ""
    with Console() as console:
        result = ingest(
            root,
            files,
            paper=paper,
            date=date,
            page=page,
            encoding=encoding,
            dry_run=dry_run,
            language=kept,
            tell=console.tell,
        )
    if result.report.sources:
        click.echo(result.report.text(language(), most=LISTED))
    if report_file is not None:
        _write_report(result.report, report_file)
    for file in result.reports if report_file is None else (report_file,):
        click.echo(say("import.reported", path=os.path.relpath(file)))
    console.show_problems(result.problems)
    return result.exit_code


def _write_report(report: ImportReport, file: Path) -> None:
    from site_builder.engine.whole_files import write_whole
    from site_builder.workflows.report_files import written

    write_whole(file, written(report, file.suffix.lower()[1:], language()).encode("utf-8", "replace"))


def _again(root: Path, names: tuple[str, ...], *, dry_run: bool, report_file: Path | None) -> int:
    from site_builder.cli.console import Console
    from site_builder.workflows.rebuild import rebuild

    with Console() as console:
        report = rebuild(root, names, dry_run=dry_run, tell=console.tell)
    for path in report.written:
        click.echo(say("cli.rebuild.would" if dry_run else "cli.rebuild.wrote", path=os.path.relpath(path)))
    console.show_problems(report.problems, every_one=True)
    if report.written or report.problems:
        facts = {"issues": report.issues, "written": 0 if dry_run else len(report.written), "clashes": report.clashes}
        click.echo(say("cli.rebuild.done", **facts))
    else:
        click.echo(say("cli.rebuild.same", issues=report.issues))
    if report_file is not None:
        report_file.write_text(report.json(), encoding="utf-8")
    return report.exit_code
