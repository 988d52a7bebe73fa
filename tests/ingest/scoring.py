"""A bridge to the scorer beside the checkout: what an import made, against the truth."""

from __future__ import annotations

import functools
import importlib.util
import io
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from site_builder.engine.events import silence
from site_builder.workflows.ingest import IngestResult, ingest


def import_one(root: Path, source: Path, *, page: str = "", encoding: str = "") -> IngestResult:
    """Import a file as page 01 of an issue of its own."""
    return ingest(root, [source], paper="paper", date="2020-01-01", page=page, encoding=encoding, tell=silence)


@functools.cache
def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.__dict__["open"] = _whole  # it leaves the files it reads open, and warnings are errors here
    return module


def _whole(path: str, encoding: str = "utf-8") -> io.StringIO:
    return io.StringIO(Path(path).read_text(encoding=encoding))


def score(root: Path, gold: Path, scorer: Path) -> dict[str, Any]:
    """What the scorer says of the articles below `root`."""
    module = _scorer(scorer)
    articles, indexes = module.load_dir(str(root), None)
    answer: dict[str, Any] = module.best_score(articles, indexes, module.load_gold(str(gold)))
    return answer


def score_page(folder: Path, raw: str, truth: dict[str, Any], scorer: Path) -> dict[str, Any]:
    """Import a page of raw text and score it against its truth."""
    folder.mkdir(parents=True)
    source, gold = folder / "page.txt", folder / "gold.yaml"
    source.write_text(raw, encoding="utf-8")
    gold.write_text(yaml.safe_dump(truth, allow_unicode=True, sort_keys=False), encoding="utf-8")
    result = import_one(folder, source)
    assert not result.problems
    return score(folder / "content", gold, scorer)
