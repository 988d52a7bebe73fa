"""What is remembered of files: packed by folder, and as good as if all of it were written anew."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.engine.memo import Memo, Row, digest_if, read_memo, row_of, rows_of, write_memo
from tests.engine.toys import House

DIGEST = "5a" * 16
NAMES = st.sampled_from(["a.md", "b.md", "c.md", "要闻.md"])
ROWS = st.dictionaries(NAMES, st.binary(min_size=48, max_size=64), min_size=1)
FOLDERS = st.dictionaries(st.sampled_from(["", "paper", "paper/2019", "报"]), ROWS)


def written(path: Path, known: object) -> bytes:
    path.unlink(missing_ok=True)
    write_memo(path, msgspec.convert(known, dict[str, object]))
    return path.read_bytes()


@given(FOLDERS, st.dictionaries(st.sampled_from(["", "paper", "报"]), st.one_of(ROWS, st.just({}))))
def test_a_folder_that_changed_is_all_that_is_packed_anew(
    tmp_path_factory: pytest.TempPathFactory, known: dict[str, dict[str, Row]], others: dict[str, dict[str, Row]]
) -> None:
    path = tmp_path_factory.mktemp("memo") / "memo"
    written(path, known)

    updated = written(path, read_memo(path).but(others))

    expected = {folder: rows for folder, rows in {**known, **others}.items() if rows}
    assert updated == written(path, expected)
    assert {folder: dict(read_memo(path).of(folder)) for folder in read_memo(path).folders()} == expected


def test_a_row_speaks_of_one_look_only() -> None:
    look, other = b"l" * 32, b"m" * 32

    assert digest_if(row_of(look, DIGEST), look) == DIGEST
    assert digest_if(row_of(look, DIGEST), other) == ""
    assert digest_if(None, look) == ""


def test_the_memory_of_many_files_is_not_much_more_than_what_it_says(tmp_path: Path) -> None:
    rows = rows_of((f"paper/{at // 50}", f"{at % 50:02}.html", bytes([at % 251]) * 32, DIGEST) for at in range(5000))
    write_memo(tmp_path / "memo", rows)
    tracemalloc.start()

    memo = read_memo(tmp_path / "memo")
    for folder in memo.folders():
        assert len(memo.of(folder)) == 50
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert memo.of("nowhere") == Memo().of("paper/1") == {}
    assert held < 5000 * 100


@pytest.mark.usefixtures("later")
def test_a_folder_that_is_as_it_was_is_held_in_little_room(tmp_path: Path) -> None:
    house = House(tmp_path / "house")
    words = {str(at): "yi" for at in range(40)}
    paths = {name: tuple(f"{name}/{page:03}.html" for page in range(50)) for name in words}
    house.build(words, paths=paths)
    house.build(words, paths=paths)
    tracemalloc.start()

    with house.opened() as output:
        held, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(output.problems) == 0

    assert held < 2000 * 600
