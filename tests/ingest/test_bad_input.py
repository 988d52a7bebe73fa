"""Whatever lies in a file: it is a text or a sentence with its name; nothing is lost, nothing written is hurt."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from site_builder.errors import Severity, wording
from site_builder.segmenting import look_alikes
from site_builder.workflows.import_lock import one_at_a_time
from site_builder.workflows.ingest import ingest
from site_builder.workflows.rebuild import rebuild

TEXT = "渡口的老航标灯昨天重新点亮，三十多位退休的船工站在堤上看着灯光。\n"
SUFFIXES = (".txt", ".md", ".html", ".htm", ".xhtml", ".mht", ".pdf", ".docx", "", ".TXT", ".doc", ".第一版")
heads = st.sampled_from(
    [
        b"",
        b"<html><body>",
        b"%PDF-1.4\n",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xfe\xff",
        b"# ",
        b"<!--enpproperty <title>",
        b"PK\x03\x04",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n",
        b"<html hidden><table><tr><td rowspan=9>",
        b"<ruby><rt><ol><li><q><b>",
        "渡口的灯".encode("gb18030"),
        "渡口的燈".encode("big5"),
        TEXT.encode("utf-16"),
    ]
)
pieces = st.one_of(
    st.binary(max_size=120),
    st.sampled_from(
        [b"<p>", b"</table>", b"<tr><td>", b"\f", b"\n# ", b"**", b"| a | b |\n", b"\x00", b"\xed\xa0\x80"]
    ),
    st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")),
)
middles = st.lists(pieces, max_size=8).map(b"".join)
tails = st.sampled_from([b"", b"</body></html>", b"\n%%EOF\n", b"<table><tr><td>a<td>b</table>", TEXT.encode() * 3])
contents = st.builds(lambda head, middle, tail: head + middle + tail, heads, middles, tails)


def import_or_tell(content: bytes, suffix: str, encoding: str) -> None:
    """Import a file into an archive that has a page; it comes through whole or is told, and hurts nothing."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        source = root / f"a{suffix}"
        source.write_bytes(content)

        result = ingest(root, [source], paper="jing", date="2020-01-01", encoding=encoding, tell=lambda _: None)

        errors = [one for one in result.problems if one.severity is Severity.ERROR]
        assert result.written or errors
        assert not {"I010", "I011", "I012"} & {one.code for one in errors}, "the proof holds for every input"
        for one in (*result.problems, *(entry.problem for entry in result.report.entries)):
            assert one.place.path.endswith(f"a{suffix}")
            assert wording.sentence(one, "zh-Hans")
        assert source.read_bytes() == content
        if result.written:
            again = rebuild(root, (), tell=lambda _: None)
            assert (again.problems, again.written) == ((), ()), "read again it is the same"


ENCODINGS = st.sampled_from(["", "", "gb18030", "utf-16"])


@given(contents, st.sampled_from(SUFFIXES), ENCODINGS)
@example(b"# \x00\f</body></html>", ".txt", "")
@example(b"A0&\x110\n# zz\n# " + TEXT.encode() * 3, ".txt", "")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_file_is_imported_or_told(content: bytes, suffix: str, encoding: str) -> None:
    import_or_tell(content, suffix, encoding)


@pytest.mark.parametrize(
    "line",
    [
        "<p># 小题</p>",
        '<div align="center">## 小题 ##</div>',
        "<p>> 引文</p>",
        "\\<p>",
        "一段。\\</p>",
        "#<b> 小题</b> ##<br>",
        "<p>---</p>",
        "一段![](images/a.png)",
        "---\x85---",
        "#\x85小题",
        "#\u200b## 小题",
        "<\x01p># 小题</p>",
        "*\u200b*一段*\u200b*",
    ],
)
def test_marks_between_what_is_not_seen_are_marks_or_text_and_never_lost(line: str) -> None:
    import_or_tell(f"# 题\n{line}\n正文一段。\n".encode(), ".md", "")


