"""`build --explain URL`: what a page was made from, and why it was last printed."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.language import say
from site_builder.workflows.layout import check_archive, layout, memo_name
from site_builder.workflows.origins import origin


def explain_page(root: Path, output: Path | None, address: str) -> int:
    """Say it; nothing is built. Raises UsageError when the site as last printed has no such page."""
    archive = layout(root, output)
    check_archive(archive)
    found = origin(archive.output, archive.cache / f"{memo_name(archive)}.origins", address)
    click.echo(say("cli.origin.where", page=found.page, step=found.step, name=found.name, beside=found.beside))
    if found.seen is None:
        click.echo(say("cli.origin.unknown"))
        return 0
    click.echo(say("cli.origin.made_from", parts=_named(tuple(found.seen.parts))))
    click.echo(say("cli.origin.why", parts=_named(found.seen.why)))
    return 0


def _named(parts: tuple[str, ...]) -> str:
    return "; ".join(dict.fromkeys(say(f"cli.origin.part.{part}") for part in parts))
