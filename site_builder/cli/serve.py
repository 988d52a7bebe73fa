"""`site-builder serve`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.language import language, say
from site_builder.cli.options import root_option
from site_builder.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand, help=say("cli.serve.help"), short_help=say("cli.short.serve"))
@root_option
@click.option(
    "--port", "-p", default=8000, show_default=True, type=click.IntRange(1, 65535), help=say("cli.option.port")
)
@click.option("--open", "open_browser", is_flag=True, help=say("cli.option.open"))
@click.option("--poll", type=click.FloatRange(min=0.1), metavar="SECONDS", help=say("cli.option.poll"))
def command(root: Path, port: int, open_browser: bool, poll: float | None) -> int:
    """Serve the preview until Ctrl-C."""
    from site_builder.cli.console import Console
    from site_builder.preview import serve

    with Console(at_once=True) as console:
        serve(
            root,
            port=port,
            open_browser=open_browser,
            poll=poll,
            language=language(),
            tell=console.tell,
            speak=console.speak,
        )
    return 0
