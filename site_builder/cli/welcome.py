"""What `site-builder` says when called without a command: where am I, what is here, what comes next."""

from __future__ import annotations

import os
from pathlib import Path

import click

from site_builder.cli.language import say


def welcome(root: str | None) -> None:
    """Print a few lines that get a newcomer going; looks at names only, reads no file."""
    here = Path(root or ".")
    shown = os.path.abspath(here)  # noqa: PTH100 - as the user knows it, symbolic links kept
    content = here / "content"
    if not content.is_dir():
        click.echo(say("cli.welcome.none", root=shown))
        click.echo(say("cli.welcome.next_new"))
    else:
        articles = [path for path in content.glob("*/*/*/*.md") if path.name[:1].isdigit()]
        issues = {path.parent for path in articles}
        click.echo(say("cli.welcome.here", root=shown))
        if articles:
            papers = {path.parents[1] for path in issues}
            click.echo(say("cli.welcome.held", papers=len(papers), issues=len(issues), articles=len(articles)))
            click.echo(say("cli.welcome.next_build"))
        else:
            click.echo(say("cli.welcome.empty"))
            click.echo(say("cli.welcome.next_import"))
    click.echo(say("cli.welcome.help"))
