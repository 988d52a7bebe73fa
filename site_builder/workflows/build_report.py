"""What a build did, as JSON for machines: `build --report FILE.json`."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec

from site_builder.workflows.report import BuildReport

FORMAT = "site_builder build report 1"


def report_json(report: BuildReport) -> bytes:
    """The report; seconds are those of a clock on the wall, paths are addresses below the site's root."""
    steps = {**dict.fromkeys(report.kept, 0), **dict.fromkeys(report.made, 0), **report.steps}
    largest = max(report.sizes, key=lambda path: (report.sizes[path], path), default="")
    told: dict[str, Any] = {
        "format": FORMAT,
        "ok": not report.failed,
        "articles": report.articles,
        "issues": report.issues,
        "files": len(report.sizes),
        "bytes": sum(report.sizes.values()),
        "largest": {"path": largest, "bytes": report.sizes[largest]} if largest else None,
        "seconds": round(report.seconds, 3),
        "steps": [
            {
                "step": step,
                "made": report.made.get(step, 0),
                "kept": report.kept.get(step, 0),
                "seconds": round(report.steps.get(step, 0.0), 3),
            }
            for step in steps
        ],
        "changed": sorted(report.changed),
        "swept": sorted(report.swept),
        "held_back": sorted(report.held_back),
        "not_yet_printed": sorted(report.unprinted),
        "too_large_for": sorted(report.too_large),
        "problems": dict(sorted(Counter(problem.code for problem in report.problems).items())),
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"
