"""`site-builder serve`."""

from __future__ import annotations

import json
import signal
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
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help=say("cli.option.listen"))
@click.option("--base", metavar="PATH", help=say("cli.option.base"))
@click.option("--open", "open_browser", is_flag=True, help=say("cli.option.open"))
@click.option("--no-drafts", is_flag=True, help=say("cli.option.no_drafts"))
@click.option("--editor", metavar="ADDRESS", help=say("cli.option.editor"))
@click.option("--replace", is_flag=True, help=say("cli.option.replace"))
@click.option("--edit", is_flag=True, help=say("cli.option.edit"))
@click.option("--write", is_flag=True, help=say("cli.option.write"))
@click.option("--poll", type=click.FloatRange(min=0.1), metavar="SECONDS", help=say("cli.option.poll"))
@click.option("--log-format", type=click.Choice(["text", "json"]), default="text", help=say("cli.option.log_format"))
def command(
    root: Path,
    port: int,
    host: str,
    base: str | None,
    open_browser: bool,
    no_drafts: bool,
    editor: str | None,
    replace: bool,
    edit: bool,
    write: bool,
    poll: float | None,
    log_format: str,
) -> int:
    """Serve the preview until Ctrl-C or a key says stop."""
    from site_builder.cli.console import Console
    from site_builder.preview import serve
    from site_builder.preview.session import EDITOR
    from site_builder.preview.voice import Voice

    def log(facts: object) -> None:
        click.echo(json.dumps(facts, ensure_ascii=False))

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended by another preview, it ends as by Ctrl-C
    with Console(at_once=True) as console:
        voice = Voice(
            language=language(), tell=console.tell, speak=console.speak, log=log if log_format == "json" else None
        )
        serve(
            root,
            port=port,
            host=host,
            base=base,
            open_browser=open_browser,
            poll=poll,
            drafts=not no_drafts,
            editor=EDITOR if editor is None else editor,
            replace=replace,
            edit=edit,
            write=write,
            voice=voice,
        )
    return 0
