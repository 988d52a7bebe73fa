"""`site-builder check`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.language import language, say
from site_builder.cli.options import jobs_option, root_option
from site_builder.cli.spoken import SpokenCommand
from site_builder.errors import Problem


@click.command(cls=SpokenCommand, help=say("cli.check.help"), short_help=say("cli.short.check"))
@root_option
@click.option("--strict", is_flag=True, help=say("cli.option.strict"))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    metavar="F",
    help=say("cli.option.format"),
)
@click.option("--all", "every_one", is_flag=True, help=say("cli.option.all_of_them"))
@click.option("--explain", "code", metavar="CODE", help=say("cli.option.explain"))
@click.option("--site", is_flag=True, help=say("cli.option.site"))
@click.option("--output", "-o", type=click.Path(path_type=Path, file_okay=False), help=say("cli.option.output"))
@click.option(
    "--host",
    type=click.Choice(["github", "cloudflare", "netlify", "gitlab", "volc"]),
    metavar="HOST",
    help=say("cli.option.host"),
)
@jobs_option
def command(
    root: Path,
    strict: bool,
    form: str,
    every_one: bool,
    code: str | None,
    site: bool,
    output: Path | None,
    host: str | None,
    jobs: str,
) -> int:
    """List every problem; leave with 1 when there are errors (with --strict: or warnings)."""
    if code:
        from site_builder.cli.explaining import explain

        return explain(code)
    from site_builder.cli.findings import Tone
    from site_builder.errors import Severity

    tone = Tone(form=form, every_one=every_one)
    if site or host:
        from site_builder.checks.site import size_of
        from site_builder.workflows.check_site import check_site

        looked = check_site(root, output=output, host=host or "", jobs=jobs)
        problems: tuple[Problem, ...] = looked.problems
        counted = {"pages": looked.pages, "files": looked.files, "bytes": looked.bytes}
        facts = {"pages": looked.pages, "files": looked.files, "size": size_of(looked.bytes)}
        said = say("cli.check.looked_site" if problems else "cli.check.clean_site", **facts)
    else:
        from site_builder.workflows.check import check

        report = check(root, jobs=jobs)
        problems = report.problems
        counted = {"issues": report.issues, "articles": report.articles}
        said = say("cli.check.looked" if problems else "cli.check.clean", **counted)
    tone.show(problems, counted, language())
    if form == "text":
        click.echo(said)
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return 1 if any(problem.severity in grave for problem in problems) else 0
