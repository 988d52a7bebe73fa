"""A folder of texts of every kind: what is read, in which order, as which page, and what is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from site_builder.engine.events import silence
from site_builder.errors import Severity
from site_builder.newspaper.keys import issue_key
from site_builder.workflows.ingest import IngestResult, ingest
from site_builder.workflows.ingest_sources import find_sources
from site_builder.workflows.rerun import IssueFolder, rerun
from site_builder.workflows.source_folders import files_of, named_page, numbers_of
from tests.ingest.tiny_pdf import Set, tiny_pdf

TEXT = "渡口的老航标灯昨天重新点亮，三十多位退休的船工站在堤上看着灯光。\n"


def take(root: Path, source: Path, page: str = "") -> IngestResult:
    """Import a folder into a new archive."""
    return ingest(root, [source], paper="jing", date="2020-01-01", page=page, tell=lambda _: None)


def articles(root: Path) -> list[str]:
    """The articles there are, by name."""
    return sorted(path.name for path in (root / "content").rglob("[0-9]*.md"))


def put(folder: Path, **files: bytes) -> None:
    """Write files, folders among their names."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("p01.txt", ("", 1)),
        ("第02版.md", ("", 2)),
        ("jing-2019-04-19-A03.html", ("A", 3)),
        ("20190419B12.txt", ("B", 12)),
        ("第A05版：要闻.txt", ("A", 5)),
        ("page_7.txt", ("", 7)),
        ("第二版.txt", ("", 2)),
        ("江城日报第十二版.txt", ("", 12)),
        ("第A二十版.txt", ("A", 20)),
        ("p12/a.html", ("", 12)),
        ("map12.txt", ("", 0)),
        ("a03b.txt", ("", 0)),
        ("test_p1_x/a.txt", ("", 0)),
        ("2019-04-19.txt", ("", 0)),
    ],
)
def test_names_that_give_a_page(path: str, page: tuple[str, int]) -> None:
    assert named_page(Path(path)) == page


def test_sections_follow_each_other() -> None:
    assert numbers_of([("A", 1), ("A", 8), ("B", 2), ("", 0), ("C", 1)]) == [1, 8, 10, 0, 11]


def test_a_folder_is_read_as_a_person_would_count_it(tmp_path: Path) -> None:
    put(tmp_path, **dict.fromkeys(["10.txt", "9.txt", "b/2.md", "b/.git/x.txt", ".hidden.txt", "a.png"], TEXT.encode()))
    put(tmp_path, **{"b/x.doc": b"PK\x03\x04", "page_files/frame.html": b"<p>x</p>"})

    found, problems = files_of(tmp_path)

    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["9.txt", "10.txt", "b/2.md"]
    assert [(one.code, Path(one.place.path).name, one.severity) for one in problems] == [
        ("I207", "x.doc", Severity.WARNING)
    ]


@pytest.mark.parametrize("given", [".", "content", "content/chenbao/raw"])
def test_the_archive_does_not_import_itself(tmp_path: Path, given: str) -> None:
    own = {"content/chenbao/2019/2019-04-19/01-01.md": b"x", "output/a.html": b"<p>x</p>"}
    put(tmp_path, **own, **{"drawer/p1.txt": TEXT.encode(), "content/chenbao/raw/p2.txt": TEXT.encode()})

    result = ingest(tmp_path, [tmp_path / given], paper="yanhe", date="2021-03-19", dry_run=True, tell=silence)

    read = [Path(source.name).name for source in result.report.sources]
    codes = [problem.code for problem in result.problems]
    assert (read, codes.count("I209")) == {
        ".": (["p1.txt"], 2),
        "content": ([], 1),
        "content/chenbao/raw": (["p2.txt"], 0),
    }[given]
    assert ("I006" in codes) == (given == "content")


def test_links_out_of_the_folder_are_told_and_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "out", **{"secret.txt": b"secret"})
    put(tmp_path / "in", **{"a.txt": TEXT.encode()})
    (tmp_path / "in" / "b.txt").symlink_to(tmp_path / "out" / "secret.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")

    found, problems = files_of(tmp_path / "in")

    assert [path.name for path in found] == ["a.txt"]
    assert [(one.code, Path(one.place.path).name) for one in problems] == [("I206", "b.txt"), ("I206", "loop")]


def test_bad_files_stop_themselves_and_the_others_go_on(tmp_path: Path) -> None:
    source = tmp_path / "src"
    whole = tiny_pdf([[Set(40, 700, TEXT.strip())]])
    put(
        source,
        **{
            "p01.txt": TEXT.encode("gb18030"),
            "p02.pdf": whole,
            "p03.pdf": whole[:700],
            "p04.txt": b"",
            "p05.txt": bytes(range(256)) * 40,
            "p06.html": f"<html><body><script>x()</script><p>{TEXT}</p></body></html>".encode(),
            "p07.md": b"\xff\xd8\xff\xe0 no picture of a page",
        },
    )

    result = take(tmp_path, source)

    assert articles(tmp_path) == ["01-01.md", "02-01.md", "06-01.md"]
    told = [(one.code, Path(one.place.path).name) for one in result.problems]
    assert told == [("I213", "p03.pdf"), ("I001", "p04.txt"), ("I013", "p05.txt"), ("I003", "p07.md")]
    kept = {path.name for path in (tmp_path / "content").rglob("source/*") if path.is_file()}
    assert {"p01.txt", "p02.pdf", "p02.pdf.txt", "p06.html"} == kept
    copy = next((tmp_path / "content").rglob("source/p02.pdf"))
    assert copy.read_bytes() == whole
    assert "p02.pdf.txt" in next((tmp_path / "content").rglob("02-01.md")).read_text(encoding="utf-8")


