"""`site-builder search QUERY`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.language import say
from site_builder.cli.options import root_option
from site_builder.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand, help=say("cli.search.help"), short_help=say("cli.short.search"))
@click.argument("query", nargs=-1, required=True)
@root_option
@click.option("--output", "-o", type=click.Path(path_type=Path, file_okay=False), help=say("cli.option.output"))
@click.option("--limit", "-n", default=10, show_default=True, type=click.IntRange(1), help=say("cli.option.limit"))
def command(query: tuple[str, ...], root: Path, output: Path | None, limit: int) -> int:
    """List the articles the printed index finds; leave with 1 when there are none."""
    from site_builder.workflows.lookup import lookup

    text = " ".join(query)
    hits = lookup(root, text, output=output).hits
    click.echo(say("cli.search.found", count=len(hits)) if hits else say("cli.search.none", query=text), err=True)
    for hit in hits[:limit]:
        click.echo("  ".join(filter(None, (hit.date, hit.page, hit.page_name, hit.headline, hit.url))))
    return 0 if hits else 1
