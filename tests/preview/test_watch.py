"""Saves as editors do them are each one batch; what is no change is no news; events and polling tell the same."""

from __future__ import annotations

import errno
import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from site_builder.errors import Problem, Severity
from site_builder.workflows import sightings
from site_builder.workflows import watch as watch_module
from site_builder.workflows.listening import Ears, Hint, hints_of, remote_file_system
from site_builder.workflows.rounds import AT_WORK, LIVELY, Rounds
from site_builder.workflows.sightings import Sightings
from site_builder.workflows.watch import FEW, Gathered, Ignored, is_passing, watch

SOON = 60.0
"""Seconds after which a test gives up waiting for what should come in milliseconds."""


class Watched:
    """A watched folder, the batches that came from it, and what was said meanwhile."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.batches: queue.Queue[set[str]] = queue.Queue()
        self.said: list[Problem] = []

    def next(self) -> set[str]:
        """The next batch, as paths relative to the folder."""
        return self.batches.get(timeout=SOON)

    def write(self, name: str, text: str) -> Path:
        """Save a file in place."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def replace(self, name: str, text: str) -> None:
        """Save a file as careful editors do: write another, rename it over."""
        file = self.folder / name
        beside = file.with_name(f".{file.name}.saving")
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)


@contextmanager
def watching(folder: Path, **settings: object) -> Iterator[Watched]:
    watched = Watched(folder)
    with watch([folder], [folder / "output"], tell=watched.said.append, **settings) as batches:  # type: ignore[arg-type]

        def collect() -> None:
            for paths in batches:
                watched.batches.put({path.relative_to(folder).as_posix() for path in paths})

        thread = threading.Thread(target=collect)
        thread.start()
        yield watched
        batches.close()
        thread.join(SOON)
        assert not thread.is_alive()


@pytest.fixture(params=["events", "polling"])
def watched(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Watched]:
    folder = tmp_path / "content"
    for name in ["01-01.md", "01-02.md", "images/a.svg"]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"text of {name}", encoding="utf-8")
    settings = {"probe": tmp_path / ".cache"} if request.param == "events" else {"poll": 0.01, "many": 0.03}
    with watching(folder, **settings) as watched:
        yield watched
        assert watched.said == [], "events come here, nobody should be told otherwise"


def test_a_file_saved_in_place(watched: Watched) -> None:
    watched.write("01-01.md", "corrected")

    assert watched.next() == {"01-01.md"}


def test_a_file_saved_by_renaming_another_over_it(watched: Watched) -> None:
    watched.replace("01-01.md", "corrected")

    assert watched.next() == {"01-01.md"}


def test_many_saves_of_both_kinds_are_all_seen(watched: Watched) -> None:
    for number in range(12):
        (watched.write, watched.replace)[number % 2]("01-01.md", f"text {number}")

        assert watched.next() == {"01-01.md"}


def test_a_deleted_file(watched: Watched) -> None:
    (watched.folder / "01-02.md").unlink()

    assert watched.next() == {"01-02.md"}


def test_a_renamed_file_is_two_paths(watched: Watched) -> None:
    (watched.folder / "01-02.md").rename(watched.folder / "02-01.md")

    assert watched.next() == {"01-02.md", "02-01.md"}


def test_a_new_folder_and_later_a_file_in_it(watched: Watched) -> None:
    watched.write("2019-04-20/issue.yaml", "number: 1")
    assert watched.next() == {"2019-04-20/issue.yaml"}

    watched.write("2019-04-20/01-01.md", "new")
    assert watched.next() == {"2019-04-20/01-01.md"}


def test_a_folder_moved_in_from_elsewhere(watched: Watched, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "deep").mkdir(parents=True)
    (elsewhere / "deep" / "01-01.md").write_text("from elsewhere", encoding="utf-8")

    elsewhere.rename(watched.folder / "2019-04-21")

    assert watched.next() == {"2019-04-21/deep/01-01.md"}


