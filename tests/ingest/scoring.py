"""A bridge to the scorer beside the checkout: what an import made, against the truth."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from site_builder.engine.events import silence
from site_builder.workflows.ingest import IngestResult, ingest


def import_one(root: Path, source: Path, *, page: str = "", encoding: str = "") -> IngestResult:
    """Import a file as page 01 of an issue of its own."""
    return ingest(root, [source], paper="paper", date="2020-01-01", page=page, encoding=encoding, tell=silence)


def score(root: Path, gold: Path, scorer: Path) -> dict[str, Any]:
    """What the scorer says of the articles below `root`."""
    command = [sys.executable, str(scorer), str(root), str(gold), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return next(iter(answer.values()))


def score_page(folder: Path, raw: str, truth: dict[str, Any], scorer: Path) -> dict[str, Any]:
    """Import a page of raw text and score it against its truth."""
    folder.mkdir(parents=True)
    source, gold = folder / "page.txt", folder / "gold.yaml"
    source.write_text(raw, encoding="utf-8")
    gold.write_text(yaml.safe_dump(truth, allow_unicode=True, sort_keys=False), encoding="utf-8")
    result = import_one(folder, source)
    assert not result.problems
    return score(folder / "content", gold, scorer)
