"""The text of an article as the Markdown it may be written in again, and an issue as one Markdown text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from site_builder.exports.copies import Copy, page_number
from site_builder.exports.markup import Element, tree
from site_builder.exports.plain_text import masthead
from site_builder.newspaper.galley import Block, BlockKind, SetArticle
from site_builder.newspaper.model import Article

_MARKS = re.compile(r"([\\`*_\[\]<&])")
_AT_START = re.compile(r"^(\s*)([#>+=-]|\d+(?=[.)]))", re.M)
_WRAPS = {"strong": "**", "b": "**", "em": "*", "i": "*"}


def export(copy: Copy) -> Mapping[str, bytes]:
    """One UTF-8 file an issue, `<paper>/<day>.md`."""
    key = copy.galley.issue.key
    return {f"{key.paper}/{key.folder}.md": text(copy)}


def text(copy: Copy) -> bytes:
    """The whole issue: the masthead as its title, a heading for each 版 and each article."""
    lines = [f"# {_plain(masthead(copy))}"]
    for page, pieces in copy.pages():
        lines.append(f"## {_plain(f'第{page_number(page.number)}版 {page.name}'.rstrip())}")
        for piece in pieces:
            own = piece.article
            lines += [f"*{_plain(part)}*" for part in (own.column, own.kicker) if part.strip()]
            lines.append(f"### {_plain(copy.title(piece))}")
            lines += [f"*{_plain(own.deck)}*"] if own.deck.strip() else []
            lines += [_plain(own.byline)] if own.byline and own.byline not in _opening(piece) else []
            lines.append(body(piece, headings=3))
            lines += [_plain(own.signature.text)] if own.signature else []
    return ("\n\n".join(line for line in lines if line) + "\n").encode("utf-8", "replace")


def body(piece: SetArticle, *, headings: int = 0) -> str:
    """The body of an article; the pictures of its front matter are left to that, unless it is part of a whole issue.

    With `headings` its subheadings stand so many levels deeper.
    """
    own = piece.article
    blocks = [block for block in piece.blocks if headings or not _of_front_matter(block, own)]
    return "\n\n".join(filter(None, (_block(block, headings) for block in blocks)))


def _opening(piece: SetArticle) -> str:
    return piece.blocks[0].text if piece.blocks else ""


def _of_front_matter(block: Block, own: Article) -> bool:
    if block.kind is not BlockKind.FIGURE:
        return False
    image = tree(block.html).first("img")
    if image is not None:
        return any(picture.image and picture.image == _file(image) for picture in own.pictures)
    return any(not picture.image for picture in own.pictures)


def _block(block: Block, headings: int) -> str:
    elements = [child for child in tree(block.html).children if isinstance(child, Element)]
    return "\n\n".join(filter(None, (_element(element, headings) for element in elements)))


def _element(element: Element, headings: int) -> str:
    match element.tag:
        case "h2" | "h3" | "h4":
            return "#" * (int(element.tag[1]) + max(0, headings - 1)) + " " + _inline(element)
        case "blockquote":
            return _prefixed(_elements(element, headings), "> ", "> ")
        case "ol" if element.attributes.get("class") == "notes":
            return _notes(element)
        case "ul" | "ol":
            return _list(element, headings)
        case "hr":
            return "---"
        case "figure":
            return _figure(element)
        case "div" | "section":
            return _elements(element, headings)
        case "table":
            return _table(element)
        case _:
            return _start(_inline(element))


def _elements(element: Element, headings: int) -> str:
    parts = [child for child in element.children if isinstance(child, Element)]
    return "\n\n".join(filter(None, (_element(part, headings) for part in parts)))


def _list(element: Element, headings: int) -> str:
    number = int(element.attributes.get("start", "1") or 1)
    items = []
    for item in element.children:
        if not isinstance(item, Element):
            continue
        number = int(item.attributes.get("value", number))
        mark = f"{number}. " if element.tag == "ol" else "- "
        nested = [part for part in item.children if isinstance(part, Element) and part.tag in ("ul", "ol", "p")]
        if nested:
            told = "\n\n".join(
                [_start(_inline_of(_words(item, nested))), *(_element(part, headings) for part in nested)]
            )
        else:
            told = _start(_inline(item))
        items.append(_prefixed(told.strip(), mark, " " * len(mark)))
        number += 1
    return "\n".join(items)


def _notes(element: Element) -> str:
    """The footnotes, each under the number its mark has."""
    items = [item for item in element.children if isinstance(item, Element)]
    told = [
        _inline_of([part for part in item.children if isinstance(part, str) or part.attributes.get("class") != "back"])
        for item in items
    ]
    return "\n\n".join(f"[^{number}]: {text.strip()}" for number, text in enumerate(told, 1))


def _words(item: Element, apart: Sequence[Element]) -> list[Element | str]:
    return [child for child in item.children if child not in apart]


def _figure(element: Element) -> str:
    image, caption = element.first("img"), element.first("figcaption")
    words = " ".join((caption.text() if caption else "").split())
    if image is None:
        return _start(_plain(words))
    title = ' "' + words.replace("\\", "\\\\").replace('"', '\\"') + '"' if words else ""
    return f"![{_plain(image.attributes.get('alt', ''))}](<{image.attributes.get('src', '')}>{title})"


def _table(element: Element) -> str:
    rows = list(_rows(element))
    if not rows:
        return ""
    sides = {"left": ":--", "center": ":-:", "right": "--:"}
    marks = [sides.get(cell.attributes.get("class", ""), "---") for cell in rows[0]]
    lines = [[_inline(cell).replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in (lines[0], marks, *lines[1:]))


def _rows(element: Element) -> Iterator[list[Element]]:
    for child in element.children:
        if isinstance(child, Element):
            if child.tag == "tr":
                yield [cell for cell in child.children if isinstance(cell, Element)]
            else:
                yield from _rows(child)


def _inline(element: Element) -> str:
    return _inline_of(element.children).strip()


def _inline_of(children: Sequence[Element | str]) -> str:
    told = "".join(_plain(child) if isinstance(child, str) else _marked(child) for child in children)
    return told.replace("\\\n\n", "\\\n")  # typesetting ends the line after a break as well


def _marked(element: Element) -> str:
    inner = _inline_of(element.children)
    if element.tag == "br":
        return "\\\n"
    if element.tag == "img":
        return f"![{_plain(element.attributes.get('alt', ''))}](<{element.attributes.get('src', '')}>)"
    if element.attributes.get("class") == "noteref":
        return f"[^{element.text()}]"
    if element.tag == "code":
        return f"`{element.text()}`"
    if element.tag == "a":
        return f"[{inner}](<{_target(element.attributes.get('href', ''))}>)"
    mark = _WRAPS.get(element.tag, "")
    return f"{mark}{inner}{mark}" if inner.strip() else inner


def _target(href: str) -> str:
    """A link to an article of the issue leads to its file again."""
    return re.sub(r"^([^/:?#]+)\.html(?=#|$)", r"\1.md", href)


def _file(image: Element) -> str:
    return unquote(image.attributes.get("src", ""))


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _start(text: str) -> str:
    """What would begin a heading, a list or a quote begins a paragraph."""
    return _AT_START.sub(lambda found: _escaped(found[1], found[2], text, found.end()), text)


def _escaped(indent: str, mark: str, text: str, end: int) -> str:
    return f"{indent}{mark}\\" if mark.isdigit() and text[end : end + 1] else f"{indent}\\{mark}"


def _prefixed(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    return "\n".join(((first if at == 0 else others) + line).rstrip() for at, line in enumerate(lines))
