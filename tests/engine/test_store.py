"""The store gives back what was put in, or nothing; never something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.engine.digests import digest, digest_bytes
from site_builder.engine.store import Lost, Store
from site_builder.errors import Place, Problem

KEY = digest("a key")
PROBLEM = Problem(code="B022", place=Place(path="a", line=3), facts={"reason": "r"})


def test_what_is_kept_is_known(tmp_path: Path) -> None:
    store = Store(folder=str(tmp_path))

    record, spared = store.keep(KEY, b"value", b"note", (PROBLEM,))

    assert spared == ""
    assert store.record(KEY) == record
    assert (record.note, record.problems) == (b"note", (PROBLEM,))
    assert store.value(record.digest) == b"value"


def test_an_unknown_key_is_unknown(tmp_path: Path) -> None:
    store = Store(folder=str(tmp_path))

    assert store.record(KEY) is None
    with pytest.raises(Lost):
        store.value(digest_bytes(b"value"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(data=st.data())
def test_damage_is_noticed_wherever_it_is(tmp_path: Path, data: st.DataObject) -> None:
    store = Store(folder=str(tmp_path / "damage"))
    record, _ = store.keep(KEY, b"a value of some length", b"note", ())
    path = data.draw(st.sampled_from(sorted(path for path in (tmp_path / "damage").rglob("*") if path.is_file())))
    held = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(held) - 1))
    if data.draw(st.booleans(), "cut it short"):
        path.write_bytes(held[:at])
    else:
        held[at] ^= data.draw(st.integers(1, 255))
        path.write_bytes(held)

    known = store.record(KEY)
    try:
        value = store.value(record.digest)
    except Lost:
        value = None

    assert known in (None, record)
    assert value in (None, b"a value of some length")
    assert known is None or value is None, "one of the two files was damaged"
    store.keep(KEY, b"a value of some length", b"note", ())
    assert store.record(KEY) == record
    assert store.value(record.digest) == b"a value of some length"


def test_a_record_whose_value_is_gone_is_no_use(tmp_path: Path) -> None:
    store = Store(folder=str(tmp_path))
    store.keep(KEY, b"value", b"", ())
    for path in tmp_path.rglob("values/*/*"):
        path.unlink()

    assert store.record(KEY) is None


def test_without_room_the_spare_folder_serves(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    store = Store(folder=str(tmp_path / "cache"), spare=str(tmp_path / "spare"))

    record, spared = store.keep(KEY, b"value", b"", ())

    assert spared
    assert store.record(KEY) == record
    assert store.value(record.digest) == b"value"


def test_without_any_room_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    store = Store(folder=str(tmp_path / "cache"), spare=str(tmp_path / "cache"))

    with pytest.raises(OSError, match="cache"):
        store.keep(KEY, b"value", b"", ())


def test_old_values_go_when_they_are_the_greater_part(tmp_path: Path) -> None:
    store = Store(folder=str(tmp_path))
    for number in range(100):
        store.keep(digest(number), str(number).encode(), b"", ())
    record, _ = store.keep(KEY, b"value", b"", ())

    store.prune({KEY}, {record.digest})

    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == sorted([KEY, record.digest])
    assert store.value(record.digest) == b"value"


def test_a_few_old_values_stay_for_a_change_of_mind(tmp_path: Path) -> None:
    store = Store(folder=str(tmp_path))
    store.keep(digest("old"), b"old", b"", ())
    record, _ = store.keep(KEY, b"value", b"", ())

    store.prune({KEY}, {record.digest})

    assert store.value(digest_bytes(b"old")) == b"old"
