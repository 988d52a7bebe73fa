"""The documents of a publication, as XHTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape, quoteattr

from site_builder.exports.copies import Copy, page_number
from site_builder.exports.epub.plates import Plate
from site_builder.exports.markup import VOID, Element, legible, tree
from site_builder.exports.plain_text import masthead
from site_builder.exports.words import word
from site_builder.newspaper.galley import SetArticle
from site_builder.newspaper.model import Page

_KEPT = {
    *("p", "h2", "h3", "h4", "blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "div"),
    *("figure", "figcaption", "img", "hr", "br", "strong", "em", "a", "span", "code", "sup", "sub", "ruby", "rt", "rp"),
}
_ATTRIBUTES = {"id", "class", "start", "value", "scope", "colspan", "rowspan"}


def text(told: str) -> str:
    """Text as the content of an element."""
    return escape(legible(told))


def document(title: str, language: str, body: Iterable[str], *, kind: str = "") -> bytes:
    """A whole document; `kind` is the epub:type of its body."""
    spoken = quoteattr(legible(language))
    told = f' epub:type="{kind}"' if kind else ""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<!DOCTYPE html>",
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f" lang={spoken} xml:lang={spoken}>",
        f'<head><title>{text(title) or "—"}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>',
        f"<body{told}>",
        *body,
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def title_page(copy: Copy) -> bytes:
    """The first document: whose issue this is."""
    paper = copy.paper
    rows = [("、".join(paper.sponsor)), paper.cn, paper.issn, copy.galley.issue.note, paper.rights]
    body = [f"<h1>{text(paper.name)}</h1>", f"<p>{text(masthead(copy))}</p>"]
    body += [f"<p>{text(row)}</p>" for row in rows if row]
    if copy.address:
        body.append(f"<p><a href={quoteattr(copy.address)}>{text(copy.address)}</a></p>")
    return document(masthead(copy), paper.language, body, kind="frontmatter titlepage")


def page_file(page: Page) -> str:
    """The document a 版 begins with."""
    return f"p{page.number}.xhtml"


def article_file(piece: SetArticle) -> str:
    """The document of an article."""
    return f"{piece.article.id}.xhtml"


def page_name(page: Page, language: str) -> str:
    """第1版 要闻."""
    return f"{word('page', language, n=page_number(page.number))} {page.name}".strip()


def page_document(page: Page, pieces: Iterable[SetArticle], copy: Copy) -> bytes:
    """Where a printed page begins: its name and its articles."""
    language = copy.paper.language
    number = quoteattr(legible(page_number(page.number)))
    body = [
        f'<span epub:type="pagebreak" role="doc-pagebreak" id="page" aria-label={number}></span>',
        f"<h1>{text(page_name(page, language))}</h1>",
        "<ol>",
        *(f'<li><a href="{article_file(piece)}">{text(copy.title(piece))}</a></li>' for piece in pieces),
        "</ol>",
    ]
    return document(page_name(page, language), language, body, kind="bodymatter")


def article_document(piece: SetArticle, copy: Copy, plates: Mapping[str, Plate]) -> bytes:
    """An article, whole."""
    own = piece.article
    lines = copy.headlines.get(own.id) or own.headline or (own.id,)
    head = [
        f'<p class="column">{text(own.column)}</p>' if own.column else "",
        f'<p class="kicker">{text(own.kicker)}</p>' if own.kicker else "",
        f"<h1>{'<br/>'.join(text(line) for line in lines)}</h1>",
        f'<p class="deck">{text(own.deck)}</p>' if own.deck else "",
    ]
    body = [_written(tree(block.html), plates, copy) for block in piece.blocks]
    shown = "".join(body)
    if own.byline and own.byline not in "".join(block.text for block in piece.blocks[:1]):
        head.append(f'<p class="byline">{text(own.byline)}</p>')
    if own.summary:
        head.append(f'<p class="summary">{text(own.summary)}</p>')
    plate = plates.get(own.image)
    if plate and f'"{plate.file}"' not in shown:
        credit = f"<figcaption>{text(own.credit_printed)}</figcaption>" if own.credit_printed else ""
        head.append(f'<figure><img src="{plate.file}" alt={quoteattr(legible(own.alt))}/>{credit}</figure>')
    elif own.credit_printed:
        body.append(f'<p class="credit">{text(own.credit_printed)}</p>')
    if own.signature:
        body.append(f'<p class="signature">{text(own.signature.text)}</p>')
    told = ['<article epub:type="article">', *filter(None, (*head, *body)), "</article>"]
    return document(copy.title(piece), copy.paper.language, told, kind="bodymatter")


def _written(element: Element, plates: Mapping[str, Plate], copy: Copy) -> str:
    inner = "".join(
        text(child) if isinstance(child, str) else _written(child, plates, copy) for child in element.children
    )
    if element.tag not in _KEPT:
        return inner
    if element.tag == "img":
        plate = plates.get(unquote(element.attributes.get("src", "")))
        alt = legible(element.attributes.get("alt", ""))
        return f'<img src="{plate.file}" alt={quoteattr(alt)}/>' if plate else ""
    attributes = {name: value for name, value in element.attributes.items() if name in _ATTRIBUTES}
    if element.tag == "a":
        if not (href := _link(element.attributes.get("href", ""), copy)):
            return inner
        attributes["href"] = href
    if element.tag == "figure" and not inner:
        return ""
    told = "".join(f" {name}={quoteattr(legible(value))}" for name, value in attributes.items())
    return f"<{element.tag}{told}/>" if element.tag in VOID else f"<{element.tag}{told}>{inner}</{element.tag}>"


def _link(href: str, copy: Copy) -> str:
    """A link as it leads from here: to another document, to the web, or nowhere."""
    if re.match(r"(https?://[^\s/]+|mailto:)\S*$", href):
        return quote(href, safe="%/:=&?~#+!$,;'@()*[]")
    ids = {piece.article.id for piece in copy.galley.articles}
    inside = re.fullmatch(r"(?:([^/:?#]+)\.html)?(#(?:p|note|noteref)\d+)?", href)
    if inside is None or (inside[1] and inside[1] not in ids):
        return ""
    return (f"{inside[1]}.xhtml" if inside[1] else "") + (inside[2] or "")
