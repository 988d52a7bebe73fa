"""What a merge left is taken up by the next one with the same tools, or is as good as never left."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.search.remerging import Held
from site_builder.workflows.last_merges import FOLDER, last_merge, leave

HELD = Held(span=16, places=[("5a", 3, b"checks")], keys="桥\n河", codes="a\nb", ranks=b"\x07\x2e", documents=[1, 2])
NAME = "words 0 4e"


def left(cache: Path) -> Path:
    """The file of what was left."""
    leave(str(cache), NAME, "tools", HELD)
    [file] = (cache / FOLDER).iterdir()
    return file


def test_what_was_left_is_there_for_the_same_tools(tmp_path: Path) -> None:
    left(tmp_path)

    assert last_merge(str(tmp_path), NAME, "tools") == HELD
    assert last_merge(str(tmp_path), NAME, "other tools") is None
    assert last_merge(str(tmp_path), "words 1 4e", "tools") is None


@pytest.mark.parametrize("size", [0, 1, 31, 32, 33, -1])
def test_half_of_it_is_nothing(tmp_path: Path, size: int) -> None:
    file = left(tmp_path)
    file.write_bytes(file.read_bytes()[:size])

    assert last_merge(str(tmp_path), NAME, "tools") is None


def test_a_byte_that_is_another_spoils_it(tmp_path: Path) -> None:
    file = left(tmp_path)
    data = file.read_bytes()
    for at in range(len(data)):
        file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])

        assert last_merge(str(tmp_path), NAME, "tools") is None


def test_what_stands_in_its_place_costs_no_more_than_time(tmp_path: Path) -> None:
    file = left(tmp_path)
    file.unlink()
    file.mkdir()

    leave(str(tmp_path), NAME, "tools", HELD)

    assert last_merge(str(tmp_path), NAME, "tools") is None
    assert list((tmp_path / FOLDER).iterdir()) == [file]


def test_no_folder_can_be_made_for_it(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("")

    leave(str(tmp_path), NAME, "tools", HELD)

    assert last_merge(str(tmp_path), NAME, "tools") is None
