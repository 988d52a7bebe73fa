"""`site-builder theme`: eject, diff and nameplate."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.language import say
from site_builder.cli.options import root_option
from site_builder.cli.spoken import SpokenCommand


class SpokenGroup(SpokenCommand, click.Group):
    """A group whose help is wholly in the catalogue's words."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands first."""
        with formatter.section(say("cli.commands")):
            formatter.write_dl([(name, say(f"themes.short.{name}")) for name in self.list_commands(ctx)])
        super().format_options(ctx, formatter)


@click.group(cls=SpokenGroup, help=say("themes.help"), short_help=say("cli.short.theme"))
def command() -> None:
    """The parts of a theme."""


@command.command("eject", cls=SpokenCommand, help=say("themes.eject.help"))
@click.argument("part", metavar="PART")
@root_option
def eject_part(root: Path, part: str) -> int:
    """Take a part into the archive."""
    from site_builder.workflows.theme_parts import eject

    taken = eject(root, part)
    click.echo(say("themes.eject.done", path=taken.path))
    if taken.made:
        click.echo(say("themes.eject.next", theme=taken.theme))
    return 0


@command.command("nameplate", cls=SpokenCommand, help=say("themes.nameplate.help"))
@click.argument("font", metavar="FONT", type=click.Path(path_type=Path))
@root_option
@click.option("--face", type=click.IntRange(min=0), default=0, help=say("themes.nameplate.face"))
def draw_nameplate(root: Path, font: Path, face: int) -> int:
    """Draw the names of the papers from a font."""
    from site_builder.workflows.nameplates import draw_nameplates

    taken = draw_nameplates(root, font, face)
    click.echo(say("themes.nameplate.done", path=taken.path))
    if taken.made:
        click.echo(say("themes.eject.next", theme=taken.theme))
    return 0


@command.command("diff", cls=SpokenCommand, help=say("themes.diff.help"))
@root_option
@click.option("--seen", is_flag=True, help=say("themes.diff.seen"))
def diff_parts(root: Path, seen: bool) -> int:
    """Say how the archive's parts stand to the shipped ones."""
    from site_builder.workflows.theme_parts import compare

    reports = compare(root, seen=seen)
    if not reports:
        click.echo(say("themes.diff.none"))
    for report in reports:
        click.echo(say("themes.diff.part", part=report.part))
        if report.shipped:
            click.echo(say("themes.diff.shipped"))
            click.echo("\n".join(report.shipped))
        elif not report.known:
            click.echo(say("themes.diff.unknown"))
        if report.changed:
            click.echo(say("themes.diff.changed"))
            click.echo("\n".join(report.changed))
        elif report.known and not report.shipped:
            click.echo(say("themes.diff.same"))
    return 0
