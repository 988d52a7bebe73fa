"""The ledger, written some jobs at a time."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.engine import ledger
from site_builder.engine.ledger import Entry, Ledger, read_ledger, write_ledger

NAMES = st.text(st.characters(exclude_categories=("Cs",)), max_size=4)
ENTRIES = st.builds(Entry, key=NAMES, files=st.dictionaries(NAMES, NAMES, max_size=3))


@given(jobs=st.dictionaries(NAMES, ENTRIES, max_size=7), at_once=st.integers(1, 4))
@settings(max_examples=60)
def test_a_ledger_is_written_as_if_all_at_once(
    tmp_path_factory: pytest.TempPathFactory, jobs: dict[str, Entry], at_once: int
) -> None:
    folder: Path = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger, "_AT_ONCE", at_once)
        write_ledger(folder, Ledger(jobs=jobs))
    whole = msgspec.json.format(msgspec.json.encode(Ledger(jobs=jobs), order="sorted"), indent=1)
    assert (folder / ".ledger.json").read_bytes() == whole + b"\n"
    assert read_ledger(folder) == Ledger(jobs=jobs)
