"""`site-builder check --explain CODE`: what a code means, what to do, and an example of it put right."""

from __future__ import annotations

import click

from site_builder.checks.examples import Example, read_example
from site_builder.checks.kinds import kind_of
from site_builder.checks.reports import opened
from site_builder.cli.language import language, say
from site_builder.errors import wording
from site_builder.workflows.layout import shipped_examples


def explain(code: str) -> int:
    """Say all there is to say of a code; leave with 2 when there is none of that name."""
    code = code.strip().upper()
    entry = wording.problems(language()).get(code)
    if entry is None:
        import difflib

        near = difflib.get_close_matches(code, wording.problems("en"), 1)
        text = say("cli.explain.unknown", code=code)
        click.echo(text + (say("cli.usage.near", near=near[0]) if near else ""), err=True)
        return 2
    hints = entry["hint"] if isinstance(entry["hint"], list) else [entry["hint"]]
    click.echo(f"{code}  {say(f'cli.kind.{kind_of(code).value}')}")
    click.echo(say("cli.explain.means", sentence=opened(entry["sentence"])))
    for hint in hints:
        click.echo(say("cli.explain.remedy", hint=opened(hint)))
    example = _example(code)
    click.echo()
    if example is None:
        click.echo(say("cli.explain.elsewhere"))
    else:
        click.echo(say("cli.explain.example", title=example.title))
        _show(example.wrong)
        for line in example.said:
            click.echo(f"  → {line}")
        click.echo()
        click.echo(say("cli.explain.right"))
        _show(example.right)
    return 0


def _show(files: dict[str, str]) -> None:
    for path, text in files.items():
        click.echo(f"  {path}")
        for line in text.rstrip("\n").split("\n") if text.strip() else []:
            click.echo(f"    │ {line}")


def _example(code: str) -> Example | None:
    """The first case of a code; None when it has none (what speaks of disks and commands has no manuscript)."""
    folder = shipped_examples() / code
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        return read_example(path.read_text(encoding="utf-8"))
    return None
