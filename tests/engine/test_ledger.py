"""The ledger, read and written some jobs at a time."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.engine import ledger
from site_builder.engine.digests import checksum
from site_builder.engine.ledger import Entry, Ledger, read_ledger, write_ledger
from site_builder.engine.sums import pack

NAMES = st.text(st.characters(exclude_categories=("Cs",)), max_size=4)
PATHS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=4)
CHECKSUMS = st.binary(min_size=32, max_size=32).map(bytes.hex)
JOBS = st.dictionaries(NAMES, st.tuples(NAMES, st.dictionaries(PATHS, CHECKSUMS, max_size=3)), max_size=7)


def ledger_of(jobs: dict[str, tuple[str, dict[str, str]]]) -> Ledger:
    return Ledger(
        jobs={name: Entry(key=key, files=pack(dict(sorted(files.items())))) for name, (key, files) in jobs.items()}
    )


@given(jobs=JOBS, at_once=st.integers(1, 4))
@settings(max_examples=60)
def test_a_ledger_is_written_as_if_all_at_once(
    tmp_path_factory: pytest.TempPathFactory, jobs: dict[str, tuple[str, dict[str, str]]], at_once: int
) -> None:
    folder: Path = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger, "_AT_ONCE", at_once)
        write_ledger(folder, ledger_of(jobs))
    told = {name: {"key": key, "files": files} for name, (key, files) in jobs.items()}
    whole = msgspec.json.encode({"format": ledger.FORMAT, "jobs": told}, order="sorted")
    assert (folder / ".ledger.json").read_bytes() == msgspec.json.format(whole, indent=1) + b"\n"
    assert read_ledger(folder) == ledger_of(jobs)


def test_a_ledger_that_says_the_same_is_left_as_it_lies(tmp_path: Path) -> None:
    write_ledger(tmp_path, ledger_of({"print one": ("k", {"one.html": "ab" * 32})}))
    before = (tmp_path / ".ledger.json").stat()

    write_ledger(tmp_path, ledger_of({"print one": ("k", {"one.html": "ab" * 32})}))
    same = (tmp_path / ".ledger.json").stat()
    write_ledger(tmp_path, ledger_of({}))

    assert (same.st_ino, same.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert read_ledger(tmp_path) == Ledger()
    assert [path.name for path in tmp_path.iterdir()] == [".ledger.json"]


@pytest.mark.parametrize(
    "files", [{"a.html": "ab"}, {"a.html": "zz" * 32}, {"a.html": "ab " * 21 + "a"}, {"a\0b": "ab" * 32}]
)
def test_a_ledger_with_what_is_no_checksum_cannot_be_read(tmp_path: Path, files: dict[str, str]) -> None:
    jobs = {"print one": {"key": "k", "files": files}}
    (tmp_path / ".ledger.json").write_bytes(msgspec.json.encode({"format": ledger.FORMAT, "jobs": jobs}))

    with pytest.raises(ValueError, match=r"none|hex"):
        read_ledger(tmp_path)


def test_a_large_ledger_is_held_in_little_more_than_its_paths_and_checksums(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "_AT_ONCE", 4)
    jobs = {
        f"print paper/{job:04}": (
            "5a" * 16,
            {f"paper/{job:04}/{page:02}.html": checksum(b"%d" % page) for page in range(50)},
        )
        for job in range(100)
    }
    tracemalloc.start()
    read = ledger_of(jobs)
    packed, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    write_ledger(tmp_path, read)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert packed < 5000 * (32 + 20 + 10)
    assert peak - packed < (tmp_path / ".ledger.json").stat().st_size // 2
