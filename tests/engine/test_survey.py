"""A survey sees what lies in a folder, reads only what moved, and stays in the folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from site_builder.engine.digests import digest_bytes
from site_builder.engine.survey import Survey, is_passing, survey
from tests.engine.toys import codes


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "paper/2019").mkdir(parents=True)
    (folder / "site.yaml").write_text("title: 报\n")
    (folder / "paper/2019/01-01.md").write_text("正文\n")
    return folder


def look(content: Path) -> Survey:
    return survey(content, content.parent / "cache/memo", shown="content", without=("source",))


def test_every_file_is_found_with_its_digest(content: Path) -> None:
    found = look(content)

    assert found.files == {
        "": {"site.yaml": digest_bytes("title: 报\n".encode())},
        "paper": {},
        "paper/2019": {"01-01.md": digest_bytes("正文\n".encode())},
    }
    assert (found.looked, found.read, found.problems) == (2, 2, ())


@pytest.mark.usefixtures("later")
def test_what_did_not_move_is_not_read_again(content: Path) -> None:
    first = look(content)
    (content / "paper/2019/01-01.md").write_text("新的正文\n")
    (content / "paper/2019/01-02.md").write_text("又一篇\n")

    second = look(content)
    third = look(content)

    assert (first.read, second.read, third.read) == (2, 2, 0)
    assert second.files == third.files
    assert third.files["paper/2019"]["01-01.md"] == digest_bytes("新的正文\n".encode())


def test_a_file_changed_just_now_is_read_again(content: Path) -> None:
    """Two changes within one tick of the clock leave the same size and times: Git's racy entries."""
    look(content)

    assert look(content).read == 2


@pytest.mark.usefixtures("later")
def test_setting_the_time_back_hides_no_change(content: Path) -> None:
    path = content / "paper/2019/01-01.md"
    before = path.stat()
    look(content)
    path.write_text("另文\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    found = look(content)

    assert path.stat().st_size == before.st_size
    assert found.files["paper/2019"]["01-01.md"] == digest_bytes("另文\n".encode())


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("year", [1901, 1969, 2263, 2440])
def test_a_time_no_counter_of_nanoseconds_holds_is_a_look_like_any_other(content: Path, year: int) -> None:
    path = content / "paper/2019/01-01.md"
    seconds = (year - 1970) * 31_556_952
    os.utime(path, (seconds, seconds))
    right = look(content)
    path.write_text("另文\n")
    os.utime(path, (seconds, seconds))

    assert look(content).files["paper/2019"]["01-01.md"] == digest_bytes("另文\n".encode())
    assert look(content).files["paper/2019"] != right.files["paper/2019"]


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("damage", [b"", b"memo2\n", b"memo1\n" + b"0" * 40, os.urandom(200)])
def test_a_damaged_memo_is_no_memo(content: Path, damage: bytes) -> None:
    right = look(content)
    (content.parent / "cache/memo").write_bytes(damage)

    found = look(content)

    assert found.files == right.files
    assert found.read == 2


@pytest.mark.usefixtures("later")
def test_one_flipped_bit_in_the_memo_is_noticed(content: Path) -> None:
    right = look(content)
    memo = content.parent / "cache/memo"
    held = memo.read_bytes()
    for at in range(len(held)):
        memo.write_bytes(held[:at] + bytes([held[at] ^ 1]) + held[at + 1 :])

        assert look(content).files == right.files


@pytest.mark.usefixtures("later")
def test_files_that_are_gone_are_forgotten(content: Path) -> None:
    look(content)
    (content / "paper/2019/01-01.md").unlink()

    assert look(content).files["paper/2019"] == {}
    assert look(content).looked == 1


def test_nothing_is_remembered_where_nothing_can_be_written(content: Path) -> None:
    (content.parent / "cache").write_text("a file where the folder should be")

    assert look(content).read == 2
    assert look(content).read == 2


@pytest.mark.parametrize(
    "name",
    [
        *(".DS_Store", ".01-01.md.swp", "01-01.md~", "#01-01.md#", ".#01-01.md", "4913", "~$报纸.docx"),
        *("x.tmp", "x.part", "x.crdownload", "___jb_tmp___", "Thumbs.db"),
    ],
)
def test_what_editors_and_systems_drop_is_passed_over(content: Path, name: str) -> None:
    (content / "paper/2019" / name).write_text("")

    assert is_passing(name)
    assert list(look(content).files["paper/2019"]) == ["01-01.md"]


def test_folders_to_leave_out_are_not_entered(content: Path) -> None:
    (content / "paper/2019/source").mkdir()
    (content / "paper/2019/source/p1.txt").write_text("毛文")

    assert "paper/2019/source" not in look(content).files


def test_a_link_within_the_folder_is_followed(content: Path) -> None:
    (content / "paper/2020").symlink_to(content / "paper/2019")
    (content / "paper/2019/01-02.md").symlink_to("01-01.md")

    found = look(content)

    assert found.problems == ()
    assert found.files["paper/2020"] == found.files["paper/2019"]
    assert found.files["paper/2019"]["01-02.md"] == found.files["paper/2019"]["01-01.md"]


@pytest.mark.parametrize("target", ["../../..", "/etc/hostname", "../outside.md", "..", ".", "loop"])
def test_a_link_that_leads_out_or_round_is_a_problem(content: Path, target: str) -> None:
    (content.parent / "outside.md").write_text("秘密")
    (content / "paper/loop").symlink_to(target if target != "../outside.md" else "../../outside.md")

    found = look(content)

    assert [(p.code, p.place.path) for p in found.problems] == [("B020", "content/paper/loop")]
    assert found.looked == 2


def test_two_links_into_each_other_end(content: Path) -> None:
    for name in ("a", "b"):
        (content / name).mkdir()
    (content / "a/to-b").symlink_to(content / "b")
    (content / "b/to-a").symlink_to(content / "a")

    found = look(content)

    assert sorted(p.place.path for p in found.problems) == ["content/a/to-b/to-a", "content/b/to-a/to-b"]


def test_a_dangling_link_is_not_there(content: Path) -> None:
    (content / "paper/nowhere").symlink_to("gone.md")

    assert look(content).files["paper"] == {}


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file systems there have no other names")
def test_a_name_in_another_encoding_is_said_with_what_it_may_be(content: Path) -> None:
    name = "要闻.md".encode("gb18030")
    (content / "paper" / os.fsdecode(name)).write_text("正文")

    (problem,) = look(content).problems

    assert problem.code == "B021"
    assert problem.place.path == "content/paper/Ҫ\\xce\\xc5.md"  # two of its bytes happen to be UTF-8
    assert problem.facts == {"name": "要闻.md"}


def test_a_pipe_is_not_read(content: Path) -> None:
    os.mkfifo(content / "paper/pipe.md")

    assert codes(look(content).problems) == ["B023"]


def test_what_cannot_be_read_is_a_problem(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read everything, so the refusal is the test's own."""
    from site_builder.engine import survey as module

    def refuse(path: str) -> str:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(module, "digest_file", refuse)
    found = look(content)

    assert codes(found.problems) == ["B022", "B022"]
    assert found.files["paper/2019"] == {}
