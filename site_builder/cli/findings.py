"""What a check found, on standard output: grouped for people, or in a form that machines read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click
import msgspec
from rich.text import Text

from site_builder import __version__
from site_builder.checks.kinds import grouped
from site_builder.checks.reports import as_annotations, as_json, as_sarif
from site_builder.cli.console import counts_of
from site_builder.cli.language import say
from site_builder.cli.terminal import STYLES, Screen, line_of
from site_builder.errors import Problem, wording

SHOWN = 5
"""So many problems of one code are shown; the rest is counted."""


class Tone(msgspec.Struct, frozen=True, kw_only=True):
    """How findings are shown."""

    form: str = "text"
    every_one: bool = False

    def show(self, problems: Sequence[Problem], counted: Mapping[str, int], language: str) -> None:
        """Write them to standard output; `counted` is what was looked at."""
        if self.form == "json":
            click.echo(as_json(problems, counted, language), nl=False)
        elif self.form == "sarif":
            click.echo(as_sarif(problems, __version__, language), nl=False)
        elif self.form == "github":
            click.echo(as_annotations(problems, language), nl=False)
        else:
            self._list(problems, language)

    def _list(self, problems: Sequence[Problem], language: str) -> None:
        out = Screen(highlight=False, soft_wrap=True)
        kind = None
        for group, code, found in grouped(problems):
            if group != kind:
                out.print(Text(("" if kind is None else "\n") + say(f"cli.kind.{group.value}"), style="bold"))
                kind = group
            if len(found) > 1:
                out.print(Text(say("cli.group", code=code, count=len(found)), style=STYLES[found[0].severity]))
            hint = ""
            for problem in found if self.every_one else found[:SHOWN]:
                out.print(line_of(problem))
                said = wording.hint(problem, language)
                if said and said != hint:
                    out.print(Text("    " + say("cli.hint", hint=said), style="dim"))
                hint = said
            if not self.every_one and len(found) > SHOWN:
                out.print(Text("    " + say("cli.others", count=len(found) - SHOWN), style="dim"))
        if problems:
            out.print(Text(counts_of(problems), style="bold"))
