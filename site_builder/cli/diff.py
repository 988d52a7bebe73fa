"""`site-builder diff ARTICLE`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from site_builder.cli.language import language, say
from site_builder.cli.options import root_option
from site_builder.cli.spoken import SpokenCommand


@click.command("diff", cls=SpokenCommand, help=say("cli.diff.help"), short_help=say("cli.short.diff"))
@click.argument("article", metavar="ARTICLE")
@click.option("--html", "html_file", type=click.Path(path_type=Path, dir_okay=False), help=say("cli.option.html"))
@click.option("--unified", "-u", is_flag=True, help=say("cli.option.unified"))
@root_option
def command(article: str, html_file: Path | None, unified: bool, root: Path) -> int:
    """Show an article beside the raw text it was made of, or write that as a page."""
    from site_builder.workflows.import_diff import compare
    from site_builder.workflows.layout import check_apart

    check_apart(root, html_file)
    found = compare(root, article)
    if html_file is None:
        from site_builder.cli.side_by_side import show

        show(found, unified=unified)
    else:
        from site_builder.engine.whole_files import write_whole
        from site_builder.workflows.diff_page import diff_page

        issue = os.path.relpath(Path(found.file).parent, html_file.parent)
        write_whole(html_file, diff_page(found, language(), f"{Path(issue).as_posix()}/").encode())
        click.echo(say("cli.diff.written", path=os.path.relpath(html_file)))
    return 0
