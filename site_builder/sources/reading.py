"""One file → its text and its pages of lines: which form it has is seen from what is in it, not from its name."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import msgspec

from site_builder.errors import Place, Problem, has_errors
from site_builder.newspaper.raw import Form, RawLine, RawSource
from site_builder.sources import ocr_markdown, plain_text
from site_builder.sources.containers import document_text, is_web_archive, is_word_document, page_of
from site_builder.sources.decoding import Decoded, decode
from site_builder.sources.html import is_html, read_html
from site_builder.sources.line_reading import line_starts, pages_of
from site_builder.sources.pdf_text import is_pdf, pdf_text
from site_builder.sources.web_faults import web_faults
from site_builder.sources.xml_kinds import xml_kind

TEXTS_OF = (".txt", ".html")
"""What is added to the name of a file for the text or the page that was taken out of it."""


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """A source and its lines, page by page; a file without form feeds is one page."""

    source: RawSource
    pages: tuple[tuple[RawLine, ...], ...]
    numbers: tuple[int, ...]
    """Where each page stands in the file, counted from 0."""

    kept: Mapping[str, bytes] = {}
    """Files to be kept beside the file itself: the text that was taken out of it."""


def read(
    data: bytes, name: str, file: str, *, base: int = 0, number: int = 0, encoding: str = ""
) -> tuple[Read | None, list[Problem]]:
    """Read one file; None with the errors when there is no text in it.

    `name` is shown in messages, `file` is where the copy is kept, `base` the place of its first character and `number`
    its place among the sources.
    """
    got, problems = _read(data, name, file, base, number, encoding)
    if got is not None and not got.pages:
        return None, [*problems, Problem(code="I208", place=Place(name))]
    return got, problems


def _read(
    data: bytes, name: str, file: str, base: int, number: int, encoding: str
) -> tuple[Read | None, list[Problem]]:
    if is_pdf(data):
        return _pdf(data, name, file, base, number)
    if is_word_document(data):
        words, problems = document_text(data, name)
        return (None, problems) if words is None else _taken(words.encode(), name, f"{file}.txt", base, number, "utf-8")
    if is_web_archive(data):
        page, named, problems = page_of(data, name)
        return (None, problems) if page is None else _taken(page, name, f"{file}.html", base, number, encoding or named)
    decoded, problems = decode(data, name, encoding)
    if decoded is None:
        return None, problems
    if kind := xml_kind(decoded.text):
        return None, [*problems, Problem(code="I003", place=Place(name), facts={"kind": kind})]
    if is_html(decoded.text):
        problems += web_faults(decoded.text, name)
        return (None if has_errors(problems) else _web(decoded, data, name, file, base, number)), problems
    source = _source(decoded, data, name, file, base)
    return _lined(source, number, {}), problems


def _taken(
    data: bytes, name: str, file: str, base: int, number: int, encoding: str
) -> tuple[Read | None, list[Problem]]:
    """What was taken out of a file, kept beside it: that is what the line numbers of its articles count in."""
    got, problems = _read(data, name, file, base, number, encoding)
    if got is None and encoding and not (has_errors(problems) and problems[0].code == "I005"):
        return got, problems
    if got is None:
        got, problems = _read(data, name, file, base, number, "")
    return (None if got is None else msgspec.structs.replace(got, kept={file: data})), problems


def _web(decoded: Decoded, data: bytes, name: str, file: str, base: int, number: int) -> Read:
    page = read_html(decoded.text, base, number)
    source = RawSource(
        name=name,
        file=file,
        text=page.text,
        base=base,
        starts=page.starts,
        numbers=page.numbers,
        form=Form.HTML,
        encoding=decoded.encoding,
        runner_up=decoded.runner_up,
        margin=decoded.margin,
        sha256=hashlib.sha256(data).hexdigest(),
        facts=page.facts,
        marks=page.marks,
        emphasis=page.emphasis,
    )
    return Read(source=source, pages=(page.lines,) if page.lines else (), numbers=(0,) if page.lines else ())


def _pdf(data: bytes, name: str, file: str, base: int, number: int) -> tuple[Read | None, list[Problem]]:
    """The text of a PDF, kept beside it: that is what the line numbers of its articles count in."""
    found, problems = pdf_text(data, name)
    if found is None:
        return None, problems
    text = "\n\f\n".join(found)
    kept = text.encode("utf-8", errors="replace")
    source = _source(Decoded(text=text, encoding="utf-8"), kept, name, f"{file}.txt", base)
    return _lined(source, number, {source.file: kept}), problems


def _lined(source: RawSource, number: int, kept: Mapping[str, bytes]) -> Read:
    reading = ocr_markdown.read if source.form is Form.MARKDOWN else plain_text.read
    found = pages_of(source, number, reading)
    return Read(source=source, pages=found.pages, numbers=found.numbers, kept=kept)


def _source(decoded: Decoded, data: bytes, name: str, file: str, base: int) -> RawSource:
    text = decoded.text
    markdown = ocr_markdown.is_markdown(text)
    starts = line_starts(text)
    return RawSource(
        name=name,
        file=file,
        text=text,
        base=base,
        starts=starts,
        numbers=tuple(range(1, len(starts) + 1)),
        form=Form.MARKDOWN if markdown else Form.TEXT,
        encoding=decoded.encoding,
        runner_up=decoded.runner_up,
        margin=decoded.margin,
        sha256=hashlib.sha256(data).hexdigest(),
        marks=tuple(ocr_markdown.marks(text)) if markdown else (),
    )
