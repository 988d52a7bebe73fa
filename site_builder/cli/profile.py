"""What `build --profile` shows: a table of the steps, and the flame graph beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from site_builder.cli.flames import flame_graph
from site_builder.cli.language import say
from site_builder.engine.sampling import Stack
from site_builder.engine.whole_files import write_whole
from site_builder.workflows.report import BuildReport


def step_table(report: BuildReport) -> str:
    """Each step: jobs done and known, seconds, their share, milliseconds for each job done."""
    names = ["step", "made", "kept", "seconds", "share", "each"]
    rows = [[say(f"cli.profile.{name}") for name in names]]
    total = sum(report.steps.values()) or 1.0
    for step, seconds in report.steps.items():
        made, kept = report.made.get(step, 0), report.kept.get(step, 0)
        each = f"{1000 * seconds / made:.1f}" if made else ""
        rows.append([step, str(made), str(kept), f"{seconds:.2f}", f"{100 * seconds / total:.0f} %", each])
    widths = [max(_breadth(row[at]) for row in rows) for at in range(len(names))]
    return "\n".join(
        "  ".join(
            cell + " " * (width - _breadth(cell)) if at == 0 else " " * (width - _breadth(cell)) + cell
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def draw(stacks: Mapping[Stack, int], report: BuildReport, file: Path) -> None:
    """Write the flame graph; raises OSError."""
    title = f"site-builder build: {report.articles} articles, {report.seconds:.1f} s"
    write_whole(file, flame_graph(stacks, title).encode())


def _breadth(text: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
