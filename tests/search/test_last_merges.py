"""What a merge left is taken up by the next one with the same tools, or is as good as never left."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.engine.whole_files import TEMPORARY
from site_builder.search.remerging import Held
from site_builder.workflows.last_merges import FOLDER, forget_others, last_merge, leave

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


def test_what_nobody_goes_on_with_is_thrown_away(tmp_path: Path) -> None:
    file = left(tmp_path)
    leave(str(tmp_path), "words 7 4e", "tools", HELD)
    (tmp_path / FOLDER / f"{TEMPORARY}5a-1-2").write_bytes(b"of a build that was killed")
    (tmp_path / FOLDER / "a folder").mkdir()

    forget_others(str(tmp_path), [NAME])

    assert {path.name for path in (tmp_path / FOLDER).iterdir()} == {file.name, "a folder"}
    assert last_merge(str(tmp_path), NAME, "tools") == HELD


def test_what_lies_behind_a_link_is_let_be(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary").write_text("kept")
    (tmp_path / FOLDER).symlink_to(tmp_path / "mine")

    forget_others(str(tmp_path), [])

    assert (tmp_path / "mine" / "diary").read_text() == "kept"


def test_there_is_nothing_to_throw_away(tmp_path: Path) -> None:
    forget_others(str(tmp_path), [NAME])

    assert list(tmp_path.iterdir()) == []