@pytest.mark.slow
@given(contents, st.sampled_from(SUFFIXES), ENCODINGS)
@settings(max_examples=20_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_very_many_files_are_imported_or_told(content: bytes, suffix: str, encoding: str) -> None:
    import_or_tell(content, suffix, encoding)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "I001"),
        (b" \n\n ", "I001"),
        (bytes(range(256)) * 100, "I013"),
        (b"\x00" * 5000, "I013"),
        (b"PK\x03\x04" + bytes(200), "I002"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "I003"),
        (b"{\\rtf1\\ansi words}", "I003"),
        (b"%PDF-1.7\nnothing more", "I213"),
        (b"<html><body><script>write()</script></body></html>", "I208"),
        ("\u200b\u200b\n".encode(), "I208"),
    ],
)
def test_a_bad_file_costs_nothing_that_is_written(content: bytes, code: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(TEXT, encoding="utf-8")
    bad.write_bytes(content)
    ingest(tmp_path, [good], paper="jing", date="2020-01-01", tell=lambda _: None)
    before = {path: path.read_bytes() for path in (tmp_path / "content").rglob("*") if path.is_file()}

    result = ingest(tmp_path, [bad], paper="jing", date="2020-01-01", page="2", tell=lambda _: None)

    assert [(one.code, Path(one.place.path).name) for one in result.problems] == [(code, "bad.txt")]
    assert result.exit_code == 1
    assert {path: path.read_bytes() for path in (tmp_path / "content").rglob("*") if path.is_file()} == before


def test_eight_megabytes_in_one_line_come_through(tmp_path: Path) -> None:
    source = tmp_path / "long.txt"
    source.write_text("渡口的灯还亮着，船工站在堤上看江面。" * 150_000, encoding="utf-8")

    result = ingest(tmp_path, [source], paper="jing", date="2020-01-01", dry_run=True, tell=lambda _: None)

    assert result.problems == ()
    assert [one.characters for one in result.report.articles] == [150_000 * 18]


@pytest.mark.parametrize("between", ["\n\n", "\f"])
def test_more_articles_than_there_are_numbers_for_are_told(between: str, tmp_path: Path) -> None:
    source = tmp_path / "volume.txt"
    items = (f"本报讯（记者 孟小舟）第{number}座泵站昨天开机试车，值班员都在。" for number in range(1005))
    source.write_text(between.join(items), encoding="utf-8")

    result = ingest(tmp_path, [source], paper="jing", date="2020-01-01", tell=lambda _: None)

    assert [one.code for one in result.problems] == ["I024"]
    assert result.problems[0].place.line > 0
    assert not (tmp_path / "content").exists()


def test_a_text_of_nothing_but_marks_has_a_headline() -> None:
    import_or_tell(b"**", ".txt", "")


def test_two_imports_into_one_paper_are_kept_apart(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(TEXT, encoding="utf-8")
    ingest(tmp_path, [source], paper="jing", date="2020-01-01", tell=lambda _: None)
    before = {path: path.read_bytes() for path in (tmp_path / "content").rglob("*") if path.is_file()}

    with one_at_a_time(tmp_path / ".cache", "jing"):
        second = ingest(tmp_path, [source], paper="jing", date="2020-01-01", page="2", tell=lambda _: None)
        again = rebuild(tmp_path, (), tell=lambda _: None)
        tried = ingest(tmp_path, [source], paper="jing", date="2020-01-02", dry_run=True, tell=lambda _: None)
        elsewhere = ingest(tmp_path, [source], paper="other", date="2020-01-01", tell=lambda _: None)

    for told in (second.problems, again.problems):
        assert [(one.code, one.facts) for one in told] == [("I025", {"paper": "jing", "process": str(os.getpid())})]
    assert (second.written, again.written) == ((), ())
    assert {path: path.read_bytes() for path in before} == before
    assert tried.problems == elsewhere.problems == ()
    assert ingest(tmp_path, [source], paper="jing", date="2020-01-01", page="2", tell=lambda _: None).written


def test_a_lock_that_cannot_be_kept_stops_no_import(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(TEXT, encoding="utf-8")
    (tmp_path / ".cache").write_text("a file where the folder should be")

    assert ingest(tmp_path, [source], paper="jing", date="2020-01-01", tell=lambda _: None).problems == ()


def test_a_large_issue_is_suspected_of_what_a_small_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["干在实处，走在前列。" * 3, "千在实处的人已经到了，己经到了。", "人入日曰", "末"] * 4
    at_once = look_alikes.look_alikes(texts, ())
    monkeypatch.setattr(look_alikes, "AT_ONCE", 3)

    assert look_alikes.look_alikes(texts, ()) == at_once != ()
