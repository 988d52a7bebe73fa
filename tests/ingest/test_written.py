"""What an import is about to write is read back before it is written: a fault of the writer costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.engine.events import silence
from site_builder.manuscript import yaml_text
from site_builder.workflows import ingest_issue
from site_builder.workflows.ingest import ingest

PAGE = "老街的灯又亮了\n\n本报讯（记者 林一）昨天晚上，老街的路灯换上了新灯罩，一共四十二只。\n\n2021年3月19日 第2版\n"


def swapped(before: str, after: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    """A writer that puts other words into the files."""
    return lambda files: {name: data.replace(before.encode(), after.encode()) for name, data in files.items()}


FAULTS: dict[str, Callable[[dict[str, bytes]], dict[str, bytes]]] = {
    "a word of a headline": swapped("老街的灯又", "老街的灯"),
    "a name": swapped("林一", "林二"),
    "a word of the text": swapped("四十二只", "四十三只"),
    "a comma of the text": swapped("晚上，", "晚上"),
    "a line of furniture": swapped("第2版", "第3版"),
    "a file that is no YAML": swapped("headline:", "headline: ["),
    "a file that is not there": lambda files: {name: data for name, data in files.items() if name == "issue.yaml"},
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_what_does_not_come_back_is_not_written(
    fault: Callable[[dict[str, bytes]], dict[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "p1.txt"
    source.write_text(PAGE, encoding="utf-8")
    written = ingest_issue.write_issue
    monkeypatch.setattr(ingest_issue, "write_issue", lambda issue: fault(written(issue)))

    result = ingest(tmp_path, [source], paper="yz", date="2021-03-19", tell=silence)

    assert "I011" in {problem.code for problem in result.problems}
    assert result.exit_code == 1
    assert not (tmp_path / "content").exists()


def test_what_comes_back_is_written(tmp_path: Path) -> None:
    source = tmp_path / "p1.txt"
    source.write_text(PAGE, encoding="utf-8")

    result = ingest(tmp_path, [source], paper="yz", date="2021-03-19", tell=silence)

    assert result.exit_code == 0
    assert (tmp_path / "content/yz/2021/2021-03-19/01-01.md").is_file()


def test_an_issue_that_would_be_too_long_to_be_read_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "p1.txt"
    source.write_text(PAGE, encoding="utf-8")
    written = ingest_issue.write_issue
    long = b"# " + b"x" * yaml_text.LONGEST + b"\n"
    monkeypatch.setattr(
        ingest_issue,
        "write_issue",
        lambda issue: {n: data + long * (n == "issue.yaml") for n, data in written(issue).items()},
    )

    result = ingest(tmp_path, [source], paper="yz", date="2021-03-19", tell=silence)

    assert [(one.code, Path(one.place.path).name) for one in result.problems] == [("F014", "issue.yaml")]
    assert not (tmp_path / "content").exists()
