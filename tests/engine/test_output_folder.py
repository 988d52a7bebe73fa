"""What is printed, what is kept, what is swept, and what is never touched."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from site_builder.engine import whole_files, writer
from site_builder.errors import ContentError
from tests.engine.toys import House, codes, tree

WORDS = {"one": "yi", "two": "er", "three": "san"}


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "house")


def fresh(house: House, words: dict[str, str]) -> dict[str, bytes]:
    """What a first build of these words prints."""
    new = House(house.root.parent / "fresh" / str(len(list(house.root.parent.glob("fresh/*")))))
    new.build(words)
    return new.files()


def test_a_build_prints_what_its_jobs_say(house: House) -> None:
    report = house.build({"one": "yi"})

    assert report.made == {"shout": 1, "print": 1}
    assert {path: data for path, data in house.files().items() if path != ".ledger.json"} == {
        "one.html": b"YI on one.html",
        "deep/one/index.html": b"YI on deep/one/index.html",
    }


def test_the_ledger_is_the_same_wherever_and_whenever(house: House) -> None:
    house.build(WORDS)
    ledger = json.loads(house.files()[".ledger.json"])

    assert ledger["format"] == "site_builder ledger 1"
    assert list(ledger["jobs"]) == ["print one", "print three", "print two"]
    assert fresh(house, WORDS) == house.files()
    assert str(house.root).encode() not in house.files()[".ledger.json"]


def test_a_second_build_does_nothing(house: House) -> None:
    house.build(WORDS)
    looks = {path: path.stat().st_mtime_ns for path in house.output.rglob("*.html")}

    assert house.build(WORDS).made == {}
    assert {path: path.stat().st_mtime_ns for path in house.output.rglob("*.html")} == looks


def test_only_what_changed_is_made(house: House) -> None:
    house.build(WORDS)

    assert house.build(WORDS | {"two": "liang"}).made == {"shout": 1, "print": 1}
    assert house.files() == fresh(house, WORDS | {"two": "liang"})


def test_the_same_value_from_another_source_prints_nothing(house: House) -> None:
    """Early cut-off: later jobs are keyed by what came out, not by what went in."""
    house.build(WORDS)

    assert house.build(WORDS | {"two": "Er"}).made == {"shout": 1}


def test_going_back_costs_only_printing(house: House) -> None:
    house.build(WORDS)
    house.build(WORDS | {"two": "liang"})

    assert house.build(WORDS).made == {"print": 1}


def test_what_no_job_claims_is_swept_with_its_folder(house: House) -> None:
    house.build(WORDS)

    report = house.build({"one": "yi"})

    assert report.swept.removed == (
        "deep/three/index.html",
        "deep/two/index.html",
        "three.html",
        "two.html",
    )
    assert not (house.output / "deep/two").exists()
    assert house.files() == fresh(house, {"one": "yi"})


def test_a_failed_build_sweeps_nothing_and_the_next_good_one_does(house: House) -> None:
    house.build(WORDS)

    failed = house.build({"one": "yi", "broken": "wrong"})
    assert "B022" in codes(failed.problems)
    assert failed.swept.removed == ()
    assert (house.output / "two.html").is_file()

    house.build({"one": "yi"})
    assert house.files() == fresh(house, {"one": "yi"})


def test_what_a_job_no_longer_prints_is_swept_when_a_build_gets_through(house: House) -> None:
    house.build(WORDS, paths={"two": ("old-1.html", "old-2.html")})

    for attempt in ("new-1.html", "new-2.html"):
        failed = house.build(WORDS | {"broken": "wrong"}, paths={"two": (attempt, "old-2.html")})
        assert failed.swept.removed == failed.swept.strays == ()
    assert {"old-1.html", "old-2.html", "new-1.html", "new-2.html"} <= house.files().keys()
    house.build(WORDS)

    assert house.files() == fresh(house, WORDS)


def test_files_of_the_user_are_reported_and_kept(house: House) -> None:
    house.build(WORDS)
    (house.output / "deep/two/notes.txt").write_text("mine")
    (house.output / ".nojekyll").touch()

    report = house.build({"one": "yi"})

    assert report.swept.strays == ("deep/two/notes.txt",)
    assert (house.output / "deep/two/notes.txt").read_text() == "mine"
    assert not (house.output / "deep/two/index.html").exists()
    assert (house.output / ".nojekyll").exists()


def test_a_file_of_the_user_is_not_printed_over(house: House) -> None:
    house.build({"one": "yi"})
    (house.output / "two.html").write_text("mine")

    report = house.build(WORDS)

    assert codes(report.problems) == ["B007"]
    assert report.problems[0].facts["path"] == "two.html"
    assert (house.output / "two.html").read_text() == "mine"
    assert not (house.output / "deep/two").exists(), "a job that cannot print everything prints nothing"
    assert (house.output / "three.html").exists()


def test_a_stray_that_is_what_would_be_printed_is_taken_over(house: House) -> None:
    house.build({"one": "yi"})
    (house.output / "two.html").write_bytes(b"ER on two.html")

    report = house.build(WORDS)

    assert (report.problems, report.swept.strays) == ([], ())
    assert house.files() == fresh(house, WORDS)


def test_a_link_in_the_output_is_not_written_through(house: House, tmp_path: Path) -> None:
    house.build({"one": "yi"})
    outside = tmp_path / "outside"
    outside.mkdir()
    (house.output / "deep/two").symlink_to(outside)

    report = house.build({"one": "yi", "two": "er"})

    assert codes(report.problems) == ["B007"]
    assert tree(outside) == {}


def test_a_link_in_place_of_a_folder_of_ours_is_not_swept_through(house: House, tmp_path: Path) -> None:
    house.build(WORDS)
    outside = tmp_path / "outside"
    (house.output / "deep/two").rename(outside)
    (house.output / "deep/two").symlink_to(outside)

    house.build({"one": "yi"})

    assert tree(outside) == {"index.html": b"ER on deep/two/index.html"}


def test_a_link_in_place_of_a_page_is_replaced_by_the_page(house: House, tmp_path: Path) -> None:
    house.build(WORDS)
    (tmp_path / "secret").write_bytes(b"ER on two.html")
    (house.output / "two.html").unlink()
    (house.output / "two.html").symlink_to(tmp_path / "secret")

    report = house.build(WORDS)

    assert report.made == {"print": 1}
    assert not (house.output / "two.html").is_symlink()
    assert (tmp_path / "secret").exists()


@pytest.mark.usefixtures("later")
def test_what_someone_changed_or_removed_is_repaired(house: House) -> None:
    house.build(WORDS)
    before = house.files()
    (house.output / "one.html").write_text("changed")
    (house.output / "two.html").unlink()

    assert house.build(WORDS).made == {"print": 2}
    assert house.files() == before
    assert house.build(WORDS).made == {}


@pytest.mark.usefixtures("later")
def test_the_warm_check_reads_no_page(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.build(WORDS)
    house.build(WORDS)

    def read(path: str) -> str:
        raise AssertionError(f"{path} was read")

    monkeypatch.setattr("site_builder.engine.output_folder.checksum_file", read)

    assert house.build(WORDS).made == {}


@pytest.mark.parametrize("paths", [("../x.html",), ("/tmp/x.html",), ("a/../../x",), (".ledger.json",), ("a.", "b")])
def test_a_path_that_leaves_the_folder_is_a_problem(house: House, paths: tuple[str, ...]) -> None:
    report = house.build(WORDS, paths={"two": paths})

    assert codes(report.problems) == ["B005"]
    assert set(tree(house.root.parent)) == {f"house/{path}" for path in tree(house.root)}


@pytest.mark.parametrize("other", ["A.html", "\u00e9.html"])
def test_two_names_for_one_file(house: House, other: str) -> None:
    one = "a.html" if other == "A.html" else "e\u0301.html"

    assert codes(house.build(WORDS, paths={"two": (one, other)}).problems) == ["B006"]
    assert codes(house.build(WORDS, paths={"one": (one,), "two": (other,)}).problems) == ["B008"]


def test_two_jobs_for_one_path_are_both_named(house: House) -> None:
    report = house.build(WORDS, paths={"one": ("x.html",), "two": ("x.html",)})

    assert codes(report.problems) == ["B008"]
    assert {report.problems[0].facts["owner"], report.problems[0].facts["job"]} == {"print one", "print two"}


def test_a_ledger_that_cannot_be_read_is_begun_again(house: House) -> None:
    house.build(WORDS)
    (house.output / ".ledger.json").write_text('{"format": "site_builder le')

    report = house.build({"one": "uno"})

    assert codes(report.problems) == ["B009"]
    assert report.swept.removed == ()
    assert set(report.swept.strays) == {"deep/three/index.html", "deep/two/index.html", "three.html", "two.html"}
    assert (house.output / "one.html").read_bytes() == b"UNO on one.html"
    assert house.build({"one": "uno"}).problems == []


def test_of_an_older_ledger_the_files_are_known_and_printed_anew(house: House) -> None:
    house.build(WORDS)
    ledger = house.output / ".ledger.json"
    ledger.write_text(re.sub('"[0-9a-f]{64}"', f'"{"ab" * 16}"', ledger.read_text()))

    report = house.build({"one": "uno"})

    assert report.problems == []
    assert set(report.swept.removed) == {"deep/three/index.html", "deep/two/index.html", "three.html", "two.html"}
    assert report.swept.strays == ()


def test_a_build_that_was_killed_leaves_nothing_behind(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after every single file in turn; the next build, of other content, equals a first one."""
    house.build(WORDS)
    real = whole_files.write_whole
    for survived in range(20):
        left = [survived]

        def write(path: str, data: bytes, left: list[int] = left) -> None:
            if not left[0]:
                beside = Path(path).parent / f"{whole_files.TEMPORARY}1-abcd"
                beside.write_bytes(data[:2])
                raise KeyboardInterrupt
            left[0] -= 1
            real(path, data)

        def write_pieces(path: Path, pieces: Iterable[bytes], write: Callable[[str, bytes], None] = write) -> None:
            write(str(path), b"".join(pieces))

        with monkeypatch.context() as patch:
            patch.setattr(writer, "write_whole", write)
            patch.setattr("site_builder.engine.ledger.write_pieces", write_pieces)
            try:
                house.build({"one": "uno", "four": "si", "five": "wu"})
            except KeyboardInterrupt:
                pass
            else:
                break
        house.build({"one": "yi", "six": "liu"})

        assert house.files() == fresh(house, {"one": "yi", "six": "liu"})
    assert 5 < survived < 19