def test_a_renamed_folder(watched: Watched) -> None:
    (watched.folder / "images").rename(watched.folder / "pictures")

    assert watched.next() == {"images/a.svg", "pictures/a.svg"}


def test_a_folder_moved_away(watched: Watched, tmp_path: Path) -> None:
    (watched.folder / "images").rename(tmp_path / "away")

    assert watched.next() == {"images/a.svg"}


@pytest.mark.parametrize("settings", [{"quiet": 0.3, "many": 0.5}, {"poll": 0.01, "many": 0.5}])
def test_a_hundred_files_are_one_batch(tmp_path: Path, settings: dict[str, float]) -> None:
    names = {f"2020/{number:03}.md" for number in range(100)}
    with watching(tmp_path, **settings) as watched:
        for name in sorted(names):
            watched.write(name, name)

        assert watched.next() == names
        watched.write("01-01.md", "afterwards")
        assert watched.next() == {"01-01.md"}


def test_touching_and_saving_the_same_bytes_is_no_news(watched: Watched) -> None:
    file = watched.folder / "01-01.md"
    os.utime(file)
    watched.write("01-01.md", file.read_text(encoding="utf-8"))
    watched.replace("01-01.md", file.read_text(encoding="utf-8"))
    file.read_bytes()
    watched.write("01-02.md", "the only change")

    assert watched.next() == {"01-02.md"}


def test_a_change_taken_back_before_anyone_looked_is_no_news(watched: Watched) -> None:
    watched.write("passing/01-01.md", "there for a moment").unlink()
    watched.write("01-02.md", "the only change")

    assert watched.next() == {"01-02.md"}


@pytest.mark.parametrize("name", ["a.md~", ".a.md.swp", "4913", "#a.md#", ".#a.md", "x.tmp", "x.part", "x.crdownload"])
def test_files_editors_leave_for_a_moment_are_not_news(watched: Watched, name: str) -> None:
    watched.write(name, "temporary")
    watched.write("01-01.md", f"saved beside {name}")

    assert watched.next() == {"01-01.md"}


@pytest.mark.parametrize("name", [".DS_Store", "___jb_tmp___", "___jb_old___", "~$letter.docx", ".obsidian"])
def test_names_that_are_passing(name: str) -> None:
    assert is_passing(name)


@pytest.mark.parametrize("name", ["01-01.md", "issue.yaml", "图一.webp", "tmp.md", "a~b.md", "part"])
def test_names_that_stay(name: str) -> None:
    assert not is_passing(name)


def test_ignored_and_hidden_folders_are_not_news(watched: Watched) -> None:
    watched.write("output/index.html", "printed")
    watched.write(".git/index", "git's")
    watched.write("01-01.md", "saved")

    assert watched.next() == {"01-01.md"}


def test_an_archive_in_a_hidden_folder_is_watched_like_any_other(tmp_path: Path) -> None:
    folder = tmp_path / ".archive" / "content"
    folder.mkdir(parents=True)
    with watching(folder) as watched:
        watched.write("01-01.md", "saved")

        assert watched.next() == {"01-01.md"}


def test_a_watched_folder_may_be_missing_appear_go_and_come_back(tmp_path: Path) -> None:
    folder = tmp_path / "themes"
    with watching(folder) as watched:
        for text in ["first", "second"]:
            watched.write("broadsheet/theme.yaml", text)
            assert watched.next() == {"broadsheet/theme.yaml"}

            watched.write("broadsheet/theme.yaml", text + ", corrected")
            assert watched.next() == {"broadsheet/theme.yaml"}

            (folder / "broadsheet" / "theme.yaml").unlink()
            (folder / "broadsheet").rmdir()
            folder.rmdir()
            assert watched.next() == {"broadsheet/theme.yaml"}