def test_texts_of_one_page_are_laid_together(tmp_path: Path) -> None:
    page = "<html><body><nav>首页</nav><h1>{}</h1><p>{}</p></body></html>"
    put(
        tmp_path / "src",
        **{
            "第03版/1.html": page.format("北门渡口又亮灯", TEXT).encode(),
            "第03版/2.html": page.format("柳巷停水两天", TEXT.replace("渡口", "柳巷")).encode(),
        },
    )

    result = take(tmp_path, tmp_path / "src")

    assert result.problems == ()
    assert [one.title for one in result.report.articles] == ["北门渡口又亮灯", "柳巷停水两天"]
    assert articles(tmp_path) == ["03-01.md", "03-02.md"]


def test_the_page_that_is_asked_for_wins(tmp_path: Path) -> None:
    put(tmp_path / "src", **{"p07.txt": TEXT.encode(), "p09.txt": TEXT.encode()})

    take(tmp_path, tmp_path / "src", page="3")

    assert articles(tmp_path) == ["03-01.md", "04-01.md"]


def test_a_name_that_is_no_text_is_read_all_the_same(tmp_path: Path) -> None:
    source = tmp_path / "src"
    source.mkdir()
    with open(os.fsencode(source) + b"/\xb1\xa8.txt", "wb") as file:  # noqa: PTH123 - a Path cannot be made of these bytes
        file.write(TEXT.encode())

    result = take(tmp_path, source)

    assert result.problems == ()
    assert articles(tmp_path) == ["01-01.md"]
    assert "\ufffd" in result.report.json()


def test_a_page_of_several_texts_can_be_imported_again(tmp_path: Path) -> None:
    page = "<html><body><nav>首页</nav><h1>{}</h1><p>{}</p></body></html>"
    put(tmp_path / "src", **{f"第03版/{n}.html": page.format(f"渡口又亮灯之{n}", TEXT).encode() for n in "12"})
    take(tmp_path, tmp_path / "src")
    folder = next((tmp_path / "content").rglob("issue.yaml")).parent

    key = issue_key("jing", "2020-01-01")
    assert key is not None

    again, problems = rerun(IssueFolder(key=key, path=folder, shown="here"))

    assert problems == []
    assert again is not None
    assert [one.article.id for one in again.pages[0].drafts] == ["03-01", "03-02"]


def test_a_folder_that_is_no_issue_is_told_before_anything_is_read(tmp_path: Path) -> None:
    put(tmp_path / "src", **{f"{number}.txt": b"x" for number in range(1000)})
    (tmp_path / "src" / "0.txt").write_bytes(b"")

    result = take(tmp_path, tmp_path / "src")

    assert [(one.code, one.facts) for one in result.problems] == [("I023", {"count": "1000", "most": "999"})]
    assert not (tmp_path / "content").exists()


def test_a_file_that_cannot_be_read_or_is_gone_is_told_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "src", **{"p01.txt": TEXT.encode(), "p02.txt": TEXT.encode(), "p03.txt": TEXT.encode()})
    whole = Path.read_bytes

    def torn(path: Path) -> bytes:
        if path.name == "p01.txt":
            raise PermissionError(13, "Permission denied", str(path))
        if path.name == "p02.txt":
            raise FileNotFoundError(2, "No such file or directory", str(path))
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", torn)

    result = take(tmp_path, tmp_path / "src")

    assert [(one.code, Path(one.place.path).name) for one in result.problems] == [
        ("I009", "p01.txt"),
        ("I009", "p02.txt"),
    ]
    assert articles(tmp_path) == ["03-01.md"]


FOLIO = """凤鸣县报　第三版　2009年11月6日　星期五

老街的灯又亮了

本报讯（记者 林一）昨天晚上，老街的路灯换上了新灯罩。
"""


def test_the_folio_gives_the_page_and_the_day_that_nobody_gave(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(FOLIO, encoding="utf-8")

    result = ingest(tmp_path, [tmp_path / "x.txt"], paper="fm", date="", tell=silence)

    assert (tmp_path / "content/fm/2009/2009-11-06/03-01.md").is_file()
    assert "I106" in {entry.problem.code for entry in result.report.entries}


def test_a_given_page_and_day_are_believed_over_the_folio(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(FOLIO, encoding="utf-8")

    result = ingest(tmp_path, [tmp_path / "x.txt"], paper="fm", date="2009-11-07", page="2", tell=silence)

    assert (tmp_path / "content/fm/2009/2009-11-07/02-01.md").is_file()
    assert {"I107", "I128"} <= {entry.problem.code for entry in result.report.entries}


def test_without_a_day_anywhere_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("老街的灯又亮了\n\n昨天晚上，老街的路灯换上了新灯罩。\n", encoding="utf-8")

    result = ingest(tmp_path, [tmp_path / "x.txt"], paper="fm", date="", tell=silence)

    assert [problem.code for problem in result.problems] == ["I021"]
    assert not (tmp_path / "content").exists()


@pytest.mark.skipif(os.name != "posix", reason="nothing else can make such a path")
def test_a_folder_deeper_than_a_path_may_be_long_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "z.txt").write_text(TEXT, encoding="utf-8")
    above = os.open(folder, os.O_RDONLY)
    for _ in range(250):
        os.mkdir("a" * 20, dir_fd=above)
        below = os.open("a" * 20, os.O_RDONLY, dir_fd=above)
        os.close(above)
        above = below
    os.close(above)

    found, problems = find_sources([folder])

    assert found == [folder / "z.txt"]
    assert [one.code for one in problems] == ["I009"]
