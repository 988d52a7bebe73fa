"""`site-builder search QUERY`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from site_builder.cli.language import say
from site_builder.cli.options import root_option
from site_builder.cli.spoken import SpokenCommand

TYPES = ("article", "photo", "notice", "advertisement", "toc")


@click.command(cls=SpokenCommand, help=say("cli.search.help"), short_help=say("cli.short.search"))
@click.argument("query", nargs=-1)
@root_option
@click.option("--output", "-o", type=click.Path(path_type=Path, file_okay=False), help=say("cli.option.output"))
@click.option("--limit", "-n", default=10, show_default=True, type=click.IntRange(1), help=say("cli.option.limit"))
@click.option("--from", "from_", default="", metavar="YYYY[-MM[-DD]]", help=say("search.option.from"))
@click.option("--to", default="", metavar="YYYY[-MM[-DD]]", help=say("search.option.to"))
@click.option("--paper", multiple=True, metavar="ID", help=say("search.option.paper"))
@click.option("--page", multiple=True, metavar="NN", help=say("search.option.page"))
@click.option("--column", multiple=True, help=say("search.option.column"))
@click.option("--person", multiple=True, help=say("search.option.person"))
@click.option("--type", "type_", multiple=True, type=click.Choice(TYPES), help=say("search.option.type"))
@click.option("--order", type=click.Choice(["relevance", "date"]), default="relevance", help=say("search.option.order"))
@click.option("--json", "as_json", is_flag=True, help=say("search.option.json"))
def command(
    query: tuple[str, ...],
    root: Path,
    output: Path | None,
    limit: int,
    from_: str,
    to: str,
    paper: tuple[str, ...],
    page: tuple[str, ...],
    column: tuple[str, ...],
    person: tuple[str, ...],
    type_: tuple[str, ...],
    order: Literal["relevance", "date"],
    as_json: bool,
) -> int:
    """List the articles the printed index finds; leave with 1 when there are none."""
    import msgspec

    from site_builder.search.filters import NO_FILTERS, Filters
    from site_builder.workflows.lookup import lookup

    filters = Filters(
        from_=from_,
        to=to,
        papers=paper,
        pages=tuple(number.zfill(2) for number in page),
        columns=column,
        people=person,
        types=type_,
    )
    text = " ".join(query)
    if not text and filters == NO_FILTERS:
        context = click.get_current_context()
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    answer = lookup(root, text, output=output, filters=filters, order=order, count=limit)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(answer), indent=2).decode())
        return 0 if answer.total else 1
    click.echo(
        say("cli.search.found", count=answer.total) if answer.total else say("cli.search.none", query=text), err=True
    )
    if answer.widened:
        click.echo(say(f"search.widened.{answer.widened}"), err=True)
    if answer.shortened:
        click.echo(say("search.shortened", what=" ".join(answer.shortened)), err=True)
    if answer.unread:
        click.echo(say("search.unread", what=" ".join(answer.unread)), err=True)
    for hit in answer.hits:
        click.echo(
            "  ".join(filter(None, (hit.date, hit.page, hit.page_name, hit.headline.replace("\n", " "), hit.url)))
        )
    return 0 if answer.total else 1
