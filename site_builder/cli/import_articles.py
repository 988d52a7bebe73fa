"""`site-builder import SRC… --paper ID --date D [--page N]`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.language import language, say
from site_builder.cli.options import root_option
from site_builder.cli.spoken import SpokenCommand


@click.command("import", cls=SpokenCommand, help=say("cli.import.help"), short_help=say("cli.short.import"))
@click.argument("sources", nargs=-1, required=True, metavar="SRC...", type=click.Path(path_type=Path))
@click.option("--paper", required=True, metavar="ID", help=say("cli.option.paper"))
@click.option("--date", required=True, metavar="DATE", help=say("cli.option.date"))
@click.option("--page", default="", metavar="NN", help=say("cli.option.page"))
@click.option("--encoding", default="", metavar="NAME", help=say("cli.option.encoding"))
@click.option("--dry-run", is_flag=True, help=say("cli.option.dry_run"))
@click.option("--report", "report_file", type=click.Path(path_type=Path, dir_okay=False), help=say("cli.option.report"))
@root_option
def command(
    sources: tuple[Path, ...],
    paper: str,
    date: str,
    page: str,
    encoding: str,
    dry_run: bool,
    report_file: Path | None,
    root: Path,
) -> int:
    """Clean the sources into drafts and print the report of doubts."""
    from site_builder.cli.console import Console
    from site_builder.workflows.ingest import ingest

    with Console() as console:
        result = ingest(
            root, sources, paper=paper, date=date, page=page, encoding=encoding, dry_run=dry_run, tell=console.tell
        )
    click.echo(result.report.text(language()))
    if report_file is not None:
        report_file.write_text(result.report.json(), encoding="utf-8")
    console.show_problems(result.problems)
    return result.exit_code
