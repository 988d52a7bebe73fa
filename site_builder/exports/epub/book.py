"""Puts a publication together: the package document, the way through it, and the file it all lies in.

EPUB 3.3 and EPUB Accessibility 1.1. No clock: what asks for a moment gets the day of the issue.
"""

from __future__ import annotations

import uuid
from xml.sax.saxutils import quoteattr

from site_builder.exports.copies import Copy, page_number
from site_builder.exports.epub.cover import FILE as COVER
from site_builder.exports.epub.cover import cover
from site_builder.exports.epub.plates import Plate, plates
from site_builder.exports.epub.xhtml import (
    article_document,
    article_file,
    document,
    page_document,
    page_file,
    page_name,
    text,
    title_page,
)
from site_builder.exports.markup import legible
from site_builder.exports.packing import packed
from site_builder.exports.plain_text import masthead
from site_builder.exports.words import word
from site_builder.newspaper.calendar import exact_day, printed

_CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""

_STYLE = """body { line-height: 1.7; }
h1, h2, h3, h4 { line-height: 1.3; font-weight: bold; }
.kicker, .deck, .byline, .credit, figcaption { font-size: 0.9em; }
.column { font-weight: bold; }
article p { margin: 0; text-indent: 2em; }
article .column, article .kicker, article .deck, article .byline, article .verse { text-indent: 0; }
.signature { text-align: end; }
img { max-width: 100%; max-height: 100%; }
table { border-collapse: collapse; }
th, td { border: 1px solid; padding: 0.2em 0.5em; }
"""
_VERTICAL = "html { writing-mode: vertical-rl; -epub-writing-mode: vertical-rl; }\n"


def book(copy: Copy) -> bytes:
    """The publication; the same bytes for the same copy."""
    held = plates(copy.pictures)
    documents: dict[str, bytes] = {"title.xhtml": title_page(copy)}
    for page, pieces in copy.pages():
        documents[page_file(page)] = page_document(page, pieces, copy)
        documents |= {article_file(piece): article_document(piece, copy, held) for piece in pieces}
    shown = b"".join(documents.values())
    used = [plate for plate in held.values() if f'"{plate.file}"'.encode() in shown]
    style = (_VERTICAL if vertical(copy) else "") + _STYLE
    files = {
        "package.opf": _package(copy, list(documents), used, shown),
        "nav.xhtml": _navigation(copy),
        "style.css": style.encode(),
        COVER: cover(copy),
        **documents,
        **{plate.file: plate.data for plate in used},
    }
    inside = {f"EPUB/{name}": data for name, data in files.items()}
    whole = {"mimetype": b"application/epub+zip", "META-INF/container.xml": _CONTAINER, **inside}
    return packed(whole, stored="mimetype")


def vertical(copy: Copy) -> bool:
    """Whether its pages turn from right to left: Traditional Chinese is set in vertical lines."""
    return copy.paper.language in ("zh-Hant", "zh-TW", "zh-HK")


def identifier(copy: Copy) -> str:
    """The same for an issue for ever: made of its address, or of its key while it has none."""
    return uuid.uuid5(uuid.NAMESPACE_URL, copy.address or f"urn:x-newspaper:{copy.galley.issue.key}").urn


def _package(copy: Copy, documents: list[str], used: list[Plate], shown: bytes) -> bytes:
    issue, paper = copy.galley.issue, copy.paper
    exact = exact_day(issue.date.replace("XX", "01"))
    day = exact.isoformat() if exact else f"{issue.key.year}-01-01"
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "pageNavigation", "pageBreakMarkers"]
    if used and b'alt=""' not in shown:
        features.append("alternativeText")
    source = word("source", paper.language, paper=paper.name, date=printed(issue.date))
    metas = [
        ("dcterms:modified", f"{day}T00:00:00Z"),
        *(("schema:accessMode", mode) for mode in (["textual", "visual"] if used else ["textual"])),
        ("schema:accessModeSufficient", "textual"),
        *(("schema:accessibilityFeature", feature) for feature in features),
        ("schema:accessibilityHazard", "none"),
        ("schema:accessibilitySummary", word("summary", paper.language)),
    ]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
        f" xml:lang={quoteattr(legible(paper.language))}>",
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
        f'<dc:identifier id="id">{identifier(copy)}</dc:identifier>',
        f"<dc:title>{text(masthead(copy))}</dc:title>",
        f"<dc:language>{text(paper.language)}</dc:language>",
        f"<dc:date>{day}</dc:date>",
        *(f"<dc:publisher>{text(body)}</dc:publisher>" for body in paper.publisher or paper.sponsor),
        *([f"<dc:rights>{text(paper.rights)}</dc:rights>"] if paper.rights else []),
        f'<dc:source id="source">{text(source)}</dc:source>',
        '<meta refines="#source" property="source-of">pagination</meta>',
        *(f'<meta property="{name}">{text(value)}</meta>' for name, value in metas),
        '<meta name="cover" content="cover"/>',  # what readers older than EPUB 3 look for
        "</metadata>",
        "<manifest>",
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
        f'<item id="cover" href="{COVER}" media-type="image/svg+xml" properties="cover-image"/>',
        *(
            f'<item id="d{number}" href="{name}" media-type="application/xhtml+xml"/>'
            for number, name in enumerate(documents)
        ),
        *(f'<item id="i{number}" href="{plate.file}" media-type="{plate.type}"/>' for number, plate in enumerate(used)),
        "</manifest>",
        f'<spine page-progression-direction="{"rtl" if vertical(copy) else "ltr"}">',
        *(f'<itemref idref="d{number}"/>' for number in range(len(documents))),
        "</spine>",
        "</package>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _navigation(copy: Copy) -> bytes:
    language = copy.paper.language
    contents = word("contents", language)
    lines = [
        f'<nav epub:type="toc" role="doc-toc" id="toc"><h1>{text(contents)}</h1>',
        f'<ol><li><a href="title.xhtml">{text(masthead(copy))}</a></li>',
    ]
    for page, pieces in copy.pages():
        lines.append(f'<li><a href="{page_file(page)}">{text(page_name(page, language))}</a><ol>')
        lines += [f'<li><a href="{article_file(piece)}">{text(copy.title(piece))}</a></li>' for piece in pieces]
        lines.append("</ol></li>")
    lines.append("</ol></nav>")
    if copy.galley.articles:
        lines.append(
            f'<nav epub:type="page-list" role="doc-pagelist" hidden=""><h2>{text(word("pages", language))}</h2>'
        )
        lines.append("<ol>")
        lines += [
            f'<li><a href="{page_file(page)}#page">{text(page_number(page.number))}</a></li>'
            for page, _ in copy.pages()
        ]
        lines.append("</ol></nav>")
    return document(contents, language, lines)
