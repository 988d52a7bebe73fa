"""The commands by name. Each lives in a module of its own, loaded only when it is called or asked for help."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

import click

from site_builder import __version__
from site_builder.cli.language import say
from site_builder.cli.spoken import SpokenCommand

COMMANDS: Mapping[str, str] = {
    "new": "new",
    "import": "import_articles",
    "diff": "diff",
    "review": "review",
    "build": "build",
    "serve": "serve",
    "check": "check",
    "fmt": "fmt",
    "mv": "mv",
    "theme": "theme",
    "search": "search",
    "export": "export",
    "package": "package",
    "verify": "verify",
    "doctor": "doctor",
    "clean": "clean",
    "migrate": "migrate",
}
"""Command → the module of this package whose `command` it is."""

ALIASES: Mapping[str, str] = {"init": "new", "server": "serve", "generate": "build"}
"""What hands used to other generators type."""


class LazyGroup(SpokenCommand, click.Group):
    """A group that knows its commands' names and one-line help without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order of a newcomer's first day."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of that name or alias; None when there is none."""
        name = ALIASES.get(cmd_name, cmd_name)
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"site_builder.cli.{COMMANDS[name]}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command typed; for one that is none a UsageError with the nearest name."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            import difflib

            near = difflib.get_close_matches(args[0], [*COMMANDS, *ALIASES], 1)
            text = say("cli.usage.no_such_command", name=args[0])
            raise click.UsageError(text + (say("cli.usage.near", near=near[0]) if near else ""), ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands first: they are what a newcomer looks for."""
        self.format_commands(ctx, formatter)
        super().format_options(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands from the catalogue, so that help stays instant."""
        with formatter.section(say("cli.commands")):
            formatter.write_dl([(name, say(f"cli.short.{name}")) for name in COMMANDS])


@click.group(
    name="site-builder",
    cls=LazyGroup,
    invoke_without_command=True,
    help=say("cli.about"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--root", "root", default=None, metavar="DIR", help=say("cli.option.root"))
@click.version_option(
    __version__, "-V", "--version", message="site-builder %(version)s", help=say("cli.option.version")
)
@click.pass_context
def site_builder(ctx: click.Context, root: str | None) -> None:
    """Carry --root to the command; without a command say where we are and what to do next."""
    ctx.obj = root
    if ctx.invoked_subcommand is None:
        from site_builder.cli.welcome import welcome

        welcome(root)
