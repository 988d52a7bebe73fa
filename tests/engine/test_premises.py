"""Folders that are refused as output, with nothing in them touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.engine.lock import locked
from site_builder.engine.output_folder import opened
from site_builder.errors import ContentError, UsageError
from tests.engine.toys import House, tree

WORDS = {"one": "一", "two": "二"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    (folder / "content/paper").mkdir(parents=True)
    (folder / "content/paper/paper.yaml").write_text("name: 报\n")
    (folder / "themes").mkdir()
    return folder


@pytest.mark.parametrize(
    ("output", "code"),
    [
        ("content", "B003"),
        ("content/paper", "B003"),
        ("content/new", "B003"),
        (".cache/site", "B003"),
        ("themes", "B003"),
        (".", "B002"),
        ("..", "B002"),
        ("/", "B002"),
        ("~", "B002"),
        ("content/paper/paper.yaml", "B001"),
        ("link-to-content", "B003"),
        ("output/../content", "B003"),
    ],
)
def test_a_folder_that_is_something_else_is_refused(
    root: Path, output: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    (root / "link-to-content").symlink_to("content")
    before = tree(tmp_path)
    folder = tmp_path / "home" if output == "~" else root / output

    with (
        pytest.raises(UsageError) as refused,
        opened(folder, root, [root / "content", root / "themes", root / ".cache"], root / ".cache/memo"),
    ):
        pass

    assert [problem.code for problem in refused.value.problems] == [code]
    assert tree(tmp_path) == before
    assert not (root / ".cache").exists()


def test_a_folder_that_holds_the_content_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere/content").mkdir(parents=True)
    root = tmp_path / "archive"
    root.mkdir()

    with (
        pytest.raises(UsageError),
        opened(tmp_path / "elsewhere", root, [tmp_path / "elsewhere/content"], root / "memo"),
    ):
        pass


def test_a_folder_with_files_and_no_ledger_is_refused(tmp_path: Path) -> None:
    house = House(tmp_path / "archive")
    house.output.mkdir()
    (house.output / "thesis.docx").write_text("三年的心血")

    with pytest.raises(UsageError) as refused:
        house.build(WORDS)

    assert refused.value.problems[0].code == "B010"
    assert refused.value.problems[0].facts["found"] == "thesis.docx"
    assert house.files() == {"thesis.docx": "三年的心血".encode()}


def test_an_empty_folder_of_a_git_checkout_is_taken(tmp_path: Path) -> None:
    house = House(tmp_path / "archive")
    house.output.mkdir()
    (house.output / ".gitkeep").touch()

    house.build(WORDS)
    house.build({})

    assert set(house.files()) == {".gitkeep", ".ledger.json"}


def test_a_link_to_another_disk_is_followed(tmp_path: Path) -> None:
    house = House(tmp_path / "archive")
    (tmp_path / "www").mkdir()
    house.output.symlink_to(tmp_path / "www")

    house.build(WORDS)

    assert (tmp_path / "www/one.html").is_file()
    assert house.output.is_symlink()


def test_where_nothing_can_be_written_the_system_says_why(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "disk").write_text("no folder can be made below a file")

    with (
        pytest.raises(ContentError) as refused,
        opened(tmp_path / "disk/site", tmp_path / "archive", [], tmp_path / "archive/memo"),
    ):
        pass

    assert refused.value.problems[0].code == "B011"
    assert refused.value.problems[0].facts["reason"]


def test_two_builds_at_once(tmp_path: Path) -> None:
    house = House(tmp_path / "archive")
    house.build(WORDS)
    before = house.files()

    with house.opened(), pytest.raises(ContentError) as refused:
        house.build({"one": "另一"})

    assert refused.value.exit_code == 1
    assert refused.value.problems[0].code == "B004"
    assert refused.value.problems[0].facts["process"] == str(os.getpid())
    assert house.files() == before


def test_the_lock_ends_with_its_process(tmp_path: Path) -> None:
    script = (
        "import os, sys, pathlib\n"
        "from site_builder.engine.lock import locked\n"
        "with locked(pathlib.Path(sys.argv[1])):\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)

    assert killed.returncode == -9
    assert (tmp_path / ".ledger.lock").exists()
    with locked(tmp_path):
        pass
    assert tree(tmp_path) == {}
