"""`site-builder export ndjson` and `opensearch`: every article as a line, for loading into a search server."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from site_builder.exports import Copy, Export
from site_builder.manuscript.people_file import read_people
from site_builder.search.documents import documents
from site_builder.search.fields import name_words
from site_builder.search.settings import SearchSettings
from site_builder.workflows.layout import CONTENT
from site_builder.workflows.stock import PEOPLE_FILE

Names = Callable[[str], Sequence[str]]
"""The words of a paper's people.yaml, by the id of the paper."""


def ndjson(copy: Copy, settings: SearchSettings, names: Names) -> Mapping[str, bytes]:
    """A file an issue, `<paper>/<day>.ndjson`: a document a line, as Meilisearch and Typesense take them."""
    key = copy.galley.issue.key
    lines = [msgspec.json.encode(told) for told in documents(copy.galley, settings, names(key.paper))]
    return {f"{key.paper}/{key.folder}.ndjson": b"".join(line + b"\n" for line in lines)}


def opensearch(copy: Copy, settings: SearchSettings, names: Names) -> Mapping[str, bytes]:
    """The same for the bulk interface of OpenSearch and Elasticsearch: before each document what to do with it."""
    key = copy.galley.issue.key
    lines = []
    for told in documents(copy.galley, settings, names(key.paper)):
        lines += [msgspec.json.encode({"index": {"_id": told["id"]}}), msgspec.json.encode(told)]
    return {f"{key.paper}/{key.folder}.bulk.ndjson": b"".join(line + b"\n" for line in lines)}


def formats(root: Path, settings: SearchSettings) -> dict[str, Export]:
    """The formats of the archive at `root`, by the name the command line knows."""

    @functools.cache
    def names(paper: str) -> tuple[str, ...]:
        return _names(root / CONTENT / paper / PEOPLE_FILE)

    return {
        "ndjson": lambda copy: ndjson(copy, settings, names),
        "opensearch": lambda copy: opensearch(copy, settings, names),
    }


def _names(path: Path) -> tuple[str, ...]:
    """The words of a people.yaml; none where there is none, or none that can be read (`check` tells of that)."""
    try:
        text = path.read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return ()
    people, _ = read_people(text, str(path))
    return tuple(sorted({word for name in people.spellings for word in name_words(name)})) if people else ()