def gathered(folder: Path, *signs: Path) -> Gathered:
    return Gathered(Ignored([folder], []), {str(sign) for sign in signs})


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of closing a file")
def test_a_file_still_being_written_is_waited_for(tmp_path: Path) -> None:
    batch = gathered(tmp_path)
    file = str(tmp_path / "01-01.md")

    batch.add(Hint("modified", file))
    assert batch.unfinished == {file}

    batch.add(Hint("closed", file))
    assert batch.unfinished == set()
    assert batch.paths == {file}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of closing a file")
def test_a_new_file_is_waited_for_while_it_is_empty(tmp_path: Path) -> None:
    batch = gathered(tmp_path)
    empty, moved_in = tmp_path / "01-01.md", tmp_path / "01-02.md"
    empty.touch()
    moved_in.write_text("whole", encoding="utf-8")

    batch.add(Hint("created", str(empty)))
    batch.add(Hint("created", str(moved_in)))

    assert batch.unfinished == {str(empty)}


def test_a_busy_sign_and_many_paths_make_a_batch_busy(tmp_path: Path) -> None:
    content, head = tmp_path / "content", tmp_path / ".git" / "HEAD"

    batch = gathered(content, head)
    assert not batch.busy
    batch.add(Hint("modified", str(head)))
    assert batch.busy
    assert batch.paths == set()

    batch = gathered(content, head)
    for number in range(FEW + 1):
        assert not batch.busy
        batch.add(Hint("created", str(content / f"{number}.md")))
    assert batch.busy


def test_a_busy_sign_is_not_news_itself(tmp_path: Path) -> None:
    git, content = tmp_path / ".git", tmp_path / "content"
    git.mkdir()
    content.mkdir()
    with watching(content, busy_signs=[git / "HEAD"], quiet=0.2, many=0.5) as watched:
        (git / "HEAD").write_text("ref: refs/heads/other", encoding="utf-8")
        watched.write("01-01.md", "of the other branch")
        watched.write("01-02.md", "of the other branch")

        assert watched.next() == {"01-01.md", "01-02.md"}


def fails_with(number: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, "inotify watch limit reached")

    return fail


@pytest.mark.parametrize("where", ["__init__", "hear"])
def test_without_watches_left_it_polls_and_says_how_to_get_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setattr(Ears, where, fails_with(errno.ENOSPC))
    monkeypatch.setattr(watch_module, "TURN", 0.01)
    content = tmp_path / "content"
    content.mkdir()
    with watching(content, probe=tmp_path / ".cache", many=0.02) as watched:
        watched.write("01-01.md", "saved")

        assert watched.next() == {"01-01.md"}
    assert [(problem.code, problem.severity) for problem in watched.said] == [("P012", Severity.WARNING)]
    assert "fs.inotify.max_user_watches" in watched.said[0].facts["sysctl"]


def test_where_no_event_comes_it_polls_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ears, "hear", lambda *_: False)
    monkeypatch.setattr(watch_module, "TURN", 0.01)
    with watching(tmp_path, probe=tmp_path / ".cache", many=0.02) as watched:
        watched.write("01-01.md", "saved")

        assert watched.next() == {"01-01.md"}
    assert [problem.code for problem in watched.said] == ["P011"]


def test_where_somebody_is_at_work_is_looked_at_between_two_rounds(tmp_path: Path) -> None:
    looked: list[float] = []
    folder = tmp_path / "chenbao/2019/2019-04-19"
    folder.mkdir(parents=True)
    for name in ("01-01.md", "01-02.md"):
        (folder / name).write_text("first", encoding="utf-8")
    sightings = Sightings([tmp_path], Ignored([tmp_path], []))

    def pause(seconds: float) -> bool:
        looked.append(seconds)
        return True

    rounds = Rounds([tmp_path], sightings, 1000.0, 0.0, pause)
    (folder / "01-01.md").write_text("second", encoding="utf-8")
    assert rounds.next() == {str(folder / "01-01.md")}, "the first round is full"

    (folder / "01-02.md").write_text("second", encoding="utf-8")
    (folder / "01-03.md").write_text("new", encoding="utf-8")
    (folder / "01-01.md").unlink()
    (tmp_path / "site.yaml").write_text("elsewhere: {}", encoding="utf-8")
    looked.clear()
    assert rounds.next() == {str(folder / name) for name in ("01-01.md", "01-02.md", "01-03.md")}
    assert looked[0] == LIVELY
    assert rounds.next() == set(), "what is elsewhere waits for the next full round"


