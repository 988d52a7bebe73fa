"""An import that cannot prove itself, cannot write or is interrupted leaves everything as it was."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from site_builder.newspaper.raw import RawIssue, RawPage
from site_builder.newspaper.runs import glue, join
from site_builder.workflows import ingest as workflow
from site_builder.workflows.ingest import IngestResult
from site_builder.workflows.ingest_pages import PageDraft, draft_page
from site_builder.workflows.ingest_proof import Used
from tests.ingest.test_into_the_archive import FRONT, SECOND, put, state, take

Spoil = Callable[[Used], list[Used]]


def with_text(used: Used, text: str) -> Used:
    return msgspec.structs.replace(used, written=text)


def lost(used: Used) -> list[Used]:
    text = used.text.slice(0, -1)
    return [Used(field=used.field, written=text.string, text=text)]


def doubled(used: Used) -> list[Used]:
    text = join((used.text, used.text.slice(0, 1)))
    return [Used(field=used.field, written=text.string, text=text)]


def invented(used: Used) -> list[Used]:
    text = join((used.text, glue("灯")))
    return [Used(field=used.field, written=text.string, text=text)]


FAULTS: dict[str, tuple[Spoil, str]] = {
    "a field is lost": (lambda _: [], "I010"),
    "a character is lost": (lost, "I010"),
    "a character stands twice": (doubled, "I012"),
    "a character is put in": (invented, "I011"),
    "a character is another": (lambda used: [with_text(used, used.written[:-1] + "灯")], "I011"),
    "a field is written that was not read": (lambda used: [used, with_text(used, "灯")], "I011"),
    "two fields take the same words": (lambda used: [used, used], "I012"),
}


@pytest.fixture
def first_page(tmp_path: Path) -> dict[str, bytes]:
    """An archive with a page in it."""
    take(tmp_path, put(tmp_path, "p01.txt", FRONT))
    return state(tmp_path)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("at", [0, -1])
def test_an_import_that_cannot_prove_itself_writes_nothing(
    fault: str, at: int, tmp_path: Path, first_page: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil, code = FAULTS[fault]

    def spoiled(raw: RawIssue, page: RawPage) -> PageDraft:
        made = draft_page(raw, page)
        used = list(made.used)
        at_ = range(len(used))[at]
        return msgspec.structs.replace(made, used=(*used[:at_], *spoil(used[at_]), *used[at_ + 1 :]))

    monkeypatch.setattr(workflow, "draft_page", spoiled)

    result = take(tmp_path, put(tmp_path, "p02.txt", SECOND), page="2")

    assert code in [one.code for one in result.problems]
    assert all(one.place.path.endswith("p02.txt") and one.place.line for one in result.problems)
    assert (result.exit_code, result.written) == (1, ())
    assert state(tmp_path) == first_page


def everything(root: Path) -> dict[str, bytes]:
    """All files and folders, hidden ones too."""
    return {path.relative_to(root).as_posix(): b"" if path.is_dir() else path.read_bytes() for path in root.rglob("*")}


@pytest.mark.parametrize("number", range(6))
def test_a_full_disk_leaves_everything_as_it_was(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take(tmp_path, put(tmp_path, "p01.txt", FRONT))
    source = put(tmp_path, "p02.txt", SECOND)
    before = everything(tmp_path)
    written: list[Path] = []

    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if len(written) == number:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(path)
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)

    if number < 4:
        with pytest.raises(OSError, match=r"No space left on device: '.*(?:2021-10-01|shadu)"):
            take(tmp_path, source, page="2", day="2021-10-01")
        assert everything(tmp_path) == before
    else:
        assert take(tmp_path, source, page="2", day="2021-10-01").written


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("day", ["2021-09-03", "2021-10-01"])
def test_an_interrupted_import_leaves_everything_as_it_was(
    number: int, day: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(tmp_path, put(tmp_path, "p01.txt", FRONT))
    source = put(tmp_path, "p02.txt", SECOND)
    before = everything(tmp_path)
    moved: list[Path] = []
    replace = Path.replace

    def interrupted(path: Path, target: Path) -> Path:
        done = replace(path, target)
        moved.append(target)
        if len(moved) == number + 1:
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(Path, "replace", interrupted)

    with pytest.raises(KeyboardInterrupt):
        take(tmp_path, source, page="2", day=day)

    assert everything(tmp_path) == before


def test_the_next_import_completes_one_whose_machine_stopped(tmp_path: Path) -> None:
    take(tmp_path, put(tmp_path, "p01.txt", FRONT))
    issue = tmp_path / "content/shadu/2021/2021-09-03/issue.yaml"
    before = issue.read_bytes()
    source = put(tmp_path, "p02.txt", SECOND)
    take(tmp_path, source, page="2")
    whole = state(tmp_path)
    issue.write_bytes(before)  # it is written last

    again: IngestResult = take(tmp_path, source, page="2")

    assert again.exit_code == 0
    assert state(tmp_path) == whole


def test_what_somebody_edited_meanwhile_is_not_completed(tmp_path: Path) -> None:
    take(tmp_path, put(tmp_path, "p01.txt", FRONT))
    issue = tmp_path / "content/shadu/2021/2021-09-03/issue.yaml"
    issue.unlink()
    article = issue.parent / "01-01.md"
    article.write_text(article.read_text("utf-8") + "\n有人添了一段。\n", "utf-8")
    before = state(tmp_path)

    again = take(tmp_path, tmp_path / "p01.txt")

    assert [one.code for one in again.problems] == ["I030"]
    assert state(tmp_path) == before
