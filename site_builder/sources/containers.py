"""Files that hold a text inside: web archives (`.mht`) and documents of word processors (`.docx`). Nothing in them is
run, nothing is fetched, and nothing is unpacked beyond its bounds.
"""

from __future__ import annotations

import email
import email.policy
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from email.message import Message
from xml.etree import ElementTree

from site_builder.errors import Place, Problem
from site_builder.sources.word_tables import WORD, as_written, body_lines

LARGEST = 32 * 1024 * 1024
"""Bytes of the longest text that is unpacked."""

MOST_PARTS = 2000
"""Parts of a web archive that are looked through."""

_PAGES = ("text/html", "application/xhtml+xml")
_ENVELOPE = re.compile(rb"^content-type\s*:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_WHITE = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n"}
_DOCUMENT = "word/document.xml"


def is_web_archive(data: bytes) -> bool:
    """Whether a file is a saved web page with its parts in one file (MHTML)."""
    head = data[:8192].replace(b"\r\n", b"\n").lstrip().partition(b"\n\n")[0]
    return _ENVELOPE.search(head) is not None


def page_of(data: bytes, name: str) -> tuple[bytes | None, str, list[Problem]]:
    """The web page in a web archive and the encoding its envelope names; None with an error when there is none."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = [part for part, _ in zip(message.walk(), range(MOST_PARTS), strict=False)]
        pages = [(part, page) for part in parts if part.get_content_type() in _PAGES and (page := _payload(part))]
        shown = [one for one in pages if b"<frameset" not in one[1].lower()]
        found, payload = next(iter(shown or pages), (None, None))
    except (ValueError, LookupError, RecursionError, TypeError, AttributeError):  # an envelope may be anything
        found, payload = None, None
    if not payload or found is None:
        return None, "", [Problem(code="I220", place=Place(name))]
    return payload, str(found.get_param("charset") or ""), []


def _payload(part: Message) -> bytes | None:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else None


def is_word_document(data: bytes) -> bool:
    """Whether a file is a document of a word processor (OOXML)."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _DOCUMENT in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def document_text(data: bytes, name: str) -> tuple[str | None, list[Problem]]:
    """The paragraphs of a document, one a line; None with an error when it cannot be read.

    With a table that holds figures the text is Markdown, and what looks like a mark in it gets a backslash.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_DOCUMENT) as file:
            xml = file.read(LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, RuntimeError, NotImplementedError, EOFError):
        return None, [Problem(code="I221", place=Place(name))]
    if len(xml) > LARGEST:
        return None, [Problem(code="I008", place=Place(name), facts={"size": str(len(xml))})]
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:  # no word processor writes one, and it can be made to burst
        return None, [Problem(code="I221", place=Place(name))]
    try:
        root = ElementTree.fromstring(xml)
    except (ElementTree.ParseError, ValueError, RecursionError):
        return None, [Problem(code="I221", place=Place(name))]
    lines = list(body_lines(root, lambda paragraph: "".join(_words(paragraph))))
    if any(row for _, row in lines):
        return "\n".join(line if row else "\n".join(map(as_written, line.split("\n"))) for line, row in lines), []
    return "\n".join(line for line, _ in lines), []


def _words(paragraph: ElementTree.Element) -> Iterator[str]:
    """The words of a paragraph without those of paragraphs in it: they stand in a box beside it."""
    waiting = list(reversed(paragraph))
    while waiting:
        one = waiting.pop()
        if one.tag == f"{WORD}p" or one.tag.endswith("}Fallback"):
            continue
        if one.tag == f"{WORD}t":
            yield one.text or ""
        elif one.tag in _WHITE:
            yield _WHITE[one.tag]
        waiting += reversed(one)
