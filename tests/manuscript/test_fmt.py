"""The canonical form: what fmt makes of files, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.errors import UsageError
from site_builder.workflows.fmt import fmt
from tests.casefiles import cases

CASES = Path(__file__).parent / "cases" / "formatting.md"
FOLDER = "content/bao/2019/2019-04-19"

PAPER = "name: 运河晨报\n"
ISSUE = 'date: 2019-04-19\npages:\n  - {number: "01"}\n'
ARTICLE = '---\nid: 01-01\nheadline: 甲\npage: "01"\nposition: {order: 1}\n---\n正文。\n'


def archive(root: Path, article: bytes, name: str = "01-01.md") -> Path:
    folder = root / FOLDER
    folder.mkdir(parents=True)
    (root / "content/bao/paper.yaml").write_text(PAPER, encoding="utf-8")
    (folder / "issue.yaml").write_text(ISSUE, encoding="utf-8")
    (folder / name).write_bytes(article)
    return folder / name


ALL = [pytest.param(before, after, id=title) for title, before, after in cases(CASES)]


@pytest.mark.parametrize(("before", "after"), ALL)
def test_file_is_rewritten_once(tmp_path: Path, before: str, after: str) -> None:
    name = "01-01.md" if before.startswith("---") else "issue.yaml"
    path = archive(tmp_path, before.encode(), name)
    first, second = fmt(tmp_path), fmt(tmp_path)

    assert path.read_text(encoding="utf-8") == after + "\n"
    assert list(first.changed) == [str(path)]
    assert second.changed == ()
    assert not first.failed


def test_what_is_canonical_is_left_alone(tmp_path: Path) -> None:
    path = archive(tmp_path, ARTICLE.encode())
    before = path.stat().st_mtime_ns
    report = fmt(tmp_path)

    assert (report.changed, report.problems, report.total) == ((), (), 3)
    assert path.stat().st_mtime_ns == before


def test_what_windows_editors_add_goes(tmp_path: Path) -> None:
    path = archive(tmp_path, b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode())
    fmt(tmp_path)

    assert path.read_bytes() == ARTICLE.encode()


def test_check_writes_nothing(tmp_path: Path) -> None:
    path = archive(tmp_path, ARTICLE.replace("headline", "标题").encode())
    before = path.read_bytes()
    report = fmt(tmp_path, check=True)

    assert list(report.changed) == [str(path)]
    assert path.read_bytes() == before
    assert fmt(tmp_path).changed == report.changed


def test_a_file_with_errors_is_left_as_it_is(tmp_path: Path) -> None:
    path = archive(tmp_path, b"---\nid: 01-01\nhedline: x\n---\n")
    before = path.read_bytes()
    report = fmt(tmp_path)

    assert path.read_bytes() == before
    assert report.failed
    assert {problem.code for problem in report.problems} >= {"F002", "F005", "F019"}
    assert {problem.place.path for problem in report.problems} == {str(path)}


def test_comments_are_kept_and_told(tmp_path: Path) -> None:
    path = archive(tmp_path, ARTICLE.replace("page:", "# 待查\npage:").encode())
    report = fmt(tmp_path)

    assert [(problem.code, str(problem.place)) for problem in report.problems] == [("F034", f"{path}:4")]
    assert "# 待查" in path.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_had_is_told_and_the_others_rewritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = archive(tmp_path, ARTICLE.replace("headline", "标题").encode())
    other = path.with_name("01-02.md")
    other.write_bytes(path.read_bytes().replace(b"01-01", b"01-02"))
    real = Path.read_bytes

    def refuse(asked: Path) -> bytes:
        if asked == path:
            raise PermissionError(13, "Permission denied", str(asked))
        return real(asked)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    report = fmt(tmp_path)

    assert [(problem.code, problem.place.path) for problem in report.problems] == [("F035", str(path))]
    assert report.changed == (str(other),)


def test_raw_texts_are_never_touched(tmp_path: Path) -> None:
    archive(tmp_path, ARTICLE.encode())
    source = tmp_path / FOLDER / "source" / "01-02.md"
    source.parent.mkdir()
    source.write_bytes(b"\xef\xbb\xbfraw\r\n")
    fmt(tmp_path)

    assert source.read_bytes() == b"\xef\xbb\xbfraw\r\n"


def test_a_folder_without_an_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        fmt(tmp_path)
