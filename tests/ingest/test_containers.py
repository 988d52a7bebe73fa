"""Web archives and documents of word processors: the text in them is kept beside them, and bombs stay bounded."""

from __future__ import annotations

import hashlib
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from site_builder.engine.events import silence
from site_builder.errors import Severity
from site_builder.newspaper.raw import Form
from site_builder.sources.reading import read
from site_builder.workflows.rebuild import rebuild
from tests.ingest.test_into_the_archive import FOLDER, issue, take
from tests.ingest.test_pdf import LEFT, RIGHT, column
from tests.ingest.tiny_pdf import tiny_pdf

WORDS = "渡口的老航标灯昨天重新点亮，三十多位退休的船工站在堤上看着灯光，没有人说话。"
PAGE = (
    "<html><head><title>渡口又亮灯</title>{head}</head>\n<body><h1>渡口又亮灯</h1>\n<p>" + WORDS + "</p></body></html>"
)
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def archived(charset: str, *, how: str = "quoted-printable", head: str = "") -> bytes:
    """A page as browsers save it in one file, with a picture beside it."""
    whole = EmailMessage()
    whole["Subject"] = "渡口又亮灯"
    whole["MIME-Version"] = "1.0"
    whole.set_content(PAGE.format(head=head), subtype="html", charset=charset, cte=how)
    whole.add_related(b"\x89PNG", "image", "png")
    return whole.as_bytes().replace(b"\n", b"\r\n")


def document(*paragraphs: str, xml: str = "") -> bytes:
    """A document with these paragraphs, or with this XML."""
    body = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", xml or f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>")
    return packed.getvalue()


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize("how", ["quoted-printable", "base64"])
def test_a_web_archive_is_read_as_its_page(charset: str, how: str) -> None:
    got, problems = read(archived(charset, how=how), "a.mht", "source/a.mht")

    assert got is not None
    assert problems == []
    assert got.source.form is Form.HTML
    assert got.source.file == "source/a.mht.html"
    assert [line.text.string for line in got.pages[0]] == ["渡口又亮灯", "渡口又亮灯", WORDS]
    assert got.kept["source/a.mht.html"].decode(got.source.encoding).strip().startswith("<html><head><title>渡口又亮灯")


def test_a_web_archive_without_a_page_is_told() -> None:
    data = b"Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: image/png\r\n\r\nab\r\n--x--\r\n"

    got, problems = read(data, "a.mht", "source/a.mht")

    assert got is None
    assert [(one.code, one.severity) for one in problems] == [("I220", Severity.ERROR)]


def test_a_document_is_read_paragraph_by_paragraph() -> None:
    got, problems = read(document("渡口又亮灯", WORDS, "&lt;b&gt;"), "a.docx", "source/a.docx")

    assert got is not None
    assert problems == []
    assert got.source.text == f"渡口又亮灯\n{WORDS}\n<b>"
    assert got.source.file == "source/a.docx.txt"


def test_words_in_boxes_and_for_older_programs_stand_once() -> None:
    box = "<w:p><w:r><w:t>栏外的话</w:t></w:r></w:p>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    xml = (
        f'<w:document {NAMESPACE} xmlns:mc="m"><w:p><w:r><w:t>渡口</w:t><mc:AlternateContent>{both}'
        "</mc:AlternateContent></w:r><w:del><w:delText>删去</w:delText></w:del><w:r><w:t>亮灯</w:t></w:r></w:p></w:document>"
    )

    got, _ = read(document(xml=xml), "a.docx", "source/a.docx")

    assert got is not None
    assert got.source.text == "渡口亮灯\n栏外的话"


def row(*cells: str, wide: int = 0) -> str:
    """A row of a table; its first cell may be several columns wide."""
    span = f'<w:tcPr><w:gridSpan w:val="{wide}"/></w:tcPr>' if wide else ""
    made = [
        f"<w:tc>{span if not at else ''}<w:p><w:r><w:t>{one}</w:t></w:r></w:p></w:tc>" for at, one in enumerate(cells)
    ]
    return f"<w:tr>{''.join(made)}</w:tr>"


