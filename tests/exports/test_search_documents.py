"""Lines for search servers: the fields and the words of the index, and nothing a server would refuse."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from site_builder.engine.events import Event
from site_builder.search.documents import documents
from site_builder.search.fields import FIELDS
from site_builder.search.partials import KINDS, directory_of, rows_of, slice_of, source_of
from site_builder.search.rows import FIELD_MARKS
from site_builder.search.rows import documents as rows
from site_builder.search.settings import SearchSettings
from site_builder.search.taking import take
from site_builder.workflows.export import export
from tests.exports.copying import set_in_type, specimen
from tests.press.trialissue import HOSTILE, article, issue

ROOT = Path(__file__).parents[2]


def test_the_words_are_those_of_the_index() -> None:
    settings = SearchSettings()
    galley, _, _ = next(specimen())
    source = source_of(take(galley, settings))
    buckets = slice_of(directory_of(source).kinds[KINDS.index("words")], 0, 1 << 20)
    assert buckets is not None
    indexed = [{field: Counter[str]() for field in FIELDS} for _ in galley.articles]
    for first, columns in rows_of(source, buckets):
        for key, held in rows(columns):
            for number, times in held:
                indexed[first + number][list(FIELDS)[FIELD_MARKS.index(key[-1])]][key[:-1]] += times
    assert sum(len(words) for found in indexed for words in found.values()) > 2000

    for told, found in zip(documents(galley, settings), indexed, strict=True):
        for field, words in found.items():
            # A name counts as often as it stands there, whatever it was cut into.
            assert Counter(told[f"{field}_words"].split(" ") if told[f"{field}_words"] else ()) == words


def test_a_line_is_a_document(tmp_path: Path) -> None:
    events: list[Event] = []
    report = export(ROOT, "ndjson", tmp_path, tell=events.append)
    lines = [line for path in report.written for line in path.read_text(encoding="utf-8").splitlines()]
    told = [json.loads(line) for line in lines]

    assert report.exit_code == 0
    assert len({document["id"] for document in told}) == len(told) > 90
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,511}", document["id"]) for document in told), "as Meilisearch asks for"
    assert all({*FIELDS, "path", "day", "year", "page"} <= document.keys() for document in told)


def test_bulk_lines_say_what_to_do(tmp_path: Path) -> None:
    report = export(ROOT, "opensearch", tmp_path, tell=lambda _: None)
    lines = [json.loads(line) for line in report.written[0].read_text(encoding="utf-8").splitlines()]

    assert report.written[0].name == "2021-03-19.bulk.ndjson"
    for action, document in zip(lines[::2], lines[1::2], strict=True):
        assert action == {"index": {"_id": document["id"]}}


def test_hostile_text_stays_on_its_line() -> None:
    galley = set_in_type(issue("2023-05-05", [article(1, headline=(HOSTILE + "\n\u2028",))]))
    [told] = documents(galley, SearchSettings())

    assert "\n" not in json.dumps(told)
    assert HOSTILE.split("\n")[0] in told["headline"]