def test_of_many_folders_those_of_the_last_saves_are_looked_at(tmp_path: Path) -> None:
    names = [f"p/2019/2019-04-{day:02d}" for day in range(1, 13)]
    for name in names:
        (tmp_path / name).mkdir(parents=True)
    glances: list[str] = []
    sightings = Sightings([tmp_path], Ignored([tmp_path], []))
    rounds = Rounds([tmp_path], sightings, 0.0, 0.0, lambda _: True)
    for name in names:
        (tmp_path / name / "01-01.md").write_text("saved", encoding="utf-8")
        rounds._due = 0.0
        assert rounds.next() == {str(tmp_path / name / "01-01.md")}
    sightings.stamps_in = lambda folder: glances.append(folder) or {}  # type: ignore[func-returns-value,method-assign]
    rounds._due = float("inf")

    rounds.next()

    assert set(glances) == {str(tmp_path / name) for name in names[-AT_WORK:]}


@pytest.mark.parametrize("settings", [{}, {"poll": 0.01, "many": 0.02}], ids=["events", "polling"])
def test_a_nudge_is_a_batch_without_files(tmp_path: Path, settings: dict[str, float]) -> None:
    with watch([tmp_path], **settings) as batches:  # type: ignore[arg-type]
        assert not batches.waiting()
        batches.nudge()
        assert batches.waiting()
        assert next(batches) == ()
        assert not batches.waiting()


def test_a_probe_leaves_nothing_behind(tmp_path: Path) -> None:
    with watching(tmp_path / "content", probe=tmp_path / ".cache") as watched:
        assert watched.said == []

    assert list((tmp_path / ".cache").iterdir()) == []


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
C:\\134 /mnt/c 9p rw 0 0
nas:/papers /srv/old\\040papers nfs4 rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/home/a/content", ""), ("/mnt/c/Users/a/content", "9p"), ("/srv/old papers/x", "nfs4"), ("/mnt/card", "")],
)
def test_drives_that_do_not_tell_are_known(folder: str, kind: str) -> None:
    assert remote_file_system([Path("/home"), Path(folder)], MOUNTS) == kind


def test_reading_and_a_folders_own_times_are_no_hints() -> None:
    from watchdog.events import DirModifiedEvent, FileClosedNoWriteEvent, FileMovedEvent, FileOpenedEvent

    assert hints_of(FileOpenedEvent("/a.md")) == []
    assert hints_of(FileClosedNoWriteEvent("/a.md")) == []
    assert hints_of(DirModifiedEvent("/content")) == []
    assert [hint.path for hint in hints_of(FileMovedEvent("/a.md", "/b.md"))] == ["/a.md", "/b.md"]


def test_a_file_that_was_only_glanced_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an archive of thousands of files the preview reads most when it has time: what is saved is news before."""
    monkeypatch.setattr(sightings, "AT_ONCE", 0)
    files = [tmp_path / f"01-{number:02}.md" for number in range(4)]
    for file in files:
        file.write_text("旧", encoding="utf-8")
        os.utime(file, (1, 1))
    monkeypatch.setattr(sightings, "COARSE", -(10**12))  # as if they had been written long ago
    seen = Sightings([tmp_path], lambda _: False)

    assert seen.look(str(files[0])) == set(), "nothing happened to it"
    files[1].write_text("新", encoding="utf-8")
    assert seen.look(str(files[1])) == {str(files[1])}
    assert not seen.catch_up(10)
    files[2].write_text("旧", encoding="utf-8")
    assert seen.look(str(files[2])) == set(), "the same bytes"
    files[3].write_text("新", encoding="utf-8")
    assert seen.look_everywhere() == {str(files[3])}