def with_table(*rows: str) -> bytes:
    """A document with a paragraph, a table and another paragraph."""
    words = [f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in (WORDS, "#3 船 *停航*，何时复航要看水位。")]
    xml = f"<w:document {NAMESPACE}><w:body>{words[0]}<w:tbl>{''.join(rows)}</w:tbl>{words[1]}</w:body></w:document>"
    return document(xml=xml)


def test_a_table_of_figures_stays_a_table(tmp_path: Path) -> None:
    (tmp_path / "p01.docx").write_bytes(with_table(row("航线", "票价|元"), row("江心洲", "2"), row("全线停航", wide=2)))
    take(tmp_path, tmp_path / "p01.docx")

    (article,) = issue(tmp_path).articles

    assert article.body.split("\n\n") == [
        WORDS,
        "| 航线 | 票价\\|元 |\n| --- | --- |\n| 江心洲 | 2 |\n| 全线停航 |  |",
        r"\#3 船 \*停航\*，何时复航要看水位。",
    ]
    assert rebuild(tmp_path, (), tell=silence).problems == ()


def test_a_table_that_lays_out_a_page_is_read_as_its_lines() -> None:
    got, _ = read(with_table(row(WORDS * 4, WORDS * 4), row(WORDS, "")), "a.docx", "source/a.docx")

    assert got is not None
    assert got.source.text == "\n".join([WORDS, WORDS * 4, WORDS * 4, WORDS, "", "#3 船 *停航*，何时复航要看水位。"])


@pytest.mark.parametrize(
    "xml",
    [
        "<w:document>",
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>',
        "\x00",
    ],
)
def test_a_damaged_document_is_told(xml: str) -> None:
    got, problems = read(document(xml=xml), "a.docx", "source/a.docx")

    assert got is None
    assert [one.code for one in problems] == ["I221"]


def test_a_document_that_bursts_is_refused() -> None:
    got, problems = read(document(xml=" " * 34_000_000), "a.docx", "source/a.docx")

    assert got is None
    assert [one.code for one in problems] == ["I008"]


FILES = {
    "p01.mht": archived("utf-8"),
    "p01.docx": document("渡口又亮灯", WORDS, WORDS[:20] + "。"),
    "p01.pdf": tiny_pdf([[], column(LEFT, 40, 700), [], column(RIGHT, 40, 700)]),
}


@pytest.mark.parametrize("name", FILES)
def test_the_file_and_its_text_are_entered_and_can_be_read_again(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    take(tmp_path, tmp_path / name)

    original, text = issue(tmp_path).sources

    assert text.file in (f"source/{name}.txt", f"source/{name}.html")
    assert (original.file, original.encoding, original.page) == (f"source/{name}", "", "")
    for one in (original, text):
        assert hashlib.sha256((tmp_path / FOLDER / one.file).read_bytes()).hexdigest() == one.sha256
    again = rebuild(tmp_path, (), tell=silence)
    assert (again.written, again.problems, again.articles) == ((), (), ())


def test_a_pdf_that_was_changed_later_is_told(tmp_path: Path) -> None:
    (tmp_path / "p01.pdf").write_bytes(FILES["p01.pdf"])
    take(tmp_path, tmp_path / "p01.pdf")
    (tmp_path / FOLDER / "source/p01.pdf").write_bytes(FILES["p01.pdf"] + b"\n")

    again = rebuild(tmp_path, (), tell=silence)

    assert [(one.code, one.place.path) for one in again.problems] == [("I033", f"{FOLDER}/source/p01.pdf")]


def test_pages_that_are_pictures_keep_their_numbers_when_the_text_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "p01.pdf").write_bytes(FILES["p01.pdf"])
    take(tmp_path, tmp_path / "p01.pdf")

    assert [article.id for article in issue(tmp_path).articles] == ["02-01", "04-01"]
    assert [page.number for page in issue(tmp_path).pages] == ["02", "04"]
    assert rebuild(tmp_path, (), tell=silence).articles == ()