def test_a_full_disk_stops_the_build_and_the_old_pages_stay(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.build(WORDS)
    before = house.files()

    def write(path: str, _: bytes) -> None:
        raise OSError(28, "No space left on device", path)

    with monkeypatch.context() as patch:
        patch.setattr(writer, "write_whole", write)
        with pytest.raises(ContentError) as full:
            house.build(WORDS | {"two": "liang"})

    assert [problem.code for problem in full.value.problems] == ["B011"]
    assert house.files() == before
    house.build(WORDS | {"two": "liang"})
    assert house.files() == fresh(house, WORDS | {"two": "liang"})


def test_the_pages_of_many_jobs_are_announced_together_and_before_any_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    announced: list[frozenset[str]] = []
    own = writer.write_whole

    def write(path: str, data: bytes) -> None:
        announced.append(writer.read_journal(tmp_path))
        own(path, data)

    monkeypatch.setattr(writer, "write_whole", write)
    first, second, third = writer.Writer(folder=str(tmp_path)).put_all(
        [({"one.html": b"1", "both.html": b"old"}, {}), ({"both.html": b"new"}, {}), ({"two.html": b"2"}, {})]
    )

    assert set(announced) == {frozenset({"one.html", "both.html", "two.html"})}
    assert (first.changed, second.changed) == (("both.html", "one.html"), ("both.html",))
    assert third.files.paths() == ["two.html"]
    assert (tmp_path / "both.html").read_bytes() == b"new"


def test_pages_can_be_read_by_a_web_server(house: House) -> None:
    old = os.umask(0o022)
    try:
        house.build(WORDS)
    finally:
        os.umask(old)

    assert {path.stat().st_mode & 0o777 for path in house.output.rglob("*") if path.is_file()} == {0o644}
