"""A comparison of an article with its source at the terminal: in two columns where there is room, else in one.

Every change shows without colour too: ⏎ and ␣ for what was closed up, [-…-] and {+…+} for what people took out and
put in.
"""

from __future__ import annotations

from rich import console as rich_console
from rich.table import Table
from rich.text import Text

from site_builder.cli.language import language, say
from site_builder.workflows.diff_page import change_words, part_words
from site_builder.workflows.import_changes import RawShown
from site_builder.workflows.import_diff import Comparison, Row, Span

ROOM = 100
"""Columns of a terminal from which two columns of text stand side by side."""

RAW = {
    "aside": "dim",
    "joined": "red",
    "space": "red",
    "hyphen": "red strike",
    "markup": "red",
    "elsewhere": "dim",
    "escape": "green",
}
MARKS = {"deleted": ("[-", "-]", "red strike"), "inserted": ("{+", "+}", "bold green"), "": ("", "", "")}


def show(found: Comparison, *, unified: bool = False) -> None:
    """Print a comparison; `unified` asks for one column whatever room there is."""
    out = rich_console.Console(highlight=False)
    out.print(Text(found.title, style="bold"))
    out.print(Text(found.file, style="dim"))
    if found.newer:
        out.print(Text(say("import.diff.newer"), style="yellow"))
    for row in found.rows:
        out.rule(Text(part_words(row.part, language()), style="cyan"), align="left", characters="─")
        if unified or out.width < ROOM:
            out.print(_raw(row), style="")
            out.print(_cleaned(row.cleaned))
        else:
            table = Table.grid(expand=True, padding=(0, 2))
            table.add_column(ratio=1, overflow="fold")
            table.add_column(ratio=1, overflow="fold")
            table.add_row(_raw(row), _cleaned(row.cleaned))
            out.print(table)
        for change in row.changes:
            out.print(Text("  · " + change_words(change, language()), style="blue"))
    if found.edits:
        out.rule(Text(say("import.diff.fields"), style="cyan"), align="left", characters="─")
        for edit in found.edits:
            spans = (Span(edit.theirs, "deleted"), Span(edit.mine, "inserted"))
            out.print(Text(f"{edit.field}: ") + _cleaned([span for span in spans if span.text]))
    out.print(Text(say("import.diff.edited", count=found.edited), style="bold"))


def _raw(row: Row) -> Text:
    return Text("\n").join(_line(shown) for shown in row.raw)


def _line(shown: RawShown) -> Text:
    line = Text(f"{shown.line:5} ", style="")
    for span in shown.spans:
        line.append(_visible(span.text), style=RAW.get(span.kind, ""))
    return line


def _cleaned(spans: tuple[Span, ...] | list[Span]) -> Text:
    text = Text()
    for span in spans:
        before, after, style = MARKS[span.kind]
        text.append(before + _visible(span.text) + after, style=style)
    return text


def _visible(text: str) -> str:
    """A text from a source, without what would steer the terminal."""
    return "".join(c if c.isprintable() or c in "\n\u3000\u00a0" else "\ufffd" for c in text)
