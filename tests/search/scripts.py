"""Runs the search scripts of the theme in Node. Node is needed: without it these tests fail."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from site_builder.search.normalise import fold_lines

ASSETS = Path(__file__).parents[2] / "themes" / "broadsheet" / "assets"
PARTS = (
    *("normalise", "segment", "grammar", "numbers", "files", "sets", "shelf"),
    *("ranking", "asking", "reading", "filters", "marks", "quotation", "engine"),
)
"""The scripts of the engine, in the order in which a page loads them."""

PROGRAM = Path(__file__).parent / "node" / "ask.js"
VECTORS = Path(__file__).parents[1] / "vectors"


def node(task: str, *, files: Mapping[str, bytes] | None = None, **job: Any) -> Any:
    """What `node/ask.js` answers to a task."""
    program = shutil.which("node")
    assert program, "these tests need Node on the PATH: https://nodejs.org"
    asked = {"root": str(ASSETS), "task": task, "folding": "\n".join(fold_lines()), **job}
    asked["files"] = {path: content.decode() for path, content in (files or {}).items()}
    done = subprocess.run(
        [program, "--expose-gc", str(PROGRAM)],
        input=json.dumps(asked).encode("utf-8", "surrogatepass"),
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    assert not done.stderr, done.stderr.decode()
    return json.loads(done.stdout)


def vectors(name: str) -> list[dict[str, Any]]:
    """The table of that name, the same for Python and JavaScript."""
    rows: list[dict[str, Any]] = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    return rows
